"""Tell sites what is published: noted in the transaction in which it becomes visible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import token_hex

from sqlalchemy import Connection, insert, select

from quiz.store.attempt import milliseconds
from quiz.store.tables import consultation, outbox, site
from quiz.store.told import Kind, State

VISIBLE = select(consultation.c.id).where(consultation.c.withdrawn_by == "").order_by(consultation.c.number)


@contextmanager
def announcing(connection: Connection, moment: datetime) -> Iterator[None]:
    """Note, for every site that wants to be told, what becomes visible inside the block."""
    # Held, so that a site that is just being removed is waited for.
    told = select(site.c.id).where(site.c.webhook_url != "").order_by(site.c.id)
    sites = list(connection.execute(told.with_for_update(read=True, key_share=True)).scalars())
    before = set(connection.execute(VISIBLE).scalars()) if sites else set()
    yield
    if not sites:
        return
    now = milliseconds(moment)
    rows = [
        {
            "message": token_hex(16),
            "site": site_id,
            "kind": Kind.PUBLISHED.value,
            "subject": f"{consultation_id} {now}",
            "created_utc": now,
            "state": State.WAITING.value,
            "tries": 0,
            "due_utc": now,
        }
        for consultation_id in connection.execute(VISIBLE).scalars()
        if consultation_id not in before
        for site_id in sites
    ]
    if rows:
        connection.execute(insert(outbox), rows)
