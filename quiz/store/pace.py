"""How long students take, as the last release said it, looked up now and then; no SQLAlchemy over SQLite."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from quiz.errors import StoreError

log = logging.getLogger("quiz.pace")

QUERY = "SELECT seconds FROM pace WHERE scale = :scale AND form = :form"
SECONDS_BETWEEN = 600.0
"""It changes once a day at most, and every page that invites says it."""

Read = Callable[[], int | None]
"""Return what is published, or None where nothing is."""


class Pace:
    """The published median of one form; shared by the threads of a process."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._reading = Lock()
        self._read_at = -SECONDS_BETWEEN
        self._seconds: int | None = None

    def seconds(self) -> int | None:
        """Return the median in seconds; None before enough students have answered, or where nobody can tell."""
        is_due = monotonic() - self._read_at > SECONDS_BETWEEN
        if is_due and self._reading.acquire(blocking=False):
            try:
                self._read_at = monotonic()
                self._seconds = self._read()
            except StoreError as error:
                log.warning("the pace is not known: %s", error)
            finally:
                self._reading.release()
        return self._seconds
