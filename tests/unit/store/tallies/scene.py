"""Attempts, told attributes and time, for the tests of tallies.

scene = Scene(store)                                 over a real database
scene.take("a"); scene.take("b", previous="a")       attempts by the names of their keys
scene.wait(hours=2); scene.fold()                    they settle, and are folded
scene.tally()                                        everything that is kept, added up
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from quiz.bank.answers import encode, split_code
from quiz.bank.model import Bank
from quiz.scoring.score import score
from quiz.stats.layout import layout_of
from quiz.stats.tally import Tally
from quiz.store.attempt import Attempt, Outcome
from quiz.store.cohorts import Telling
from quiz.store.handle import StoreHandle
from quiz.store.tables import fold, placing, tally
from quiz.store.tallies.erasing import erase
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.rebuilding import Rebuilding, Rebuilt
from tests.attempts import MOMENT, THE_BANK, an_attempt

READING = 4_000
"""Milliseconds that somebody takes for an item who reads it."""


def key_of(name: str) -> bytes:
    return name.encode().ljust(16, b"-")


class Scene:
    """One deployment with a clock that only this moves."""

    def __init__(self, store: StoreHandle, batch: int = 20_000) -> None:
        self.store = store
        self.now = MOMENT
        self.batch = batch

    def clock(self) -> datetime:
        return self.now

    def wait(self, **how_long: int) -> None:
        self.now += timedelta(**how_long)

    def take(
        self,
        name: str,
        places: Sequence[int] = (1, 2, 0),
        form: str = "quick",
        previous: str = "",
        ms: int = READING,
        bank: Bank = THE_BANK,
        **changes: Any,
    ) -> None:
        """Have somebody complete a form, with the options at these places."""
        items = bank.items_of(form)
        answers = {item.id: item.options[place].id for item, place in zip(items, places, strict=True)}
        attempt: Attempt = an_attempt(
            key=key_of(name),
            digest=key_of(name),
            bank=bank.id,
            version=bank.version,
            form=form,
            answers=split_code(encode(bank, form, answers))[1],
            score=score(bank, form, answers).score,
            durations_ms=(ms,) * len(items) if ms else (),
            started_utc=self.now - timedelta(milliseconds=ms * len(items)) if ms else None,
            finished_utc=self.now,
            previous=key_of(previous) if previous else None,
        )
        assert self.store.record(attempt._replace(**changes)) is Outcome.CREATED

    def tell(self, name: str, attributes: str) -> Telling:
        return self.store.tell(key_of(name), attributes, self.now)

    def fold(self) -> int:
        return Folding(self.store.opened(), self.clock, self.batch).fold()

    def erase(self, name: str) -> bool:
        return erase(self.store.opened(), key_of(name))

    def check(self) -> Rebuilt:
        return Rebuilding(self.store.opened(), self.batch).check()

    def repair(self) -> Rebuilt:
        return Rebuilding(self.store.opened(), self.batch).repair()

    def release(self) -> None:
        """Mark everything that waits as published, in the one way that a release changes tallies."""
        with self.store.opened().writing() as connection:
            number = connection.execute(select(fold.c.release)).scalar_one() + 1
            connection.execute(update(fold).values(release=number))
            for table in (tally, placing):
                values = {"cell": tally.c.segment} if table is tally else {}
                connection.execute(update(table).where(table.c.release == -1).values(release=-1 - number))
                connection.execute(update(table).where(table.c.release == 0).values(release=number, **values))

    def rows(self) -> list[Any]:
        """Return what is kept of tallies, in the order of keys and releases."""
        with self.store.opened().reading() as connection:
            order = tally.c.version, tally.c.form, tally.c.day, tally.c.segment, tally.c.release
            return list(connection.execute(select(tally).order_by(*order)))

    def placings(self) -> list[Any]:
        with self.store.opened().reading() as connection:
            order = placing.c.form, placing.c.day, placing.c.site, placing.c.page, placing.c.release
            return list(connection.execute(select(placing).order_by(*order)))

    def tally(self, form: str = "quick", bank: Bank = THE_BANK) -> Tally:
        """Return everything that is kept of a form."""
        layout = layout_of(bank, form)
        of_form = [row for row in self.rows() if (row.version, row.form) == (bank.version, form)]
        return sum((Tally.from_bytes(layout, row.counters) for row in of_form), Tally.zero(layout))
