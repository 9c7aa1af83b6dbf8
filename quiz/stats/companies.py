"""Bring who is too few into company: the sweep that makes cells, each of at least the smallest group.

    companies(waiting, k=10, current=2948)      →  which rows go into which cell; the others go on waiting

A release calls it with all that waits. It begins at the oldest week each time, so nothing but the rows themselves has
to be remembered, and a year that is released in one go falls into the cells that weekly releases would have made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from quiz.stats.segment import Segment
from quiz.stats.weeks import month_of

PATIENCE_WEEKS = 4
"""How long somebody waits for company before a shorter segment has to do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tally row that is in no cell yet: its week, and how many people its statistics rest on.

    `ladder` has the segments that it may be published under, each shorter than the one before it. What takes out
    somebody who was erased has fewer people than none; its week and its one segment are those that it was published
    under, and it leaves with a cell of the same month, since no other has it.
    """

    id: int
    week: int
    ladder: tuple[Segment, ...]
    people: int
    is_minus: bool = False


@dataclass(frozen=True, slots=True)
class Company:
    """A cell: the segment and the week under which its rows are published, and the rows, by their numbers."""

    segment: Segment
    week: int
    rows: tuple[int, ...]


def companies(waiting: Iterable[Waiting], k: int, current: int) -> tuple[Company, ...]:
    """Return the cells that waiting rows make by a week, in the order in which they were made.

    The weeks go by in order. In each, the longest segments come first: where k people are, they are a cell; who waited
    four weeks for each gives it up, once the week is over, and comes along with the next one of the ladder.
    """
    rows = sorted((row for row in waiting if row.week <= current), key=lambda row: row.id)
    arriving = defaultdict(list)
    for row in rows:
        arriving[row.week].append(row)
    room = _Room(k)
    made: list[Company] = []
    for week in range(min(arriving, default=current), current + 1):
        for row in arriving[week]:
            room.enter(row)
        made += room.sweep(week, is_over=week < current)
    return tuple(made)


class _Room:
    """Where rows wait, by the segment that they wait under."""

    def __init__(self, k: int) -> None:
        self._k = k
        self._groups: defaultdict[Segment, list[Waiting]] = defaultdict(list)

    def enter(self, row: Waiting) -> None:
        self._groups[row.ladder[0]].append(row)

    def sweep(self, week: int, is_over: bool) -> Iterable[Company]:
        """Make the cells of a week, and let those who waited come along with shorter segments."""
        for length in range(max(map(len, self._groups), default=0), -1, -1):
            for segment in sorted(segment for segment in self._groups if len(segment) == length):
                group = self._groups.pop(segment)
                staying = [row for row in group if row.is_minus and month_of(row.week) != month_of(week)]
                leaving = [row for row in group if row not in staying] if staying else group
                if sum(row.people for row in leaving) >= self._k:
                    yield Company(segment, week, tuple(sorted(row.id for row in leaving)))
                    group = staying
                self._wait_on(segment, group, week, is_over)

    def _wait_on(self, segment: Segment, group: list[Waiting], week: int, is_over: bool) -> None:
        for row in group:
            given_up = row.ladder.index(segment) + 1
            is_tired = is_over and given_up < len(row.ladder) and week - row.week >= PATIENCE_WEEKS * given_up
            self._groups[row.ladder[given_up] if is_tired else segment].append(row)
