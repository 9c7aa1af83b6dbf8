"""What is shown of a group gives nobody away: tried by trying every group there can be.

Whoever knows the rules, the size and everything that is shown of a row can do no better than to think of every row of
that size that would look the same. So that is what is done here, for every row up to a size: a hidden count that is
equal in all rows that look the same is known, and must not be.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats import disclosure
from quiz.stats.disclosure import (
    Shown,
    change,
    mean,
    nested,
    part,
    quantile,
    row_of,
    share,
    shares,
    size,
    spread,
    statistic,
    statistic_between,
    waiting,
)
from quiz.stats.intervals import wilson

Row = tuple[int, ...]
Rule = Callable[[Sequence[int], int], tuple[Shown | None, ...]]
SIZES = [(5, 2, 120), (5, 3, 45), (5, 4, 24), (7, 3, 45), (10, 2, 150), (10, 3, 75), (10, 4, 41)]
"""Smallest group, parts, and up to how many people every row is tried."""


def rows_of(people: int, parts: int) -> Iterator[Row]:
    """Return every row of so many people in so many parts."""
    if parts == 1:
        yield (people,)
        return
    for count in range(people + 1):
        yield from ((count, *rest) for rest in rows_of(people - count, parts - 1))


def rows_with_few(people: int, parts: int, k: int) -> Iterator[Row]:
    """Return every row of so many people in which a part is below k: the first of them is at each place in turn."""
    for place in range(parts):
        for few in range(k):
            for others in rows_of(people - few - place * k, parts - 1):
                yield (*(count + k for count in others[:place]), few, *others[place:])


def known(rule: Rule, people: int, parts: int, k: int, open_values: int) -> list[tuple[Row, int]]:
    """Return each row and place whose hidden count has fewer possible values than must be left open."""
    alike: defaultdict[tuple[Shown | None, ...], list[Row]] = defaultdict(list)
    for row in rows_of(people, parts):
        alike[rule(row, k)].append(row)
    found = []
    for told, rows in alike.items():
        for place in (place for place, shown in enumerate(told[:parts]) if shown is None or shown.is_at_least):
            values = {row[place] for row in rows}
            # That nine in ten are told at once leaves two values in a group of ten: nobody, or one.
            enough = 2 if any(shown and shown.is_at_least for shown in told) else open_values
            if len(values) < enough:
                found.append((rows[0], place))
    return found


@pytest.mark.parametrize(("k", "parts", "most"), SIZES)
def test_no_hidden_count_of_a_row_can_be_known(k: int, parts: int, most: int) -> None:
    for people in range(k, most):
        assert known(shares, people, parts, k, open_values=3) == []


@pytest.mark.parametrize(
    ("k", "parts", "sizes"),
    [
        (5, 3, range(95, 135)),
        (6, 3, (119, 120, 131)),
        (7, 3, (139, 140, 148)),
        (10, 3, (199, 200, 213)),
        (5, 4, (150,)),
    ],
)
def test_no_hidden_count_of_a_large_group_can_be_known(k: int, parts: int, sizes: Sequence[int]) -> None:
    """From a size on, few are told with the last part: then each of them may be anything below k, nobody among them."""
    for people in sizes:
        alike: defaultdict[disclosure.Row, list[Row]] = defaultdict(list)
        for row in rows_with_few(people, parts, k):
            alike[row_of(row, k)].append(row)
        for told, rows in alike.items():
            for place in (place for place, count in enumerate(told.counts) if count is None and place != told.top):
                values = {row[place] for row in rows}
                assert len(values) > disclosure.LEAST_SLACK
                is_told_with_another = place != told.company and (told.top, told.company) != (None, None)
                assert not is_told_with_another or values >= set(range(k))


@pytest.mark.parametrize(
    ("k", "first", "parts", "sizes"),
    [(5, 2, 4, range(5, 26, 5)), (10, 2, 4, range(10, 34, 5)), (5, 1, 3, (99, 100, 113)), (10, 2, 3, (200,))],
)
def test_no_hidden_count_can_be_known_from_a_coarser_row_and_its_parts_together(
    k: int, first: int, parts: int, sizes: Sequence[int]
) -> None:
    def both(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
        below, above = nested((row[:first], row[first:]), k)
        return (*below, *above, *shares((sum(row[:first]), sum(row[first:])), k))

    for people in sizes:
        alike: defaultdict[tuple[Shown | None, ...], list[Row]] = defaultdict(list)
        for row in rows_of(people, parts):
            alike[both(row, k)].append((*row, sum(row[:first]), sum(row[first:])))
        for told, rows in alike.items():
            enough = 2 if any(shown and shown.is_at_least for shown in told) else 3
            hidden = [place for place, shown in enumerate(told) if shown is None]
            hidden = [place for place in hidden if any(row[place] < k for row in rows)]
            assert all(len({row[place] for row in rows}) >= enough for place in hidden)


def independently(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Tell a coarser row and its parts without regard to each other."""
    return (*shares(row, k), *shares((sum(row[:2]), sum(row[2:])), k))


