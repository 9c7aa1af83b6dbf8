"""What the page of a consultation shows, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.askers import GENDERS, GRADES, shown
from quiz.advice.model import Answer, Card, CardKind, Consultation, Listing, Section, Source
from quiz.advice.published import Published, Target
from quiz.bank.model import Bank
from quiz.qa.edition import Day, Edition, day
from quiz.qa.frame import NO_DATA, Frame, Place, frame
from quiz.qa.invitation import Invitation, invitation
from quiz.web.phrases import phrased


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another consultation or to a page elsewhere."""

    title: Markup
    address: str
    area: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class CardText:
    """A link card with the sentence that leads to it."""

    lead: str
    is_article: bool
    link: Link


@dataclass(frozen=True, slots=True)
class SectionText:
    """A headed part of an answer."""

    title: str
    heading: Markup
    blocks: tuple[tuple[str, ...], ...]
    cards: tuple[CardText, ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer with who gave it, as of its day; `url` is the absolute address of the profile."""

    name: str
    title: str
    affiliation: str
    profile: str
    url: str
    answered_on: Day | None
    sections: tuple[SectionText, ...]


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """A consultation; `asker` and `area` are empty where nothing can be said of them."""

    frame: Frame
    title: str
    heading: Markup
    summary: str
    area: str
    asker: str
    asked_on: Day | None
    body: tuple[str, ...]
    is_from_counselling: bool
    is_sample: bool
    answers: tuple[AnswerText, ...]
    invitation: Invitation
    related: tuple[Link, ...]
    before: Link | None
    after: Link | None
    structured: Markup = NO_DATA


LONGEST_SUMMARY = 120
"""What search engines and shared links show of a description is shorter than this."""


def consultation_page(
    published: Published, bank: Bank, edition: Edition, wording: str = "calm", median: int | None = None
) -> ConsultationPage:
    """Build the page of a consultation, with the way to the diagnostic beside it."""
    consultation = published.consultation
    path = f"/qa/{consultation.id}"
    title = edition.text(consultation.title)
    area = area_name(bank, consultation.area, edition)
    steps = [(area, f"/qa/area/{consultation.area}")] if area else []
    return ConsultationPage(
        frame=frame(bank, edition, Place(path, kind="article"), [*steps, (title, path)]),
        title=title,
        heading=phrased(title),
        summary=shortened(" ".join(consultation.body) or title),
        area=area,
        asker=_asker(consultation, edition),
        asked_on=day(consultation.asked_on, edition.language),
        body=consultation.body,
        is_from_counselling=consultation.source is Source.COUNSELLING,
        is_sample=consultation.source is Source.SAMPLE,
        answers=tuple(_answer(answer, published.targets, edition) for answer in consultation.answers),
        invitation=invitation(bank, edition, path, wording, median),
        related=tuple(link_to(other, bank, edition) for other in published.related),
        before=link_to(published.before, bank, edition) if published.before else None,
        after=link_to(published.after, bank, edition) if published.after else None,
    )


def _asker(consultation: Consultation, edition: Edition) -> str:
    said = [(GRADES, consultation.grade), (GENDERS, consultation.gender)]
    between = " · " if edition.language == "en" else "・"
    return between.join(edition.text(shown(choices, kept)) for choices, kept in said if kept)


def area_name(bank: Bank, area_id: str, edition: Edition) -> str:
    """Return the name of an area; empty where the bank has none of this id (any more)."""
    return next((edition.text(area.title) for area in bank.areas if area.id == area_id), "")


def link_to(listing: Listing, bank: Bank, edition: Edition) -> Link:
    """Return the way to a consultation, here or where its publisher shows it."""
    address = listing.url or edition.address(f"/qa/{listing.id}")
    title = phrased(edition.text(listing.title))
    return Link(title, address, area_name(bank, listing.area, edition), bool(listing.url))


def shortened(text: str) -> str:
    """Return the beginning of a text, cut where it is long."""
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"


def _answer(answer: Answer, targets: Mapping[tuple[str, str], Target], edition: Edition) -> AnswerText:
    path = f"/qa/advisors/{answer.advisor.id}"
    return AnswerText(
        name=answer.advisor.name,
        title=answer.title or answer.advisor.title,
        affiliation=answer.affiliation or answer.advisor.affiliation,
        profile=edition.address(path),
        url=edition.absolute(path),
        answered_on=day(answer.answered_on, edition.language),
        sections=tuple(_section(section, targets, edition) for section in answer.sections),
    )


def _section(section: Section, targets: Mapping[tuple[str, str], Target], edition: Edition) -> SectionText:
    cards = ((card, targets.get((card.kind.value, card.target))) for card in section.cards)
    return SectionText(
        title=section.heading,
        heading=phrased(section.heading),
        blocks=section.blocks,
        cards=tuple(_card(card, target, edition) for card, target in cards if target),
    )


def _card(card: Card, target: Target, edition: Edition) -> CardText:
    is_external = not target.url.startswith("/")
    address = target.url if is_external else edition.address(target.url)
    link = Link(phrased(edition.text(target.title)), address, "", is_external)
    return CardText(card.lead, card.kind is CardKind.ARTICLE, link)
