"""What SQLAlchemy opens: never a new file behind a deployment's back, never a word of anybody in an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from quiz.errors import StoreError
from quiz.store.tables import entry
from tests.attempts import a_database, a_store


@pytest.mark.parametrize("folder", ["var", "変数 100%?&#"])
def test_a_file_that_is_away_is_not_made_anew_by_who_reads_or_writes(tmp_path: Path, folder: str) -> None:
    home = tmp_path / folder
    home.mkdir()
    store = a_store(a_database(home))
    assert store.count_attempts() == 0
    store.close()
    for file in home.glob("quiz.db*"):
        file.unlink()
    with pytest.raises(StoreError):
        store.count_attempts()
    with pytest.raises(StoreError), store.opened().writing():
        pass
    assert not (home / "quiz.db").exists()
    store.close()


def test_an_error_of_the_database_does_not_say_what_was_to_be_written(tmp_path: Path) -> None:
    store = a_store(a_database(tmp_path))
    with pytest.raises(StoreError) as refused, store.opened().writing() as connection:
        connection.execute(insert(entry).values(title="ひみつの相談", state="no such state"))
    cause = refused.value.__cause__
    assert isinstance(cause, SQLAlchemyError) and "ひみつ" not in str(cause)
    store.close()
