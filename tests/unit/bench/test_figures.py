"""Percentiles, medians of rounds, ratios."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Latency, Load, latency_of, middle, percentile, ratio

values = st.lists(st.floats(0, 1e6), min_size=1, max_size=200)
shares = st.floats(0, 1)


@given(values, shares)
def test_a_percentile_is_one_of_the_values_and_enough_of_them_are_no_greater(
    numbers: list[float], share: float
) -> None:
    found = percentile(numbers, share)
    assert found in numbers
    assert sum(number <= found for number in numbers) >= share * len(numbers)


@given(values, shares, shares)
def test_a_higher_percentile_is_never_smaller(numbers: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert percentile(numbers, low) <= percentile(numbers, high)


def test_the_99th_of_a_hundred_values_is_the_last_but_one() -> None:
    assert percentile(range(1, 101), 0.99) == 99
    assert percentile(range(1, 101), 0.50) == 50


def test_no_values_have_no_percentile() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_durations_in_seconds_become_milliseconds() -> None:
    assert latency_of([0.001, 0.002, 0.004]) == Latency(2.0, 4.0)


def test_a_load_says_its_rate_and_what_one_unit_costs() -> None:
    load = Load(completed=200, seconds=2.0, cpu_seconds=0.5, client_seconds=0.1)
    assert load.rate == 100
    assert load.cpu_ms == 2.5
    assert load.client_ms == 0.5
    assert middle([load]).per_cpu_second == 400


def test_a_load_that_completed_nothing_costs_infinitely_much() -> None:
    assert Load(0, 1.0, 1.0, 0.0).cpu_ms == float("inf")
    assert ratio(1, 0) == float("inf")


def test_the_middle_of_rounds_takes_the_median_of_each_figure_by_itself() -> None:
    rounds = [
        Load(100, 1.0, 0.3, 0.0, {"submit": Latency(1, 9)}),
        Load(300, 1.0, 0.3, 0.0, {"submit": Latency(3, 8)}),
        Load(200, 1.0, 0.9, 0.0, {"submit": Latency(2, 70)}),
    ]
    found = middle(rounds)
    assert found.rate == 200
    assert found.cpu_ms == 3.0
    assert found.latency == Latency(2, 9)
