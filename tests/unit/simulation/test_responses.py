"""The graded response model: what is drawn has the probabilities that the model says."""

from __future__ import annotations

import numpy as np
import pytest

from quiz.simulation.people import People
from quiz.simulation.responses import drawn_durations, drawn_rungs, rung_probabilities
from quiz.simulation.truth import Bias, CohortTruth, ItemTruth, Retaking, Truth, ValueTruth

ITEM = ItemTruth("one", "area", 1.5, (2.0, 0.0, -1.5), 4000)
COHORT = CohortTruth("faculty", 1.0, (ValueTruth("law", 0.5, 0.0), ValueTruth("arts", 0.5, 0.0)))
DRAWN = 40_000


def a_truth(bias: Bias | None = None, item: ItemTruth = ITEM) -> Truth:
    nobody = Retaking(0, 0, 0, 1)
    return Truth(1, 0.5, 0.0, (item,), (COHORT,), (), bias, nobody, nobody)


def alike(ability: float, value: int = 0, count: int = DRAWN) -> People:
    values = np.full((count, 1), value)
    return People(np.zeros(count, np.int64), values, np.ones((count, 1), np.bool_), np.full((count, 1), ability))


def test_half_reach_a_rung_at_its_difficulty() -> None:
    for rung, difficulty in enumerate(ITEM.difficulties, 1):
        probabilities = rung_probabilities(a_truth(), alike(difficulty, count=1), ITEM, 0)[0]
        assert probabilities[rung:].sum() == pytest.approx(0.5)
        assert probabilities.sum() == pytest.approx(1)


@pytest.mark.parametrize("ability", [-1.5, 0.0, 1.2])
def test_rungs_are_drawn_with_the_probabilities_of_the_model(ability: float) -> None:
    people, truth = alike(ability), a_truth()
    rungs = drawn_rungs(truth, people, ITEM, 0, np.random.default_rng(3))
    expected = rung_probabilities(truth, people, ITEM, 0)[0]
    assert np.bincount(rungs, minlength=4) / DRAWN == pytest.approx(expected, abs=4 * 0.5 / DRAWN**0.5)


def test_a_biased_item_is_harder_for_its_group_alone() -> None:
    truth = a_truth(Bias("one", "faculty", "arts", -1.0))
    fair = rung_probabilities(a_truth(), alike(0.3, count=1), ITEM, 0)
    assert rung_probabilities(truth, alike(0.3, 0, 1), ITEM, 0) == pytest.approx(fair)
    harder = rung_probabilities(truth, alike(0.3, 1, 1), ITEM, 0)
    odds = harder[0, 1:].sum() / harder[0, 0] / (fair[0, 1:].sum() / fair[0, 0])
    assert odds == pytest.approx(np.exp(-1.0))


def test_who_has_told_no_value_is_of_no_group() -> None:
    truth = a_truth(Bias("one", "faculty", "arts", -1.0))
    fair = rung_probabilities(a_truth(), alike(0.3, count=1), ITEM, 0)
    assert rung_probabilities(truth, alike(0.3, -1, 1), ITEM, 0) == pytest.approx(fair)


def test_durations_have_their_medians_and_haste_is_short() -> None:
    count = 8000
    medians = np.array([3000.0, 5000.0, 4000.0])
    speeding, straight = np.arange(count) < 500, (np.arange(count) >= 500) & (np.arange(count) < 1000)
    durations = drawn_durations(medians, count, speeding, straight, np.random.default_rng(1))
    assert np.median(durations[1000:], axis=0) == pytest.approx(medians, rel=0.05)
    assert (np.median(durations[:500], axis=1) < 1000).all()
    middle = np.median(durations[500:1000], axis=1)
    assert (middle >= 1000).all() and (middle < 2000).all()
    assert (np.median(durations[1000:], axis=1) < 1000).mean() < 0.003
