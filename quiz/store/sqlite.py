"""The embedded SQLite file, without SQLAlchemy: what a submit needs, and no import more.

SQLAlchemy costs a process a third of a second and about 20 MB, so a worker that only serves students never loads it.
The columns are the fields of `Attempt`; a test holds this statement against the tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from quiz.errors import StoreError
from quiz.store.attempt import Attempt, Outcome, row_of
from quiz.store.telling import completed
from quiz.store.turn import Turn

BUSY_SECONDS = 5.0
MOST_ROWS = 256
"""Attempts in one statement; SQLite allows 32,766 values, and an attempt has 15."""

INSERT = f"INSERT INTO attempt ({', '.join(Attempt._fields)}) VALUES "  # noqa: S608 - the names are our own.
PLACES = f"({', '.join('?' * len(Attempt._fields))})"
FIND = "SELECT digest FROM attempt WHERE key = ?"


def sqlite_file(url: str) -> Path | None:
    """Return the file of an SQLite address, taken literally, or None for another database."""
    scheme, _, file = url.partition(":///")
    return Path(file) if scheme.partition("+")[0] == "sqlite" else None


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing file, to read (`ro`) or to write (`rw`); a statement outside a transaction commits by itself."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=MOST_ROWS,
    )
    try:
        # FULL, since NORMAL may lose what was acknowledged last when the power fails.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def run_in_file(path: Path, statement: str, values: Mapping[str, object]) -> None:
    """Run one statement, which is one transaction, in turn with all who write there; StoreError where it fails."""
    turn = Turn(path)
    try:
        turn.take(wait=True)
        with closing(connect(path, "rw")) as connection:
            connection.execute(statement, values)
    except sqlite3.Error as error:
        raise StoreError(f"the database refuses: {error}") from error
    finally:
        turn.close()


class SqliteWriter:
    """Writes attempts into an SQLite file, in turn with the other processes of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = Turn(path)
        self._connection: sqlite3.Connection | None = None

    def begin(self, wait: bool) -> bool:
        """Take the turn among processes."""
        return self._turn.take(wait)

    def end(self) -> None:
        """Give the turn back."""
        self._turn.give_back()

    def write(self, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
        """Insert all in one statement, or one by one where that is refused."""
        outcomes: list[Outcome | StoreError] = []
        try:
            if self._connection is None:
                self._connection = connect(self._path, "rw")
            for first in range(0, len(attempts), MOST_ROWS):
                outcomes += _insert(self._connection, attempts[first : first + MOST_ROWS])
        except sqlite3.Error as error:
            # After a failed write a connection may believe what is not on the disk; the next one reads it anew.
            self._disconnect()
            raise StoreError(f"the database refuses: {error}") from error
        return outcomes

    def close(self) -> None:
        """Close what is open; nobody may be writing."""
        self._disconnect()
        self._turn.close()

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _insert(connection: sqlite3.Connection, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
    """Insert attempts in one statement, which is one transaction and one commit; those of sites are told to these."""
    if any(attempt.site for attempt in attempts):
        return _insert_and_tell(connection, attempts)
    try:
        _insert_together(connection, attempts)
    except sqlite3.IntegrityError:
        return _insert_singly(connection, attempts)
    return [Outcome.CREATED] * len(attempts)


def _insert_together(connection: sqlite3.Connection, attempts: Sequence[Attempt]) -> None:
    values = [value for attempt in attempts for value in row_of(attempt)]
    # One call into SQLite for the whole batch: each call gives the interpreter away and queues to get it back.
    connection.execute(INSERT + ", ".join([PLACES] * len(attempts)), values)


def _insert_singly(connection: sqlite3.Connection, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
    """Insert attempts one by one in one transaction, so that a replay or a refused one leaves the others alone."""
    connection.execute("BEGIN IMMEDIATE")
    outcomes = [_insert_one(connection, attempt) for attempt in attempts]
    _tell(connection, attempts, outcomes)
    connection.execute("COMMIT")
    return outcomes


def _insert_and_tell(connection: sqlite3.Connection, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
    """Insert attempts, and what their sites are told, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _insert_together(connection, attempts)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK")
        return _insert_singly(connection, attempts)
    outcomes: list[Outcome | StoreError] = [Outcome.CREATED] * len(attempts)
    _tell(connection, attempts, outcomes)
    connection.execute("COMMIT")
    return outcomes


def _tell(
    connection: sqlite3.Connection, attempts: Sequence[Attempt], outcomes: Sequence[Outcome | StoreError]
) -> None:
    """Note for the sites what was created of theirs."""
    pairs = zip(attempts, outcomes, strict=True)
    keys = [attempt.key for attempt, outcome in pairs if attempt.site and outcome is Outcome.CREATED]
    if keys:
        connection.execute(completed(f"({', '.join('?' * len(keys))})"), keys)


def _insert_one(connection: sqlite3.Connection, attempt: Attempt) -> Outcome | StoreError:
    try:
        connection.execute(INSERT + PLACES, row_of(attempt))
    except sqlite3.IntegrityError as error:
        kept = connection.execute(FIND, (attempt.key,)).fetchone()
        if kept is None:
            return StoreError(f"the attempt is refused: {error}")
        return Outcome.REPLAYED if kept[0] == attempt.digest else Outcome.CONFLICT
    return Outcome.CREATED
