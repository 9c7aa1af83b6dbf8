"""Limits over a real database: counted by all, forgotten in time, and about nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from quiz.store.tables import rate
from quiz.web.clients import Clients
from quiz.web.limits import Limit, Limits
from tests.attempts import a_store
from tests.clocks import HandSet

ASK = Limit("ask", times=3, seconds=3600)


@pytest.fixture
def clock() -> HandSet:
    return HandSet()


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def limits(store: StoreHandle, clock: HandSet) -> Limits:
    return Limits(store, b"s" * 32, Clients(), clock)


def rows(store: StoreHandle) -> list[tuple[str, int]]:
    with store.opened().reading() as connection:
        return [(key, count) for key, count in connection.execute(select(rate.c.key, rate.c.count))]


def test_so_many_times_and_then_the_seconds_until_the_window_ends(limits: Limits, clock: HandSet) -> None:
    assert [limits.hit(ASK, "a") for _ in range(3)] == [0, 0, 0]
    clock.later(seconds=600)
    assert limits.hit(ASK, "a") == limits.wait(ASK, "a") == 3000
    clock.later(seconds=3000)
    assert limits.wait(ASK, "a") == 0
    assert limits.hit(ASK, "a") == 0


def test_looking_counts_nothing_and_neither_does_a_refusal(limits: Limits, store: StoreHandle) -> None:
    for _ in range(9):
        limits.wait(ASK, "a")
    assert rows(store) == []
    for _ in range(9):
        limits.hit(ASK, "a")
    assert [count for _, count in rows(store)] == [3]


def test_addresses_and_purposes_count_apart(limits: Limits) -> None:
    for _ in range(4):
        limits.hit(ASK, "a")
    assert limits.hit(ASK, "b") == 0
    assert limits.hit(Limit("withdraw", 3, 3600), "a") == 0


def test_processes_count_together(limits: Limits, store: StoreHandle, clock: HandSet) -> None:
    other = a_store(store._url)
    again = Limits(other, b"s" * 32, Clients(), clock)
    assert [limits.hit(ASK, "a"), again.hit(ASK, "a"), limits.hit(ASK, "a")] == [0, 0, 0]
    assert again.hit(ASK, "a") == 3600
    other.close()


def test_threads_at_once_do_not_get_more(limits: Limits) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: limits.hit(ASK, "a"), range(24)))
    assert waits.count(0) == 3


def test_no_address_is_stored_and_another_secret_makes_other_keys(store: StoreHandle, limits: Limits) -> None:
    limits.hit(ASK, "192.0.2.7")
    assert "192.0.2.7" not in str(rows(store))
    assert limits.key("ask", "192.0.2.7") != Limits(store, b"t" * 32, Clients()).key("ask", "192.0.2.7")


def test_counters_that_ended_are_removed_when_another_begins(
    limits: Limits, store: StoreHandle, clock: HandSet
) -> None:
    for number in range(5):
        limits.hit(ASK, str(number))
    clock.later(seconds=3601)
    limits.hit(ASK, "new")
    assert len(rows(store)) == 1


def test_a_database_that_is_away_is_told(tmp_path: Path) -> None:
    limits = Limits(a_store(f"sqlite:///{tmp_path / 'nowhere' / 'quiz.db'}"), b"s" * 32, Clients())
    with pytest.raises(StoreError):
        limits.hit(ASK, "a")


def test_by_default_the_address_of_the_request_counts(limits: Limits) -> None:
    with Flask("limits").test_request_context("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        for _ in range(3):
            limits.hit(ASK)
    assert limits.wait(ASK, "192.0.2.7") == 3600
