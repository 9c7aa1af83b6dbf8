"""Read an SQLite file without SQLAlchemy: what the student's way needs to know, every few seconds."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from quiz.errors import StoreError
from quiz.store.sqlite import connect


class FileReader:
    """Reads over a connection that stays open, for one thread after the other.

    A new connection reads the whole schema each time, and leaves holes in the memory of whichever thread it was
    opened in.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reading = Lock()
        self._connection: sqlite3.Connection | None = None

    def rows(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds; StoreError where the file cannot be read now."""
        with self._reading:
            try:
                if self._connection is None:
                    self._connection = connect(self._file, "ro")
                    # It reads few rows: what it keeps of the file would only take memory.
                    self._connection.execute("PRAGMA cache_size = 8")
                # To the end, since an unfinished reading would keep the log from being emptied.
                return self._connection.execute(query, values).fetchall()
            except sqlite3.Error as error:
                self._disconnect()
                raise StoreError(f"the database cannot be read: {error}") from error

    def close(self) -> None:
        """Close what is open."""
        with self._reading:
            self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
