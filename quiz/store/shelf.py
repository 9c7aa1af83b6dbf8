"""Read the shelf: all that the student's way needs to know of consultations, and no SQLAlchemy over SQLite."""

from __future__ import annotations

import json

from quiz.advice.model import Listing, Shelf
from quiz.bank.document import load
from quiz.store.reader import FileReader

QUERY = "SELECT revision, CASE WHEN revision = ? THEN '' ELSE document END FROM shelf"
"""The document is long; where its revision is known already it stays where it is."""


def read_shelf(reader: FileReader, known: int) -> Shelf | None:
    """Return the shelf, or None where it is still of the known revision."""
    ((revision, document),) = reader.rows(QUERY, (known,))
    return None if revision == known else shelf_of(revision, document)


def shelf_of(revision: int, document: str) -> Shelf:
    """Build a shelf from what its row holds."""
    return Shelf(revision, tuple(load(Listing, part) for part in json.loads(document)))
