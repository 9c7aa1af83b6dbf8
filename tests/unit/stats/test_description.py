"""Descriptions of scores equal what numpy says of the scores themselves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.description import at_or_below, bars, describe, quantile
from quiz.stats.tally import Tally
from tests.tallies import a_layout

SCORES = st.lists(st.integers(0, 100), min_size=2, max_size=60)


def tally_of_scores(scores: list[int]) -> Tally:
    tally = Tally.zero(a_layout([tuple(range(101))]))
    tally.vector[0] = len(scores)
    for score in scores:
        tally.scores[score] += 1
    return tally


@given(SCORES)
def test_mean_and_deviation_are_those_of_a_sample(scores: list[int]) -> None:
    described = describe(tally_of_scores(scores))
    assert described.n == len(scores)
    assert described.mean == pytest.approx(np.mean(scores), abs=1e-9)
    assert described.deviation == pytest.approx(np.std(scores, ddof=1), abs=1e-9)


@given(SCORES, st.floats(0, 1))
def test_quantiles_are_those_of_numpy(scores: list[int], share: float) -> None:
    assert quantile(tally_of_scores(scores), share) == pytest.approx(np.quantile(scores, share), abs=1e-9)


@given(SCORES)
def test_the_quarters_are_in_order_and_within_the_scores(scores: list[int]) -> None:
    quarters = describe(tally_of_scores(scores)).quarters
    assert quarters is not None
    assert [min(scores), *quarters, max(scores)] == sorted([min(scores), *quarters, max(scores)])


@given(SCORES, st.sampled_from([1, 5, 10, 20, 25]))
def test_bars_tile_the_scores(scores: list[int], width: int) -> None:
    shown = bars(tally_of_scores(scores), width)
    assert shown[0].low == 0 and shown[-1].high == 100
    assert all(after.low == before.high + 1 for before, after in pairwise(shown))
    for bar in shown:
        assert bar.count == sum(bar.low <= score <= bar.high for score in scores)


def test_a_bar_ends_at_the_line() -> None:
    assert 39 in {bar.high for bar in bars(tally_of_scores([50]))}


@given(SCORES, st.integers(0, 100))
def test_the_share_at_or_below_counts_the_score_itself(scores: list[int], line: int) -> None:
    share = at_or_below(tally_of_scores(scores), line)
    assert share is not None
    assert share.count == sum(score <= line for score in scores)
