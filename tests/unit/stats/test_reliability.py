"""Reliability from tallies equals that of the raw answers, and behaves as reliability does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.stats.layout import Layout
from quiz.stats.moments import moments_of
from quiz.stats.reliability import (
    alpha,
    alpha_if_deleted,
    alpha_interval,
    area_alphas,
    feldt,
    standard_error,
    stratified_alpha,
    stratified_interval,
)
from quiz.stats.tally import Tally
from tests.tallies import Matrix, a_layout, count_tally, four_rungs, likely_answers, matrices

CLOSE = 1e-9
AREAS = st.lists(st.integers(0, 2), min_size=8, max_size=8)


def alpha_of(matrix: Matrix) -> float | None:
    """Return Cronbach's alpha, computed from the answers themselves."""
    items, total = matrix.shape[1], matrix.sum(axis=1)
    if len(matrix) < 2 or items < 2 or total.min() == total.max():
        return None
    return float(items / (items - 1) * (1 - matrix.var(axis=0, ddof=1).sum() / total.var(ddof=1)))


def is_same(got: float | None, wanted: float | None) -> bool:
    return got is wanted if got is None or wanted is None else got == pytest.approx(wanted, rel=CLOSE, abs=CLOSE)


def in_order(areas: list[int], items: int) -> list[int]:
    """Return areas for so many items, numbered in the order in which they come."""
    known = list(dict.fromkeys(areas[:items]))
    return [known.index(area) for area in areas[:items]]


@given(matrices())
def test_alpha_is_that_of_the_answers(matrix: Matrix) -> None:
    assert is_same(alpha(four_rungs(matrix)), alpha_of(matrix))


@given(matrices(items=(3, 8)))
def test_alpha_if_deleted_is_alpha_without_the_item(matrix: Matrix) -> None:
    got = alpha_if_deleted(four_rungs(matrix))
    for item, value in enumerate(got):
        rest = np.delete(matrix, item, axis=1)
        assert is_same(value, alpha_of(rest))
        assert is_same(value, alpha(four_rungs(rest)))


@given(matrices())
def test_stratified_alpha_with_one_area_is_alpha(matrix: Matrix) -> None:
    tally = four_rungs(matrix)
    assert is_same(stratified_alpha(tally), alpha(tally))


@given(matrices())
def test_stratified_alpha_with_one_item_an_area_is_alpha(matrix: Matrix) -> None:
    tally = four_rungs(matrix, list(range(matrix.shape[1])))
    assert is_same(stratified_alpha(tally), alpha(tally))


@given(matrices(people=(2, 30)), AREAS)
def test_stratified_alpha_is_made_of_the_alphas_of_its_areas(matrix: Matrix, drawn: list[int]) -> None:
    """Areas of one item are one stratum together; that of one item alone is error wholly."""
    areas = np.array(in_order(drawn, matrix.shape[1]))
    total = matrix.sum(axis=1)
    assume(total.min() != total.max())
    sizes = np.bincount(areas)
    strata = [np.flatnonzero(areas == area) for area in range(len(sizes)) if sizes[area] > 1]
    strata.append(np.flatnonzero(sizes[areas] == 1))
    error = 0.0
    for stratum in strata:
        points = matrix[:, stratum]
        own = points.sum(axis=1).var(ddof=1)
        consistency = alpha_of(points)
        error += (
            own * (1 - consistency)
            if consistency is not None
            else points.var(axis=0, ddof=1).sum() * (len(stratum) / (len(stratum) - 1) if len(stratum) > 1 else 1)
        )
    got = stratified_alpha(four_rungs(matrix, list(areas)))
    assert is_same(got, 1 - error / total.var(ddof=1))


@given(matrices(), st.integers(0, 7))
def test_a_constant_item_divides_nothing_by_zero(matrix: Matrix, item: int) -> None:
    matrix[:, item % matrix.shape[1]] = 2
    tally = four_rungs(matrix)
    assert is_same(alpha(tally), alpha_of(matrix))


@given(matrices(people=(0, 15)), matrices(people=(0, 15)))
def test_tallies_added_up_are_the_answers_put_together(one: Matrix, other: Matrix) -> None:
    items = min(one.shape[1], other.shape[1])
    one, other = one[:, :items], other[:, :items]
    areas = [item % 2 for item in range(items)]
    together = four_rungs(np.vstack((one, other)), areas)
    added = four_rungs(one, areas) + four_rungs(other, areas)
    assert added == together
    for statistic in (alpha, stratified_alpha, standard_error):
        assert is_same(statistic(added), statistic(together))


