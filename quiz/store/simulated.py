"""Put simulated attempts into the database, many in one statement.

What a student's send costs, one transaction each, would take a million attempts the better part of an hour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from quiz.errors import SimulationError, StoreError
from quiz.store.attempt import Attempt, Row
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt, fold

CACHE_KIB = 262_144
"""The keys come in no order: with SQLite's usual two megabytes of cache nearly every row would read a page again."""

Rows = Sequence[tuple[Any, ...]]
COLUMNS = {
    "attempt": Attempt._fields,
    "cohort": ("key", "attributes", "told_utc"),
    "passage": ("day", "version", "form", "site", "page", "position", "count"),
    "click": ("day", "version", "area", "rank", "consultation", "impressions", "clicks"),
    "placement_click": ("day", "version", "form", "site", "page", "clicks"),
}
ADDED = {"passage": ("count",), "click": ("impressions", "clicks"), "placement_click": ("clicks",)}
"""Sums, which add to what is there."""


class Simulated:
    """Writes what a simulation made; every method raises StoreError where the database refuses."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def refuse_real(self, campaign: str) -> None:
        """Raise SimulationError where there are attempts of students: those that are not of the campaign."""
        real = select(attempt.c.id).where(attempt.c.campaign != campaign).limit(1)
        with self._opened.reading() as connection:
            if connection.execute(real).first() is not None:
                raise SimulationError(
                    "this database holds attempts of students, and no figure could tell them from what is simulated; "
                    "name another with QUIZ_DATABASE_URL or QUIZ_VAR, or add --among-real where all are of a trial"
                )

    def write(self, attempts: Sequence[Row], cohorts: Rows, sums: Mapping[str, Rows]) -> None:
        """Write rows in one transaction, in which the database also notes that it holds a simulation.

        `sums` are those beside attempts, by their tables.
        """
        with self._opened.writing() as connection:
            connection.execute(update(fold).values(is_synthetic=True))
            try:
                _insert(connection, "attempt", attempts)
                _insert(connection, "cohort", cohorts)
                for table, rows in sums.items():
                    _insert(connection, table, rows)
            except connection.dialect.loaded_dbapi.IntegrityError as error:
                raise SimulationError(
                    "this simulation is in this database already, wholly or in part; choose another with --seed"
                ) from error
            except connection.dialect.loaded_dbapi.Error as error:
                raise StoreError(f"the database refuses: {str(error).partition(chr(10))[0]}") from error


def _insert(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows by the driver itself: SQLAlchemy would make a dictionary of each."""
    if not rows:
        return
    is_server = connection.dialect.name == "postgresql"
    # The name of a column is one of ours; in SQL two of them are words.
    names = ", ".join(f'"{name}"' for name in COLUMNS[table])
    raw: Any = connection.connection.driver_connection
    if is_server and table not in ADDED:
        with raw.cursor().copy(f'COPY "{table}" ({names}) FROM STDIN') as copying:
            for row in rows:
                copying.write_row(row)
        return
    places = ", ".join(["%s" if is_server else "?"] * len(COLUMNS[table]))
    statement = f'INSERT INTO "{table}" ({names}) VALUES ({places}){_added(table)}'  # noqa: S608 - the names are ours.
    cursor = raw.cursor()
    if not is_server:
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    cursor.executemany(statement, rows)


def _added(table: str) -> str:
    """Return what becomes of a row that is there already."""
    sums = ADDED.get(table)
    if sums is None:
        return ""
    key = ", ".join(f'"{name}"' for name in COLUMNS[table] if name not in sums)
    changes = ", ".join(f'"{name}" = "{table}"."{name}" + excluded."{name}"' for name in sums)
    return f" ON CONFLICT ({key}) DO UPDATE SET {changes}"
