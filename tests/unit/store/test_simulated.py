"""Simulated attempts go into either database, by the way that is quick there, and are the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from quiz.cli.main import main
from quiz.store import tables
from quiz.store.handle import StoreHandle
from quiz.store.simulated import COLUMNS, Simulated
from tests.attempts import a_store
from tests.deployments import ready
from tests.postgresql import a_server_database


@pytest.mark.postgresql
def test_both_databases_hold_the_same(postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_VAR", str(ready(tmp_path / "var")))
    held = []
    for url in (f"sqlite:///{tmp_path / 'other.db'}", a_server_database(postgresql)):
        monkeypatch.setenv("QUIZ_DATABASE_URL", url)
        done = CliRunner().invoke(main, ["simulate", "--attempts", "300", "--until", "2026-03-31"])
        assert done.exit_code == 0, done.output
        store = a_store(url)
        held.append({table: _stored(store, table) for table in COLUMNS})
        store.close()
    assert held[0] == held[1]
    assert all(held[0].values())


def test_sums_of_the_same_day_and_place_add(either_store: StoreHandle) -> None:
    simulated = Simulated(either_store.opened())
    passage = ("2026-03-31", "0" * 8, "quick", "", "", -1, 3)
    click = ("2026-03-31", "0" * 8, "self", 1, "c-1", 5, 2)
    for _ in range(2):
        simulated.write([], [], {"passage": [passage], "click": [click]})
    assert _stored(either_store, "passage") == [(*passage[:-1], 6)]
    assert _stored(either_store, "click") == [(*click[:-2], 10, 4)]


def _stored(store: StoreHandle, table: str) -> list[tuple[object, ...]]:
    columns = [getattr(tables, table).c[name] for name in COLUMNS[table]]
    with store.opened().reading() as connection:
        return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