def hide_below(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Hide what is below k, and nothing else."""
    people = sum(row)
    return tuple(Shown(round(100 * count / people)) if count >= k else None for count in row)


def hide_until_k(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Hide what is below k and the next smallest until they are k, of counts that were rounded: not yet enough."""
    order = sorted(range(len(row)), key=lambda place: row[place])
    hidden = [place for place in order if row[place] < k]
    while hidden and sum(row[place] for place in hidden) < k and len(hidden) < len(row):
        hidden.append(order[len(hidden)])
    return tuple(None if place in hidden else Shown((count + 2) // 5 * 5) for place, count in enumerate(row))


def with_the_smallest(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Tell who is too few with the smallest part that is not."""
    return _with(row, k, -1)


def with_the_largest(row: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Tell who is too few with the largest part."""
    return _with(row, k, 1)


def _with(row: Sequence[int], k: int, sign: int) -> tuple[Shown | None, ...]:
    few = sum(count for count in row if count < k)
    company = max(range(len(row)), key=lambda place: (row[place] >= k, sign * ((row[place] + 2) // 5)))
    rounded = [(count + few * (place == company) + 2) // 5 * 5 for place, count in enumerate(row)]
    return tuple(None if row[place] < k else Shown(count) for place, count in enumerate(rounded))


@pytest.mark.parametrize("rule", [with_the_smallest, with_the_largest])
def test_company_that_is_chosen_by_its_size_gives_hidden_counts_away(rule: Rule) -> None:
    assert any(known(rule, people, 3, 10, open_values=2) for people in (211, 213))


@pytest.mark.parametrize(("rule", "parts"), [(hide_below, 3), (hide_until_k, 3), (independently, 4)])
def test_a_simpler_rule_gives_hidden_counts_away(rule: Rule, parts: int) -> None:
    assert any(known(rule, people, parts, 10, open_values=2) for people in (30, 33))


def test_without_rounding_a_share_is_a_count_and_with_it_one_of_five() -> None:
    looks_alike = {count for count in range(10, 31) if share(count, 40, 10) == share(15, 40, 10)}
    assert looks_alike == {13, 14, 15, 16, 17}


def test_parts_together_tell_no_more_than_the_parts() -> None:
    row = row_of((3, 12, 40, 45), 10)
    assert row.counts == (None, None, 40, 45)
    assert row.union((2, 3)) == Shown(85, 77, 91)
    assert row.union((0, 1)) == Shown(15, 9, 23)
    assert row.union((1, 2)) is None
    assert row.union((0, 1, 2, 3)) == Shown(90, is_at_least=True)
    assert row_of((0, 60, 1), 10).union((1, 2)) == Shown(90, is_at_least=True)
    assert row_of((0, 60, 1), 10).union((0, 2)) is None
    assert row_of((2, 3), 10).union((0, 1)) is None


def test_a_mean_of_parts_is_told_where_each_of_them_is() -> None:
    assert row_of((10, 20, 30), 10).mean((0, 50, 100)) == Shown(67)
    assert row_of((9, 20, 31), 10).mean((0, 50, 100)) is None
    assert row_of((9, 400, 591), 10).mean((0, 50, 100)) is None


@pytest.mark.parametrize(
    ("row", "percentages"),
    [
        ((440, 556, 3, 1), (44, 56, None, None)),
        ((0, 0, 500, 500), (None, None, 50, 50)),
        ((1, 44_000, 55_999), (None, 44, 56)),
        ((2_000, 1, 0, 0, 0, 0, 7_999), (20, None, None, None, None, None, 80)),
        ((3, 170, 176, 1), (None, 49, 51, None)),
        ((3, 400, 500, 12), (None, 44, 55, None)),
        ((1, 900, 5_000, 10), (None, 15, 85, None)),
        ((9, 4_900, 9), (None, 90, None)),
    ],
)
def test_few_who_are_hidden_in_a_large_group_hide_nothing_that_is_large(
    row: Row, percentages: tuple[int | None, ...]
) -> None:
    assert tuple(shown and shown.value for shown in shares(row, 10)) == percentages


def test_a_group_is_large_where_its_few_are_less_than_a_tenth_however_many_they_are() -> None:
    assert shares((9, 9, 9, 272), 10) == (None, None, None, None)
    assert shares((9, 9, 9, 273), 10) == (None, None, None, Shown(90, is_at_least=True))
    assert shares((0, 0, 149, 150), 10) == (None, None, None, None)
    assert shares((0, 0, 150, 150), 10) == (None, None, Shown(50, 44, 56), Shown(50, 44, 56))


def test_of_more_than_two_coarser_parts_of_which_one_is_hidden_nothing_finer_is_told() -> None:
    assert nested(((400, 500), (300, 600), (2, 1)), 10) == ((None, None), (None, None), (None, None))


def test_parts_together_count_the_few_where_they_are_told() -> None:
    row = row_of((3, 440, 556, 1), 10)
    assert (row.counts, row.rest, row.company) == ((None, 440, None, None), 560, 2)
    assert row.union((0, 1)) == row.shares[1] == Shown(44, 41, 47)
    assert row.union((2, 3)) == row.shares[2] == Shown(56, 53, 59)
    assert row.union((0, 3)) is None
    assert row.union((1, 2)) == Shown(90, is_at_least=True)


COUNTS = st.lists(st.integers(0, 400), min_size=2, max_size=6)
SMALLEST = st.integers(5, 40)
LARGE_ROWS = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, 20), st.integers(150, 9_000)), min_size=3, max_size=13
)


def exchanged(row: Sequence[int], hidden: Sequence[int], company: int, k: int) -> Iterator[list[int]]:
    """Return the rows in which one hidden part has any count below k, the others nobody, and its company the rest."""
    for place in hidden:
        for count in range(k):
            other = [0 if at in hidden else own for at, own in enumerate(row)]
            other[place] = count
            other[company] += sum(row) - sum(other)
            yield other


@given(LARGE_ROWS)
def test_of_those_told_with_the_last_part_each_may_be_any_count_and_all_looks_the_same(row: list[int]) -> None:
    told = row_of(row, 10)
    company = told.company if told.top is None else told.top
    if company is not None and sum(row) >= 100 * (len(row) - 1):
        hidden = [place for place, count in enumerate(told.counts) if count is None and place != company]
        assert all(row_of(other, 10) == told for other in exchanged(row, hidden, company, 10))


FEW, MANY = st.integers(0, 4), st.integers(200, 5_000)


@given(FEW, FEW, MANY, MANY, st.one_of(st.integers(0, 1), MANY))
def test_so_it_is_for_finer_parts_beside_a_coarser_one(few: int, own: int, one: int, other: int, beside: int) -> None:
    def told(fine: Sequence[int], coarse: int) -> tuple[tuple[tuple[Shown | None, ...], ...], tuple[Shown | None, ...]]:
        return nested((fine, (coarse,)), 10), shares((sum(fine), coarse), 10)

    row, hidden = (few, one, own, other, beside), (0, 2, 4) if beside < 10 else (0, 2)
    before = told(row[:4], beside)
    assert before[0][0][1] is not None and before[0][0][3] is not None
    assert all(told(fine, coarse) == before for *fine, coarse in exchanged(row, hidden, 3, 10))


@given(LARGE_ROWS)
def test_what_is_told_of_a_large_group_is_near_the_truth(row: list[int]) -> None:
    n = sum(row)
    if n < 100 * (len(row) - 1):
        return
    told = row_of(row, 10)
    beside = sum(count for count, own in zip(row, told.counts, strict=True) if own is None and told.company is not None)
    for place, shown in enumerate(told.shares):
        if shown is not None and shown.is_at_least:
            assert row[place] >= 0.9 * n
        elif shown is not None:
            few = beside - row[place] if place == told.company else 0
            assert few < n / 10 and few < max(row[place], 10)
            assert abs(shown.value - 100 * (row[place] + few) / n) <= 0.5 + 100 * 2.5 * len(row) / n


@given(COUNTS, SMALLEST)
def test_nothing_of_a_row_rests_on_fewer_than_the_smallest_group(row: list[int], k: int) -> None:
    for count, shown in zip(row, shares(row, k), strict=True):
        if shown is not None:
            assert sum(row) >= k
            assert count >= k or shown.is_at_least


@given(COUNTS, SMALLEST)
def test_what_is_hidden_of_a_row_is_the_smallest_group_together(row: list[int], k: int) -> None:
    told = row_of(row, k)
    hidden = [count for count, own in zip(row, told.counts, strict=True) if own is None]
    if hidden and told.top is None:
        assert sum(hidden) >= k or sum(row) < k


@given(COUNTS, SMALLEST, st.integers(0, 5))
def test_zero_looks_like_every_other_hidden_count(row: list[int], k: int, place: int) -> None:
    row[place % len(row)] = 0
    assert shares(row, k)[place % len(row)] is None


@given(COUNTS, SMALLEST)
def test_shares_are_whole_near_the_truth_and_add_up(row: list[int], k: int) -> None:
    told = shares(row, k)
    exact = [shown for shown in told if shown and not shown.is_at_least]
    if len(exact) == len(row):
        assert abs(sum(shown.value for shown in exact) - 100) <= len(row) / 2
    for count, shown in zip(row, told, strict=True):
        if shown and not shown.is_at_least:
            assert isinstance(shown.value, int)
            assert shown.low is not None
            assert shown.high is not None
            assert shown.low <= shown.value <= shown.high
            few = sum(count for count in row if count < k + disclosure.LEAST_SLACK)
            slack = 100 * (disclosure.base(k) * len(row) + few) / sum(row)
            assert abs(shown.value - 100 * count / sum(row)) <= slack


@given(st.integers(10, 500), SMALLEST)
def test_a_rung_that_everybody_has_is_told_as_nine_in_ten_or_more(people: int, k: int) -> None:
    told = shares((0, people, 0, 0), k)
    if people >= k:
        assert told == (None, Shown(90, is_at_least=True), None, None)
    else:
        assert told == (None, None, None, None)


def test_of_fewer_than_ten_people_it_is_not_told_that_all_have_a_rung() -> None:
    assert shares((0, 9), 5) == (None, None)


def test_interval_of_a_share_is_that_of_the_share_that_is_told() -> None:
    told = {share(count, 40, 10) for count in (13, 14, 15, 16, 17)}
    interval = wilson(0.38 * 40, 40)
    assert interval is not None
    assert told == {Shown(38, round(100 * interval.low), round(100 * interval.high))}


@given(st.integers(0, 60), SMALLEST)
def test_sizes_are_exact_and_parts_are_rounded_from_the_smallest_group_on(count: int, k: int) -> None:
    assert size(count, k) == (Shown(count) if count >= k else None)
    told = part(count, k)
    assert (told is None) == (count < k)
    if told is not None:
        assert (told.value - k) % disclosure.base(k) == 0
        assert abs(told.value - count) <= disclosure.base(k) / 2


def test_what_waits_is_told_in_whole_groups() -> None:
    assert [waiting(count, 10) for count in (9, 10, 19, 20)] == [None, Shown(10), Shown(10), Shown(20)]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=80), SMALLEST)
def test_a_mean_is_in_whole_points_and_near_the_truth(scores: list[int], k: int) -> None:
    people = len(scores)
    told = mean(sum(scores), people, k, unit=1)
    if people < k:
        assert told is None
    elif told is not None and not told.is_at_least:
        assert isinstance(told.value, int)
        assert abs(told.value - sum(scores) / people) <= 0.5 + disclosure.base(k) / 2 / people


def test_a_mean_leaves_several_sums_open_where_few_steps_make_a_point() -> None:
    # Ten people and an item of four rungs: a whole point would be the number of rungs that all have together.
    unit = 100 / 3
    alike = {rungs for rungs in range(31) if mean(rungs * unit, 10, 10, unit) == mean(15 * unit, 10, 10, unit)}
    assert len(alike) == 5


def test_a_mean_at_the_end_tells_no_more_than_that_it_is_there() -> None:
    assert mean(100 * 25, 25, 10, unit=1) == Shown(90, is_at_least=True)
    assert mean(0, 25, 10, unit=1) is None
    assert mean(833, 10, 10, unit=100 / 3) in (Shown(83), None)


def test_a_mean_has_an_interval_where_the_spread_may_be_told() -> None:
    told = mean(100 * 60, 100, 10, unit=1, spread=spread(20.2, 100, 10))
    assert told == Shown(60, 56, 64)


def test_a_spread_is_told_of_three_times_the_smallest_group_and_never_that_all_are_equal() -> None:
    assert spread(20.4, 30, 10) == Shown(20)
    assert spread(18.2, 99, 10) == Shown(20)
    assert spread(18.2, 100, 10) == Shown(18)
    assert spread(20.4, 29, 10) is None
    assert spread(0.0, 300, 10) is None
    assert spread(None, 300, 10) is None


def test_a_change_is_told_like_a_mean_in_both_directions() -> None:
    assert change(-120, 12, 10, unit=1) == Shown(-10)
    assert change(-120, 9, 10, unit=1) is None
    assert change(1200, 12, 10, unit=1) is None
    assert change(0, 100, 10, unit=1, spread=Shown(20)) == Shown(0, -4, 4)


def test_a_quantile_has_the_smallest_group_on_either_side() -> None:
    assert quantile(27.4, 20, 10) == Shown(27)
    assert quantile(27.4, 19, 10) is None
    assert quantile(27.4, 40, 10, fraction=0.75) == Shown(27)
    assert quantile(27.4, 39, 10, fraction=0.25) is None
    assert quantile(27.4, 40, 10, step=5) == Shown(25)


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
def test_what_cannot_be_computed_is_not_available(value: float | None) -> None:
    assert statistic(value, 1000, 10, gate=100) is None
    assert quantile(value, 1000, 10) is None


def test_a_coefficient_is_told_in_two_decimals_from_its_gate_on() -> None:
    assert statistic(0.8149, 100, 10, gate=100) == Shown(0.81)
    assert statistic(0.8149, 99, 10, gate=100) is None
    assert statistic(0.8149, 29, 10, gate=1) is None
    assert statistic(-0.001, 100, 10, gate=1) == Shown(0)
    assert statistic_between(0.8149, 0.7, 0.9, 100, 10, gate=30) == Shown(0.81, 0.7, 0.9)
