"""Where each counter of a tally stands: what a form asks, reduced to what statistics need.

The counters of one form are one vector of integers, so that adding two tallies is one addition. Versions of a bank
that differ in wording alone have equal layouts, and their tallies add.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod

from quiz.bank.model import Bank

HIGHEST_SCORE = 100
SHORTEST_MS = 250
"""Everything faster is counted with this."""
BINS_AN_OCTAVE = 4
"""Neighbouring edges are a factor of 2^¼ apart, so that a median is known to about a tenth, and better between."""
OCTAVES = 12
TIME_BINS = BINS_AN_OCTAVE * OCTAVES + 1
"""From a quarter of a second to 17 minutes; the first bin holds what is shorter, the last what is longer."""


@dataclass(frozen=True, slots=True)
class LayoutItem:
    """An item: the place of its area in the layout, and the weighted points of each of its options, in order."""

    id: str
    area: int
    points: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """What one form asks, and where its counters stand.

    `areas` are ids in the order in which the items first name them; `cut` is the highest score that is flagged.
    Two layouts are equal where their tallies may be added.
    """

    items: tuple[LayoutItem, ...]
    areas: tuple[str, ...]
    cut: int

    @cached_property
    def maximum(self) -> int:
        """The raw points of the best answers: a score is the rounded percentage of it."""
        return sum(max(item.points) for item in self.items)

    @cached_property
    def area_maxima(self) -> tuple[int, ...]:
        """The raw points of the best answers in each area."""
        return tuple(
            sum(max(item.points) for item in self.items if item.area == place) for place in range(len(self.areas))
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of each item's first option, where all options are numbered through; last, how many there are."""
        return (0, *accumulate(len(item.points) for item in self.items))

    @cached_property
    def area_starts(self) -> tuple[int, ...]:
        """Where each area's histogram begins within the block of all; last, how long that is."""
        return (0, *accumulate(maximum + 1 for maximum in self.area_maxima))

    @cached_property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The blocks of a tally in their order, with their shapes; `quiz.stats.tally.Tally` says what each counts."""
        options = self.starts[-1]
        return {
            "counts": (len(COUNTS),),
            "pairs": (options, options),
            "scores": (HIGHEST_SCORE + 1,),
            "totals": (options, self.maximum + 1),
            "areas": (self.area_starts[-1],),
            "times": (len(self.items) + 1, TIME_BINS),
            "sums": (len(SUMS),),
            "differences": (2 * HIGHEST_SCORE + 1,),
            "flags": (2, 2),
        }

    @cached_property
    def offsets(self) -> dict[str, int]:
        """Where each block begins in the vector."""
        sizes = [prod(shape) for shape in self.shapes.values()]
        return dict(zip(self.shapes, accumulate(sizes, initial=0), strict=False))

    @cached_property
    def size(self) -> int:
        """How many counters a tally of this layout has."""
        return sum(prod(shape) for shape in self.shapes.values())


COUNTS = ("first", "timed", "retakes", "matched", "too_fast", "straight")
"""First attempts that count; those of them with times; retakes; those of them matched with the attempt before, at the
same form and scale; and what was set aside for its quality: answered in less than a second an item, or all at the top
and fast."""
SUMS = ("before", "after", "before_squared", "after_squared", "product", "n")
"""The six sums over matched retakes, of scores from 0 to 100."""


def layout_of(bank: Bank, form_id: str) -> Layout:
    """Return the layout of a form of a bank."""
    asked = bank.items_of(form_id)
    areas = tuple(dict.fromkeys(item.area for item in asked))
    items = tuple(
        LayoutItem(item.id, areas.index(item.area), tuple(item.weight * option.points for option in item.options))
        for item in asked
    )
    return Layout(items, areas, bank.cut)
