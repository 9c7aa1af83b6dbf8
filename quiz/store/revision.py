"""The state that the tables are in: looked at in a millisecond, brought up to date where it is behind.

Alembic and SQLAlchemy together take longer to import than the rest of the start. A file that is up to date is
recognised without them, through the driver of the standard library.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime

from quiz.bank.model import Bank
from quiz.errors import StartError, StoreError
from quiz.store.sqlite import connect, sqlite_file
from quiz.store.turn import Turn

HEAD = "0005"
"""The newest revision; a test holds that it is the head of the migrations."""


def is_ready(url: str, bank: Bank, document: str, source: tuple[str, str] | None = None) -> bool:
    """Say whether an SQLite file is up to date and keeps this bank so; False for what it cannot tell.

    `source` is the name of a source of consultations with the digest that it should have been published with.
    """
    file = sqlite_file(url)
    if file is None or not file.is_file():
        return False
    try:
        with closing(connect(file, "ro")) as connection:
            journal = connection.execute("PRAGMA journal_mode").fetchone()
            revisions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            query = "SELECT document = ? AND scale = ? FROM bank_version WHERE version = ?"
            kept = connection.execute(query, (document, bank.scale, bank.version)).fetchone()
            published = connection.execute("SELECT name, digest FROM qa_source").fetchall()
            derived = connection.execute("SELECT revision = related_revision FROM shelf").fetchone()
    except sqlite3.Error:
        return False
    # A copy made by `VACUUM INTO` is not in WAL mode; the careful way brings it back.
    is_served_so = kept == (1,) and (not source or source in published)
    # Relatedness is told last: search and all else that is derived from what is published is up to date as well.
    return journal == ("wal",) and revisions == [(HEAD,)] and is_served_so and derived == (1,)


def bring_up_to_date(url: str, bank: Bank, moment: datetime) -> None:
    """Create or migrate the tables and keep the bank; StartError where this database cannot be served."""
    # Imported here for the reason that the module gives.
    from sqlalchemy.exc import SQLAlchemyError

    from quiz.store.server import first_line

    file = sqlite_file(url)
    turn = Turn(file) if file else None
    try:
        # Two starts at once would both find no tables, and SQLite does not wait where the journal's mode is changed.
        if turn:
            turn.take(wait=True)
        _migrate_and_keep(url, bank, moment)
    except ImportError as error:
        raise StartError(
            f"the driver {error.name} of QUIZ_DATABASE_URL is not installed; install mensetsuryoku[postgresql]"
        ) from None
    except (SQLAlchemyError, StoreError) as error:
        reason = first_line(error) if isinstance(error, SQLAlchemyError) else error
        raise StartError(
            f"the database cannot be used ({reason}); check QUIZ_DATABASE_URL and who may write there"
        ) from None
    finally:
        if turn:
            turn.close()


def _migrate_and_keep(url: str, bank: Bank, moment: datetime) -> None:
    from alembic.runtime.migration import MigrationContext

    from quiz.store import banks
    from quiz.store.engine import open_engine
    from quiz.store.migrations import known_revisions, upgrade

    engine = open_engine(url, may_create=True)
    try:
        with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
            current = MigrationContext.configure(connection).get_current_revision()
            if current is not None and current not in known_revisions():
                raise StartError(
                    f"the database was written by a newer version of this program (its revision is {current}, "
                    f"the newest known here {HEAD}); install that version, or name another database"
                )
            upgrade(connection)
            banks.keep(connection, bank, moment)
    finally:
        engine.dispose()
