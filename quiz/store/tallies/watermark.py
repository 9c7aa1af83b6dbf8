"""How far the fold came, and who changed tallies last: one row, on which all who change them take turns.

Whoever adds to tallies reads this row first, works everything out in peace, and then changes the row and the tallies
in one transaction, if the row still says the same. A release and an erasure change it too.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, select, update

from quiz.store.tables import fold


class Watermark(NamedTuple):
    """The number of the last attempt that was folded, of the last release, and of erasures so far."""

    attempt: int
    release: int
    erasures: int


COLUMNS = [fold.c[name] for name in Watermark._fields]


def read(connection: Connection) -> Watermark:
    """Return the present watermark."""
    return Watermark(*connection.execute(select(*COLUMNS)).one())


def hold(connection: Connection) -> Watermark:
    """Return the watermark, which nobody else changes before this transaction ends."""
    # SQLite has one writer at a time, and leaves these words out.
    return Watermark(*connection.execute(select(*COLUMNS).with_for_update()).one())


def move(connection: Connection, seen: Watermark, to: Watermark) -> bool:
    """Move the watermark; False, and nothing is changed, where it is not any more what was seen."""
    is_as_seen = [column == value for column, value in zip(COLUMNS, seen, strict=True)]
    return connection.execute(update(fold).where(*is_as_seen).values(**to._asdict())).rowcount == 1
