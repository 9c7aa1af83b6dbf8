"""Norms rise with the score, are frozen, and are kept as text."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.norms import Norm, freeze, percentile_ranks
from quiz.stats.tally import Tally
from tests.tallies import a_layout

SCORES = st.lists(st.integers(0, 100), min_size=1, max_size=60)


def tally_of_scores(scores: list[int]) -> Tally:
    tally = Tally.zero(a_layout([tuple(range(101))]))
    tally.vector[0] = len(scores)
    tally.scores[:] = np.bincount(scores, minlength=101)
    return tally


@given(SCORES)
def test_ranks_count_those_below_and_half_of_those_at_a_score(scores: list[int]) -> None:
    ranks = percentile_ranks(tally_of_scores(scores))
    assert ranks is not None and len(ranks) == 101
    for score, rank in enumerate(ranks):
        below, here = sum(other < score for other in scores), scores.count(score)
        assert rank / 100 == pytest.approx(100 * (below + here / 2) / len(scores), abs=0.005 + 1e-9)


@given(SCORES)
def test_a_higher_score_never_ranks_lower(scores: list[int]) -> None:
    ranks = percentile_ranks(tally_of_scores(scores))
    assert ranks is not None
    assert list(ranks) == sorted(ranks)
    assert ranks[0] >= 0 and ranks[-1] <= 10_000


def test_a_norm_is_frozen_from_three_hundred_people_on() -> None:
    assert freeze(tally_of_scores([50] * 299), "scale", "full", 1, "2027-03-31") is None
    norm = freeze(tally_of_scores([40] * 150 + [60] * 150), "scale", "full", 1, "2027-03-31")
    assert norm is not None
    assert (norm.number, norm.as_of, norm.n) == (1, "2027-03-31", 300)
    assert [norm.rank(score) for score in (0, 40, 50, 60, 100)] == [0, 25, 50, 75, 100]
    assert norm.rank(101) is None and norm.rank(-1) is None
    with pytest.raises(FrozenInstanceError):
        norm.n = 301  # type: ignore[misc]


@given(SCORES, st.text(max_size=8), st.integers(1, 99))
def test_a_norm_survives_being_kept(scores: list[int], name: str, number: int) -> None:
    norm = freeze(tally_of_scores(scores * 300), name, "quick", number, "2027-03-31")
    assert norm is not None
    assert Norm.from_document(norm.to_document()) == norm
