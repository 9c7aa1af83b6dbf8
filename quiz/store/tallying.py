"""Whether tallies have fallen behind the attempts: one cheap look, which needs neither SQLAlchemy nor numpy.

The text is understood by SQLite and by PostgreSQL.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quiz.clock import day_of

MANY = 20_000
"""So many attempts are folded in between; fewer wait for the day's release, which folds them first."""
SETTLING = timedelta(hours=1)

BEHIND = """
    SELECT through, (SELECT count(*) FROM (SELECT 1 FROM attempt WHERE id > fold.attempt LIMIT :many) AS fresh),
        (SELECT count(*) FROM (SELECT 1 FROM attempt LIMIT 1) AS any_attempt)
    FROM fold
"""


def is_behind(rows: list[tuple[str, int, int]], moment: datetime) -> bool:
    """Say whether there is something to fold or to release, from the row of `BEHIND`."""
    ((through, fresh, is_any),) = rows
    closed = day_of(moment - SETTLING - timedelta(days=1))
    return bool(is_any) and (through < closed or fresh >= MANY)
