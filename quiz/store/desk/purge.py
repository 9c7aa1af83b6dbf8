"""Erase what is not needed any more: contact addresses, ended sign-ins and counters, old messages and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select, update

from quiz.advice.workflow import CLOSED
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.staff import audit
from quiz.store.staff.accounts import ABSOLUTE, IDLE
from quiz.store.tables import audit as audit_table
from quiz.store.tables import delivery, entry, outbox, rate, signin
from quiz.store.told import State

MAIL_KEPT = timedelta(days=90)
"""From publication, rejection or withdrawal on; the page of the entry form promises it."""
MESSAGES_KEPT = timedelta(days=30)
"""From when a message to a site arrived or was given up; so long it can be told again."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of each were erased, or would be."""

    mails: int
    signins: int
    rates: int
    messages: int = 0
    audits: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.mails + self.signins + self.rates + self.messages + self.audits


def due(opened: OpenedStore, moment: datetime) -> Purged:
    """Return what is due to be erased; nothing is changed."""
    with opened.reading() as connection:
        return _count(connection, moment)


def purge(opened: OpenedStore, moment: datetime) -> Purged:
    """Erase what is due; return how much it was."""
    with opened.writing() as connection:
        counted = _count(connection, moment)
        connection.execute(update(entry).where(_mail_due(moment)).values(mail=None))
        connection.execute(delete(signin).where(_signin_due(moment)))
        connection.execute(delete(rate).where(_rate_due(moment)))
        settled = select(outbox.c.id).where(_message_due(moment))
        connection.execute(delete(delivery).where(delivery.c.outbox.in_(settled)))
        connection.execute(delete(outbox).where(_message_due(moment)))
        connection.execute(delete(audit_table).where(audit.is_due(moment)))
    opened.sweep()
    return counted


def _count(connection: Connection, moment: datetime) -> Purged:
    def count(table: Table, is_due: ColumnElement[bool]) -> int:
        return connection.execute(select(func.count()).select_from(table).where(is_due)).scalar_one()

    return Purged(
        mails=count(entry, _mail_due(moment)),
        signins=count(signin, _signin_due(moment)),
        rates=count(rate, _rate_due(moment)),
        messages=count(outbox, _message_due(moment)),
        audits=count(audit_table, audit.is_due(moment)),
    )


def _mail_due(moment: datetime) -> ColumnElement[bool]:
    """Return the condition of an address whose time is over.

    An entry that was published once and is worked on again counts from its first publication.
    """
    is_over = entry.c.closed_utc <= milliseconds(moment - MAIL_KEPT)
    was_closed = entry.c.state.in_(CLOSED) | entry.c.consultation.is_not(None)
    return entry.c.mail.is_not(None) & entry.c.closed_utc.is_not(None) & is_over & was_closed


def _signin_due(moment: datetime) -> ColumnElement[bool]:
    is_idle = signin.c.seen_utc <= milliseconds(moment - IDLE)
    return or_(is_idle, signin.c.created_utc <= milliseconds(moment - ABSOLUTE))


def _rate_due(moment: datetime) -> ColumnElement[bool]:
    return rate.c.expires_utc <= milliseconds(moment)


def _message_due(moment: datetime) -> ColumnElement[bool]:
    return (outbox.c.state != State.WAITING.value) & (outbox.c.due_utc <= milliseconds(moment - MESSAGES_KEPT))
