"""`quiz norm`, as it is typed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from quiz.cli.main import main
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.stats.layout import layout_of
from quiz.store.handle import StoreHandle
from quiz.store.tables import published
from tests.tallies import count_tally


def typed(*words: str) -> str:
    made = CliRunner().invoke(main, ["norm", *words])
    assert made.exit_code == 0, made.output
    return str(made.output)


def test_norms_are_frozen_and_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path))
    settings = Settings.from_environment({"QUIZ_VAR": str(tmp_path)})
    bank = prepare(settings).bank
    assert typed("list", "--lang", "en") == "No norm is frozen.\n"
    assert typed("freeze").count("まだ固定できません") == 2
    points = np.random.default_rng(1).integers(0, 4, size=(400, 6))
    tally = count_tally(layout_of(bank, "quick"), points)
    row = {"scale": bank.scale, "form": "quick", "view": "", "period": "all", "release": 1, "people": 400}
    store = StoreHandle(settings)
    with store.opened().writing() as connection:
        sums = {"first": 400, "score_sum": 0, "flagged": 0, "counters": tally.to_bytes()}
        connection.execute(insert(published).values(**row, **sums))
    store.close()
    first, second = typed("freeze", "--lang", "en").splitlines()
    assert re.fullmatch(rf"{bank.scale} quick number 1 \(\d{{4}}-\d\d-\d\d\): 400 people, .* \d+\.\d\d points", first)
    assert second == f"{bank.scale} full: not yet; 300 first attempts have to be published."
    assert typed("list", "--lang", "en") == first + "\n"
