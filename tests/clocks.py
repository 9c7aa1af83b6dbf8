"""A clock that a test sets by hand.

clock = HandSet()                       half past nine (UTC) on the first of April 2026, until the test says otherwise
clock = HandSet(datetime.now(UTC))      for what talks to a clock that goes on by itself
clock.later(minutes=5)                  negative parts go back
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MOMENT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)


class HandSet:
    """A clock that a test sets."""

    def __init__(self, moment: datetime = MOMENT) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **parts: float) -> None:
        self.moment += timedelta(**parts)
