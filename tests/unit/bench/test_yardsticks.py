"""The yardsticks do what they are measured for."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path

from bench.yard import count_rows
from bench.yardsticks import bare, otree


def test_the_insert_yardstick_stores_a_row_a_request_durably(tmp_path: Path) -> None:
    file = tmp_path / "bare.db"
    app = bare.bare_app(str(file))
    client = app.test_client()
    assert client.get("/").text == "hello"
    assert [client.post("/insert", data={"a": "b"}).status_code for _ in range(3)] == [200] * 3
    app.extensions["database"].connection.close()
    assert count_rows(file) == 3


def test_the_insert_yardstick_waits_for_the_disk(tmp_path: Path) -> None:
    with closing(bare.connect(str(tmp_path / "bare.db"))) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_questionnaire_of_otree_has_as_many_questions_and_options_as_ours() -> None:
    tree = ast.parse(otree.app_source(6, 4))
    player = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Player")
    fields = [ast.unparse(node) for node in player.body if isinstance(node, ast.Assign)]
    assert len(fields) == 6
    assert all(field.count("Option") == 4 and "RadioSelect" in field for field in fields)
    assert "/ 18" in ast.unparse(tree)


def test_only_a_questionnaire_with_every_answer_counts_as_stored(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        database.execute("CREATE TABLE survey_player (id INTEGER, q0 INTEGER, q1 INTEGER)")
        database.executemany("INSERT INTO survey_player VALUES (?, ?, ?)", [(1, 0, 3), (2, None, None), (3, 1, None)])
        database.commit()
    assert otree.stored(tmp_path) == 1
