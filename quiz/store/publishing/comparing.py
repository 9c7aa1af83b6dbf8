"""Compare the records of a source with what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from quiz.errors import PublishError
from quiz.store.publishing.changes import Change, ChangeKind, Changes, Record, differences
from quiz.store.publishing.consultations import digest_of, fetch, rows_of
from quiz.store.tables import consultation


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a consultation that a source named before."""

    number: int
    id: str
    title: str
    digest: str
    withdrawn_by: str


def kept_of(connection: Connection, origin: str) -> dict[str, Kept]:
    """Return what is kept of a source by its keys."""
    columns = (consultation.c.key, consultation.c.number, consultation.c.id, consultation.c.title_ja)
    query = select(*columns, consultation.c.digest, consultation.c.withdrawn_by)
    rows = connection.execute(query.where(consultation.c.origin == origin).order_by(consultation.c.number))
    return {row.key: Kept(row.number, row.id, row.title_ja, row.digest, row.withdrawn_by) for row in rows}


def compare(connection: Connection, changes: Changes) -> Changes:
    """Return the changes with what they would do to the database as it is now."""
    _refuse_taken_ids(connection, changes)
    kept = kept_of(connection, changes.origin)
    found = [_change(connection, record, kept.pop(record.key, None)) for record in changes.records]
    if changes.withdraw_missing:
        found += [Change(ChangeKind.WITHDRAWN, one.id, one.title) for one in kept.values() if not one.withdrawn_by]
    return changes.having(tuple(found))


def _change(connection: Connection, record: Record, before: Kept | None) -> Change:
    title = record.consultation.title.ja
    if before is None:
        return Change(ChangeKind.ADDED, record.consultation.id, title)
    if before.digest != digest_of(record.consultation):
        (old,) = fetch(connection, connection.execute(rows_of(number=before.number)), withdrawn_too=True)
        return Change(ChangeKind.UPDATED, before.id, title, differences(old, record.consultation))
    if before.withdrawn_by == "source":
        return Change(ChangeKind.UPDATED, before.id, title)
    return Change(ChangeKind.KEPT if before.withdrawn_by else ChangeKind.UNCHANGED, before.id, title)


def _refuse_taken_ids(connection: Connection, changes: Changes) -> None:
    """Refuse an id under which something else is published: its address would change what it shows."""
    named = {record.consultation.id: record.key for record in changes.records}
    for row in connection.execute(select(consultation.c.id, consultation.c.origin, consultation.c.key)):
        if row.id in named and (row.origin, row.key) != (changes.origin, named[row.id]):
            raise PublishError(f"the id {row.id} belongs to the source {row.origin} already; choose another")
