"""Counting requests: exact within a minute, forgotten after it, bounded in memory, and never in a student's way."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import count as counted
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quiz.config import IN_PROCESS
from quiz.errors import StartError
from quiz.web.budget import READS, REPEATS, SENDS, Budget, OverBudget, Quota, Spent
from quiz.web.clients import Clients
from quiz.web.counters import MOST_COUNTERS, ProcessStorage
from tests.clocks import HandSet
from tests.redis import RedisServer

KEY = bytes(range(16))
APP = Flask("budget")


@pytest.fixture
def clock() -> HandSet:
    return HandSet()


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def storage(request: pytest.FixtureRequest) -> str:
    return IN_PROCESS if request.param == "memory" else str(request.getfixturevalue("redis").url)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a Redis server on a busy machine; the tests of one that is away do not mind."""
    monkeypatch.setattr("quiz.web.counters.SECONDS_TO_ANSWER", 10.0)


def a_budget(storage: str, clock: HandSet) -> Budget:
    return Budget(storage, b"s" * 32, Clients(), clock)


def send(budget: Budget, key: bytes | None = None, address: str = "192.0.2.7") -> Spent:
    with APP.test_request_context("/", environ_base={"REMOTE_ADDR": address}):
        return budget.send(key)


def test_a_network_sends_so_many_a_minute_and_again_in_the_next(storage: str, clock: HandSet) -> None:
    budget = a_budget(storage, clock)
    clock.later(seconds=18)
    assert {send(budget).wait for _ in range(SENDS.times)} == {0}
    assert send(budget).wait == 42
    assert send(budget, address="192.0.2.8").wait == 0
    clock.later(seconds=42)
    assert send(budget).wait == 0


def test_a_key_is_sent_so_often_a_minute_from_wherever(storage: str, clock: HandSet) -> None:
    budget = a_budget(storage, clock)
    assert {send(budget, KEY, f"192.0.2.{number}").wait for number in range(REPEATS.times)} == {0}
    spent = send(budget, KEY, "198.51.100.1")
    assert spent.wait == 60 and spent.exceeded == (REPEATS,)
    assert send(budget, bytes(16), "198.51.100.1").wait == 0


def test_reading_and_sending_do_not_use_up_each_other(clock: HandSet) -> None:
    budget = a_budget(IN_PROCESS, clock)
    with APP.test_request_context("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        waits = [budget.read().wait for _ in range(READS.times + 1)]
    assert waits == [0] * READS.times + [60]
    assert send(budget).wait == 0


def test_a_refused_network_begins_no_counters_of_keys(clock: HandSet) -> None:
    budget = a_budget(IN_PROCESS, clock)
    for number in range(SENDS.times * 3):
        send(budget, number.to_bytes(16, "big"))
    storage: Any = budget._storage
    assert len(storage) == SENDS.times + 1


def test_threads_at_once_get_no_more(storage: str, clock: HandSet) -> None:
    budget = a_budget(storage, clock)
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: send(budget).wait, range(SENDS.times + 50)))
    assert Counter(wait == 0 for wait in waits) == {True: SENDS.times, False: 50}


def test_twice_the_budget_is_a_flood(clock: HandSet) -> None:
    budget = a_budget(IN_PROCESS, clock)
    floods = [send(budget).is_flood for _ in range(2 * SENDS.times + 1)]
    assert floods == [False] * 2 * SENDS.times + [True]


@given(counts=st.lists(st.integers(1, 10**6) | st.none(), min_size=1, max_size=3), left=st.integers(1, 60))
def test_headers_say_what_is_left_as_structured_fields(counts: list[int | None], left: int) -> None:
    quotas = [Quota(f"q{number}", 100) for number in range(len(counts))]
    spent = Spent(tuple(zip(quotas, counts, strict=True)), left)
    headers = dict(spent.headers())
    assert headers["RateLimit-Policy"] == ", ".join(f'"{quota.name}";q=100;w=60' for quota in quotas)
    told = [(quota, count) for quota, count in spent.counts if count is not None]
    assert headers.get("RateLimit") == (
        ", ".join(f'"{quota.name}";r={max(0, 100 - count)};t={left}' for quota, count in told) if told else None
    )
    assert (spent.wait > 0) == any(count > 100 for _, count in told)


def test_a_refusal_names_the_quotas_and_the_seconds(clock: HandSet) -> None:
    error = OverBudget(Spent(((SENDS, 601), (REPEATS, 1)), 42))
    assert error.retry_after == 42 and error.members()["violated-policies"] == ["sends"]


def test_no_address_and_no_key_is_kept(clock: HandSet) -> None:
    budget = a_budget(IN_PROCESS, clock)
    send(budget, KEY)
    storage: Any = budget._storage
    held = str(storage._counters)
    assert len(storage) == 2 and "192.0.2.7" not in held and KEY.hex() not in held


class TestCountersInTheProcess:
    def test_a_flood_of_invented_names_takes_no_more_memory(self) -> None:
        storage = ProcessStorage(lambda: 0.0, most=100)
        most = 0
        for number in range(1_000):
            assert storage.incr(f"name{number}", 60) == 1
            most = max(most, len(storage))
        assert most == 100 < MOST_COUNTERS

    def test_counters_that_ended_go_when_another_begins(self) -> None:
        moment = [0.0]
        storage = ProcessStorage(lambda: moment[0])
        for number in range(50):
            storage.incr(f"name{number}", 60)
        moment[0] = 60.0
        assert storage.get("name1") == 0
        storage.incr("new", 60)
        assert len(storage) == 1

    def test_what_the_library_asks_for_is_there(self) -> None:
        storage = ProcessStorage(lambda: 7.0)
        assert storage.check() and storage.get("a") == 0 == storage.get_expiry("a")
        assert storage.incr("a", 60, 2) == storage.get("a") == 2 and storage.get_expiry("a") == 67
        storage.clear("a")
        assert storage.get("a") == 0
        storage.incr("b", 60)
        assert storage.reset() == 1 and len(storage) == 0


