"""What a student told after the result: kept beside the attempt until it is folded, the last word counts.

The texts are understood by SQLite and by PostgreSQL, and need no SQLAlchemy: a process that serves students only never
loads it.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

LAST_WORD = timedelta(minutes=59)
"""So long after an attempt it may be told. A fold takes attempts of an hour ago, by whichever machine's clock: the
minute between keeps what is told, and counted as told, the same for ever."""

FIND = (
    "SELECT attempt.finished_utc > :oldest AND attempt.id > fold.attempt FROM attempt CROSS JOIN fold "
    "WHERE attempt.key = :key"
)
# The conditions stand in the statement too: between a look and a write an attempt may be folded.
TELL = (
    "INSERT INTO cohort (key, attributes, told_utc) SELECT attempt.key, :attributes, :moment "
    "FROM attempt CROSS JOIN fold "
    "WHERE attempt.key = :key AND attempt.finished_utc > :oldest AND attempt.id > fold.attempt "
    "ON CONFLICT (key) DO UPDATE SET attributes = excluded.attributes, told_utc = excluded.told_utc"
)


class Telling(Enum):
    """What became of what a student told."""

    KEPT = "kept"
    UNKNOWN = "unknown"
    TOO_LATE = "too late"


def telling_of(rows: list[tuple[object, ...]]) -> Telling:
    """Return what may become of it, from the rows of `FIND`."""
    if not rows:
        return Telling.UNKNOWN
    return Telling.KEPT if rows[0][0] else Telling.TOO_LATE
