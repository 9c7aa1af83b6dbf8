"""Count which recommendations were shown and which were followed: sums a day, and nothing about anybody.

Counts are gathered in the process and written together every few seconds, so that a result waits for no disk. What a
killed process had not written yet is lost: these are sums for orientation, not facts like attempts.
"""

from __future__ import annotations

import atexit
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

from quiz.errors import StoreError
from quiz.store.sqlite import connect
from quiz.store.turn import Turn

log = logging.getLogger("quiz.clicks")

SECONDS_BETWEEN_WRITES = 5.0
MOST_KEPT = 20_000
"""Different counts that a process keeps while the database refuses; what comes after is not counted."""

UPSERT = """
    INSERT INTO click (day, version, area, rank, consultation, impressions, clicks)
    VALUES (:day, :version, :area, :rank, :consultation, :impressions, :clicks)
    ON CONFLICT (day, version, area, rank, consultation) DO UPDATE SET
        impressions = click.impressions + excluded.impressions, clicks = click.clicks + excluded.clicks
"""


class Shown(NamedTuple):
    """A place where a consultation was recommended: the bank's version, the weak area and the rank in it, from 1."""

    version: str
    area: str
    rank: int
    consultation: str


Row = dict[str, str | int]
Write = Callable[[Sequence[Row]], None]


class ClickCounts:
    """Gathers counts in one process and writes them; it never crosses a fork once it has counted."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._gathering = Lock()
        self._impressions: Counter[tuple[str, Shown]] = Counter()
        self._clicks: Counter[tuple[str, Shown]] = Counter()
        self._ending = Event()
        self._thread: Thread | None = None

    def show(self, day: str, recommended: Iterable[Shown]) -> None:
        """Count that consultations were shown in a result."""
        self._count(self._impressions, day, recommended)

    def follow(self, day: str, recommended: Shown) -> None:
        """Count that a recommendation was followed."""
        self._count(self._clicks, day, (recommended,))

    def flush(self) -> None:
        """Write what was gathered; where that fails it is kept for the next time."""
        with self._gathering:
            impressions, self._impressions = self._impressions, Counter()
            clicks, self._clicks = self._clicks, Counter()
        rows = [_row(*key, impressions[key], clicks[key]) for key in sorted(impressions | clicks)]
        if not rows:
            return
        try:
            self._write(rows)
        except StoreError as error:
            log.warning("clicks are not written yet: %s", error)
            with self._gathering:
                self._impressions.update(impressions)
                self._clicks.update(clicks)

    def close(self) -> None:
        """Write what is left, and end the writing thread."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
            atexit.unregister(self.flush)
        self.flush()

    def _count(self, counter: Counter[tuple[str, Shown]], day: str, recommended: Iterable[Shown]) -> None:
        with self._gathering:
            for shown in recommended:
                if len(counter) < MOST_KEPT:
                    counter[day, shown] += 1
            if self._thread is None:
                self._thread = Thread(target=self._write_now_and_then, name="clicks", daemon=True)
                self._thread.start()
                atexit.register(self.flush)

    def _write_now_and_then(self) -> None:
        while not self._ending.wait(SECONDS_BETWEEN_WRITES):
            self.flush()


def write_into_file(file: Path, rows: Sequence[Row]) -> None:
    """Add counts to an SQLite file, in turn with all who write there."""
    turn = Turn(file)
    try:
        turn.take(wait=True)
        with closing(connect(file, "rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(UPSERT, rows)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError(f"the database refuses: {error}") from error
    finally:
        turn.close()


def _row(day: str, shown: Shown, impressions: int, clicks: int) -> Row:
    return {"day": day, **shown._asdict(), "impressions": impressions, "clicks": clicks}
