"""What changes over retakes equals what the pairs of scores say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scoring.score import noticeable_change
from quiz.stats.change import Change, beyond, change_of, expected_regression, retest, smallest_change
from quiz.stats.description import mean_score
from quiz.stats.reliability import stratified_alpha
from quiz.stats.tally import Tally
from tests.factories import shipped_bank
from tests.tallies import a_layout, add_retakes, four_rungs, likely_answers

CLOSE = 1e-9
PAIRS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=2, max_size=50)


def retaken(pairs: list[tuple[int, int]]) -> Tally:
    """Return a tally of these retakes, and of no first attempts."""
    return add_retakes(Tally.zero(a_layout([(0, 1, 2, 3)] * 4)), *zip(*pairs, strict=True))


@given(PAIRS)
def test_the_retest_correlation_is_that_of_the_pairs(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs).T
    got = retest(retaken(pairs))
    if before.min() == before.max() or after.min() == after.max():
        assert got is None
    else:
        assert got is not None and got.n == len(pairs)
        assert got.value == pytest.approx(np.asarray(np.corrcoef(before, after))[0, 1], abs=CLOSE)


@given(PAIRS)
def test_the_change_is_that_of_the_pairs(pairs: list[tuple[int, int]]) -> None:
    before, after = np.array(pairs).T
    got = change_of(retaken(pairs))
    assert (got.n, got.total) == (len(pairs), (after - before).sum())
    assert got.deviation == pytest.approx(np.std(after - before, ddof=1), abs=1e-6)


def test_one_retake_has_a_change_and_no_deviation() -> None:
    assert change_of(retaken([(40, 52)])) == Change(1, 12, None)


@given(PAIRS, st.floats(0.1, 20))
def test_who_changed_by_more_than_error_is_counted_either_way(pairs: list[tuple[int, int]], error: float) -> None:
    before, after = np.array(pairs).T
    risen, within, fallen = beyond(retaken(pairs), smallest_change(error))
    limit = 1.959963984540054 * np.sqrt(2) * error
    assert risen == int((after - before >= limit).sum())
    assert fallen == int((before - after >= limit).sum())
    assert risen + within + fallen == len(pairs)


def test_staff_and_students_call_the_same_change_noticeable() -> None:
    for form in shipped_bank().forms:
        assert smallest_change(form.standard_error) == noticeable_change(form)


def test_no_change_is_never_a_change() -> None:
    assert beyond(retaken([(50, 50), (60, 60)]), smallest_change(0)) == (0, 2, 0)


def test_who_scored_low_is_expected_to_rise_a_little_without_any_help() -> None:
    """Two attempts of the same readiness: those low at first rise by about what is told."""
    chance = np.random.default_rng(23)
    true = chance.normal(50, 15, 100_000)
    first, second = (np.clip(np.rint(true + chance.normal(0, 9, true.size)), 0, 100).astype(int) for _ in (1, 2))
    layout = a_layout([tuple(range(51))] * 2)
    everybody = Tally.zero(layout)
    everybody.vector[0] = len(first)
    everybody.scores[:] = np.bincount(first, minlength=101)
    # Two halves of the reliability of the whole: a variance of 225 of 306.
    low = first < 40
    group = add_retakes(Tally.zero(layout), first[low][:4_000].tolist(), second[low][:4_000].tolist())
    _set_moments(everybody, 225 / 306)
    assert stratified_alpha(everybody) == pytest.approx(225 / 306, abs=0.02)
    observed = change_of(group)
    expected = expected_regression(group, everybody)
    assert expected is not None
    assert observed.total / observed.n == pytest.approx(expected, abs=0.8)
    assert expected > 4


def test_regression_is_zero_for_those_who_began_at_the_mean() -> None:
    tally = four_rungs(likely_answers(400, 6, 3))
    mean = mean_score(tally)
    assert mean is not None
    near = expected_regression(add_retakes(tally, [round(mean)], [70]), tally)
    assert near is not None and abs(near) < 0.5


def _set_moments(tally: Tally, reliability: float) -> None:
    """Fill the pairs of two items so that alpha is about the reliability: 2r/(1 + r) with their correlation r."""
    together = reliability / (2 - reliability)
    chance = np.random.default_rng(5)
    n = tally.n
    one = chance.normal(size=n)
    other = together * one + np.sqrt(1 - together**2) * chance.normal(size=n)
    points = [np.clip(np.rint(25 + 6 * side), 0, 50).astype(int) for side in (one, other)]
    for first, start in ((points[0], 0), (points[1], 51)):
        for second, begin in ((points[0], 0), (points[1], 51)):
            np.add.at(tally.pairs, (start + first, begin + second), 1)
