"""How long students take, as pages say it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quiz.errors import StoreError
from quiz.store import pace
from quiz.store.handle import StoreHandle
from quiz.store.pace import Pace
from tests.attempts import MOMENT, THE_BANK, an_attempt


def measured(store: StoreHandle) -> int | None:
    return Pace(lambda most: store.durations_ms(THE_BANK.id, "quick", most)).seconds()


def store_attempts(store: StoreHandle, first: int, seconds: list[int | None], form: str = "quick") -> None:
    for number, taken in enumerate(seconds, first):
        started = None if taken is None else MOMENT - timedelta(seconds=taken)
        store.record(an_attempt(number, form=form, started_utc=started))


def test_it_is_the_median_of_those_who_say_how_long_they_took(store: StoreHandle) -> None:
    store_attempts(store, 1, [20, 28, 600] * 34)
    store_attempts(store, 200, [None] * 5)
    store_attempts(store, 300, [90] * 50, form="full")
    assert measured(store) == 28


def test_too_few_say_nothing(store: StoreHandle) -> None:
    store_attempts(store, 1, [28] * (pace.LEAST - 1))
    assert measured(store) is None


def test_only_the_newest_count(store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST", 100)
    store_attempts(store, 1, [90] * 100)
    store_attempts(store, 101, [25] * 100)
    assert measured(store) == 25


def test_a_database_that_is_away_leaves_what_was_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS_BETWEEN", -1.0)
    told: list[list[int] | StoreError] = [[28_000] * 100, StoreError("away")]
    answers = iter(told)

    def measure(most: int) -> list[int]:
        answer = next(answers)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    kept = Pace(measure)
    assert kept.seconds() == 28
    assert kept.seconds() == 28
