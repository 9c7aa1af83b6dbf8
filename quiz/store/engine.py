"""Open a database through SQLAlchemy, for everything but a submit into SQLite."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import make_url

from quiz.store.sqlite import BUSY_SECONDS, sqlite_file

SERVER_SECONDS = 5


def open_engine(url: str, may_create: bool = False) -> Engine:
    """Return an engine for a database address; nothing is connected before it is used.

    Only a start may create an SQLite file: where the disk is away for a while, nobody should find an empty one in its
    place. Errors never say what was to be written, since logs hold them.
    """
    file = sqlite_file(url)
    if file is None:
        patience = {"connect_timeout": SERVER_SECONDS, "tcp_user_timeout": 1000 * SERVER_SECONDS}
        pool: dict[str, Any] = {"pool_pre_ping": True, "pool_size": 2, "max_overflow": 4}
        return create_engine(make_url(url), hide_parameters=True, connect_args=patience, **pool)
    mode = {"uri": "true", "mode": "rwc" if may_create else "rw"}
    address = URL.create("sqlite", database=file.absolute().as_uri(), query=mode)
    options = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(address, hide_parameters=True, connect_args=options)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        # The driver would open transactions by itself, and too late to take the write lock at their beginning.
        connection.isolation_level = None
        # WAL is a property of the file and stays; readers and the writer then do not stop each other.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is erased is written over, not only left out.
        connection.execute("PRAGMA secure_delete = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
