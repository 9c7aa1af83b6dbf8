"""What the page of an advisor shows, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from quiz.advice.model import Advisor
from quiz.advice.published import Profile
from quiz.bank.model import Bank
from quiz.qa.edition import Edition
from quiz.qa.frame import NO_DATA, Frame, Place, frame
from quiz.qa.lists import Listed, listed
from quiz.qa.words import ADVISORS


@dataclass(frozen=True, slots=True)
class AdvisorPage:
    """An advisor with one page of what they answered; `qualifications` are those that hold on the day it is shown."""

    frame: Frame
    name: str
    title: str
    affiliation: str
    profile: tuple[str, ...]
    qualifications: tuple[str, ...]
    listed: Listed
    structured: Markup = NO_DATA


def advisor_page(profile: Profile, today: date, bank: Bank, edition: Edition) -> AdvisorPage:
    """Build the page of an advisor as of a day."""
    advisor, answered = profile.advisor, profile.answered
    place = Place(f"/qa/advisors/{advisor.id}", answered.page, answered.pages, kind="profile")
    return AdvisorPage(
        frame=frame(bank, edition, place, [*_steps(edition), (advisor.name, place.path)]),
        name=advisor.name,
        title=advisor.title,
        affiliation=advisor.affiliation,
        profile=advisor.profile,
        qualifications=tuple(one.name for one in advisor.qualifications if one.holds_on(today)),
        listed=listed(answered, place, bank, edition),
    )


@dataclass(frozen=True, slots=True)
class AdvisorLine:
    """An advisor in the list."""

    name: str
    title: str
    affiliation: str
    address: str


@dataclass(frozen=True, slots=True)
class AdvisorsPage:
    """Everybody who has answered something."""

    frame: Frame
    heading: str
    advisors: tuple[AdvisorLine, ...]
    structured: Markup = NO_DATA


def advisors_page(advisors: Iterable[Advisor], bank: Bank, edition: Edition) -> AdvisorsPage:
    """Build the list of advisors, in their order."""
    return AdvisorsPage(
        frame=frame(bank, edition, Place("/qa/advisors/"), _steps(edition)),
        heading=edition.text(ADVISORS),
        advisors=tuple(
            AdvisorLine(one.name, one.title, one.affiliation, edition.address(f"/qa/advisors/{one.id}"))
            for one in advisors
        ),
    )


def _steps(edition: Edition) -> list[tuple[str, str]]:
    return [(edition.text(ADVISORS), "/qa/advisors/")]
