"""Intervals hold what they are of, and are those that were printed."""

from __future__ import annotations

from math import atanh

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.intervals import fisher, share_of, wilson

COUNTS = st.integers(0, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_wilsons_interval_holds_the_share_and_stays_within_0_and_1(counts: tuple[int, int]) -> None:
    count, n = counts
    interval = wilson(count, n)
    if n == 0:
        assert interval is None
    else:
        assert interval is not None
        assert 0 <= interval.low <= count / n <= interval.high <= 1


@given(COUNTS)
def test_wilsons_interval_of_the_others_is_the_mirror(counts: tuple[int, int]) -> None:
    count, n = counts
    one, other = wilson(count, n), wilson(n - count, n)
    if one and other:
        assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-12)


def test_wilsons_interval_is_the_printed_one() -> None:
    """Source: Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29."""
    printed = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (count, n), ends in printed.items():
        interval = wilson(count, n)
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx(ends, abs=0.00005 + 1e-12)


@given(st.integers(1, 1000))
def test_the_end_of_a_wilson_interval_solves_what_it_is_made_from(n: int) -> None:
    """A share p lies z errors √(p(1 − p)/n) off the one observed, where p is an end."""
    interval = wilson(n // 3, n, 0.9)
    assert interval is not None
    for end in (interval.low, interval.high):
        assert (n // 3 / n - end) ** 2 == pytest.approx(1.6448536269514722**2 * end * (1 - end) / n, abs=1e-12)


def test_a_share_of_nobody_is_not_available() -> None:
    assert share_of(0, 0) is None
    assert wilson(3, 2) is None


@given(st.floats(-0.999, 0.999), st.integers(7, 10**6))
def test_fishers_interval_is_even_on_its_own_scale(correlation: float, n: int) -> None:
    interval = fisher(correlation, n)
    assert interval is not None
    low, high = atanh(interval.low), atanh(interval.high)
    assert low + high == pytest.approx(2 * atanh(correlation), abs=1e-7)
    assert (high - low) * (n - 3) ** 0.5 == pytest.approx(2 * 1.959963984540054, rel=1e-6)
    assert -1 <= interval.low <= correlation <= interval.high <= 1


@pytest.mark.parametrize(("correlation", "n"), [(None, 100), (0.5, 3), (1.0, 100), (-1.0, 100)])
def test_a_correlation_that_says_nothing_has_no_interval(correlation: float | None, n: int) -> None:
    assert fisher(correlation, n) is None
