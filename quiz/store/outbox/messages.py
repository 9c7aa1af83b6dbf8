"""The outbox: what waits to be told to sites, claimed by one deliverer at a time, and the log of all tries.

A claim moves the moment at which a message is due. Whoever dies meanwhile loses it: the message is due again, under the
same name, so that a site may be told twice but never not at all.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, exists, func, insert, select, update

from quiz.bank.model import Text
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt, consultation, delivery, outbox, site
from quiz.store.told import AttemptFact, ConsultationFact, Kind, Logged, Message, Settled, State

LEASE = timedelta(seconds=60)
"""So long a message belongs to whoever claimed it; a try ends well before."""


class Outbox:
    """What waits to be told, over one store."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def due_sites(self, moment: datetime) -> list[int]:
        """Return the sites for which something is due, those added first first."""
        waits = exists().where(outbox.c.site == site.c.id, _is_due(moment))
        with self._opened.reading() as connection:
            return list(connection.execute(select(site.c.id).where(waits, _IS_TOLD).order_by(site.c.id)).scalars())

    def count_due(self, moment: datetime) -> int:
        """Return how many messages are due."""
        query = select(func.count()).select_from(outbox.join(site)).where(_is_due(moment), _IS_TOLD)
        with self._opened.reading() as connection:
            return connection.execute(query).scalar_one()

    def claim(self, site_id: int, due_by: datetime, moment: datetime, settled: Settled | None = None) -> Message | None:
        """Lend the message of a site that is due the longest, or None; and note first what came of the last one.

        Both in one transaction, since each costs the disk a write for which students may wait.
        """
        with self._opened.writing() as connection:
            if settled is not None:
                _settle(connection, settled)
            return _claim(connection, site_id, due_by, moment)

    def settle(self, settled: Settled) -> None:
        """Note what came of a try."""
        with self._opened.writing() as connection:
            _settle(connection, settled)

    def log(self, state: str = "", site_key: str = "", most: int = 50) -> list[Logged]:
        """Return the newest messages, each with its last try; the newest last."""
        last = select(delivery.c.status, delivery.c.reason).where(delivery.c.outbox == outbox.c.id)
        tried = last.order_by(delivery.c.id.desc()).limit(1)
        query = select(
            outbox,
            site.c.key,
            tried.with_only_columns(delivery.c.status).scalar_subquery().label("status"),
            tried.with_only_columns(delivery.c.reason).scalar_subquery().label("reason"),
        ).join_from(outbox, site)
        if state:
            query = query.where(outbox.c.state == state)
        if site_key:
            query = query.where(site.c.key == site_key)
        with self._opened.reading() as connection:
            rows = connection.execute(query.order_by(outbox.c.id.desc()).limit(most)).all()
        return [_logged(row) for row in reversed(rows)]

    def replay(
        self,
        moment: datetime,
        site_key: str = "",
        number: int | None = None,
        since: datetime | None = None,
        only_failed: bool = False,
    ) -> int:
        """Have messages told again under their names, as if for the first time; return how many those are."""
        told = exists().where(site.c.id == outbox.c.site, _IS_TOLD)
        wanted: list[ColumnElement[bool]] = [told.where(site.c.key == site_key) if site_key else told]
        if number is not None:
            wanted.append(outbox.c.id == number)
        if since is not None:
            wanted.append(outbox.c.created_utc >= milliseconds(since))
        if only_failed:
            was_tried = (outbox.c.state == State.WAITING.value) & (outbox.c.tries > 0)
            wanted.append((outbox.c.state == State.GIVEN_UP.value) | was_tried)
        again = {"state": State.WAITING.value, "tries": 0, "due_utc": milliseconds(moment)}
        with self._opened.writing() as connection:
            return connection.execute(update(outbox).where(*wanted).values(**again)).rowcount


_IS_TOLD = site.c.webhook_url != ""


def _is_due(moment: datetime) -> ColumnElement[bool]:
    return (outbox.c.state == State.WAITING.value) & (outbox.c.due_utc <= milliseconds(moment))


def _claim(connection: Connection, site_id: int, due_by: datetime, moment: datetime) -> Message | None:
    of_site = site.c.key, site.c.webhook_url, site.c.webhook_secret, site.c.may_ask_results
    query = select(outbox, *of_site).join_from(outbox, site)
    query = query.where(outbox.c.site == site_id, _is_due(due_by), _IS_TOLD).order_by(outbox.c.due_utc, outbox.c.id)
    row = connection.execute(query.limit(1).with_for_update(of=outbox, skip_locked=True)).first()
    if row is None:
        return None
    lease = milliseconds(moment + LEASE)
    connection.execute(update(outbox).where(outbox.c.id == row.id).values(due_utc=lease))
    return Message(
        id=row.id,
        name=row.message,
        kind=Kind(row.kind),
        site=row.key,
        url=row.webhook_url,
        secret=row.webhook_secret,
        created=_moment(row.created_utc),
        tries=row.tries,
        lease=lease,
        fact=_fact_of(connection, row),
    )


def _settle(connection: Connection, settled: Settled) -> None:
    message = settled.message
    # Where the lease has ended somebody else has it by now, and what they find out counts.
    mine = (outbox.c.id == message.id) & (outbox.c.due_utc == message.lease) & (outbox.c.state == State.WAITING.value)
    values = {"state": settled.state.value, "tries": message.tries + 1, "due_utc": milliseconds(settled.due)}
    if connection.execute(select(outbox.c.id).where(outbox.c.id == message.id).with_for_update()).first() is None:
        # Its site was removed meanwhile, and the log with it.
        return
    connection.execute(update(outbox).where(mine).values(**values))
    tried = {"tried_utc": milliseconds(settled.tried), "took_ms": settled.took_ms, "status": settled.status}
    connection.execute(insert(delivery).values(outbox=message.id, reason=settled.reason[:200], **tried))


def _fact_of(connection: Connection, row: Row[Any]) -> AttemptFact | ConsultationFact | None:
    if row.kind == Kind.PUBLISHED:
        named = consultation.c.id == row.subject.partition(" ")[0]
        found = connection.execute(select(consultation).where(named, consultation.c.withdrawn_by == "")).first()
        return None if found is None else _consultation_of(found)
    if row.kind == Kind.SHARED and not row.may_ask_results:
        # It may ask no more since the student agreed, so what waits or is told again is kept from it.
        return None
    found = connection.execute(select(attempt).where(attempt.c.id == int(row.subject))).first()
    return None if found is None else _attempt_of(found)


def _attempt_of(row: Row[Any]) -> AttemptFact:
    return AttemptFact(
        bank=row.bank,
        version=row.version,
        form=row.form,
        answers=row.answers,
        score=row.score,
        page=row.page,
        campaign=row.campaign,
        finished=_moment(row.finished_utc),
    )


def _consultation_of(row: Row[Any]) -> ConsultationFact:
    return ConsultationFact(row.id, Text(row.title_ja, row.title_en), row.area, tuple(json.loads(row.topics)), row.url)


def _logged(row: Row[Any]) -> Logged:
    moments = _moment(row.created_utc), _moment(row.due_utc)
    return Logged(row.id, row.key, row.kind, row.state, row.tries, *moments, row.status, row.reason or "")


def _moment(value: int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)
