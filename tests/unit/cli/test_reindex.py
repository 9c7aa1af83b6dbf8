"""`quiz reindex`, as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli.main import main
from quiz.cli.prepare import prepare
from quiz.config import Settings


def test_it_indexes_what_is_behind_and_everything_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path))
    count = len(prepare(Settings.from_environment({"QUIZ_VAR": str(tmp_path)})).shelf.listings)
    assert CliRunner().invoke(main, ["reindex"]).output == "0 consultations indexed\n"
    assert CliRunner().invoke(main, ["reindex", "--all"]).output == f"{count} consultations indexed\n"
