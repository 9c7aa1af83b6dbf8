"""Read the shelf: all that the student's way needs to know of consultations, and no SQLAlchemy over SQLite."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from threading import Lock

from quiz.advice.model import Listing, Shelf
from quiz.bank.document import load
from quiz.errors import StoreError
from quiz.store.sqlite import connect

QUERY = "SELECT revision, CASE WHEN revision = ? THEN '' ELSE document END FROM shelf"
"""The document is long; where its revision is known already it stays where it is."""


class ShelfReader:
    """Reads the shelf of an SQLite file over a connection that stays open, for one thread after the other.

    It is asked every few seconds. A new connection reads the whole schema each time, and leaves holes in the memory of
    whichever thread it was opened in.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reading = Lock()
        self._connection: sqlite3.Connection | None = None

    def read(self, known: int) -> Shelf | None:
        """Return the shelf, or None where it is still of the known revision."""
        with self._reading:
            try:
                if self._connection is None:
                    self._connection = connect(self._file, "ro")
                    # It reads one row: what it keeps of the file would only take memory.
                    self._connection.execute("PRAGMA cache_size = 8")
                # To the end, since an unfinished reading would keep the log from being emptied.
                ((revision, document),) = self._connection.execute(QUERY, (known,)).fetchall()
            except sqlite3.Error as error:
                self._disconnect()
                raise StoreError(f"the consultations cannot be read: {error}") from error
        return None if revision == known else shelf_of(revision, document)

    def close(self) -> None:
        """Close what is open."""
        with self._reading:
            self._disconnect()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def shelf_of(revision: int, document: str) -> Shelf:
    """Build a shelf from what its row holds."""
    return Shelf(revision, tuple(load(Listing, part) for part in json.loads(document)))
