"""What is kept of who saw what: as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_DETAIL = 500
SAME = timedelta(minutes=10)
"""The same page seen again by the same account within this time is one view: a reload tells nothing new."""
KEPT = timedelta(days=400)
"""Long enough to look back at a year's season when the next begins; then `quiz purge` erases it."""


class Kind(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed-in"
    SIGNED_OUT = "signed-out"
    REFUSED = "refused"
    SAW = "saw"
    EXPORTED = "exported"
    PASSWORD = "password-changed"  # noqa: S105 - the name of an event
    ACCOUNT = "account-changed"
    FACTOR = "factor-changed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did; `name` is empty where a command on the machine did it. The detail is for people."""

    id: int
    moment: datetime
    name: str
    kind: Kind
    detail: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted: of an account by its name, of a kind, and older than an entry; nothing for all."""

    name: str = ""
    kind: Kind | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Entries, newest first, and the number that the next leaf starts before, or None on the last one."""

    entries: tuple[Entry, ...]
    next_before: int | None
