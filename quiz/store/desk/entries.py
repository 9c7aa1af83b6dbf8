"""The asker's side of an entry: it comes in, its page is opened with a token, it is taken back."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quiz.advice.workflow import State
from quiz.store.attempt import milliseconds
from quiz.store.desk.entry import AskedEntry, NewEntry
from quiz.store.opened import OpenedStore
from quiz.store.publishing.publisher import DESK, Publisher
from quiz.store.tables import assignment, consultation, entry, entry_event

# By its key as well, since an interruption may have come between publishing and telling the entry.
PUBLISHED_OF_IT = or_(
    consultation.c.number == entry.c.consultation,
    and_(consultation.c.origin == DESK, consultation.c.key == entry.c.receipt),
)
RECEIVED = "received"
WITHDRAWN = State.WITHDRAWN.value
_READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Characters of a receipt number: none of them is taken for another when it is read out or copied by hand."""


def digest_of(token: str) -> bytes:
    """Return what is stored of a token."""
    return sha256(token.encode("utf-8", "replace")).digest()


def receive(connection: Connection, new: NewEntry, moment: datetime) -> bool:
    """Store an entry exactly once; say whether it is new."""
    while True:
        number = _insert(connection, new, moment)
        if number is not None:
            _note(connection, number, RECEIVED, moment)
            return True
        known = select(entry.c.id).where(entry.c.form_digest == new.form)
        if connection.execute(known).first() is not None:
            return False
        # Its receipt number was somebody else's already: the next one is another.


def _insert(connection: Connection, new: NewEntry, moment: datetime) -> int | None:
    """Insert an entry; None where one like it, or one with its receipt number, is there."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = dialect.insert(entry).values(
        receipt=_receipt(),
        token_digest=digest_of(new.token),
        form_digest=new.form,
        state=State.RECEIVED.value,
        reason="",
        is_urgent=new.is_urgent,
        grade=new.grade,
        gender=new.gender,
        title=new.title,
        body=new.body,
        mail=new.mail or None,
        edited_title="",
        edited_title_en="",
        edited_body="",
        area="",
        topics="[]",
        helps="[]",
        received_utc=milliseconds(moment),
        revision=1,
    )
    return connection.execute(row.on_conflict_do_nothing().returning(entry.c.id)).scalar()


def find(connection: Connection, token: str) -> AskedEntry | None:
    """Return the entry that a token opens, or None."""
    shown = and_(PUBLISHED_OF_IT, consultation.c.withdrawn_by == "")
    query = (
        select(entry, consultation.c.id.label("shown_as"))
        .join_from(entry, consultation, shown, isouter=True)
        .where(entry.c.token_digest == digest_of(token))
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return AskedEntry(
        receipt=row.receipt,
        state=State(row.state),
        reason=row.reason,
        is_urgent=row.is_urgent,
        title=row.title,
        has_mail=row.mail is not None,
        consultation=row.shown_as or "",
        received_at=datetime.fromtimestamp(row.received_utc / 1000, UTC),
    )


def empty(connection: Connection, token: str, moment: datetime) -> bool:
    """Erase what an asker sent, with all that was written from it, and close the entry; say whether any was left."""
    is_theirs = entry.c.token_digest == digest_of(token)
    is_left = or_(entry.c.title != "", entry.c.body != "", entry.c.mail.is_not(None))
    number = connection.execute(select(entry.c.id).where(is_theirs, is_left).with_for_update()).scalar()
    if number is None:
        return False
    texts = ("title", "body", "grade", "gender", "edited_title", "edited_title_en", "edited_body", "reason")
    erased = dict.fromkeys(texts, "")
    closed = {"mail": None, "state": WITHDRAWN, "closed_utc": milliseconds(moment), "revision": entry.c.revision + 1}
    connection.execute(update(entry).where(entry.c.id == number).values(**erased, **closed))
    connection.execute(update(assignment).where(assignment.c.entry == number).values(sections="[]"))
    # What was done stays in the history, and what somebody said about the question goes.
    connection.execute(update(entry_event).where(entry_event.c.entry == number).values(detail=""))
    _note(connection, number, WITHDRAWN, moment)
    return True


def withdraw(opened: OpenedStore, publisher: Publisher, token: str, moment: datetime) -> bool:
    """Take back an entry with what was published of it; say whether the token opens any.

    The entry goes first: once it is emptied nobody publishes it. Doing it again finishes what was interrupted.
    """
    with opened.writing() as connection:
        is_emptied = empty(connection, token, moment)
    with opened.reading() as connection:
        is_known = find(connection, token) is not None
        left = connection.execute(_left_of(token)).scalar()
    if left is not None:
        publisher.erase(left, moment)
    if is_emptied or left is not None:
        opened.sweep()
    return is_known


def _left_of(token: str) -> Select[Any]:
    """Return the query of what was published of an entry and still has words, whether readers see it or not."""
    has_words = or_(consultation.c.withdrawn_by == "", consultation.c.title_ja != "", consultation.c.body != "[]")
    of_token = entry.c.token_digest == digest_of(token)
    return select(consultation.c.id).join_from(consultation, entry, PUBLISHED_OF_IT).where(of_token, has_words)


def _receipt() -> str:
    digits = "".join(secrets.choice(_READABLE) for _ in range(8))
    return f"{digits[:4]}-{digits[4:]}"


def _note(connection: Connection, number: int, kind: str, moment: datetime) -> None:
    """Add a line to the history, as the asker's: without an account."""
    values = {"entry": number, "moment_utc": milliseconds(moment), "kind": kind, "detail": ""}
    connection.execute(entry_event.insert().values(**values))
