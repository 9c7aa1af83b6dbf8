"""What somebody has beside a password, in a real database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from quiz.store.handle import StoreHandle
from quiz.store.staff import factors
from tests.accounts import an_account

MOMENT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
SEALED = b"sealed"


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def account(store: StoreHandle) -> int:
    made = an_account(store).id
    with store.opened().writing() as connection:
        factors.begin(connection, made, SEALED, 100, MOMENT)
        factors.write_down(connection, made, [bytes([number]) * 32 for number in range(3)])
    return made


def left(store: StoreHandle, account: int) -> int | None:
    with store.opened().reading() as connection:
        found = factors.find(connection, account)
    return found.recovery_codes if found else None


def take(store: StoreHandle, account: int, step: int, sealed: bytes = SEALED) -> bool:
    with store.opened().writing() as connection:
        return factors.take_step(connection, account, sealed, step)


def test_a_step_is_taken_once_and_none_before_it(store: StoreHandle, account: int) -> None:
    assert [take(store, account, step) for step in (100, 101, 101, 100, 103, 102)] == [
        False, True, False, False, True, False,
    ]  # fmt: skip


def test_of_many_at_once_one_takes_a_step(store: StoreHandle, account: int) -> None:
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda _: take(store, account, 200), range(6))) == 1


def test_a_step_of_a_device_that_was_replaced_is_not_taken(store: StoreHandle, account: int) -> None:
    assert not take(store, account, 200, b"another")


def test_a_code_on_paper_is_taken_once(store: StoreHandle, account: int) -> None:
    for expected in (True, False):
        with store.opened().writing() as connection:
            assert factors.take_recovery_code(connection, account, b"\1" * 32) is expected
    assert left(store, account) == 2


def test_new_codes_on_paper_replace_the_old(store: StoreHandle, account: int) -> None:
    with store.opened().writing() as connection:
        factors.write_down(connection, account, [b"n" * 32])
        assert not factors.take_recovery_code(connection, account, b"\1" * 32)
    assert left(store, account) == 1


def test_ending_it_leaves_nothing(store: StoreHandle, account: int) -> None:
    other = an_account(store, "other").id
    with store.opened().writing() as connection:
        assert factors.all_with_one(connection) == {account}
        assert factors.end(connection, account) and not factors.end(connection, other)
        assert not factors.take_recovery_code(connection, account, b"\1" * 32)
    assert left(store, account) is left(store, other) is None
