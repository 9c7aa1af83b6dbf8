"""Tallies are brought up to date behind the server, by a process of its own, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.tables import fold
from quiz.store.tallying import MANY, is_behind
from quiz.store.turn import Turn
from quiz.tallying import Tallying
from tests.attempts import MOMENT, an_attempt
from tests.deployments import ready

LATER = MOMENT + timedelta(days=2)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QUIZ_VAR": str(ready(tmp_path / "with space"))})


@pytest.fixture
def store(settings: Settings) -> Iterator[StoreHandle]:
    """The store of a deployment where enough attempts were made for a first release."""
    bank = prepare(settings).bank
    with closing(StoreHandle(settings)) as opened:
        for number in range(1, 13):
            opened.record(an_attempt(number, version=bank.version, bank=bank.id, answers="000", durations_ms=()))
        yield opened


def through(store: StoreHandle) -> str:
    with store.opened().reading() as connection:
        return str(connection.execute(select(fold.c.through)).scalar_one())


def test_what_is_behind_is_folded_and_released_by_another_process(settings: Settings, store: StoreHandle) -> None:
    tallying = Tallying(settings, store, clock=lambda: LATER)
    assert tallying.look()
    # That process has the clock of this machine, which is at least as late.
    assert through(store) >= "2026-04-02"
    with store.opened().reading() as connection:
        assert connection.execute(select(fold.c.attempt)).scalar_one() == 12
    assert not tallying.look(), "nothing is behind any more"


def test_while_one_has_it_done_another_leaves_it(settings: Settings, store: StoreHandle) -> None:
    turn = Turn(settings.var / "tallying")
    assert turn.take(wait=False)
    try:
        assert not Tallying(settings, store, clock=lambda: LATER).look()
        assert through(store) == ""
    finally:
        turn.close()


def test_a_worker_that_ends_ends_the_process_too(
    settings: Settings, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    import quiz.tallying

    monkeypatch.setattr(quiz.tallying, "COMMAND", (quiz.tallying.COMMAND[0], "-c", "import time; time.sleep(60)"))
    tallying = Tallying(settings, store, clock=lambda: LATER)
    working = Thread(target=tallying.look)
    working.start()
    tallying.stop()
    working.join(timeout=20)
    assert not working.is_alive()


@pytest.mark.parametrize(
    ("row", "is_due"),
    [
        (("", 0, 0), False),
        (("", 1, 1), True),
        (("2026-04-01", 12, 1), True),
        (("2026-04-02", 12, 1), False),
        (("2026-04-02", MANY, 1), True),
    ],
)
def test_it_is_due_once_a_day_and_when_many_wait(row: tuple[str, int, int], is_due: bool) -> None:
    moment = datetime.fromisoformat("2026-04-03T01:00:00+09:00")
    assert is_behind([row], moment) is is_due


def test_a_day_is_not_over_before_it_has_settled() -> None:
    assert not is_behind([("2026-04-01", 1, 1)], datetime.fromisoformat("2026-04-03T00:59:00+09:00"))
