"""Keep the advisors and articles that a source names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from quiz.advice.model import Advisor, Article
from quiz.store.attempt import milliseconds
from quiz.store.publishing.consultations import as_json, iso
from quiz.store.tables import advisor, article, qualification


def keep_advisors(connection: Connection, origin: str, advisors: Iterable[Advisor], moment: datetime) -> None:
    """Add advisors, or bring them up to date; one that another source brought, or the desk, stays as it is."""
    kept = {row.id: row for row in connection.execute(select(advisor))}
    for one in advisors:
        before = kept.get(one.id)
        if before is not None and before.origin != origin:
            continue
        values = {
            "name": one.name,
            "title": one.title,
            "affiliation": one.affiliation,
            "profile": as_json(one.profile),
        }
        _put(connection, advisor, one.id, origin, before, values, moment)
        keep_qualifications(connection, one)


def keep_qualifications(connection: Connection, one: Advisor) -> None:
    """Write the qualifications of an advisor anew, where they differ."""
    rows = [
        {
            "advisor": one.id,
            "name": held.name,
            "verified_on": iso(held.verified_on),
            "expires_on": iso(held.expires_on),
        }
        for held in one.qualifications
    ]
    columns = [qualification.c[name] for name in ("advisor", "name", "verified_on", "expires_on")]
    mine = qualification.c.advisor == one.id
    kept = connection.execute(select(*columns).where(mine).order_by(qualification.c.id)).mappings()
    if [dict(row) for row in kept] != rows:
        connection.execute(delete(qualification).where(mine))
        if rows:
            connection.execute(insert(qualification), rows)


def keep_articles(connection: Connection, origin: str, articles: Iterable[Article], moment: datetime) -> None:
    """Add articles, or bring them up to date; whether one is withdrawn stays as it was decided at the desk."""
    kept = {row.id: row for row in connection.execute(select(article))}
    for one in articles:
        before = kept.get(one.id)
        if before is None or before.origin == origin:
            values = {"title": one.title, "url": one.url, "is_withdrawn": before.is_withdrawn if before else False}
            _put(connection, article, one.id, origin, before, values, moment)


def _put(
    connection: Connection, table: Any, named: str, origin: str, before: Any, values: dict[str, Any], moment: datetime
) -> None:
    stamped = {**values, "changed_utc": milliseconds(moment)}
    if before is None:
        connection.execute(insert(table).values(id=named, origin=origin, **stamped))
    elif any(getattr(before, name) != value for name, value in values.items()):
        connection.execute(update(table).where(table.c.id == named).values(**stamped))
