"""`quiz simulate`: into databases of its own, marked as what it is, and never among attempts of students."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from quiz.bank.answers import decode
from quiz.cli.main import main
from quiz.clock import day_of, now
from quiz.scoring.table import FormTable
from quiz.simulation.drawing import draw_truth
from quiz.store import tables
from quiz.store.attempt import Attempt
from quiz.store.handle import StoreHandle
from quiz.store.tallies.published import Published
from tests.attempts import an_attempt
from tests.deployments import ready
from tests.factories import shipped_bank

UNTIL = ("--until", "2026-03-31")


@pytest.fixture(autouse=True)
def deployment(
    either_store: StoreHandle, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_DATABASE_URL", either_store._url)
    monkeypatch.setenv("QUIZ_VAR", str(ready(tmp_path_factory.mktemp("var"))))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["simulate", *arguments])


def good(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 1
    line = done.stderr.splitlines()[-1]
    assert line.startswith("quiz: ")
    return line


def stored(store: StoreHandle, table: str) -> list[tuple[object, ...]]:
    known = getattr(tables, table)
    columns = [column for column in known.c if column.name != "id"]
    with store.opened().reading() as connection:
        return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)


def test_attempts_are_there_with_what_was_told_of_them_and_marked(either_store: StoreHandle) -> None:
    assert not Published(either_store.opened()).freshness().is_synthetic
    output = good("--attempts", "700", "--seed", "5", *UNTIL)
    assert "Everything of it is synthetic." in output
    attempts = stored(either_store, "attempt")
    assert len(attempts) == 700
    assert {row[Attempt._fields.index("campaign")] for row in attempts} == {"synthetic"}
    assert Published(either_store.opened()).freshness().is_synthetic
    assert stored(either_store, "cohort") and stored(either_store, "passage") and stored(either_store, "click")


def test_what_is_stored_is_what_the_product_computes(either_store: StoreHandle) -> None:
    good("--attempts", "200", *UNTIL)
    bank = shipped_bank()
    for row in stored(either_store, "attempt"):
        kept = dict(zip(Attempt._fields, row, strict=True))
        form, answers = decode(bank, str(kept["answers"]))
        packed = FormTable(bank, form).pack(answers)
        assert packed is not None
        assert (packed.score, ",".join(map(str, packed.areas))) == (kept["score"], kept["areas"])
        assert (kept["bank"], kept["version"], kept["form"]) == (bank.id, bank.version, form)


def test_the_truth_is_told_and_written(tmp_path: Path) -> None:
    output = good("--attempts", "50", "--seed", "9", "--truth", str(tmp_path / "truth.json"), *UNTIL)
    truth = draw_truth(shipped_bank(), 9)
    told = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert told["planted"] == {kind.value: item for kind, item in truth.planted.items()}
    assert list(told["implied"]) == ["quick", "full"]
    for item in truth.planted.values():
        assert item in output
    for one in told["implied"].values():
        assert f"reliability {one['reliability']:.3f}" in output


def test_nothing_is_planted_where_it_has_to_be_clean() -> None:
    assert "Planted: nothing." in good("--attempts", "20", "--clean", *UNTIL)


def test_attempts_of_students_are_left_alone(either_store: StoreHandle) -> None:
    either_store.record(an_attempt())
    assert "holds attempts of students" in refused("--attempts", "20", *UNTIL)
    assert len(stored(either_store, "attempt")) == 1
    assert not Published(either_store.opened()).freshness().is_synthetic
    good("--attempts", "20", "--among-real", *UNTIL)
    assert len(stored(either_store, "attempt")) == 21


def test_another_simulation_is_added_and_the_same_is_refused(either_store: StoreHandle) -> None:
    good("--attempts", "30", "--seed", "1", *UNTIL)
    passages = stored(either_store, "passage")
    assert "choose another with --seed" in refused("--attempts", "30", "--seed", "1", *UNTIL)
    assert stored(either_store, "passage") == passages, "what was refused left nothing"
    good("--attempts", "30", "--seed", "2", *UNTIL)
    assert len(stored(either_store, "attempt")) == 60


def test_a_day_that_is_not_over_is_refused(either_store: StoreHandle) -> None:
    assert "is not over yet" in refused("--until", day_of(now()))
    assert not stored(either_store, "attempt")


def test_the_last_day_is_yesterday_where_none_is_named(either_store: StoreHandle) -> None:
    good("--attempts", "2000")
    finished = Attempt._fields.index("finished_utc")
    last = max(int(str(row[finished])) for row in stored(either_store, "attempt"))
    age = now().timestamp() - last / 1000
    assert 0 < age < 3 * 86_400