class CountersAgainstAModel(RuleBasedStateMachine):
    """Counters do what a plain list of hits says."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 1_000.0
        self.storage = ProcessStorage(lambda: self.moment)
        self.counts: dict[str, tuple[int, float]] = {}

    @rule(key=st.sampled_from("abc"), expiry=st.integers(1, 90), amount=st.integers(1, 3))
    def hit(self, key: str, expiry: int, amount: int) -> None:
        count, ends = self.counts.get(key, (0, 0.0))
        count, ends = (count, ends) if ends > self.moment else (0, self.moment + expiry)
        self.counts[key] = count + amount, ends
        assert self.storage.incr(key, expiry, amount) == count + amount

    @rule(seconds=st.integers(0, 100))
    def wait(self, seconds: int) -> None:
        self.moment += seconds

    @invariant()
    def agrees(self) -> None:
        for key, (count, ends) in self.counts.items():
            assert self.storage.get(key) == (count if ends > self.moment else 0)


TestCountersAgainstAModel = CountersAgainstAModel.TestCase


@pytest.mark.redis
class TestCountersInRedis:
    def test_processes_count_together(self, redis: RedisServer, clock: HandSet) -> None:
        one, other = a_budget(redis.url, clock), a_budget(redis.url, clock)
        for number in range(SENDS.times):
            assert send(one if number % 2 else other).wait == 0
        assert send(one).wait == send(other).wait == 60

    def test_counters_tell_nobody_an_address_and_end_by_themselves(self, redis: RedisServer, clock: HandSet) -> None:
        send(a_budget(redis.url, clock), KEY)
        keys = redis.keys()
        assert len(keys) == 2 and all(key.startswith("quiz:") for key in keys)
        assert "192.0.2.7" not in str(keys) and KEY.hex() not in str(keys)
        assert all(0 < left <= 60 for left in redis.seconds_kept())

    def test_while_the_server_is_away_nobody_is_refused_and_the_log_says_so_once(
        self, redis: RedisServer, clock: HandSet, caplog: pytest.LogCaptureFixture
    ) -> None:
        budget = a_budget(redis.url, clock)
        for _ in range(SENDS.times):
            send(budget)
        assert send(budget).wait
        redis.stop()
        answers = [send(budget, KEY) for _ in range(REPEATS.times * 2)]
        assert {spent.wait for spent in answers} == {0}
        assert [name for name, _ in answers[-1].headers()] == ["RateLimit-Policy"], "what is left is not known"
        (record,) = caplog.records
        assert "QUIZ_RATE_STORAGE" in record.getMessage() and "127.0.0.1" not in record.getMessage()

    def test_a_server_that_comes_back_counts_again(
        self, redis: RedisServer, clock: HandSet, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("quiz.web.budget.SECONDS_AWAY", 0.0)
        budget = a_budget(redis.url, clock)
        send(budget)
        redis.stop()
        send(budget)
        redis.start()
        assert [count for _, count in send(budget).counts] == [1]

    def test_a_restart_that_nobody_noticed_costs_no_count(
        self, redis: RedisServer, clock: HandSet, caplog: pytest.LogCaptureFixture
    ) -> None:
        budget = a_budget(redis.url, clock)
        send(budget)
        redis.stop()
        redis.start()
        assert [count for _, count in send(budget).counts] == [1] and caplog.records == []


def test_a_server_that_takes_the_connection_and_says_nothing_holds_up_one_request_only(
    clock: HandSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.web.counters.SECONDS_TO_ANSWER", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        budget = a_budget(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", clock)
        assert {send(budget).wait for _ in range(200)} == {0}
        assert connections_to(silent) == 1


@pytest.mark.parametrize("asked", ["socket_timeout=soon", "no_such_option=1"])
def test_an_address_that_the_client_cannot_use_stands_in_nobodys_way(
    clock: HandSet, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    budget = a_budget(f"redis://:hunter2@127.0.0.1:1/0?{asked}", clock)
    assert {send(budget, KEY).wait for _ in range(200)} == {0}
    (record,) = caplog.records
    assert "QUIZ_RATE_STORAGE" in record.getMessage() and "hunter2" not in caplog.text


def connections_to(listening: socket.socket) -> int:
    """Return how many connections wait to be accepted."""
    listening.setblocking(False)
    with ExitStack() as stack:
        for number in counted():
            try:
                stack.enter_context(listening.accept()[0])
            except BlockingIOError:
                return number
    raise AssertionError("there is an end to everything")


def test_a_missing_client_library_is_told_at_the_start(clock: HandSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.web.budget.find_spec", lambda _: None)
    a_budget(IN_PROCESS, clock)
    with pytest.raises(StartError, match=r"mensetsuryoku\[redis\]"):
        a_budget("redis://127.0.0.1:6379/0", clock)


def test_a_start_waits_for_neither_library() -> None:
    program = (
        "import sys; from quiz.web.budget import Budget; from quiz.web.clients import Clients; "
        "Budget('redis://127.0.0.1:1/0', b's' * 32, Clients()); print(*{'limits', 'redis'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
