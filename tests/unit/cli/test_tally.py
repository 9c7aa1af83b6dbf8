"""`quiz tally` and `quiz erase`, as somebody calls them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from quiz.cli.main import main
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.tables import attempt, tally
from tests.attempts import an_attempt
from tests.deployments import ready

KEY = str(UUID(int=3))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreHandle]:
    """The store of a deployment with twelve attempts, which the commands work on."""
    folder = ready(tmp_path / "var")
    monkeypatch.setenv("QUIZ_VAR", str(folder))
    settings = Settings.from_environment({"QUIZ_VAR": str(folder)})
    bank = prepare(settings).bank
    with closing(StoreHandle(settings)) as opened:
        for number in range(1, 13):
            opened.record(an_attempt(number, version=bank.version, bank=bank.id, answers="000", durations_ms=()))
        yield opened


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def test_an_update_folds_and_releases_and_a_second_finds_nothing(store: StoreHandle) -> None:
    first = call("tally", "update", "--lang", "en")
    assert first.exit_code == 0
    assert "12 attempts were added" in first.output and "1 cells of attempts" in first.output
    second = call("tally", "update", "--lang", "en")
    assert "0 attempts were added" in second.output and "No further day" in second.output


def test_a_recount_agrees_until_somebody_meddles_and_then_corrects(store: StoreHandle) -> None:
    call("tally", "update")
    assert "12 件の受検と一致" in call("tally", "rebuild", "--check").output
    with store.opened().writing() as connection:
        connection.execute(update(tally).values(people=tally.c.people + 1))
    wrong = call("tally", "rebuild", "--check", "--lang", "en")
    assert wrong.exit_code == 1 and "differ from the attempts in 1 sums" in wrong.output
    assert "1 sums were corrected" in call("tally", "rebuild", "--lang", "en").output
    assert call("tally", "rebuild", "--check").exit_code == 0


def test_an_attempt_is_erased_only_when_it_is_meant(store: StoreHandle) -> None:
    call("tally", "update")
    looked = call("erase", KEY, "--lang", "en")
    assert looked.exit_code == 0 and "Nothing is erased yet" in looked.output and store.has(UUID(KEY).bytes)
    assert "is erased" in call("erase", KEY, "--yes", "--lang", "en").output
    with store.opened().reading() as connection:
        assert len(connection.execute(select(attempt.c.id)).all()) == 11
    assert call("tally", "rebuild", "--check").exit_code == 0
    again = call("erase", KEY, "--yes", "--lang", "en")
    assert again.exit_code == 1 and "There is no attempt" in again.output


def test_what_is_no_key_is_said_so(store: StoreHandle) -> None:
    answer = call("erase", "nonsense", "--lang", "en")
    assert answer.exit_code == 2 and "is no key of an attempt" in answer.output