def test_alpha_understates_a_total_of_several_areas() -> None:
    """Where items go together within areas only, alpha of all is far below stratified alpha."""
    one, other = (likely_answers(2_000, 4, seed, 2.0) for seed in (1, 2))
    tally = four_rungs(np.hstack((one, other)), [0] * 4 + [1] * 4)
    plain, stratified = alpha(tally), stratified_alpha(tally)
    assert plain is not None and stratified is not None
    assert plain + 0.1 < stratified < 1


@given(matrices(people=(4, 30)))
def test_feldts_interval_holds_alpha(matrix: Matrix) -> None:
    tally = four_rungs(matrix)
    value, interval = alpha(tally), alpha_interval(tally)
    assert (value is None) == (interval is None)
    if value is not None and interval is not None:
        assert interval.low - CLOSE <= value <= interval.high + CLOSE or value == 1


@pytest.mark.parametrize("items", [2, 3, 12])
def test_feldts_interval_of_three_people_has_a_closed_form(items: int) -> None:
    """F with 2 and 2(k − 1) degrees of freedom has the quantile (k − 1)·((1 − p)^(−1/(k − 1)) − 1)."""
    interval = feldt(0.6, 3, items)
    assert interval is not None
    low, high = ((items - 1) * ((1 - share) ** (-1 / (items - 1)) - 1) for share in (0.975, 0.025))
    assert (interval.low, interval.high) == pytest.approx((1 - 0.4 * low, 1 - 0.4 * high), abs=CLOSE)


def test_the_interval_of_stratified_alpha_covers_the_truth_as_often_as_it_says() -> None:
    """Of 400 samples of 200 normal-like answers, 95 % ± 3 % of the intervals hold the value of the population."""
    covered = 0
    layout = a_layout([tuple(range(13))] * 4, [0, 0, 1, 1])
    truth = _of_population(layout)
    for seed in range(400):
        interval = stratified_interval(_sample(layout, seed, 200))
        assert interval is not None
        covered += interval.low <= truth <= interval.high
    assert covered / 400 == pytest.approx(0.95, abs=0.03)


def test_the_standard_error_is_in_points_of_100() -> None:
    matrix = likely_answers(500, 6, 7)
    tally = four_rungs(matrix, [0, 0, 1, 1, 2, 2])
    deviation = (matrix.sum(axis=1) * 100 / 18).std(ddof=1)
    value = stratified_alpha(tally)
    assert value is not None
    assert standard_error(tally) == pytest.approx(deviation * (1 - value) ** 0.5, abs=CLOSE)


def test_alpha_of_an_area_is_that_of_its_items() -> None:
    matrix = likely_answers(50, 5, 3)
    tally = four_rungs(matrix, [0, 1, 0, 1, 2])
    moments = moments_of(tally)
    assert moments is not None
    first, second, alone = area_alphas(moments, tally.layout)
    assert first == pytest.approx(alpha_of(matrix[:, [0, 2]]), abs=CLOSE)
    assert second == pytest.approx(alpha_of(matrix[:, [1, 3]]), abs=CLOSE)
    assert alone is None


def test_numbers_beyond_64_bits_are_exact_too() -> None:
    """A hundred million people: the sums of squares of sums leave 64 bits."""
    matrix = likely_answers(60, 12, 5)
    small = four_rungs(matrix, [item // 2 for item in range(12)])
    large = Tally(small.layout, small.vector * 10**8)
    for statistic in (alpha, stratified_alpha):
        one, other = statistic(small), statistic(large)
        assert one is not None and other is not None
        assert one == pytest.approx(other, abs=1e-12)


def _sample(layout: Layout, seed: int, people: int) -> Tally:
    chance = np.random.default_rng(seed)
    common, areas = chance.normal(size=(people, 1)), np.repeat(chance.normal(size=(people, 2)), 2, axis=1)
    points = 6 + 1.2 * common + 0.9 * areas + 0.8 * chance.normal(size=(people, 4))
    return count_tally(layout, np.clip(np.rint(points), 0, 12).astype(np.int64))


def _of_population(layout: Layout) -> float:
    value = stratified_alpha(_sample(layout, 12_345, 40_000))
    assert value is not None
    return value
