"""A database with people in it is brought up to date, and nobody is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from quiz.store.engine import open_engine
from quiz.store.migrations import config, upgrade
from tests.postgresql import a_server_database

PEOPLE = [(1, "editor", "editor", None), (2, "sample", "advisor", "sample-a"), (7, "admin", "admin", None)]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'quiz.db'}"
    else:
        url = a_server_database(request.getfixturevalue("postgresql"))
    made = open_engine(url, may_create=True)
    yield made
    made.dispose()


def migrate(connection: Connection, revision: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)


def populate(connection: Connection) -> None:
    connection.execute(text("INSERT INTO advisor VALUES ('sample-a', '', 'サンプル', '', '', '', 0)"))
    for id_, name, role, advisor in PEOPLE:
        connection.execute(
            text("INSERT INTO account VALUES (:id, :name, 'hash', :role, :advisor, :is_active, 5)"),
            {"id": id_, "name": name, "role": role, "advisor": advisor, "is_active": id_ != 7},
        )
    connection.execute(text("INSERT INTO signin VALUES (:digest, 2, 1, 1)"), {"digest": b"d" * 32})


@pytest.mark.parametrize("before", ["0003", "0004"])
def test_accounts_and_what_refers_to_them_survive(engine: Engine, before: str) -> None:
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        migrate(connection, before)
        populate(connection)
        if before == "0004":
            connection.execute(text("INSERT INTO audit VALUES (1, 1, 1, 'saw', '')"))
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        upgrade(connection)
    with engine.connect() as connection:
        query = "SELECT id, name, role, advisor FROM account ORDER BY id"
        assert [tuple(row) for row in connection.execute(text(query))] == PEOPLE
        active = connection.execute(text("SELECT is_active FROM account ORDER BY id")).scalars()
        assert [bool(one) for one in active] == [True, True, False]
        assert connection.execute(text("SELECT account FROM signin")).scalars().all() == [2]
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO account VALUES (8, 'viewer', '', 'viewer', NULL, :is_active, 5)"), {"is_active": True}
        )


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO account VALUES (9, 'x', '', 'owner', NULL, :yes, 5)",
        "INSERT INTO account VALUES (9, 'x', '', 'advisor', NULL, :yes, 5)",
        "INSERT INTO account VALUES (9, 'editor', '', 'editor', NULL, :yes, 5)",
        "INSERT INTO account VALUES (9, 'x', '', 'editor', 'nobody', :yes, 5)",
        "INSERT INTO signin SELECT digest, 99, 1, 1 FROM signin WHERE :yes",
        "DELETE FROM account WHERE :yes",
    ],
)
def test_the_constraints_still_hold_afterwards(engine: Engine, statement: str) -> None:
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        migrate(connection, "0003")
        populate(connection)
        upgrade(connection)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement), {"yes": True})


def test_a_failure_on_the_way_leaves_everything_as_it_was(engine: Engine) -> None:
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        migrate(connection, "0004")
        populate(connection)

    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        transaction = connection.begin()
        upgrade(connection)
        transaction.rollback()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0004"
        assert connection.execute(text("SELECT count(*) FROM account")).scalar_one() == len(PEOPLE)
        assert connection.execute(text("SELECT count(*) FROM signin")).scalar_one() == 1
