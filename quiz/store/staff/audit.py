"""Who signed in, saw figures, took them along and changed accounts. Entries are added and, one day, erased; no more."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Select, insert, select

from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.staff.audited import KEPT, LONGEST_DETAIL, SAME, Entry, Kind, Leaf, Wanted
from quiz.store.tables import account, audit


def note(connection: Connection, moment: datetime, account_id: int | None, kind: Kind, detail: str = "") -> None:
    """Note what an account did, or, without one, a command on the machine; several entries where one cannot hold it."""
    values = {"moment_utc": milliseconds(moment), "account": account_id, "kind": kind.value}
    connection.execute(insert(audit), [{**values, "detail": part} for part in _parts(detail)])


def note_view(opened: OpenedStore, moment: datetime, account_id: int, kind: Kind, detail: str) -> None:
    """Note what an account saw, unless that was noted a few minutes ago: a reload costs a look and no durable write.

    What needs several entries is noted each time, since others may begin alike.
    """
    parts = _parts(detail)
    query = select(audit.c.id).where(
        audit.c.moment_utc > milliseconds(moment - SAME),
        audit.c.account == account_id,
        audit.c.kind == kind.value,
        audit.c.detail == parts[0],
    )
    with opened.reading() as connection:
        if len(parts) == 1 and connection.execute(query.limit(1)).first():
            return
    with opened.writing() as connection:
        note(connection, moment, account_id, kind, detail)


def leaf(connection: Connection, wanted: Wanted, most: int = 50) -> Leaf:
    """Return the newest entries that are wanted."""
    query: Select[tuple[object, ...]] = select(audit, account.c.name).outerjoin(
        account, account.c.id == audit.c.account
    )
    if wanted.name:
        query = query.where(account.c.name == wanted.name)
    if wanted.kind is not None:
        query = query.where(audit.c.kind == wanted.kind.value)
    if wanted.before is not None:
        query = query.where(audit.c.id < wanted.before)
    rows = connection.execute(query.order_by(audit.c.id.desc()).limit(most + 1)).all()
    entries = tuple(
        Entry(row.id, datetime.fromtimestamp(row.moment_utc / 1000, UTC), row.name or "", Kind(row.kind), row.detail)
        for row in rows[:most]
    )
    return Leaf(entries, entries[-1].id if len(rows) > most else None)


def is_due(moment: datetime) -> ColumnElement[bool]:
    """Return the condition of an entry that was kept long enough."""
    return audit.c.moment_utc <= milliseconds(moment - KEPT)


def _parts(detail: str) -> list[str]:
    """Return a detail in one line that every database can keep, cut where an entry ends."""
    printable = "".join(character if character.isprintable() else " " for character in detail)
    return [printable[at : at + LONGEST_DETAIL] for at in range(0, len(printable), LONGEST_DETAIL)] or [""]
