"""Consultations, their answers and their advisors as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from quiz.bank.model import Area, Item, Option, Text, Topic


class Source(StrEnum):
    """Where a question came from; the page discloses it."""

    ENTRY_FORM = "entry_form"
    COUNSELLING = "counselling"
    SAMPLE = "sample"


class Reason(StrEnum):
    """Why a consultation was chosen, the most particular first; templates hold the words."""

    RUNG = "rung"
    AREA = "area"
    TOPIC = "topic"


class CardKind(StrEnum):
    """What a link card leads to."""

    ARTICLE = "article"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True)
class Qualification:
    """What an advisor is qualified by; it counts while it is verified and not expired."""

    name: str
    verified_on: date | None = None
    expires_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Say whether it is verified and not expired on a day; its last day counts."""
        is_verified = self.verified_on is not None and self.verified_on <= day
        return is_verified and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class Advisor:
    """Who answers: shown with title and affiliation; `profile` has a paragraph an entry."""

    id: str
    name: str
    title: str
    affiliation: str
    profile: tuple[str, ...] = ()
    qualifications: tuple[Qualification, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page elsewhere that answers may point to."""

    id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A link with the sentence that leads to it; both vanish when the target is withdrawn. `target` is an id."""

    lead: str
    kind: CardKind
    target: str


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an answer; blocks are paragraphs, or lists where they have more than one line."""

    heading: str
    blocks: tuple[tuple[str, ...], ...]
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One advisor's answer; its first section is the conclusion.

    `title` and `affiliation` are those of the day it was given; empty, they are the advisor's present ones.
    """

    advisor: Advisor
    sections: tuple[Section, ...]
    title: str = ""
    affiliation: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """An item, and the option ids from which this consultation helps one up."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """One question of an asker with its answers; `grade` and `gender` may be empty.

    `url` is the page of a publisher who shows it elsewhere; empty, it is shown here.
    """

    id: str
    title: Text
    area: str
    topics: tuple[str, ...]
    helps: tuple[Help, ...]
    grade: str
    gender: str
    asked_on: date | None
    source: Source
    body: tuple[str, ...]
    answers: tuple[Answer, ...]
    url: str = ""

    def listing(self) -> Listing:
        """Return what lists and choosing need of it."""
        advisors = tuple(answer.advisor.id for answer in self.answers)
        return Listing(self.id, self.title, self.area, self.topics, self.helps, advisors, self.url)


@dataclass(frozen=True, slots=True)
class Listing:
    """A published consultation as lists and choosing need it; `advisors` are ids, in the order of the answers."""

    id: str
    title: Text
    area: str
    topics: tuple[str, ...]
    helps: tuple[Help, ...]
    advisors: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything published as listings, in the order of the catalogue; `revision` grows with every change."""

    revision: int
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one source publishes: consultations in their order, and the advisors and articles that they name."""

    consultations: tuple[Consultation, ...]
    advisors: tuple[Advisor, ...] = ()
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A consultation chosen for a weak area. `item`, `option` are set where `reason` is RUNG, `topic` where TOPIC."""

    consultation: Listing
    area: Area
    reason: Reason
    item: Item | None = None
    option: Option | None = None
    topic: Topic | None = None
