"""Make attempts day by day: who comes for the first time, who comes back, and what each answers.

A day is a hundred operations on columns, whatever its number of attempts, so memory stays small: what is carried on
from day to day are those who will come back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from quiz.bank.model import Bank
from quiz.simulation.counting import Counts, counts_of
from quiz.simulation.packing import FormColumns
from quiz.simulation.people import Claims, Floats, People, Population, Whole, joined
from quiz.simulation.responses import drawn_durations, drawn_rungs, rung_order
from quiz.simulation.rows import Asked, Rows, rows_of
from quiz.simulation.seasons import moments, numbers_of
from quiz.simulation.truth import Truth

SAME_FORM = 0.92
SHORTEST_LOG_DAYS = -0.4
"""A third comes back the next day, half within a week."""


class Returning(NamedTuple):
    """Students who come back on some day, with the place of their form and the keys of the attempts before."""

    people: People
    forms: Whole
    keys: list[bytes]


@dataclass(frozen=True, slots=True)
class Day:
    """What one day leaves: rows of attempts and of what was told of them, and sums of starts and clicks."""

    day: date
    rows: Rows
    counts: Counts


@dataclass(frozen=True, slots=True)
class Simulation:
    """So many attempts of a truth over some days; `listings` are ids of consultations by area, for clicks."""

    bank: Bank
    truth: Truth
    attempts: int
    days: Sequence[date]
    listings: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def made(self) -> Iterator[Day]:
        """Yield the days in order; the same every time."""
        return _Maker(self).made()


class _Maker:
    """Carries the generator of chance, and those who will come back, from day to day."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation
        self._bank, self._truth = simulation.bank, simulation.truth
        self._rng = np.random.default_rng([self._truth.seed, 1])
        self._areas = list(dict.fromkeys(item.area for item in self._bank.items))
        self._population = Population(self._truth, len(self._areas))
        self._forms = [FormColumns(self._bank, form.id) for form in self._bank.forms]
        self._orders = [rung_order(item) for item in self._bank.items]
        self._medians = np.array([item.median_ms for item in self._truth.items])
        self._due: dict[int, list[Returning]] = defaultdict(list)

    def made(self) -> Iterator[Day]:
        numbers = numbers_of(self._simulation.days, self._simulation.attempts).tolist()
        for place, (day, number) in enumerate(zip(self._simulation.days, numbers, strict=True)):
            back = self._coming_back(place, number)
            count = number - len(back.keys) if back else number
            elapsed = place / max(1, len(numbers) - 1)
            new = self._population.draw(count, elapsed, self._rng)
            forms = self._chosen_forms(count)
            people = joined([back.people, new]) if back else new
            places = np.concatenate([back.forms, forms]) if back else forms
            yield self._day(day, place, people, places, back.keys if back else [])

    def _day(self, day: date, place: int, people: People, forms: Whole, previous: list[bytes]) -> Day:
        """Make one day's attempts; those who came back are the first of the people."""
        count, rng = len(people), self._rng
        raw = rng.bytes(16 * count)
        keys = [raw[first : first + 16] for first in range(0, 16 * count, 16)]
        chances = rng.random(count)
        speeding = chances < self._truth.speeding
        straight = ~speeding & (chances < self._truth.speeding + self._truth.straight)
        options = self._options(people, speeding, straight)
        durations = drawn_durations(self._medians, count, speeding, straight, rng)
        untimed = rng.random(count) < self._truth.untimed
        durations[untimed & ~speeding & ~straight] = 0
        asked = Asked(people, forms, options, durations, keys, previous, moments(day, count, rng))
        rows = rows_of(self._bank, self._truth, self._forms, asked)
        self._keep_returning(place, asked, speeding | straight)
        return Day(
            day, rows, counts_of(self._simulation.listings, day, self._forms, self._bank, self._truth, asked, rng)
        )

    def _chosen_forms(self, count: int) -> Whole:
        """Choose the form of each: the longest for some, the first for the others."""
        longest = max(range(len(self._forms)), key=lambda form: len(self._forms[form].columns))
        return np.where(self._rng.random(count) < self._truth.full, longest, 0)

    def _options(self, people: People, speeding: Claims, straight: Claims) -> Whole:
        """Return the place of the option that each chooses in each item of the bank."""
        chosen = np.empty((len(people), len(self._truth.items)), np.int64)
        for column, (item, order) in enumerate(zip(self._truth.items, self._orders, strict=True)):
            area = self._areas.index(item.area)
            rungs = drawn_rungs(self._truth, people, item, area, self._rng)
            anything = self._rng.integers(0, len(order), len(people))
            rungs = np.where(straight, len(order) - 1, np.where(speeding, anything, rungs))
            chosen[:, column] = order[rungs]
        return chosen

    def _coming_back(self, place: int, most: int) -> Returning | None:
        """Return who comes back on a day: no more than the day has attempts."""
        groups = self._due.pop(place, [])
        if not groups:
            return None
        people = joined([one.people for one in groups])
        forms = np.concatenate([one.forms for one in groups])
        keys = [key for one in groups for key in one.keys]
        return Returning(people.some(np.arange(min(most, len(keys)))), forms[:most], keys[:most])

    def _keep_returning(self, place: int, asked: Asked, hasty: Claims) -> None:
        """Draw who of those who came for the first time will come back, when, and how much readier."""
        first = np.arange(len(asked.keys)) >= len(asked.previous)
        attends = self._attends(asked.people)
        gains = np.zeros(len(asked.keys))
        waits = np.zeros(len(asked.keys), np.int64)
        for retaking, which in ((self._truth.retaking, ~attends), (self._truth.seminar, attends)):
            coming = first & ~hasty & which & (self._rng.random(len(which)) < retaking.share)
            drawn = self._rng.normal(retaking.gain, retaking.spread, len(which))
            days = np.exp(self._rng.uniform(SHORTEST_LOG_DAYS, np.log(retaking.longest_days), len(which)))
            gains = np.where(coming, drawn, gains)
            waits = np.where(coming, np.maximum(1, np.rint(days)).astype(np.int64), waits)
        forms = np.where(self._rng.random(len(waits)) < SAME_FORM, asked.forms, self._chosen_forms(len(waits)))
        self._put(place, asked, gains, waits, forms)

    def _put(self, place: int, asked: Asked, gains: Floats, waits: Whole, forms: Whole) -> None:
        for wait in np.unique(waits[waits > 0]).tolist():
            which = np.flatnonzero(waits == wait)
            people = asked.people.some(which).readier(gains[which])
            self._due[place + wait].append(Returning(people, forms[which], [asked.keys[one] for one in which]))

    def _attends(self, people: People) -> Claims:
        attends = np.zeros(len(people), np.bool_)
        for column, cohort in enumerate(self._truth.cohorts):
            if cohort.is_seminar:
                attends |= people.values[:, column] >= 0
        return attends
