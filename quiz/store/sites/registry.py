"""The sites of a deployment, as whoever runs it adds, changes and removes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from quiz.errors import SiteError
from quiz.store.attempt import milliseconds
from quiz.store.tables import delivery, outbox, site
from quiz.store.told import State


@dataclass(frozen=True, slots=True)
class Listed:
    """A site with everything but its secret."""

    key: str
    origins: tuple[str, ...]
    may_ask_results: bool
    webhook_url: str
    added: datetime


def listed(connection: Connection) -> list[Listed]:
    """Return all sites in the order in which they were added."""
    return [
        Listed(
            key=row.key,
            origins=tuple(row.origins.split()),
            may_ask_results=row.may_ask_results,
            webhook_url=row.webhook_url,
            added=datetime.fromtimestamp(row.added_utc / 1000, UTC),
        )
        for row in connection.execute(select(site).order_by(site.c.id))
    ]


def add(
    connection: Connection,
    key: str,
    origins: Sequence[str],
    may_ask_results: bool,
    webhook: tuple[str, str],
    moment: datetime,
) -> None:
    """Add a site; `webhook` is its address and secret, or two empty texts."""
    if connection.execute(select(site.c.id).where(site.c.key == key)).first() is not None:
        raise SiteError(f"there is a site {key} already; change it with: quiz site set {key}")
    _refuse_taken(connection, key, origins)
    url, secret = webhook
    values = {"key": key, "origins": " ".join(origins), "may_ask_results": may_ask_results}
    told = {"webhook_url": url, "webhook_secret": secret, "added_utc": milliseconds(moment)}
    connection.execute(insert(site).values(**values, **told))


def change(
    connection: Connection,
    key: str,
    moment: datetime,
    origins: Sequence[str] | None = None,
    may_ask_results: bool | None = None,
    webhook_url: str | None = None,
    renew_secret: bool = False,
    drawn: str = "",
) -> str:
    """Change what is given of a site; return the secret `drawn` where that is its secret from now on.

    The secret stays where only the address changes. A site without a webhook is told nothing any more.
    """
    kept = _held(connection, key)
    if origins is not None:
        _refuse_taken(connection, key, origins)
    url = kept.webhook_url if webhook_url is None else webhook_url
    secret = "" if not url else drawn if renew_secret or not kept.webhook_secret else kept.webhook_secret
    values = {
        "origins": kept.origins if origins is None else " ".join(origins),
        "may_ask_results": kept.may_ask_results if may_ask_results is None else may_ask_results,
        "webhook_url": url,
        "webhook_secret": secret,
    }
    connection.execute(update(site).where(site.c.id == kept.id).values(**values))
    if not url:
        waits = (outbox.c.site == kept.id) & (outbox.c.state == State.WAITING.value)
        ended = {"state": State.GIVEN_UP.value, "due_utc": milliseconds(moment)}
        connection.execute(update(outbox).where(waits).values(**ended))
    return secret if secret != kept.webhook_secret else ""


def remove(connection: Connection, key: str) -> int:
    """Remove a site with its messages and their log; return how many of them had not arrived."""
    kept = _held(connection, key)
    of_site = outbox.c.site == kept.id
    waits = select(func.count()).select_from(outbox).where(of_site, outbox.c.state == State.WAITING.value)
    waiting: int = connection.execute(waits).scalar_one()
    connection.execute(delete(delivery).where(delivery.c.outbox.in_(select(outbox.c.id).where(of_site))))
    connection.execute(delete(outbox).where(of_site))
    connection.execute(delete(site).where(site.c.id == kept.id))
    return waiting


def _held(connection: Connection, key: str) -> Any:
    """Return the row of a site, which nobody tells anything meanwhile."""
    row = connection.execute(select(site).where(site.c.key == key).with_for_update()).first()
    if row is None:
        raise SiteError(f"there is no site {key}; see: quiz site list")
    return row


def _refuse_taken(connection: Connection, key: str, origins: Sequence[str]) -> None:
    """Refuse an origin that is another site's: an attempt is placed on one."""
    for one in listed(connection):
        for origin in origins:
            if one.key != key and origin in one.origins:
                raise SiteError(f"{origin} belongs to the site {one.key} already")
