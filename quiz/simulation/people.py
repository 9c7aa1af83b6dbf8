"""Students as columns: where they start, what they are, and how ready."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.simulation.drawing import FOLLOWING
from quiz.simulation.truth import CohortTruth, Truth

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Claims = NDArray[np.bool_]
NO_VALUE = -1


@dataclass(frozen=True, slots=True)
class People:
    """Students in columns of one length.

    `places` are places in the truth's; `values` has a column for each cohort, with the place of the student's value
    or −1; `tells` says which of them the student tells. `abilities` has a column for each area.
    """

    places: Whole
    values: Whole
    tells: Claims
    abilities: Floats

    def __len__(self) -> int:
        return len(self.places)

    def some(self, which: Claims | Whole) -> People:
        """Return the students at some places."""
        return People(self.places[which], self.values[which], self.tells[which], self.abilities[which])

    def readier(self, gains: Floats) -> People:
        """Return the same students, each readier in every area."""
        return People(self.places, self.values, self.tells, self.abilities + gains[:, None])


def joined(groups: list[People]) -> People:
    """Return several groups as one; there is at least one."""
    return People(
        np.concatenate([one.places for one in groups]),
        np.concatenate([one.values for one in groups]),
        np.concatenate([one.tells for one in groups]),
        np.concatenate([one.abilities for one in groups]),
    )


class Population:
    """Draws students of one truth."""

    def __init__(self, truth: Truth, areas: int) -> None:
        self.truth = truth
        self._areas = areas
        shares = np.array([place.share for place in truth.places])
        self._place_edges = np.cumsum(shares / shares.sum())
        self._place_shifts = np.array([place.shift for place in truth.places])
        # A last shift of nothing, for those without a value: −1 finds it.
        self._shifts = [np.array([*(value.shift for value in cohort.values), 0.0]) for cohort in truth.cohorts]

    def draw(self, count: int, elapsed: float | Floats, rng: np.random.Generator) -> People:
        """Return so many students of a time, `elapsed` being the share of the simulation that is over."""
        truth = self.truth
        places = np.searchsorted(self._place_edges[:-1], rng.random(count), side="right")
        values = self._values(count, rng)
        shift = self._place_shifts[places] + truth.drift * elapsed
        for column, shifts in enumerate(self._shifts):
            shift = shift + shifts[values[:, column]]
        general = np.sqrt(truth.correlation) * rng.standard_normal(count) + shift
        special = np.sqrt(1 - truth.correlation) * rng.standard_normal((count, self._areas))
        return People(places, values, self._tells(values, rng), general[:, None] + special)

    def _values(self, count: int, rng: np.random.Generator) -> Whole:
        columns: list[Whole] = []
        for cohort in self.truth.cohorts:
            drawn = _drawn(cohort, count, rng)
            if cohort.follows:
                led = np.array(cohort.follows)[columns[-1]]
                drawn = np.where(rng.random(count) < FOLLOWING, led, drawn)
            columns.append(drawn)
        return np.stack(columns, axis=1) if columns else np.empty((count, 0), np.int64)

    def _tells(self, values: Whole, rng: np.random.Generator) -> Claims:
        telling = np.array([cohort.telling for cohort in self.truth.cohorts])
        each = rng.random(values.shape) < telling
        anything = rng.random(len(values)) < self.truth.told
        # Who was given a code at a seminar is asked to type it.
        for column, cohort in enumerate(self.truth.cohorts):
            if cohort.is_seminar:
                anything = anything | ((values[:, column] != NO_VALUE) & each[:, column])
        told: Claims = each & anything[:, None] & (values != NO_VALUE)
        return told


def _drawn(cohort: CohortTruth, count: int, rng: np.random.Generator) -> Whole:
    edges = np.cumsum([value.share for value in cohort.values])
    places = np.searchsorted(edges, rng.random(count), side="right")
    if cohort.is_seminar:
        return np.where(places < len(cohort.values), places, NO_VALUE)
    # Shares make one, but for the last digit of a sum.
    return np.minimum(places, len(cohort.values) - 1)
