"""Attempts in a real SQLite file: exactly once, durable, and a clear word where that cannot be."""

from __future__ import annotations

import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.store import sqlite
from quiz.store.attempt import Attempt, Outcome
from quiz.store.handle import StoreHandle
from quiz.store.sqlite import SqliteWriter
from quiz.store.tables import attempt as table
from tests.attempts import a_database, a_store, an_attempt, stored_keys


def test_the_statement_names_exactly_the_columns_of_the_table() -> None:
    assert ["id", *Attempt._fields] == list(table.columns.keys())


def test_an_attempt_is_stored_as_it_was(store: StoreHandle, file: Path) -> None:
    attempt = an_attempt(page="/qa/no-partner", campaign="春", previous=b"p" * 16)
    assert store.record(attempt) is Outcome.CREATED
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM attempt").fetchone())
    assert row.pop("id") == 1
    assert row == {
        **attempt._asdict(),
        "areas": "3,2,1",
        "durations_ms": "9000,12000,7000",
        "started_utc": 1_775_035_772_000,
        "finished_utc": 1_775_035_800_000,
    }


def test_durations_and_the_start_may_be_unknown(store: StoreHandle, file: Path) -> None:
    assert store.record(an_attempt(durations_ms=(), started_utc=None)) is Outcome.CREATED
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT durations_ms, started_utc FROM attempt").fetchall() == [(None, None)]


def test_a_replay_changes_nothing_and_another_body_is_a_conflict(store: StoreHandle, file: Path) -> None:
    assert store.record(an_attempt()) is Outcome.CREATED
    assert store.record(an_attempt()) is Outcome.REPLAYED
    assert store.record(an_attempt(digest=b"d" * 16, score=3)) is Outcome.CONFLICT
    assert store.record(an_attempt()) is Outcome.REPLAYED
    assert stored_keys(file) == [an_attempt().key]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"key": b"short"}, "ck_attempt_key_length"),
        ({"digest": b"short"}, "ck_attempt_digest_length"),
        ({"previous": b"short"}, "ck_attempt_previous_length"),
        ({"score": 101}, "ck_attempt_score_range"),
        ({"score": -1}, "ck_attempt_score_range"),
        ({"form": ""}, "ck_attempt_form_length"),
        ({"answers": ""}, "ck_attempt_answers_length"),
        ({"page": "p" * 201}, "ck_attempt_placement_length"),
        ({"finished_utc": an_attempt().finished_utc.replace(year=2025)}, "ck_attempt_started_before_finished"),
        ({"version": "unknown0"}, "FOREIGN KEY"),
    ],
)
def test_an_impossible_attempt_is_refused_by_a_named_constraint(
    url: str, file: Path, change: dict[str, Any], constraint: str
) -> None:
    writer = SqliteWriter(file)
    assert writer.begin(wait=True)
    first, refused, last = writer.write([an_attempt(1), an_attempt(2)._replace(**change), an_attempt(3)])
    writer.end()
    writer.close()
    assert (first, last) == (Outcome.CREATED, Outcome.CREATED)
    assert constraint in str(refused)
    assert stored_keys(file) == [an_attempt(1).key, an_attempt(3).key]


def test_a_batch_larger_than_a_statement_is_stored_whole(url: str, file: Path) -> None:
    writer = SqliteWriter(file)
    many = [an_attempt(number) for number in range(2 * sqlite.MOST_ROWS + 1)]
    assert set(writer.write(many)) == {Outcome.CREATED}
    writer.close()
    assert len(stored_keys(file)) == len(many)


@given(
    batches=st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1)), min_size=1, max_size=8), max_size=5),
)
def test_batches_give_the_outcomes_of_one_by_one(batches: list[list[tuple[int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        a_database(Path(folder))
        writer = SqliteWriter(Path(folder) / "quiz.db")
        kept: dict[int, int] = {}
        for batch in batches:
            expected = []
            for number, body in batch:
                if number not in kept:
                    expected.append(Outcome.CREATED)
                else:
                    expected.append(Outcome.REPLAYED if kept[number] == body else Outcome.CONFLICT)
                kept.setdefault(number, body)
            assert writer.write([an_attempt(n, digest=bytes([body]) * 16) for n, body in batch]) == expected
        writer.close()
        assert sorted(stored_keys(Path(folder) / "quiz.db")) == [an_attempt(n).key for n in sorted(kept)]


def test_many_threads_with_the_same_keys_store_each_once(store: StoreHandle, file: Path) -> None:
    numbers = [number % 50 for number in range(1000)]
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda number: store.record(an_attempt(number)), numbers))
    assert outcomes.count(Outcome.CREATED) == 50
    assert outcomes.count(Outcome.REPLAYED) == 950
    assert len(stored_keys(file)) == 50


def test_the_file_is_in_wal_mode_and_commits_are_synchronous(url: str, file: Path) -> None:
    with closing(sqlite.connect(file, "rw")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_database_locked_by_another_program_is_told_in_time_and_used_again_afterwards(
    store: StoreHandle, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            store.record(an_attempt(1))
        other.execute("ROLLBACK")
    assert store.record(an_attempt(1)) is Outcome.CREATED


def test_a_full_database_is_told_and_used_again_when_there_is_room(file: Path, url: str) -> None:
    writer = SqliteWriter(file)
    assert writer.write([an_attempt(0)]) == [Outcome.CREATED]
    assert writer._connection is not None
    writer._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(StoreError, match="full"):
        writer.write([an_attempt(number, page="p" * 200) for number in range(1, 200)])
    assert stored_keys(file) == [an_attempt(0).key]
    # The connection that failed was given up, and its limit with it.
    assert writer.write([an_attempt(1)]) == [Outcome.CREATED]
    writer.close()


def test_a_database_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    store = a_store(f"sqlite:///{tmp_path / 'gone.db'}")
    with pytest.raises(StoreError, match="unable to open"):
        store.record(an_attempt())
    store.close()
    assert not (tmp_path / "gone.db").exists()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    store = a_store(f"sqlite:///{tmp_path / 'nowhere' / 'quiz.db'}")
    with pytest.raises(StoreError, match="No such file"):
        store.record(an_attempt())
    store.close()
