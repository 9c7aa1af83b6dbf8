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


@dataclass(frozen=True, slots=True)
class Advisor:
    """Who answers: shown with title and affiliation."""

    id: str
    name: str
    title: str
    affiliation: str


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of an answer; blocks are paragraphs, or lists where they have more than one line."""

    heading: str
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One advisor's answer; its first section is the conclusion."""

    advisor: Advisor
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """An item, and the option ids from which this consultation helps one up."""

    item: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """One published question of an asker with its answers; `grade` and `gender` may be empty."""

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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All published consultations, in their order; ids are unique."""

    consultations: tuple[Consultation, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A consultation chosen for a weak area. `item`, `option` are set where `reason` is RUNG, `topic` where TOPIC."""

    consultation: Consultation
    area: Area
    reason: Reason
    item: Item | None = None
    option: Option | None = None
    topic: Topic | None = None
