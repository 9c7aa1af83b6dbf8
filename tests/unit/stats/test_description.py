"""Descriptions of scores equal what numpy says of the scores themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.description import QUARTERS, deviation, mean_score, quantile
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
    tally = tally_of_scores(scores)
    assert mean_score(tally) == pytest.approx(np.mean(scores), abs=1e-9)
    assert deviation(tally) == pytest.approx(np.std(scores, ddof=1), abs=1e-9)


@given(SCORES, st.floats(0, 1))
def test_quantiles_are_those_of_numpy(scores: list[int], share: float) -> None:
    assert quantile(tally_of_scores(scores), share) == pytest.approx(np.quantile(scores, share), abs=1e-9)


@given(SCORES)
def test_the_quarters_are_in_order_and_within_the_scores(scores: list[int]) -> None:
    tally = tally_of_scores(scores)
    quarters = [found for share in QUARTERS if (found := quantile(tally, share)) is not None]
    assert len(quarters) == 3
    assert [min(scores), *quarters, max(scores)] == sorted([min(scores), *quarters, max(scores)])
