"""What a truth implies for the figures of a form: exact for each student, over many students that are drawn.

The distribution of a sum of items at one ability comes from the recursion of Lord and Wingersky (1984).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quiz.bank.model import Bank
from quiz.simulation.packing import FormColumns
from quiz.simulation.people import Floats, People, Population
from quiz.simulation.responses import rung_order, rung_probabilities
from quiz.simulation.truth import Retaking, Truth

DRAWN = 20_000


@dataclass(frozen=True, slots=True)
class Implied:
    """Figures of one form, of attempts that were answered with care.

    `reliability` is the share of the variance of raw totals that is that of true totals; `standard_error`, `mean` and
    `gains` are in points of 100. `shares` are, by item, the shares of its options in their order; `cohorts` are, by
    attribute and value, the mean score.
    """

    form: str
    mean: float
    deviation: float
    flagged: float
    reliability: float
    standard_error: float
    shares: dict[str, tuple[float, ...]]
    cohorts: dict[str, dict[str, float]]
    gain: float
    seminar_gain: float


def implied(bank: Bank, truth: Truth, form_id: str, weights: Floats, drawn: int = DRAWN) -> Implied:
    """Return what a truth implies for a form; `weights` are the shares of the days."""
    rng = np.random.default_rng([truth.seed, 2])
    areas = list(dict.fromkeys(item.area for item in bank.items))
    days = rng.choice(len(weights), drawn, p=weights)
    people = Population(truth, len(areas)).draw(drawn, days / max(1, len(weights) - 1), rng)
    form = FormColumns(bank, form_id)
    totals, shares = _totals(bank, truth, form, people)
    expected = totals @ form.scores
    true_raw = totals @ np.arange(form.maximum + 1)
    error = totals @ np.arange(form.maximum + 1) ** 2 - true_raw**2
    mean = float(expected.mean())
    return Implied(
        form=form_id,
        mean=mean,
        deviation=float(np.sqrt((totals @ form.scores**2).mean() - mean**2)),
        flagged=float(totals[:, form.scores <= bank.cut].sum(axis=1).mean()),
        reliability=float(true_raw.var() / (true_raw.var() + error.mean())),
        standard_error=float(100 * np.sqrt(error.mean()) / form.maximum),
        shares=shares,
        cohorts=_cohort_means(truth, people, expected),
        gain=_gain(bank, truth, form, people, expected, truth.retaking, rng),
        seminar_gain=_gain(bank, truth, form, people, expected, truth.seminar, rng),
    )


def _totals(bank: Bank, truth: Truth, form: FormColumns, people: People) -> tuple[Floats, dict[str, tuple[float, ...]]]:
    """Return the distribution of each student's raw total, and the shares of each item's options."""
    areas = list(dict.fromkeys(item.area for item in bank.items))
    totals = np.zeros((len(people), form.maximum + 1))
    totals[:, 0] = 1.0
    shares = {}
    for column, points in zip(form.columns, form.points, strict=True):
        item, order = truth.items[column], rung_order(bank.items[column])
        rungs = rung_probabilities(truth, people, item, areas.index(item.area))
        following = np.zeros_like(totals)
        for rung, option in enumerate(order.tolist()):
            gained = int(points[option])
            following[:, gained:] += rungs[:, rung, None] * totals[:, : form.maximum + 1 - gained]
        totals = following
        means = rungs.mean(axis=0)
        shares[item.id] = tuple(float(means[place]) for place in np.argsort(order))
    return totals, shares


def _cohort_means(truth: Truth, people: People, expected: Floats) -> dict[str, dict[str, float]]:
    found = {}
    for column, cohort in enumerate(truth.cohorts):
        places = people.values[:, column]
        found[cohort.id] = {
            value.id: float(expected[places == place].mean())
            for place, value in enumerate(cohort.values)
            if (places == place).any()
        }
    return found


def _gain(
    bank: Bank,
    truth: Truth,
    form: FormColumns,
    people: People,
    expected: Floats,
    retaking: Retaking,
    rng: np.random.Generator,
) -> float:
    """Return the mean gain of those who come back, in points."""
    later = people.readier(rng.normal(retaking.gain, retaking.spread, len(people)))
    return float((_totals(bank, truth, form, later)[0] @ form.scores - expected).mean())
