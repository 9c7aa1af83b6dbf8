"""Work behind a request."""

from __future__ import annotations

from threading import Event

import pytest

from quiz.errors import StoreError
from quiz.store.errand import Errand


def test_it_is_done_once_however_often_it_was_asked_for_meanwhile() -> None:
    begun, go_on = Event(), Event()
    done: list[int] = []

    def task() -> None:
        begun.set()
        go_on.wait(10)
        done.append(len(done))

    errand = Errand(task)
    errand.ask()
    begun.wait(10)
    for _ in range(5):
        errand.ask()
    go_on.set()
    errand.finish()
    assert done == [0, 1], "the one under way, and one for all who asked since"
    errand.ask()
    errand.finish()
    assert done == [0, 1, 2]


def test_a_task_that_fails_is_told_and_the_next_is_done(caplog: pytest.LogCaptureFixture) -> None:
    results: list[Exception | None] = [StoreError("away"), None]
    errand = Errand(lambda: _raise(results.pop(0)))
    errand.ask()
    errand.finish()
    assert "away" in caplog.text
    errand.ask()
    errand.finish()
    assert results == []


def _raise(error: Exception | None) -> None:
    if error is not None:
        raise error
