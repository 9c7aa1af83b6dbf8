"""Fold attempts into tallies, a batch after the other, each exactly once.

A batch is read and counted without disturbing anybody. Then one transaction adds it to what waits and moves the
watermark, if nobody has moved it meanwhile: of several processes one adds the batch, and whoever dies has added all of
it or nothing. `docs/decisions/0024-folding.md` says more.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, func, select

from quiz.clock import Clock, now
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt
from quiz.store.tallies import watermark
from quiz.store.tallies.counting import attempts, days_of, placements, sheets_of, tallies
from quiz.store.tallies.forms import KnownForms
from quiz.store.tallies.keeping import PLACEMENTS, TALLIES, Additions, additions
from quiz.store.tallies.watermark import Watermark

SETTLING = timedelta(hours=1)
"""So old an attempt is when it is folded. Until then its student may tell something of themselves; and over a database
server the attempts with lower numbers, which others were storing at the same time, have long become visible."""
BATCH = 20_000

Progress = Callable[[int, int], None]
"""Called with how many of how many attempts are done."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cycles of garbage: a batch makes a million objects and hardly a cycle, and looking took an eighth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Folding:
    """Folds the attempts of one deployment. Every method raises StoreError where the database cannot be used."""

    def __init__(self, opened: OpenedStore, clock: Clock = now, batch: int = BATCH) -> None:
        self._opened = opened
        self._clock = clock
        self._batch = batch
        self._forms = KnownForms()

    def fold(self, progress: Progress = lambda done, total: None) -> int:
        """Fold everything that has settled; return how many attempts that were, by this process."""
        folded, begin, end = 0, *self._span()
        while True:
            with _uncollected():
                seen, rows, added = self._read()
                if not rows:
                    return folded
                if self._write(seen, rows[-1].id, added):
                    folded += len(rows)
            progress(rows[-1].id - begin, max(end, rows[-1].id) - begin)

    def _span(self) -> tuple[int, int]:
        """Return the number of the last attempt that was folded, and of the last."""
        with self._opened.reading() as connection:
            last = connection.execute(select(func.max(attempt.c.id))).scalar()
            return watermark.read(connection).attempt, last or 0

    def _read(self) -> tuple[Watermark, Sequence[Row[Any]], Sequence[Additions]]:
        """Return what is to be folded next, and what is to be written for it."""
        with self._opened.reading() as connection:
            seen = watermark.read(connection)
            rows = self._settled(connection, seen)
            sheets = sheets_of(connection, rows, self._forms)
            days = days_of(sheets)
            added = additions(connection, TALLIES, days, chain.from_iterable(map(tallies, sheets)))
            placed = additions(connection, PLACEMENTS, days, chain.from_iterable(map(placements, sheets)))
            return seen, rows, (added, placed)

    def _settled(self, connection: Connection, seen: Watermark) -> Sequence[Row[Any]]:
        """Return the next attempts up to the first that has not settled.

        One that claims to come from the future is not waited for: some clock was wrong.
        """
        query = attempts().where(attempt.c.id > seen.attempt).limit(self._batch)
        rows = connection.execute(query).all()
        last, future = milliseconds(self._clock() - SETTLING), milliseconds(self._clock() + SETTLING)
        fresh = (place for place, row in enumerate(rows) if last < row.finished_utc <= future)
        return rows[: next(fresh, len(rows))]

    def _write(self, seen: Watermark, last: int, added: Sequence[Additions]) -> bool:
        with self._opened.writing() as connection:
            is_mine = watermark.move(connection, seen, seen._replace(attempt=last))
            if is_mine:
                for one in added:
                    one.write(connection)
            return is_mine
