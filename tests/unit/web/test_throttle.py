"""Waits after wrong passwords: they grow, they end, and nobody can make another's last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.store.handle import StoreHandle
from quiz.web.clients import Clients
from quiz.web.limits import Limits
from quiz.web.signin_browser import COOKIE
from quiz.web.throttle import ADDRESS, BROWSER, CODE_HERE, CODE_NAME, HERE, NAME, Brake, Step, Throttle
from tests.clocks import HandSet

BRAKES = st.sampled_from([HERE, NAME, ADDRESS, BROWSER, CODE_HERE, CODE_NAME])
BOTH = (Step.PASSWORD, Step.CODE)


@pytest.fixture
def clock() -> HandSet:
    return HandSet()


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def throttle(store: StoreHandle, clock: HandSet) -> Throttle:
    return Throttle(store, Limits(store, b"s" * 32, Clients(), clock), clock)


def at(address: str = "8.8.8.8", word: str = "") -> dict[str, str]:
    return {"REMOTE_ADDR": address, "HTTP_COOKIE": f"{COOKIE}={word}"}


@given(brake=BRAKES, failures=st.integers(0, 10**9))
def test_a_wait_grows_with_failures_and_has_an_end(brake: Brake, failures: int) -> None:
    assert 0 <= brake.wait_after(failures) <= brake.wait_after(failures + 1) <= brake.longest <= 900
    assert brake.wait_after(brake.free) == 0 < brake.wait_after(brake.free + 1)
    assert brake.longest < brake.memory, "a failure is not forgotten before its wait is over"


def test_a_handful_is_free_then_the_wait_doubles(throttle: Throttle, clock: HandSet) -> None:
    assert [throttle.begin("editor", at()) for _ in range(6)] == [0] * 6
    waits = []
    for _ in range(9):
        waits.append(throttle.begin("editor", at()))
        clock.later(seconds=waits[-1])
        assert throttle.begin("editor", at()) == 0
    assert waits == [5, 10, 20, 30, 30, 30, 30, 30, 30]


def test_asking_while_waiting_makes_nothing_longer(throttle: Throttle, clock: HandSet) -> None:
    for _ in range(6):
        throttle.begin("editor", at())
    assert {throttle.begin("editor", at()) for _ in range(20)} == {5}
    clock.later(seconds=5)
    assert throttle.begin("editor", at()) == 0


def test_strangers_keep_the_owner_of_a_name_waiting_half_a_minute_at_most(throttle: Throttle, clock: HandSet) -> None:
    for number in range(200):
        throttle.begin("editor", at(f"8.8.{number}.8"))
        clock.later(seconds=30)
    assert throttle.begin("editor", at("9.9.9.9")) <= 30
    clock.later(seconds=30)
    assert throttle.begin("editor", at("9.9.9.9")) == 0


def test_one_address_that_tries_many_names_has_to_wait(throttle: Throttle) -> None:
    assert {throttle.begin(f"name{number}", at()) for number in range(31)} == {0}
    assert throttle.begin("another", at()) == 5
    assert throttle.begin("another", at("9.9.9.9")) == 0


@pytest.mark.parametrize("tried", ["name{}", "editor"])
def test_a_stranger_on_the_same_network_keeps_nobody_out_for_longer(
    throttle: Throttle, clock: HandSet, tried: str
) -> None:
    for number in range(200):
        throttle.begin(tried.format(number), at())
        clock.later(seconds=30)
    throttle.begin(tried.format("last"), at())
    assert throttle.begin("editor", at()) <= 30
    clock.later(seconds=30)
    assert throttle.begin("editor", at()) == 0


def test_one_address_gets_no_more_than_two_tries_a_minute_through_under_all_names(
    throttle: Throttle, clock: HandSet
) -> None:
    looked_at = 0
    for number in range(3 * 3600):
        looked_at += throttle.begin(f"name{number % 1000}", at()) == 0
        clock.later(seconds=1)
    assert looked_at <= 31 + 3 * 120


def test_getting_in_buys_no_tries_under_other_names(throttle: Throttle, clock: HandSet) -> None:
    waits = 0
    for number in range(60):
        waits += throttle.begin(f"name{number % 15}", at()) > 0
        clock.later(seconds=1)
        if throttle.begin("own", at()) == 0:
            throttle.succeeded("own", at(), BOTH)
    assert waits > 20


def test_a_full_office_signs_in_from_one_address(throttle: Throttle) -> None:
    for number in range(100):
        assert throttle.begin(f"name{number}", at()) == 0
        throttle.succeeded(f"name{number}", at(), [Step.PASSWORD])


def test_a_browser_that_signed_in_before_waits_for_nobody_else(throttle: Throttle, clock: HandSet) -> None:
    throttle.begin("editor", at())
    word = throttle.succeeded("editor", at(), [Step.PASSWORD])
    for number in range(100):
        throttle.begin("editor", at(f"8.8.{number}.8"))
        throttle.begin(f"name{number}", at())
        clock.later(seconds=1)
    assert throttle.begin("editor", at()) > 0
    assert throttle.begin("editor", at(word=word)) == 0
    assert throttle.begin("editor", at(word=word), Step.CODE) == 0


def test_a_browser_that_signed_in_before_waits_for_its_own_failures_wherever_it_is(
    throttle: Throttle, clock: HandSet
) -> None:
    word = throttle.succeeded("editor", at(), [Step.PASSWORD])
    looked_at = 0
    for number in range(3600):
        looked_at += throttle.begin("editor", at(f"8.8.{number % 200}.8", word)) == 0
        clock.later(seconds=1)
    assert looked_at < 20
    clock.later(seconds=900)
    assert throttle.begin("editor", at(word=word)) == 0
    throttle.succeeded("editor", at(word=word), [Step.PASSWORD])
    assert [throttle.begin("editor", at(word=word)) for _ in range(6)] == [0] * 6


def test_a_browser_is_known_under_one_name_and_by_our_own_word_alone(throttle: Throttle) -> None:
    word = throttle.succeeded("editor", at(), [Step.PASSWORD])
    for _ in range(21):
        throttle.begin("editor", at(f"8.8.{_}.8"))
        throttle.begin("other", at(f"9.9.{_}.8"))
    assert throttle.begin("editor", at(word=word)) == 0
    assert throttle.begin("other", at(word=word)) > 0
    for spoilt in (word[:-1], word[1:], "", ".", word + "x" * 100, "x.é", word.replace(".", "")):
        assert throttle.begin("editor", at(word=spoilt)) > 0


def test_a_right_password_forgets_the_wrong_ones(throttle: Throttle) -> None:
    for _ in range(20):
        assert throttle.begin("editor", at()) == 0
        throttle.succeeded("editor", at(), [Step.PASSWORD])


def test_a_right_password_forgets_no_wrong_code(throttle: Throttle) -> None:
    for _ in range(6):
        assert throttle.begin("editor", at(), Step.CODE) == 0
        throttle.succeeded("editor", at(), [Step.PASSWORD])
    assert throttle.begin("editor", at(), Step.CODE) == 5
    throttle.succeeded("editor", at(), BOTH)
    assert throttle.begin("editor", at(), Step.CODE) == 0


def test_failures_are_forgotten_after_a_day(throttle: Throttle, clock: HandSet) -> None:
    for _ in range(6):
        throttle.begin("editor", at())
    clock.later(hours=24)
    assert [throttle.begin("editor", at()) for _ in range(6)] == [0] * 6


def test_many_at_once_get_no_more_through_than_one_after_the_other(throttle: Throttle) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: throttle.begin("editor", at()), range(32)))
    assert waits.count(0) == 6


def test_names_and_addresses_are_not_stored(throttle: Throttle, store: StoreHandle) -> None:
    throttle.begin("editor", at())
    with store.opened().reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM rate").fetchall()
    assert len(rows) == 3 and "editor" not in str(rows) and "8.8.8.8" not in str(rows)
