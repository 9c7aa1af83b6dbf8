"""How long students really take: the median of the newest attempts, measured now and then."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from quiz.errors import StoreError

log = logging.getLogger("quiz.pace")

SECONDS_BETWEEN = 600.0
"""It moves slowly, and every page that invites says it."""
MOST = 1_000
"""Attempts that are measured, the newest."""
LEAST = 30
"""Fewer say little, and might say something of a few."""

Measure = Callable[[int], list[int]]
"""Return at most so many durations in milliseconds, the newest."""


class Pace:
    """The median of one form; shared by the threads of a process."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._measuring = Lock()
        self._measured_at = -SECONDS_BETWEEN
        self._seconds: int | None = None

    def seconds(self) -> int | None:
        """Return the median in seconds; None before enough students have answered, or where nobody can tell."""
        is_due = monotonic() - self._measured_at > SECONDS_BETWEEN
        if is_due and self._measuring.acquire(blocking=False):
            try:
                self._measured_at = monotonic()
                durations = sorted(self._measure(MOST))
                self._seconds = round(durations[len(durations) // 2] / 1000) if len(durations) >= LEAST else None
            except StoreError as error:
                log.warning("the pace is not measured: %s", error)
            finally:
                self._measuring.release()
        return self._seconds
