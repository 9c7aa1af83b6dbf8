"""Tables as everybody gets them: the page, its charts, every export and the JSON of the staff's pages.

A figure that may not be shown, and one that is zero, look alike: neither has a value. Nothing behind a table is passed
on beside it, so that what is hidden here is hidden everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.bank.model import Text


class Unit(StrEnum):
    """What a column's figures are."""

    TEXT = "text"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    SECONDS = "seconds"
    RATIO = "ratio"
    """Two decimals: a reliability, a correlation."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with the ends of its interval where it has one; without a value it is not shown.

    `is_at_least` marks a share that is only told from below (90 % or more).
    """

    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    is_at_least: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None

    @property
    def has_range(self) -> bool:
        """Whether it has an interval whose ends, as they are told, differ: one of no width says nothing to readers."""
        return self.low is not None and self.high is not None and self.low != self.high


HIDDEN = Figure()
Cell = str | Text | Figure
"""Words in every language, words that are the same in each, or a figure."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `meaning` says in one line what it means, to somebody who never heard of statistics."""

    id: str
    title: Text
    unit: Unit
    meaning: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `id` names it in addresses and files, `note` says what readers should know, or is empty."""

    id: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Text = Text("", "")  # noqa: RUF009 - it is frozen
