"""Sums that are counted in passing: how often something happened on a day, and nothing about anybody.

    sums = Sums(write)
    sums.add(CLICK, (day, version, area, rank, consultation), 1, 0)

They are gathered in the process and written together every few seconds, so that nobody waits for a disk. What a
killed process had not written yet is lost: these are sums for orientation, not facts like attempts.
"""

from __future__ import annotations

import atexit
import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Lock, Thread
from typing import NamedTuple

from quiz.errors import StoreError
from quiz.store.sqlite import connect
from quiz.store.turn import Turn

log = logging.getLogger("quiz.sums")

SECONDS_BETWEEN_WRITES = 5.0
MOST_KEPT = 20_000
"""Different sums of a kind that a process keeps while the database refuses; what comes after is not counted."""

Of = tuple[str | int, ...]
Row = dict[str, str | int]


class Sum(NamedTuple):
    """A kind of sums: its table, the columns that say of what each is, and those that are added up."""

    table: str
    of: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def upsert(self) -> str:
        """The statement that adds to one sum; SQLite and PostgreSQL both understand it."""
        columns = (*self.of, *self.added)
        added = ", ".join(f"{name} = {self.table}.{name} + excluded.{name}" for name in self.added)
        # The names are our own.
        return (
            f"INSERT INTO {self.table} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)}) "  # noqa: S608
            f"ON CONFLICT ({', '.join(self.of)}) DO UPDATE SET {added}"
        )


class Shown(NamedTuple):
    """A place where a consultation was recommended: the bank's version, the weak area and the rank in it, from 1."""

    version: str
    area: str
    rank: int
    consultation: str


class Placed(NamedTuple):
    """A place where attempts at a form begin: the key of a known site, and origin and path of the page."""

    form: str
    site: str
    page: str


BEGAN = -1
"""The position of whoever began; others are the number of items that were answered."""
CLICK = Sum("click", ("day", *Shown._fields), ("impressions", "clicks"))
PLACEMENT_CLICK = Sum("placement_click", ("day", "version", *Placed._fields), ("clicks",))
PASSAGE = Sum("passage", ("day", "version", *Placed._fields, "position"), ("count",))

Batch = tuple[str, Sequence[Row]]
"""A statement, and the rows that it is run with."""
Write = Callable[[Sequence[Batch]], None]


class Sums:
    """Gathers sums in one process and writes them; it never crosses a fork once it has counted."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._gathering = Lock()
        self._gathered: dict[Sum, dict[Of, list[int]]] = {}
        self._ending = Event()
        self._thread: Thread | None = None

    def add(self, kind: Sum, of: Of, *amounts: int) -> None:
        """Add to one sum an amount for each of its columns that are added up."""
        with self._gathering:
            self._add(kind, of, amounts)
            if self._thread is None:
                self._thread = Thread(target=self._write_now_and_then, name="sums", daemon=True)
                self._thread.start()
                atexit.register(self.flush)

    def flush(self) -> None:
        """Write what was gathered; where that fails it is kept for the next time."""
        with self._gathering:
            gathered, self._gathered = self._gathered, {}
        # In one order for all processes, so that none waits for a row of another that waits for one of its own.
        batches = [(kind.upsert, _rows(kind, gathered[kind])) for kind in sorted(gathered)]
        if not batches:
            return
        try:
            self._write(batches)
        except StoreError as error:
            log.warning("sums are not written yet: %s", error)
            with self._gathering:
                for kind, sums in gathered.items():
                    for of, amounts in sums.items():
                        self._add(kind, of, amounts)

    def close(self) -> None:
        """Write what is left, and end the writing thread."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
            atexit.unregister(self.flush)
        self.flush()

    def _add(self, kind: Sum, of: Of, amounts: Sequence[int]) -> None:
        sums = self._gathered.setdefault(kind, {})
        kept = sums.get(of)
        if kept is not None:
            sums[of] = [one + other for one, other in zip(kept, amounts, strict=True)]
        elif len(sums) < MOST_KEPT:
            sums[of] = list(amounts)

    def _write_now_and_then(self) -> None:
        while not self._ending.wait(SECONDS_BETWEEN_WRITES):
            self.flush()


def write_into_file(file: Path, batches: Sequence[Batch]) -> None:
    """Add sums to an SQLite file in one transaction, in turn with all who write there."""
    turn = Turn(file)
    try:
        turn.take(wait=True)
        with closing(connect(file, "rw")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement, rows in batches:
                connection.executemany(statement, rows)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError(f"the database refuses: {error}") from error
    finally:
        turn.close()


def _rows(kind: Sum, sums: dict[Of, list[int]]) -> list[Row]:
    return [dict(zip((*kind.of, *kind.added), (*of, *sums[of]), strict=True)) for of in sorted(sums)]
