"""Read the shelf: all that the student's way needs to know of consultations, and no SQLAlchemy over SQLite."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from quiz.advice.model import Listing, Shelf
from quiz.bank.document import load
from quiz.errors import StoreError
from quiz.store.sqlite import connect

QUERY = "SELECT revision, CASE WHEN revision = ? THEN '' ELSE document END FROM shelf"
"""The document is long; where its revision is known already it stays where it is."""


def read_from_file(file: Path, known: int) -> Shelf | None:
    """Return the shelf of an SQLite file, or None where it is still of the known revision."""
    try:
        # A connection of its own: it is opened in 0.1 ms, every few seconds, and none is left behind.
        with closing(connect(file, "ro")) as connection:
            revision, document = connection.execute(QUERY, (known,)).fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"the consultations cannot be read: {error}") from error
    return None if revision == known else shelf_of(revision, document)


def shelf_of(revision: int, document: str) -> Shelf:
    """Build a shelf from what its row holds."""
    return Shelf(revision, tuple(load(Listing, part) for part in json.loads(document)))
