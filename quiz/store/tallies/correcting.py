"""Correct what was counted: an attempt is erased, or a recount comes to something else.

What waits is corrected at once. What was published is only noted, as a row of its own that the next cell of the same
segment and month takes in: a published sum that changed by one would tell of the one, and a month that never had
somebody cannot lose them. Published placements, which hold no answers, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from quiz.errors import TallyError
from quiz.stats.tally import Counters, pack, unpack
from quiz.store.tallies.counting import Counted
from quiz.store.tallies.keeping import TALLIES, WAITING, Kind

NOTED = -1
"""The release of what has to be taken out of what was published, or put in, with the next."""


def correct(connection: Connection, kind: Kind, corrections: Iterable[Counted]) -> None:
    """Add corrections to what is kept, people and counters of either sign; the caller holds the watermark."""
    for correction in corrections:
        if correction.people or correction.counters.any():
            _correct(connection, kind, correction)


def _correct(connection: Connection, kind: Kind, correction: Counted) -> None:
    rows = _rows(connection, kind, correction.key)
    waiting = _sum(kind, rows.get(WAITING), correction)
    last = max((release for release in rows if release > WAITING), default=None)
    if last is None or (WAITING in rows and waiting.people >= 0 and not (waiting.counters < 0).any()):
        _put(connection, kind, rows.get(WAITING), waiting, {"release": WAITING, "cell": "", "week": 0})
    else:
        noted = _sum(kind, rows.get(NOTED), correction)
        where = {"cell": rows[last].cell, "week": rows[last].week} if kind is TALLIES else {}
        _put(connection, kind, rows.get(NOTED), noted, {"release": NOTED, **where})


def _rows(connection: Connection, kind: Kind, key: tuple[str, ...]) -> dict[int, Row[Any]]:
    """Return what is kept under a key, by release."""
    of_key = [kind.table.c[name] == value for name, value in zip(kind.key, key, strict=True)]
    return {row.release: row for row in connection.execute(select(kind.table).where(*of_key))}


def _sum(kind: Kind, row: Row[Any] | None, correction: Counted) -> Counted:
    if row is None:
        return correction
    counters = added(unpack(getattr(row, kind.counters)), correction.counters)
    return Counted(correction.key, getattr(row, kind.people) + correction.people, counters)


def added(one: Counters, other: Counters) -> Counters:
    """Return a sum; TallyError where they count different things."""
    if len(one) != len(other):
        raise TallyError(f"a kept tally has {len(one)} counters, its form needs {len(other)}")
    return one + other


def _put(connection: Connection, kind: Kind, row: Row[Any] | None, to: Counted, where: dict[str, Any]) -> None:
    """Write one row: of nothing there is none."""
    table = kind.table
    sums = {kind.people: to.people, kind.counters: pack(to.counters)}
    if row is None:
        names = dict(zip(kind.key, to.key, strict=True))
        known = {name: value for name, value in where.items() if name in table.c}
        connection.execute(insert(table).values(**names, **known, **sums))
    elif to.people or to.counters.any():
        connection.execute(update(table).where(table.c.id == row.id).values(**sums))
    else:
        connection.execute(delete(table).where(table.c.id == row.id))
