"""Tallies made from raw answers one by one, slowly and plainly: the independent path beside folding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from quiz.stats.layout import COUNTS, Layout, LayoutItem
from quiz.stats.tally import Tally

Matrix = NDArray[np.int64]
"""Points, people × items."""


def a_layout(points: Sequence[Sequence[int]], areas: Sequence[int] | None = None, cut: int = 39) -> Layout:
    """Return a layout of items with these points an option, each in the area of that place, or all in one."""
    places = areas or [0] * len(points)
    items = tuple(
        LayoutItem(f"item{place}", area, tuple(options))
        for place, (options, area) in enumerate(zip(points, places, strict=True))
    )
    return Layout(items, tuple(f"area{area}" for area in range(max(places) + 1)), cut)


def layout_for(matrix: Matrix, areas: Sequence[int] | None = None, cut: int = 39) -> Layout:
    """Return a layout whose options are the distinct points that a matrix has."""
    return a_layout([sorted({int(value) for value in column}) for column in matrix.T], areas, cut)


def count_tally(layout: Layout, matrix: Matrix) -> Tally:
    """Return the tally of first attempts with these points an item, without times."""
    tally = Tally.zero(layout)
    tally.vector[COUNTS.index("first")] = len(matrix)
    for row in matrix.tolist():
        _count(tally, row)
    return tally


def tally_for(matrix: Matrix, areas: Sequence[int] | None = None, cut: int = 39) -> Tally:
    """Return the tally of a matrix under a layout of its own."""
    return count_tally(layout_for(matrix, areas, cut), matrix)


def add_retakes(tally: Tally, before: Iterable[int], after: Iterable[int]) -> Tally:
    """Count matched retakes, by their scores before and after, into a tally; it is returned."""
    sums = tally.layout.offsets["sums"]
    for one, other in zip(before, after, strict=True):
        tally.vector[sums : sums + 6] += (one, other, one * one, other * other, one * other, 1)
        tally.differences[100 + other - one] += 1
        tally.flags[int(one <= tally.layout.cut), int(other <= tally.layout.cut)] += 1
        tally.vector[COUNTS.index("matched")] += 1
        tally.vector[COUNTS.index("retakes")] += 1
    return tally


def _count(tally: Tally, row: Sequence[int]) -> None:
    layout = tally.layout
    starts = list(accumulate((len(item.points) for item in layout.items), initial=0))
    chosen = [start + item.points.index(points) for start, item, points in zip(starts, layout.items, row, strict=False)]
    raw = sum(row)
    for one in chosen:
        tally.totals[one, raw] += 1
        for other in chosen:
            tally.pairs[one, other] += 1
    tally.scores[int(100 * raw / layout.maximum + 0.5)] += 1
    for area in range(len(layout.areas)):
        tally.area(area)[sum(points for points, item in zip(row, layout.items, strict=True) if item.area == area)] += 1


def matrices(
    people: tuple[int, int] = (0, 40), items: tuple[int, int] = (2, 8), highest: int = 3
) -> st.SearchStrategy[Matrix]:
    """Return a strategy of small matrices of points from 0 to the highest."""

    def of_shape(shape: tuple[int, int]) -> st.SearchStrategy[Matrix]:
        cells = st.lists(st.integers(0, highest), min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
        return cells.map(lambda values: np.array(values, np.int64).reshape(shape))

    return st.tuples(st.integers(*people), st.integers(*items)).flatmap(of_shape)


def four_rungs(matrix: Matrix, areas: Sequence[int] | None = None) -> Tally:
    """Return the tally of a matrix whose items all have four rungs of 0 to 3 points."""
    return count_tally(a_layout([(0, 1, 2, 3)] * matrix.shape[1], areas), matrix)


def likely_answers(people: int, items: int, seed: int, spread: float = 1.0) -> Matrix:
    """Return answers of 0 to 3 points that go together, since each person has one readiness behind all of theirs."""
    chance = np.random.default_rng(seed)
    readiness = spread * chance.normal(size=(people, 1))
    return np.clip(np.floor(readiness + chance.normal(size=(people, items)) + 2), 0, 3).astype(np.int64)
