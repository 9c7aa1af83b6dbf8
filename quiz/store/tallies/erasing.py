"""Erase one attempt: the row, what was told with it, what waits to be told of it, and what it counts."""

from __future__ import annotations

from itertools import chain

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, select

from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt, cohort, delivery, outbox
from quiz.store.tallies import watermark
from quiz.store.tallies.ancestry import FARTHEST
from quiz.store.tallies.correcting import correct
from quiz.store.tallies.counting import Counted, attempts, placements, sheets_of, tallies
from quiz.store.tallies.forms import KnownForms
from quiz.store.tallies.keeping import PLACEMENTS, TALLIES
from quiz.store.told import Kind

Sums = dict[tuple[str, ...], Counted]
OF_ATTEMPTS = (Kind.COMPLETED.value, Kind.SHARED.value)


def erase(opened: OpenedStore, key: bytes) -> bool:
    """Erase the attempt under a key, and take out what it counts; False where there is none.

    Its retakes lose what they were compared with, so what they count is corrected too. All in one transaction.
    """
    with opened.writing() as connection:
        seen = watermark.hold(connection)
        number = connection.execute(select(attempt.c.id).where(attempt.c.key == key)).scalar()
        if number is None:
            return False
        concerned = attempt.c.id.in_(_retakes(connection, key, seen.attempt) | {number})
        is_counted = concerned & (attempt.c.id <= seen.attempt)
        before = _count(connection, is_counted)
        _delete(connection, key, number)
        after = _count(connection, is_counted)
        for kind, then, now in zip((TALLIES, PLACEMENTS), before, after, strict=True):
            correct(connection, kind, _difference(then, now))
        watermark.move(connection, seen, seen._replace(erasures=seen.erasures + 1))
    opened.sweep()
    return True


def _retakes(connection: Connection, key: bytes, last: int) -> set[int]:
    """Return the numbers of folded attempts that may have been compared with one, directly or across other forms."""
    found: set[int] = set()
    keys = {key}
    for _ in range(FARTHEST):
        rows = connection.execute(select(attempt.c.id, attempt.c.key).where(attempt.c.previous.in_(keys))).all()
        keys = {row.key for row in rows if row.id <= last and row.id not in found}
        found |= {row.id for row in rows if row.id <= last}
        if not keys:
            break
    return found


def _count(connection: Connection, which: ColumnElement[bool]) -> tuple[Sums, Sums]:
    """Return what attempts add to tallies and to placements."""
    rows = connection.execute(attempts().where(which)).all()
    sheets = sheets_of(connection, rows, KnownForms())
    counted = (chain.from_iterable(map(kind, sheets)) for kind in (tallies, placements))
    tallied, placed = ({one.key: one for one in of_kind} for of_kind in counted)
    return tallied, placed


def _difference(then: Sums, now: Sums) -> list[Counted]:
    """Return what has to be added to come from one to the other."""
    result = []
    for key, before in then.items():
        after = now.get(key, Counted(key, 0, np.zeros_like(before.counters)))
        result.append(Counted(key, after.people - before.people, after.counters - before.counters))
    return result


def _delete(connection: Connection, key: bytes, number: int) -> None:
    told = (outbox.c.subject == str(number)) & outbox.c.kind.in_(OF_ATTEMPTS)
    messages = list(connection.execute(select(outbox.c.id).where(told)).scalars())
    connection.execute(delete(delivery).where(delivery.c.outbox.in_(messages)))
    connection.execute(delete(outbox).where(outbox.c.id.in_(messages)))
    connection.execute(delete(cohort).where(cohort.c.key == key))
    connection.execute(delete(attempt).where(attempt.c.key == key))
