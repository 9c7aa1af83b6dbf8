"""Write attempts into a database server, PostgreSQL or one that speaks its protocol."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from quiz.errors import StoreError
from quiz.store.attempt import Attempt, Outcome, row_of
from quiz.store.tables import attempt as table
from quiz.store.telling import HELD, LOT_OF_SERVER, completed

MOST_TRIES = 3
RETRIED = ("40001", "40P01")
"""SQLSTATE of a serialisation failure and of a deadlock: the same transaction may succeed when it is run again."""

INSERT = insert(table).on_conflict_do_nothing(index_elements=[table.c.key]).returning(table.c.id)
FIND = select(table.c.digest)
TELL = text(completed(":keys", LOT_OF_SERVER, HELD)).bindparams(bindparam("keys", expanding=True))


class ServerWriter:
    """Writes attempts through an engine; the server arbitrates between processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, wait: bool) -> bool:
        """Leave writing to the thread that may wait: a network can hang, and no student should hang with it."""
        return wait

    def end(self) -> None:
        """Give nothing back: the server has no turns."""

    def close(self) -> None:
        """Close nothing: the engine belongs to whoever opened it."""

    def write(self, attempts: Sequence[Attempt]) -> list[Outcome | StoreError]:
        """Insert attempts in one transaction, again where the server asks for that."""
        for tries_left in reversed(range(MOST_TRIES)):
            try:
                with self._engine.begin() as connection:
                    outcomes = [_insert_one(connection, attempt) for attempt in attempts]
                    _tell(connection, attempts, outcomes)
                    return outcomes
            except SQLAlchemyError as error:
                if not tries_left or getattr(getattr(error, "orig", None), "sqlstate", None) not in RETRIED:
                    raise StoreError(f"the database refuses: {first_line(error)}") from error
        raise AssertionError("the last try returns or raises")


def _insert_one(connection: Connection, attempt: Attempt) -> Outcome | StoreError:
    """Insert an attempt behind a savepoint, so that a refused one leaves the others alone."""
    values = dict(zip(Attempt._fields, row_of(attempt), strict=True))
    try:
        with connection.begin_nested():
            if connection.execute(INSERT, values).first() is not None:
                return Outcome.CREATED
    except IntegrityError as error:
        return StoreError(f"the attempt is refused: {first_line(error)}")
    kept = connection.execute(FIND.where(table.c.key == attempt.key)).scalar_one()
    return Outcome.REPLAYED if kept == attempt.digest else Outcome.CONFLICT


def _tell(connection: Connection, attempts: Sequence[Attempt], outcomes: Sequence[Outcome | StoreError]) -> None:
    """Note for the sites what was created of theirs."""
    pairs = zip(attempts, outcomes, strict=True)
    keys = [attempt.key for attempt, outcome in pairs if attempt.site and outcome is Outcome.CREATED]
    if keys:
        connection.execute(TELL, {"keys": keys})


def first_line(error: SQLAlchemyError) -> str:
    """Return what the driver says, without the statement."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    return str(cause or error).partition("\n")[0]
