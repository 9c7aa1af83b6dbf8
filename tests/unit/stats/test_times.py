"""Times from bins are close to the times themselves, and passages tell where people leave."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.bins import bins_of, edges_ms
from quiz.stats.layout import TIME_BINS
from quiz.stats.tally import Tally
from quiz.stats.times import item_medians, median_seconds, quantile_seconds
from tests.tallies import a_layout


def histogram_of(times_ms: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.bincount(bins_of(times_ms), minlength=TIME_BINS)


@given(st.lists(st.integers(251, 800_000), min_size=1, max_size=60), st.floats(0, 1))
def test_a_quantile_lies_in_the_bin_of_the_time_that_it_stands_for(times: list[int], share: float) -> None:
    got = quantile_seconds(histogram_of(np.array(times)), share)
    assert got is not None
    wanted = np.quantile(times, share, method="inverted_cdf") / 1000
    assert wanted / 2**0.25 * 0.995 <= got <= wanted * 2**0.25 * 1.005


@pytest.mark.parametrize("median_ms", [900, 4_000, 30_000, 200_000])
def test_the_median_of_many_is_known_to_two_in_a_hundred(median_ms: int) -> None:
    times = np.random.default_rng(3).lognormal(np.log(median_ms), 0.5, 20_000).astype(np.int64)
    assert median_seconds(histogram_of(times)) == pytest.approx(np.median(times) / 1000, rel=0.02)


@given(st.lists(st.integers(0, 50), min_size=TIME_BINS, max_size=TIME_BINS), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_are_in_order(counts: list[int], one: float, other: float) -> None:
    histogram = np.array(counts)
    low, high = (quantile_seconds(histogram, share) for share in sorted((one, other)))
    if histogram.sum():
        assert low is not None and high is not None and low <= high * (1 + 1e-12)
    else:
        assert low is None and high is None


def test_at_an_edge_the_quantile_is_the_edge() -> None:
    histogram = np.zeros(TIME_BINS, np.int64)
    histogram[[10, 20]] = 5
    assert quantile_seconds(histogram, 0.5) == pytest.approx(edges_ms()[10] / 1000)
    assert quantile_seconds(histogram, 1) == pytest.approx(edges_ms()[20] / 1000)
    assert quantile_seconds(histogram, 0) == pytest.approx(edges_ms()[9] / 1000)


def test_what_is_too_short_or_too_long_to_be_told_stays_at_the_ends() -> None:
    short, long = np.zeros(TIME_BINS, np.int64), np.zeros(TIME_BINS, np.int64)
    short[0] = long[-1] = 9
    assert 0.125 <= (median_seconds(short) or 0) <= 0.25
    assert median_seconds(long) == edges_ms()[-1] / 1000


def test_medians_stand_by_item_and_for_the_whole() -> None:
    tally = Tally.zero(a_layout([(0, 1)] * 3))
    tally.times[1, 15] = tally.times[-1, 30] = 8
    medians = item_medians(tally)
    assert medians[0] is None and medians[2] is None
    assert medians[1] == pytest.approx(float(np.sqrt(edges_ms()[14] * edges_ms()[15])) / 1000)
    assert median_seconds(tally.times[-1]) == pytest.approx(float(np.sqrt(edges_ms()[29] * edges_ms()[30])) / 1000)
