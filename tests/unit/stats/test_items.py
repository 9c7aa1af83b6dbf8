"""Item statistics equal those of the raw answers, and find the faults that they are for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.stats.items import (
    dead_options,
    discriminative_efficiencies,
    item_area_correlations,
    item_rest_correlations,
    option_counts,
    option_shares,
    steps_of,
)
from tests.tallies import Matrix, a_layout, count_tally, four_rungs, likely_answers, matrices

CLOSE = 1e-9


def correlation_of(one: Matrix, other: Matrix) -> float | None:
    if len(one) < 2 or one.min() == one.max() or other.min() == other.max():
        return None
    return float(np.asarray(np.corrcoef(one, other))[0, 1])


def is_same(got: float | None, wanted: float | None) -> bool:
    return got is wanted if got is None or wanted is None else got == pytest.approx(wanted, abs=CLOSE)


@given(matrices())
def test_item_rest_correlations_are_those_of_the_answers(matrix: Matrix) -> None:
    for item, got in enumerate(item_rest_correlations(four_rungs(matrix))):
        rest = np.delete(matrix, item, axis=1).sum(axis=1)
        assert is_same(got, correlation_of(matrix[:, item], rest))


@given(matrices(items=(4, 8)))
def test_item_area_correlations_are_those_with_the_rest_of_the_area(matrix: Matrix) -> None:
    items = matrix.shape[1]
    areas = [item % 2 for item in range(items - 1)] + [2]
    got = item_area_correlations(four_rungs(matrix, areas))
    for item in range(items - 1):
        rest = [other for other in range(items - 1) if other % 2 == item % 2 and other != item]
        assert is_same(got[item], correlation_of(matrix[:, item], matrix[:, rest].sum(axis=1)))
    assert got[-1] is None


@given(matrices(people=(2, 40)))
def test_efficiency_is_the_covariance_as_a_share_of_that_of_sorted_points(matrix: Matrix) -> None:
    for item, got in enumerate(discriminative_efficiencies(four_rungs(matrix))):
        own, rest = matrix[:, item], np.delete(matrix, item, axis=1).sum(axis=1)
        highest = np.cov(np.sort(own), np.sort(rest))[0, 1]
        if own.min() == own.max() or rest.min() == rest.max():
            assert got is None
        else:
            assert got == pytest.approx(np.cov(own, rest)[0, 1] / highest, abs=CLOSE)
            assert got is not None and got <= 1


def test_points_need_not_stand_in_order() -> None:
    """A wrong key is exactly that: options whose points do not rise."""
    matrix = likely_answers(300, 5, 2)
    straight = a_layout([(0, 1, 2, 3)] * 5)
    mixed = a_layout([(2, 0, 3, 1)] * 5)
    one, other = count_tally(straight, matrix), count_tally(mixed, matrix)
    assert item_rest_correlations(one) == item_rest_correlations(other)
    assert discriminative_efficiencies(one) == discriminative_efficiencies(other)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 5))
def test_mis_keying_an_item_turns_its_item_rest_correlation_negative(seed: int, item: int) -> None:
    matrix = likely_answers(200, 6, seed)
    before = item_rest_correlations(four_rungs(matrix))[item]
    matrix[:, item] = 3 - matrix[:, item]
    tally = four_rungs(matrix)
    after, efficiency = item_rest_correlations(tally)[item], discriminative_efficiencies(tally)[item]
    assert before is not None and before > 0.2
    assert after == pytest.approx(-before, abs=CLOSE)
    assert efficiency is not None and efficiency < 0
    assert steps_of(after, tally.n) == 1


@given(matrices(), st.integers(0, 7), st.integers(0, 3))
def test_a_constant_item_divides_nothing_by_zero(matrix: Matrix, item: int, rung: int) -> None:
    place = item % matrix.shape[1]
    matrix[:, place] = rung
    tally = four_rungs(matrix)
    for statistic in (item_rest_correlations, item_area_correlations, discriminative_efficiencies):
        assert statistic(tally)[place] is None


@pytest.mark.parametrize(
    ("correlation", "steps"), [(-0.01, 1), (0.0, 2), (0.199, 2), (0.2, 3), (0.3, 4), (0.4, 5), (1.0, 5)]
)
def test_what_an_item_does_is_told_in_five_steps(correlation: float, steps: int) -> None:
    assert steps_of(correlation, 100) == steps
    assert steps_of(correlation, 99) is None


@given(matrices(people=(1, 40)))
def test_option_shares_are_of_all_who_answered(matrix: Matrix) -> None:
    tally = four_rungs(matrix)
    for item in range(matrix.shape[1]):
        shares = option_shares(tally, item)
        assert shares is not None
        assert [share.count for share in shares] == np.bincount(matrix[:, item], minlength=4).tolist()
        assert [share.count for share in shares] == list(option_counts(tally, item))
        assert sum(share.value for share in shares) == pytest.approx(1)


def test_an_option_is_dead_only_where_enough_people_left_it_alone() -> None:
    def dead(people: int, choosing: int) -> tuple[int, ...]:
        answers = np.full((people, 2), 1)
        answers[: people // 2] = 2
        answers[:choosing, 0] = 3
        answers[choosing : choosing + people // 4, 0] = 0
        return dead_options(four_rungs(answers), 0)

    assert dead(72, 0) == ()
    assert dead(80, 0) == (3,)
    assert dead(1_000, 20) == (3,)
    assert dead(1_000, 50) == ()
