"""Who is flagged is split into what is certain and what is not, by Kelley's estimate."""

from __future__ import annotations

from math import sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.description import deviation, mean_score
from quiz.stats.flagged import flagged
from quiz.stats.reliability import stratified_alpha
from quiz.stats.tally import Tally
from tests.tallies import Matrix, a_layout, count_tally, four_rungs, likely_answers, matrices


def a_population(seed: int = 4, items: int = 12) -> Tally:
    return four_rungs(likely_answers(800, items, seed), [item // 2 for item in range(items)])


@given(matrices())
def test_the_parts_add_up_to_the_share(matrix: Matrix) -> None:
    known = flagged(four_rungs(matrix))
    if known is None:
        assert len(matrix) == 0
    elif known.certain and known.borderline:
        assert known.certain.count + known.borderline.count == known.share.count


def test_the_parts_are_those_of_kelleys_estimate() -> None:
    """Computed one person after the other."""
    matrix = likely_answers(800, 12, 4)
    tally = a_population()
    reliability, mean, spread = stratified_alpha(tally), mean_score(tally), deviation(tally)
    assert reliability is not None and mean is not None and spread is not None
    error = spread * sqrt(reliability * (1 - reliability))
    certain = 0
    for raw in matrix.sum(axis=1):
        score = int(100 * raw / 36 + 0.5)
        estimate = mean + reliability * (score - mean)
        certain += score <= 39 and estimate + error <= 39.5
    known = flagged(tally)
    assert known is not None and known.certain is not None
    assert known.certain.count == certain
    assert 0 < certain < known.share.count


def test_a_group_is_judged_by_the_reliability_of_everybody() -> None:
    everybody = a_population()
    group = count_tally(everybody.layout, likely_answers(60, 12, 17))
    by_itself, by_all = flagged(group), flagged(group, everybody)
    assert by_itself is not None and by_all is not None
    assert by_itself.share == by_all.share
    assert by_itself.certain != by_all.certain
    pooled = flagged(group + everybody)
    assert pooled is not None and pooled.share.n == 860


def test_without_a_reliability_only_the_share_is_known() -> None:
    known = flagged(four_rungs(np.array([[0, 1, 0]])))
    assert known is not None
    assert known.share.count == 1
    assert known.certain is None and known.borderline is None


def test_of_a_perfect_measure_everything_is_certain() -> None:
    matrix = np.repeat(np.arange(4), 5)[:, None].repeat(4, axis=1)
    known = flagged(four_rungs(matrix))
    assert known is not None and known.certain is not None
    assert known.certain.count == known.share.count == 10


@given(st.integers(0, 3))
def test_where_nobody_differs_nothing_divides_by_zero(rung: int) -> None:
    known = flagged(four_rungs(np.full((20, 4), rung)))
    assert known is not None
    assert known.share.value in {0.0, 1.0}


@given(st.integers(0, 100))
def test_the_share_follows_the_cut_of_the_layout(cut: int) -> None:
    matrix = likely_answers(100, 6, 8)
    layout = a_layout([(0, 1, 2, 3)] * 6, cut=cut)
    known = flagged(count_tally(layout, matrix))
    assert known is not None
    assert known.share.count == sum(int(100 * raw / 18 + 0.5) <= cut for raw in matrix.sum(axis=1))
