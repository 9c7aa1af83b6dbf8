"""The only place that asks what time it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Return the present moment as an aware datetime in UTC."""


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
