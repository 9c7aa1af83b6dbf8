"""What is told to sites of attempts: written in the transaction in which it came true, or not at all.

The texts are understood by SQLite and by PostgreSQL, and need no SQLAlchemy: attempts are stored without it. They say
nothing where the site of an attempt is not known, or wants to be told nothing.
"""

from __future__ import annotations

from enum import Enum

LOT_OF_FILE = "lower(hex(randomblob(16)))"
LOT_OF_SERVER = "replace(CAST(gen_random_uuid() AS VARCHAR(36)), '-', '')"
"""How each database draws what names a message."""
HELD = "FOR KEY SHARE OF site"
"""Added for a server: a site that is just being removed is waited for, and then not found."""

_INSERT = "INSERT INTO outbox (message, site, kind, subject, created_utc, state, tries, due_utc) SELECT"
_FROM = "FROM attempt JOIN site ON site.key = attempt.site WHERE site.webhook_url <> ''"
_SUBJECT = "CAST(attempt.id AS VARCHAR(20))"

ASKED = (
    "SELECT site.may_ask_results, site.webhook_url FROM attempt LEFT JOIN site ON site.key = attempt.site "
    "AND site.key = :site "
    "WHERE attempt.key = :key"
)

ANY_DUE = (
    "SELECT 1 FROM site WHERE webhook_url <> '' AND EXISTS (SELECT 1 FROM outbox WHERE outbox.site = site.id "
    "AND outbox.state = 'waiting' AND outbox.due_utc <= :moment) LIMIT 1"
)


class Sharing(Enum):
    """What became of a student's wish to tell a site their result."""

    TOLD = "told"
    UNKNOWN = "unknown"
    REFUSED = "refused"


def completed(keys: str, lot: str = LOT_OF_FILE, held: str = "") -> str:
    """Return the statement that tells of the attempts under some keys, which have just been inserted.

    `keys` is the place of the list of keys, with its brackets.
    """
    told = f"{lot}, site.id, 'attempt.completed', {_SUBJECT}, attempt.finished_utc, 'waiting', 0, attempt.finished_utc"
    return f"{_INSERT} {told} {_FROM} AND attempt.key IN {keys} ORDER BY attempt.id {held}"


def shared(lot: str = LOT_OF_FILE, held: str = "") -> str:
    """Return the statement that tells of one attempt, under `:key`, that its result is shared, at `:moment`; once."""
    told = f"{lot}, site.id, 'attempt.shared', {_SUBJECT}, :moment, 'waiting', 0, :moment"
    allowed = "AND site.may_ask_results AND attempt.key = :key"
    return f"{_INSERT} {told} {_FROM} {allowed} {held} ON CONFLICT (site, kind, subject) DO NOTHING"


def sharing_of(rows: list[tuple[bool | None, str | None]]) -> tuple[Sharing, bool]:
    """Return what may become of the wish, from the rows of `ASKED`; and whether anything has to be written."""
    if not rows:
        return Sharing.UNKNOWN, False
    ((may_ask, webhook_url),) = rows
    return (Sharing.TOLD, bool(webhook_url)) if may_ask else (Sharing.REFUSED, False)
