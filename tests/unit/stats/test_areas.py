"""What areas tell beside the total equals what the raw answers say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from quiz.stats.areas import (
    area_prmses,
    area_statistics,
    correlations,
    may_show_number,
)
from quiz.stats.tally import Tally
from tests.tallies import Matrix, four_rungs, layout_for, likely_answers, matrices

CLOSE = 1e-9


def apart(people: int, seed: int, items: int = 4, spread: float = 2.0) -> Tally:
    """Return a tally of two areas that have nothing to do with each other."""
    one, other = (likely_answers(people, items, 2 * seed + side, spread) for side in (0, 1))
    return four_rungs(np.hstack((one, other)), [0] * items + [1] * items)


@given(matrices(people=(2, 40), items=(4, 8)))
def test_correlations_of_areas_are_those_of_their_points(matrix: Matrix) -> None:
    areas = [item % 2 for item in range(matrix.shape[1])]
    points = np.array([matrix[:, place::2].sum(axis=1) for place in (0, 1)])
    got = correlations(four_rungs(matrix, areas))
    if (points.min(axis=1) == points.max(axis=1)).any():
        assert got[0][1] is None
    else:
        assert got[0][1] == pytest.approx(np.asarray(np.corrcoef(points))[0, 1], abs=CLOSE)
        assert got[0][1] == got[1][0]
        assert got[0][0] == pytest.approx(1)


@given(matrices(people=(2, 40), items=(3, 8)))
def test_prmse_stays_within_0_and_1_and_both_tell_no_less_than_either(matrix: Matrix) -> None:
    for value in area_prmses(four_rungs(matrix, [item % 2 for item in range(matrix.shape[1])])):
        if value is not None:
            assert 0 <= value.of_itself <= 1 and 0 <= value.of_total <= 1
            assert max(value.of_itself, value.of_total) - 1e-6 <= value.of_both <= 1


@given(matrices(people=(2, 40), items=(2, 8)))
def test_an_area_that_is_the_whole_tells_what_the_total_tells(matrix: Matrix) -> None:
    (value,) = area_prmses(four_rungs(matrix))
    if value is not None:
        assert value.of_total == pytest.approx(value.of_itself, abs=CLOSE)
        assert value.of_both == pytest.approx(value.of_itself, abs=CLOSE)


def test_prmse_is_what_true_points_show() -> None:
    """With true points at hand, the share of their variance that a regression explains is about the estimate."""
    chance = np.random.default_rng(17)
    people = 20_000
    common = chance.normal(size=(people, 1))
    true = [5 * (0.6 * common + 0.8 * chance.normal(size=(people, 1))) for _ in range(3)]
    # Points of 0 to 60 an item hold a normal error almost exactly, and every item of an area measures the same.
    answers = [np.clip(np.rint(30 + part + 4 * chance.normal(size=(people, 3))), 0, 60) for part in true]
    matrix = np.hstack(answers)
    tally = _tally_of_moments(matrix.astype(np.int64), [0] * 3 + [1] * 3 + [2] * 3)
    total = matrix.sum(axis=1)
    for area, value in enumerate(area_prmses(tally)):
        assert value is not None
        own, truth = answers[area].sum(axis=1), true[area][:, 0]
        both = np.column_stack((np.ones(people), own, total))
        fitted = both @ np.linalg.lstsq(both, truth, rcond=None)[0]
        assert value.of_itself == pytest.approx(np.corrcoef(truth, own)[0, 1] ** 2, abs=0.015)
        assert value.of_total == pytest.approx(np.corrcoef(truth, total)[0, 1] ** 2, abs=0.015)
        assert value.of_both == pytest.approx(np.corrcoef(truth, fitted)[0, 1] ** 2, abs=0.015)


def test_an_area_shows_a_number_only_where_it_tells_more_than_the_total() -> None:
    assert may_show_number(apart(400, 1), 0)
    alike = four_rungs(likely_answers(400, 8, 1, 2.0), [0] * 4 + [1] * 4)
    assert not may_show_number(alike, 0)
    assert not may_show_number(apart(299, 1), 0)


def test_an_area_of_one_item_never_shows_a_number() -> None:
    tally = four_rungs(likely_answers(1_000, 3, 5, 2.0), [0, 1, 2])
    assert [may_show_number(tally, area) for area in range(3)] == [False] * 3


def test_an_area_that_chance_makes_shows_no_number() -> None:
    """Two items an area that hardly go together: more reliable than the total for that area, and still too little."""
    tally = apart(2_000, 3, items=2, spread=0.8)
    (value, _) = area_prmses(tally)
    assert value is not None and value.of_total < value.of_itself < 0.7
    assert not may_show_number(tally, 0)


def test_the_statistics_of_areas_stand_together() -> None:
    tally = apart(400, 2)
    for area, known in enumerate(area_statistics(tally)):
        assert known.id == f"area{area}"
        assert known.may_show_number == may_show_number(tally, area)
        assert known.prmse is not None and known.alpha == known.prmse.of_itself


def _tally_of_moments(matrix: Matrix, areas: list[int]) -> Tally:
    """Return a tally that holds how options go together, which is all that areas are computed from."""
    layout = layout_for(matrix, areas)
    tally = Tally.zero(layout)
    chosen = np.zeros((len(matrix), layout.starts[-1]), np.float32)
    for place, item in enumerate(layout.items):
        column = layout.starts[place] + np.searchsorted(np.array(item.points), matrix[:, place])
        chosen[np.arange(len(matrix)), column] = 1
    tally.vector[0] = len(matrix)
    tally.pairs[:] = np.rint(chosen.T @ chosen).astype(np.int64)
    return tally
