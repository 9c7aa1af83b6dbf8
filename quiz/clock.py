"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

Clock = Callable[[], datetime]
"""Return the present moment as an aware datetime in UTC."""

JAPAN = timezone(timedelta(hours=9))
"""There is no summer time in Japan, so its day needs no table of zones."""


def day_of(moment: datetime) -> str:
    """Return the day of a moment in Japan, as an ISO date."""
    return moment.astimezone(JAPAN).date().isoformat()


def beginning_of(day: str) -> datetime:
    """Return the moment at which a day, an ISO date, begins in Japan."""
    return datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=JAPAN)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
