"""What follows from a truth: exact sums, held against counting every pattern and against drawing."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from quiz.simulation import implied as module
from quiz.simulation.drawing import draw_truth
from quiz.simulation.implied import implied
from quiz.simulation.packing import FormColumns
from quiz.simulation.people import Population
from quiz.simulation.responses import drawn_rungs, rung_order, rung_probabilities
from tests.factories import a_bank, shipped_bank

WEIGHTS = np.full(10, 0.1)


def test_the_distribution_of_a_total_is_that_of_all_patterns_together() -> None:
    bank = a_bank()
    truth, form = draw_truth(bank, 4), FormColumns(bank, "quick")
    people = Population(truth, 3).draw(5, 0.5, np.random.default_rng(1))
    totals, _ = module._totals(bank, truth, form, people)
    items = [(truth.items[column], rung_order(bank.items[column])) for column in form.columns]
    each = [
        rung_probabilities(truth, people, item, area) for (item, _), area in zip(items, form.item_areas, strict=True)
    ]
    counted = np.zeros_like(totals)
    for rungs in product(*(range(one.shape[1]) for one in each)):
        points = sum(int(p[order[rung]]) for p, (_, order), rung in zip(form.points, items, rungs, strict=True))
        counted[:, points] += np.prod([one[:, rung] for one, rung in zip(each, rungs, strict=True)], axis=0)
    assert totals == pytest.approx(counted)
    assert totals.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("form_id", ["quick", "full"])
def test_reliability_is_the_correlation_of_two_administrations_to_the_same_students(form_id: str) -> None:
    bank = shipped_bank()
    truth, form = draw_truth(bank, 4), FormColumns(bank, form_id)
    known = implied(bank, truth, form_id, WEIGHTS)
    rng = np.random.default_rng(8)
    people = Population(truth, 6).draw(40_000, 0.5, rng)
    areas = list(dict.fromkeys(item.area for item in bank.items))

    def total() -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        answered = np.zeros(len(people))
        for column, points in zip(form.columns, form.points, strict=True):
            item = truth.items[column]
            rungs = drawn_rungs(truth, people, item, areas.index(item.area), rng)
            answered += points[rung_order(bank.items[column])[rungs]]
        return answered

    first, second = total(), total()
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(known.reliability, abs=0.015)
    error = 100 * np.std(second - first) / np.sqrt(2) / form.maximum
    assert error == pytest.approx(known.standard_error, rel=0.02)


def test_who_stands_higher_on_the_ladder_scores_higher() -> None:
    bank = shipped_bank()
    means = implied(bank, draw_truth(bank, 4), "quick", WEIGHTS).cohorts["grade"]
    known = [means[choice.id] for choice in bank.attributes[0].choices if choice.id in means]
    assert known[0] < known[2] < known[4]
