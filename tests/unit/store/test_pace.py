"""How long students take, as pages say it: looked up now and then."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert

from quiz.errors import StoreError
from quiz.store import pace
from quiz.store.handle import StoreHandle
from quiz.store.pace import Pace
from quiz.store.tables import pace as table

SCALE = "8dpt3vn4"


def say(store: StoreHandle, seconds: int) -> None:
    """Put a median in the place of what is published of the quick form."""
    with store.opened().writing() as connection:
        connection.execute(delete(table))
        connection.execute(insert(table).values(scale=SCALE, form="quick", seconds=seconds))


def test_it_is_what_is_published_of_the_form(either_store: StoreHandle) -> None:
    assert Pace(lambda: either_store.pace(SCALE, "quick")).seconds() is None
    say(either_store, 31)
    assert Pace(lambda: either_store.pace(SCALE, "quick")).seconds() == 31
    assert Pace(lambda: either_store.pace(SCALE, "full")).seconds() is None


def test_it_is_remembered_for_a_while(store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    say(store, 31)
    kept = Pace(lambda: store.pace(SCALE, "quick"))
    assert kept.seconds() == 31
    say(store, 29)
    assert kept.seconds() == 31
    monkeypatch.setattr(pace, "SECONDS_BETWEEN", -1.0)
    assert kept.seconds() == 29


def test_a_database_that_is_away_leaves_what_was_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS_BETWEEN", -1.0)
    told: list[int | StoreError] = [28, StoreError("away")]
    answers = iter(told)

    def read() -> int | None:
        answer = next(answers)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    kept = Pace(read)
    assert kept.seconds() == 28
    assert kept.seconds() == 28
