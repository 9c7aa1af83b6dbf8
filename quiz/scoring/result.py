"""What scoring derives: frozen values that know nothing of pages, addresses or storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.bank.model import Area, Band, Bank, Form, Option, Rung


class Level(StrEnum):
    """What is said of an area: 強み, ふつう or 伸びしろ."""

    STRENGTH = "strength"
    FAIR = "fair"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class AreaResult:
    """An area with its level and the answers behind it."""

    area: Area
    level: Level
    earned: int
    maximum: int
    items: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Strength:
    """A best area, with the answer that shows it."""

    area: Area
    level: Level
    shown_by: Rung


@dataclass(frozen=True, slots=True)
class Improvement:
    """A weak area, with the answer to raise and the rung that one act leads to (`answer.option.next`)."""

    area: Area
    level: Level
    answer: Rung
    next_rung: Option


@dataclass(frozen=True, slots=True)
class Change:
    """One answer raised by one rung, and the score that it would give."""

    answer: Rung
    next_rung: Option
    score: int


@dataclass(frozen=True, slots=True)
class Result:
    """A result; `score` is an integer from 0 to 100, `earned` and `maximum` are weighted points.

    `low` and `high` bound the score by one standard error. `noticeable_change` is the smallest difference
    between two results of this form that measurement error alone would show in at most 5 of 100 retakes.
    """

    bank: Bank
    form: Form
    answers: Mapping[str, str]
    earned: int
    maximum: int
    score: int
    is_flagged: bool
    is_borderline: bool
    band: Band
    low: int
    high: int
    noticeable_change: int
    areas: tuple[AreaResult, ...]
    strengths: tuple[Strength, ...]
    improvements: tuple[Improvement, ...]
    best_changes: tuple[Change, ...]
