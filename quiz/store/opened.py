"""The store of one process as SQLAlchemy opens it: the engine and the kept banks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, case, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from quiz.advice.model import Shelf
from quiz.bank.model import Bank
from quiz.errors import StoreError
from quiz.sites import Site
from quiz.store import banks
from quiz.store.engine import open_engine
from quiz.store.server import ServerWriter, first_line
from quiz.store.shelf import shelf_of
from quiz.store.sites.known import site_of
from quiz.store.sqlite import connect, sqlite_file
from quiz.store.sums import Batch
from quiz.store.tables import attempt, shelf, site
from quiz.store.turn import Turn

MOST_WAITED_MS = 200
"""Those who submit wait while the log is cut."""


class OpenedStore:
    """What a process needs beside the submit into SQLite; it never crosses a fork."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._file = sqlite_file(url)

    def writer(self) -> ServerWriter:
        """Return what writes attempts into a database server."""
        return ServerWriter(self._engine)

    def bank(self, version: str) -> Bank | None:
        """Return a kept bank, or None."""
        with self.reading() as connection:
            return banks.find(connection, version)

    def has(self, key: bytes) -> bool:
        """Say whether an attempt is stored under a key."""
        with self.reading() as connection:
            return connection.execute(select(attempt.c.id).where(attempt.c.key == key)).first() is not None

    def count_attempts(self) -> int:
        """Return how many attempts are stored."""
        with self.reading() as connection:
            return connection.execute(select(func.count()).select_from(attempt)).scalar_one()

    def shelf(self, known: int) -> Shelf | None:
        """Return the shelf, or None where it is still of the known revision."""
        document = case((shelf.c.revision == known, ""), else_=shelf.c.document)
        with self.reading() as connection:
            row = connection.execute(select(shelf.c.revision, document.label("document"))).one()
        return None if row.revision == known else shelf_of(row.revision, row.document)

    def sites(self) -> list[Site]:
        """Return the sites that may embed."""
        query = select(site.c.key, site.c.origins, site.c.may_ask_results).order_by(site.c.id)
        with self.reading() as connection:
            return [site_of(*row) for row in connection.execute(query)]

    def rows(self, query: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        with self.reading() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def run(self, statement: str, values: Mapping[str, object]) -> None:
        """Run one statement, in a transaction of its own."""
        with self.writing() as connection:
            connection.execute(text(statement), values)

    def add_sums(self, batches: Sequence[Batch]) -> None:
        """Add to sums, all in one transaction."""
        with self.writing() as connection:
            for statement, rows in batches:
                connection.execute(text(statement), rows)

    def connect(self) -> None:
        """Connect once."""
        with self.reading():
            pass

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection to read with, which sees one state of the database; StoreError where there is none."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(first_line(error)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection inside one transaction, which is durable when the block ends and undone where it fails.

        Over SQLite it has its turn among all who write, like the attempts: so keep it short, students wait meanwhile.
        """
        turn = Turn(self._file) if self._file else None
        try:
            if turn:
                turn.take(wait=True)
            options = {"sqlite_begin": "IMMEDIATE"}
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"the database refuses: {first_line(error)}") from error
        finally:
            if turn:
                turn.close()

    @contextmanager
    def publishing(self) -> Iterator[Connection]:
        """Lend a connection like `writing`, to one at a time of all who change what is published or derived from it.

        Over a database server two of them would insert the same rows, and one be refused.
        """
        with self.writing() as connection:
            connection.execute(select(shelf.c.id).with_for_update())
            yield connection

    def sweep(self) -> None:
        """Let what was erased leave the SQLite file too, not only its tables; a database server sweeps by itself.

        Words stay in the index until its parts are merged, and any page in the log of writes until that is cut. It is
        cut where nobody reads just now; else those who write next write over it.
        """
        if self._file is None:
            return
        with suppress(StoreError), self.writing() as connection:
            connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))
        with suppress(sqlite3.Error), closing(connect(self._file, "rw")) as file:
            file.execute(f"PRAGMA busy_timeout = {MOST_WAITED_MS}")
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
