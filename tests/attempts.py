"""Attempts and databases for the tests that store.

an_attempt(7)                          the seventh attempt; the same number gives the same key and digest
an_attempt(7, score=40)                with any field changed
a_database(folder)                     the address of a migrated SQLite file that keeps `THE_BANK`
stored_keys(file)                      the keys that are stored, in the order of storing
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.store.attempt import Attempt
from quiz.store.handle import StoreHandle
from quiz.store.revision import bring_up_to_date
from tests.factories import a_bank

MOMENT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
THE_BANK: Bank = a_bank()


def an_attempt(number: int = 1, **changes: Any) -> Attempt:
    """Return a good attempt at the quick form of `THE_BANK`."""
    attempt = Attempt(
        key=number.to_bytes(16, "big"),
        digest=number.to_bytes(16, "little"),
        bank=THE_BANK.id,
        version=THE_BANK.version,
        form="quick",
        answers="2k",
        score=67,
        areas=(3, 2, 1),
        site="",
        page="",
        campaign="",
        started_utc=MOMENT - timedelta(seconds=28),
        finished_utc=MOMENT,
        durations_ms=(9_000, 12_000, 7_000),
        previous=None,
    )
    return attempt._replace(**changes)


def a_database(folder: Path) -> str:
    """Return the address of a new SQLite file in a folder."""
    (folder / "quiz.db").write_bytes(_new_database())
    return f"sqlite:///{folder / 'quiz.db'}"


@cache
def _new_database() -> bytes:
    # Migrating takes a tenth of a second, and every migrated file is the same.
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quiz.db"
        bring_up_to_date(f"sqlite:///{file}", THE_BANK, MOMENT)
        return file.read_bytes()


def a_store(url: str) -> StoreHandle:
    """Return a handle on a database."""
    return StoreHandle(Settings.from_environment({"QUIZ_DATABASE_URL": url}))


def stored_keys(file: Path) -> list[bytes]:
    """Return the stored keys in the order of storing, read by a connection of its own."""
    with closing(sqlite3.connect(file)) as connection:
        return [key for (key,) in connection.execute("SELECT key FROM attempt ORDER BY id")]
