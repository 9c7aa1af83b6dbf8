"""The state of the tables: recognised at a look, brought up to date, refused where it is newer."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import PrimaryKeyConstraint

from quiz.bank.document import dump
from quiz.bank.model import Bank
from quiz.errors import StartError
from quiz.store.engine import open_engine
from quiz.store.migrations import known_revisions
from quiz.store.revision import HEAD, bring_up_to_date, is_ready
from quiz.store.tables import metadata
from tests.attempts import MOMENT, THE_BANK


def ready(url: str, bank: Bank = THE_BANK) -> bool:
    return is_ready(url, bank, json.dumps(dump(bank), ensure_ascii=False, separators=(",", ":")))


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(statement)


def test_the_named_head_is_the_newest_migration() -> None:
    assert max(known_revisions()) == HEAD


def test_the_migrations_make_the_tables_that_the_code_describes(url: str) -> None:
    engine = open_engine(url)
    with engine.connect() as connection:
        # The full-text index is a table of its own kind, which SQLAlchemy cannot describe.
        options = {"include_name": lambda name, kind, _: kind != "table" or not name.startswith("search")}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_the_migrations_make_every_named_constraint(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        made = " ".join(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql NOT NULL"))
    constraints = [one for table in metadata.tables.values() for one in table.constraints]
    # A key that SQLite numbers has no name there.
    named = {str(one.name) for one in constraints if not isinstance(one, PrimaryKeyConstraint)}
    assert len(named) > 10
    assert [name for name in sorted(named) if name not in made] == []


def test_a_file_that_is_up_to_date_is_recognised(url: str) -> None:
    assert ready(url)


def test_a_file_that_is_not_there_is_not_ready_and_not_made(tmp_path: Path) -> None:
    assert not ready(f"sqlite:///{tmp_path / 'quiz.db'}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM bank_version",
        "UPDATE bank_version SET document = '{}'",
        "UPDATE alembic_version SET version_num = '0000'",
        "DROP TABLE alembic_version",
        "PRAGMA journal_mode = DELETE",
    ],
)
def test_a_file_that_lacks_something_is_not_ready(url: str, file: Path, statement: str) -> None:
    change(file, statement)
    assert not ready(url)


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "quiz.db").write_text("this is not a database, and it is long enough to be read as one" * 20)
    url = f"sqlite:///{tmp_path / 'quiz.db'}"
    assert not ready(url)
    with pytest.raises(StartError, match="file is not a database") as refusal:
        bring_up_to_date(url, THE_BANK, MOMENT)
    assert "\n" not in str(refusal.value)


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(url: str, file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StartError, match=r"newer version of this program .*9999"):
        bring_up_to_date(url, replace(THE_BANK, version="newer000", scale="newer000"), MOMENT)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version FROM bank_version").fetchall() == [(THE_BANK.version,)]


def test_a_restored_copy_is_brought_back_to_wal(url: str, file: Path) -> None:
    change(file, "PRAGMA journal_mode = DELETE")
    bring_up_to_date(url, THE_BANK, MOMENT)
    assert ready(url)


def test_starts_at_the_same_time_make_one_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'quiz.db'}"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: bring_up_to_date(url, THE_BANK, MOMENT), range(4)))
    assert ready(url)


def test_a_folder_that_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="QUIZ_DATABASE_URL"):
        bring_up_to_date(f"sqlite:///{tmp_path / 'nowhere' / 'quiz.db'}", THE_BANK, MOMENT)


def test_a_server_whose_driver_is_not_there_is_refused_in_one_line() -> None:
    with pytest.raises(StartError, match=r"driver pg8000 .* is not installed"):
        bring_up_to_date("postgresql+pg8000://quiz@127.0.0.1:1/quiz", THE_BANK, MOMENT)


def test_a_submit_into_sqlite_imports_neither_sqlalchemy_nor_alembic(url: str) -> None:
    program = (
        "import sys, datetime\n"
        "from quiz.config import Settings\n"
        "from quiz.store.attempt import Attempt\n"
        "from quiz.store.handle import StoreHandle\n"
        "store = StoreHandle(Settings.from_environment({'QUIZ_DATABASE_URL': sys.argv[1]}))\n"
        "store.warm()\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "fields = (b'k' * 16, b'd' * 16, 'b', sys.argv[2], 'quick', 'a', 1, (1,), '', '', '', None, now, (), None)\n"
        "print(store.record(Attempt(*fields)).name)\n"
        "print(sorted({'sqlalchemy', 'alembic', 'yaml', 'pydantic'} & sys.modules.keys()))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, url, THE_BANK.version],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert ran.stdout.splitlines() == ["CREATED", "[]"], ran.stderr
