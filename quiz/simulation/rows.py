"""Columns become rows, as the store keeps attempts and what students told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from quiz.bank.model import Bank
from quiz.simulation.packing import FormColumns
from quiz.simulation.people import NO_VALUE, People, Whole
from quiz.simulation.truth import CAMPAIGN, Truth
from quiz.stats.segment import label_of
from quiz.store.attempt import Attempt, Row

TELLING_MS = 20_000
"""So long after the result a student tells of themselves."""
FINISHED = Attempt._fields.index("finished_utc")
KEY = Attempt._fields.index("key")


@dataclass(frozen=True, slots=True)
class Asked:
    """One day's attempts in columns; the first `previous` of them come back, and those are the keys before.

    `options` and `durations` have a column for each item of the bank, asked or not; durations are 0 where unknown.
    """

    people: People
    forms: Whole
    options: Whole
    durations: Whole
    keys: list[bytes]
    previous: list[bytes]
    finished_ms: Whole


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of attempts, columns in the order of `Attempt`, as they were finished; and rows of the table `cohort`."""

    attempts: list[Row]
    cohorts: list[tuple[bytes, str, int]]


def rows_of(bank: Bank, truth: Truth, forms: Sequence[FormColumns], asked: Asked) -> Rows:
    """Return the rows of one day."""
    attempts: list[Row] = []
    for place, form in enumerate(forms):
        attempts += _attempts(bank, truth, form, asked, np.flatnonzero(asked.forms == place))
    attempts.sort(key=lambda row: (row[FINISHED], row[KEY]))
    return Rows(attempts, list(_cohorts(truth, asked)))


def _attempts(bank: Bank, truth: Truth, form: FormColumns, asked: Asked, which: Whole) -> Iterator[Row]:
    packed = form.pack(asked.options[which][:, form.columns])
    durations = asked.durations[which][:, form.columns]
    taken = durations.sum(axis=1).tolist()
    places = [truth.places[place] for place in asked.people.places[which].tolist()]
    finished, areas = asked.finished_ms[which].tolist(), packed.areas.tolist()
    columns = zip(which.tolist(), packed.answers, packed.checks, packed.scores.tolist(), strict=True)
    for row, ((one, answers, check, score), times) in enumerate(zip(columns, durations.tolist(), strict=True)):
        place, took = places[row], taken[row]
        body = f"{bank.version}-{answers}{check}\n{place.site}\n{place.page}\n{CAMPAIGN}"
        yield (
            asked.keys[one],
            blake2b(body.encode(), digest_size=16).digest(),
            bank.id,
            bank.version,
            form.form,
            answers,
            score,
            ",".join(map(str, areas[row])),
            place.site,
            place.page,
            CAMPAIGN,
            finished[row] - took if took else None,
            finished[row],
            ",".join(map(str, times)) if took else None,
            asked.previous[one] if one < len(asked.previous) else None,
        )


def _cohorts(truth: Truth, asked: Asked) -> Iterator[tuple[bytes, str, int]]:
    """Yield what was told of each attempt by whom anything was."""
    people = asked.people
    told = np.where(people.tells, people.values, NO_VALUE)
    values = [[value.id for value in cohort.values] for cohort in truth.cohorts]
    names = [cohort.id for cohort in truth.cohorts]
    labels: dict[tuple[int, ...], str] = {}
    finished = asked.finished_ms.tolist()
    for one in np.flatnonzero(people.tells.any(axis=1)).tolist():
        row = tuple(told[one].tolist())
        if row not in labels:
            parts = zip(names, row, values, strict=True)
            labels[row] = label_of(tuple((name, known[value]) for name, value, known in parts if value != NO_VALUE))
        yield asked.keys[one], labels[row], finished[one] + TELLING_MS
