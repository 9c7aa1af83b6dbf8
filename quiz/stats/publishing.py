"""Add cells up to what is published: sums of every view that a cell is part of, in every period of its week.

    sums = Sums(layout)
    sums.add(segment, week, people, tally)
    sums.entries["site=campus", "2026-04"].tally

Retakes are published apart from first attempts: a cell has k of these, and seldom k of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from quiz.stats.layout import COUNTS, Layout
from quiz.stats.segment import Segment, label_of, views_of
from quiz.stats.tally import Tally
from quiz.stats.weeks import ALL_TIME, month_of, name_of, year_of

OF_RETAKES = ("sums", "differences", "flags")
"""The blocks of a tally that retakes feed, which stand together at its end; two counts are theirs, too."""


def split(tally: Tally) -> tuple[Tally, Tally]:
    """Return what first attempts and those set aside fed, and what retakes fed; their sum is the tally."""
    is_of_retakes = np.zeros(tally.layout.size, bool)
    is_of_retakes[tally.layout.offsets[OF_RETAKES[0]] :] = True
    for name in ("retakes", "matched"):
        is_of_retakes[tally.layout.offsets["counts"] + COUNTS.index(name)] = True
    retakes = Tally(tally.layout, np.where(is_of_retakes, tally.vector, 0))
    return tally - retakes, retakes


@dataclass(slots=True)
class Entry:
    """What is added to one view in one period: people, and the counters that they feed."""

    people: int
    tally: Tally

    @property
    def score_sum(self) -> int:
        """The sum of the displayed scores of first attempts."""
        scores = self.tally.scores
        return int(np.arange(len(scores)) @ scores)

    @property
    def flagged(self) -> int:
        """How many first attempts were flagged."""
        return int(self.tally.scores[: self.tally.layout.cut + 1].sum())


@dataclass(slots=True)
class Sums:
    """Sums of cells, by the label of the view and the name of the period."""

    layout: Layout
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)

    def add(self, segment: Segment, week: int, people: int, tally: Tally) -> None:
        """Add a cell to every view and period that it is part of."""
        for view in views_of(segment):
            for period in periods_of(week):
                entry = self.entries.setdefault((label_of(view), period), Entry(0, Tally.zero(self.layout)))
                entry.people += people
                entry.tally += tally


def periods_of(week: int) -> Iterator[str]:
    """Return the periods that a week is part of, itself first; the others are published with their counters."""
    yield name_of(week)
    yield from long_periods_of(week)


def long_periods_of(week: int) -> tuple[str, str, str]:
    """Return the month and the year of a week, and all time."""
    return month_of(week), year_of(week), ALL_TIME
