"""Count everything once more from the attempts, and compare it with what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Select, select

from quiz.errors import StoreError, TallyError
from quiz.stats.tally import Counters, pack, unpack
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt
from quiz.store.tallies import watermark
from quiz.store.tallies.correcting import added, correct
from quiz.store.tallies.counting import Counted, attempts, placements, sheets_of, tallies
from quiz.store.tallies.folding import Progress
from quiz.store.tallies.forms import KnownForms
from quiz.store.tallies.keeping import PLACEMENTS, TALLIES, Kind
from quiz.store.tallies.watermark import Watermark

BATCH = 20_000
MOST_TRIES = 5
"""Somebody may fold or erase while it is compared; then it is compared again."""

Recounted = dict[tuple[str, ...], tuple[int, bytes]]
"""People and packed counters by key: about as much as the table holds."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a recount found: how many attempts were counted, and what has to be added to what is kept."""

    attempts: int
    tallies: Sequence[Counted]
    placements: Sequence[Counted]

    @property
    def differences(self) -> int:
        """How many sums are not what the attempts come to."""
        return len(self.tallies) + len(self.placements)


class Rebuilding:
    """Recounts the attempts of one deployment, up to the last that was folded.

    Every method raises StoreError where the database cannot be used, TallyError where what it keeps is damaged.
    """

    def __init__(self, opened: OpenedStore, batch: int = BATCH) -> None:
        self._opened = opened
        self._batch = batch

    def check(self, progress: Progress = lambda done, total: None) -> Rebuilt:
        """Compare, and change nothing."""
        return self._compared(progress)[1]

    def repair(self, progress: Progress = lambda done, total: None) -> Rebuilt:
        """Correct what waits; what was published is corrected by a later release, as after an erasure."""
        for _ in range(MOST_TRIES):
            seen, rebuilt = self._compared(progress)
            with self._opened.writing() as connection:
                if watermark.move(connection, seen, seen._replace(erasures=seen.erasures + 1)):
                    correct(connection, TALLIES, rebuilt.tallies)
                    correct(connection, PLACEMENTS, rebuilt.placements)
                    return rebuilt
        raise StoreError("tallies are changed all the time; try again when less is going on")

    def _compared(self, progress: Progress) -> tuple[Watermark, Rebuilt]:
        recount = _Recount()
        for _ in range(MOST_TRIES):
            with self._opened.reading() as connection:
                seen = watermark.read(connection)
            if recount.erasures != seen.erasures:
                recount = _Recount(seen.erasures)
            self._count(recount, seen.attempt, progress)
            with self._opened.reading() as connection:
                differences = [list(_differences(connection, *of_kind)) for of_kind in recount.by_kind()]
                if watermark.read(connection) == seen:
                    return seen, Rebuilt(recount.attempts, *differences)
        raise StoreError("tallies are changed all the time; try again when less is going on")

    def _count(self, recount: _Recount, last: int, progress: Progress) -> None:
        """Go on counting up to a number."""
        while recount.last < last:
            with self._opened.reading() as connection:
                wanted = attempts().where(attempt.c.id > recount.last, attempt.c.id <= last).limit(self._batch)
                rows = connection.execute(wanted).all()
                recount.add(connection, rows)
            recount.last = rows[-1].id if rows else last
            progress(recount.last, last)


class _Recount:
    """What the attempts come to, as far as they were counted."""

    def __init__(self, erasures: int = 0) -> None:
        self.erasures = erasures
        self.last = 0
        self.attempts = 0
        self._forms = KnownForms()
        self._tallies: Recounted = {}
        self._placements: Recounted = {}

    def by_kind(self) -> tuple[tuple[Kind, Recounted], ...]:
        return (TALLIES, self._tallies), (PLACEMENTS, self._placements)

    def add(self, connection: Connection, rows: Sequence[Row[Any]]) -> None:
        sheets = sheets_of(connection, rows, self._forms)
        self.attempts += len(rows)
        _add(self._tallies, chain.from_iterable(map(tallies, sheets)))
        _add(self._placements, chain.from_iterable(map(placements, sheets)))


def _add(recounted: Recounted, counted: Iterator[Counted]) -> None:
    for key, people, counters in counted:
        before = recounted.get(key)
        if before is not None:
            people, counters = people + before[0], counters + unpack(before[1])
        recounted[key] = people, pack(counters)


def _differences(connection: Connection, kind: Kind, recounted: Recounted) -> Iterator[Counted]:
    """Yield what has to be added to what is kept, all releases together; nothing where they agree."""
    missing = set(recounted)
    for key, people, counters in _kept(connection, kind):
        missing.discard(key)
        right_people, packed = recounted.get(key, (0, b""))
        right = unpack(packed) if packed else np.zeros_like(counters)
        difference = added(right, -counters)
        if right_people != people or difference.any():
            yield Counted(key, right_people - people, difference)
    for key in sorted(missing):
        people, packed = recounted[key]
        yield Counted(key, people, unpack(packed))


def _kept(connection: Connection, kind: Kind) -> Iterator[Counted]:
    """Yield what is kept, added up over all releases."""
    table = kind.table
    columns = [table.c[name] for name in kind.key]
    sums = table.c[kind.people].label("people"), table.c[kind.counters].label("counters")
    query: Select[Any] = select(*columns, table.c.id, *sums)
    rows = connection.execution_options(yield_per=1000).execute(query.order_by(*columns, table.c.release))
    for key, of_key in groupby(rows, kind.key_of):
        people, counters = 0, None
        for row in of_key:
            people += row.people
            counters = _unpacked(kind, row) if counters is None else added(counters, _unpacked(kind, row))
        assert counters is not None, "a group has a row"
        yield Counted(key, people, counters)


def _unpacked(kind: Kind, row: Row[Any]) -> Counters:
    try:
        return unpack(row.counters)
    except TallyError as error:
        raise TallyError(f"row {row.id} of {kind.table.name}: {error}") from None
