"""Folding by whole columns counts what counting one attempt after the other would."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from random import Random
from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.model import Bank
from quiz.scoring.result import Result
from quiz.scoring.score import score
from quiz.stats.bins import bins_of, edges_ms
from quiz.stats.folding import FIRST, UNMATCHED, Columns, fold, scores_of, tally_of
from quiz.stats.layout import COUNTS, SHORTEST_MS, SUMS, TIME_BINS, Layout, layout_of
from quiz.stats.tally import Tally
from tests.factories import a_bank, banks

Row = tuple[tuple[int, ...], tuple[int, ...], int, int]
"""Places, times, what was before, and the group."""
GROUPS = 3


@st.composite
def folds(draw: st.DrawFn) -> tuple[Bank, str, list[Row]]:
    """Draw a bank, one of its forms, and attempts at it."""
    bank = draw(banks())
    form = draw(st.sampled_from([form.id for form in bank.forms]))
    items = bank.items_of(form)
    places = st.tuples(*(st.integers(0, len(item.options) - 1) for item in items))
    a_time = st.one_of(st.integers(-1, 2_500), st.integers(0, 600_000))
    times = st.tuples(*(a_time for _ in items))
    befores = st.one_of(st.sampled_from([FIRST, FIRST, UNMATCHED]), st.integers(0, 100))
    return bank, form, draw(st.lists(st.tuples(places, times, befores, st.integers(0, GROUPS - 1)), max_size=12))


def columns_of(layout: Layout, rows: Sequence[Row]) -> Columns:
    wide = (len(rows), len(layout.items))
    return Columns(
        np.array([row[0] for row in rows], np.int64).reshape(wide),
        np.array([row[1] for row in rows], np.int64).reshape(wide),
        np.array([row[2] for row in rows], np.int64),
        np.array([row[3] for row in rows], np.int64),
    )


def counted_singly(bank: Bank, form: str, rows: Sequence[Row]) -> Tally:
    """Count attempts one after the other, by the score that the student saw, with nothing but loops."""
    tally = Tally.zero(layout_of(bank, form))
    for row in rows:
        count_one(bank, form, tally, row)
    return tally


def count_one(bank: Bank, form: str, tally: Tally, row: Row) -> None:
    places, times, before, _ = row
    counts = tally.vector[: len(COUNTS)]
    told = [time for time in times if time > 0]
    middle = median(told) if told and 2 * len(told) >= len(times) else 600_000
    options = (item.options[place] for item, place in zip(bank.items_of(form), places, strict=True))
    items = (item.id for item in tally.layout.items)
    result = score(bank, form, {item: option.id for item, option in zip(items, options, strict=True)})
    if middle < 1000:
        counts[COUNTS.index("too_fast")] += 1
    elif middle < 2000 and result.earned == result.maximum:
        counts[COUNTS.index("straight")] += 1
    elif before == FIRST:
        counts[COUNTS.index("first")] += 1
        count_first(tally, places, times, result)
    else:
        counts[COUNTS.index("retakes")] += 1
        if before != UNMATCHED:
            counts[COUNTS.index("matched")] += 1
            count_matched(tally, before, result)


def count_first(tally: Tally, places: Sequence[int], times: Sequence[int], result: Result) -> None:
    layout = tally.layout
    tally.scores[result.score] += 1
    for (i, a), (j, b) in product(enumerate(places), repeat=2):
        tally.pairs[layout.starts[i] + a, layout.starts[j] + b] += 1
    for number, place in enumerate(places):
        tally.totals[layout.starts[number] + place, result.earned] += 1
    earned = {area.area.id: area.earned for area in result.areas}
    for number, area in enumerate(layout.areas):
        tally.area(number)[earned[area]] += 1
    for number, time in enumerate(times):
        if time > 0:
            tally.times[number, bin_of(time)] += 1
    if min(times) > 0:
        tally.times[-1, bin_of(sum(times))] += 1
        tally.vector[COUNTS.index("timed")] += 1


def count_matched(tally: Tally, before: int, result: Result) -> None:
    after, cut = result.score, tally.layout.cut
    sums = tally.vector[tally.layout.offsets["sums"] :][: len(SUMS)]
    sums += [before, after, before**2, after**2, before * after, 1]
    tally.differences[100 + after - before] += 1
    tally.flags[int(before <= cut), int(after <= cut)] += 1


def bin_of(ms: int) -> int:
    return sum(ms > edge for edge in edges_ms().tolist())


@given(folds())
def test_a_fold_counts_what_counting_one_by_one_does(drawn: tuple[Bank, str, list[Row]]) -> None:
    bank, form, rows = drawn
    layout = layout_of(bank, form)
    counted = fold(layout, columns_of(layout, rows), GROUPS)
    for group in range(GROUPS):
        assert Tally(layout, counted[group]) == counted_singly(bank, form, [row for row in rows if row[3] == group])


@given(folds(), st.integers(0, 12), st.randoms(use_true_random=False))
def test_neither_order_nor_batches_matter(drawn: tuple[Bank, str, list[Row]], cut: int, chance: Random) -> None:
    bank, form, rows = drawn
    layout = layout_of(bank, form)
    mixed = list(rows)
    chance.shuffle(mixed)
    batches = [fold(layout, columns_of(layout, part), GROUPS) for part in (mixed[:cut], mixed[cut:])]
    assert np.array_equal(sum(batches), fold(layout, columns_of(layout, rows), GROUPS))


@given(folds(), st.integers(0, 12))
def test_what_is_taken_out_leaves_what_the_others_make(drawn: tuple[Bank, str, list[Row]], cut: int) -> None:
    bank, form, rows = drawn
    layout = layout_of(bank, form)

    def tally(part: Sequence[Row]) -> Tally:
        columns = columns_of(layout, part)
        return tally_of(layout, columns.places, columns.durations_ms, columns.before)

    assert tally(rows) - tally(rows[:cut]) == tally(rows[cut:])
    assert (tally(rows) - tally(rows)).is_zero and tally([]) == Tally.zero(layout)
    assert Tally.from_bytes(layout, (tally(rows[cut:]) - tally(rows)).to_bytes()) + tally(rows) == tally(rows[cut:])


def test_scores_are_rounded_as_the_student_sees_them() -> None:
    # 7 of 18 points are 38.9, shown as 39; 1 of 8 is 12.5, shown as 13.
    layout = layout_of(a_bank(areas=6), "quick")
    assert scores_of(layout, np.array([[3, 3, 1, 0, 0, 0]])).tolist() == [39]
    eight = layout_of(a_bank(areas=2, options=5), "quick")
    assert scores_of(eight, np.array([[0, 1], [1, 4]])).tolist() == [13, 63]


def test_the_bins_go_from_a_quarter_of_a_second_to_a_quarter_of_an_hour() -> None:
    edges = edges_ms()
    assert len(edges) == TIME_BINS - 1 and (np.diff(edges) > 0).all()
    assert edges[:5].tolist() == [SHORTEST_MS, 297, 354, 420, 500] and edges[-1] == 861_078
    assert bins_of(np.array([1, 250, 251, 297, 298, 861_078, 861_079, 10**15])).tolist() == [0, 0, 1, 1, 2, 47, 48, 48]
