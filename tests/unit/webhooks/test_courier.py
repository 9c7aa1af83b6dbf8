"""The thread of a worker: it finds what is due, and costs a deployment without webhooks nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from quiz.webhooks.courier import Courier
from tests.attempts import MOMENT, THE_BANK, a_database, an_attempt
from tests.told_sites import a_deliverer, a_site, receiving

ROOT = Path(__file__).parents[3]
LOOKING = """
import sys
from datetime import UTC, datetime
from quiz.config import Settings
from quiz.store.attempt import Attempt
from quiz.store.handle import StoreHandle
from quiz.webhooks.courier import Courier

store = StoreHandle(Settings.from_environment({"QUIZ_DATABASE_URL": sys.argv[1]}))
key, version = bytes(16), sys.argv[2]
store.record(Attempt(key, key, "b", version, "quick", "2k", 6, (1,), "blog", "", "", None, datetime.now(UTC), (), None))
looking = Courier(store, "")
looking.look()
print(looking._deliverer is None, *sorted({"sqlalchemy", "ssl", "http.client"} & set(sys.modules)))
store.close()
"""


def test_where_no_site_is_told_anything_a_worker_loads_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOOKING, a_database(tmp_path), THE_BANK.version]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"], done.stderr


def test_it_delivers_what_becomes_due(store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as receiver:
        a_site(store, "blog", receiver.url)
        looking = Courier(store, "", seconds=0.02)
        monkeypatch.setattr("quiz.webhooks.delivering.Deliverer", lambda *_: a_deliverer(store))
        looking.start()
        store.record(an_attempt(1, site="blog", finished_utc=MOMENT))
        _until(lambda: len(receiver.got) == 1)
        store.record(an_attempt(2, site="blog", finished_utc=MOMENT))
        _until(lambda: [one.state for one in store.outbox().log()] == ["delivered"] * 2)
        looking.stop()


def test_a_database_that_is_away_is_told_and_asked_again(
    store: StoreHandle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looking, looks = Courier(store, "", seconds=0.01), []

    def away(_: object) -> bool:
        looks.append(1)
        raise StoreError("away")

    monkeypatch.setattr(store, "is_anything_due", away)
    looking.start()
    _until(lambda: len(looks) > 2)
    looking.stop()
    assert "webhooks are told later: away" in caplog.text


def test_a_defect_does_not_end_the_looking(
    store: StoreHandle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looking, looks = Courier(store, "", seconds=0.01), []

    def broken(_: object) -> bool:
        looks.append(1)
        raise ValueError("a defect")

    monkeypatch.setattr(store, "is_anything_due", broken)
    looking.start()
    _until(lambda: len(looks) > 2)
    looking.stop()
    assert "a defect" in caplog.text


def _until(is_so: Callable[[], bool]) -> None:
    ends = monotonic() + 10
    while not is_so():
        assert monotonic() < ends, "it never came"
        sleep(0.01)
