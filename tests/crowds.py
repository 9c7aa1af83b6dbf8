"""Crowds of students for tests of what is published: day by day, folded and released as a server does.

crowd = Crowd(store)                                   over a store that keeps `CROWD_BANK`
crowd.come("2026-04-07", 12, site="campus", told="grade=3")
crowd.come("2026-04-07", 3, again=True)                retakes of the last who came, matched with them
crowd.night("2026-04-07")                              fold and release everything, after that day is over
crowd.everything()                                     every row that is published, whole, by its key
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert, select

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.clock import JAPAN
from quiz.stats.layout import Layout, layout_of
from quiz.store.attempt import milliseconds, row_of
from quiz.store.handle import StoreHandle
from quiz.store.tables import attempt, cohort, published, published_click, published_placing
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.published import Published
from quiz.store.tallies.releasing import Released, release
from tests.attempts import THE_BANK, an_attempt

COLUMNS = [column.name for column in attempt.columns][1:]
LEAST = 10


@dataclass
class Crowd:
    """Students who come, and the nights after which staff see more."""

    store: StoreHandle
    k: int = LEAST
    bank: Bank = THE_BANK
    form: str = "quick"
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    number: int = 0
    keys: list[bytes] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        """The layout of the form."""
        return layout_of(self.bank, self.form)

    @property
    def published(self) -> Published:
        """What staff can read."""
        return Published(self.store.opened())

    def come(
        self,
        day: str,
        count: int,
        site: str = "",
        told: str = "",
        page: str = "",
        again: bool = False,
        answers: tuple[int, ...] | None = None,
    ) -> None:
        """Store attempts at noon of a day; their answers are of chance where none are given."""
        noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=JAPAN).astimezone(UTC)
        rows, cohorts, came = [], [], []
        for place in range(count):
            self.number += 1
            previous = self.keys[-1 - place] if again else None
            one = an_attempt(
                self.number,
                answers=self._answers(answers),
                bank=self.bank.id,
                version=self.bank.version,
                form=self.form,
                site=site,
                page=page,
                started_utc=noon - timedelta(seconds=30),
                finished_utc=noon,
                durations_ms=tuple([9_000] * len(self.layout.items)),
                previous=previous,
            )
            came.append(one.key)
            rows.append(dict(zip(COLUMNS, row_of(one), strict=True)))
            if told:
                cohorts.append({"key": one.key, "attributes": told, "told_utc": milliseconds(noon)})
        with self.store.opened().writing() as connection:
            if rows:
                connection.execute(insert(attempt), rows)
            if cohorts:
                connection.execute(insert(cohort), cohorts)
        self.keys += came

    def night(self, day: str) -> Released | None:
        """Fold and release after a day."""
        moment = datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=JAPAN).astimezone(UTC) + timedelta(days=1)
        Folding(self.store.opened(), lambda: moment).fold()
        return release(self.store.opened(), self.k, moment)

    def everything(self) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        """Return every published row that staff can read, without the release that it came with."""
        return {key: row for table in SHOWN for key, row in self._rows(table).items()}

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return the rows of a table."""
        with self.store.opened().reading() as connection:
            return [dict(row) for row in connection.execute(select(table)).mappings()]

    def _rows(self, table: Table) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        keys = [column.name for column in table.primary_key]
        hidden = {"release", *(name for name in table.columns.keys() if name.startswith("waiting"))}
        return {
            (table.name, *(row[name] for name in keys)): tuple(row[name] for name in row if name not in hidden)
            for row in self.rows(table)
            if any(row[name] for name in ("people", "completions", "impressions") if name in row)
        }

    def _answers(self, answers: tuple[int, ...] | None) -> str:
        items = self.bank.items_of(self.form)
        places = answers or [self.chance.randrange(len(item.options)) for item in items]
        chosen = {item.id: item.options[place].id for item, place in zip(items, places, strict=True)}
        return encode(self.bank, self.form, chosen).partition("-")[2][:-1]


SHOWN = (published, published_placing, published_click)
