"""Accounts and sign-ins in a real database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from quiz.advice.workflow import Role
from quiz.errors import AccountError
from quiz.store import tables
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts
from quiz.store.staff.account import new_name

MOMENT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


def add(store: StoreHandle, name: str = "editor", role: Role = Role.EDITOR, advisor: str = "") -> Any:
    with store.opened().writing() as connection:
        return accounts.add(connection, name, "hash", role, advisor, MOMENT)


def begin(store: StoreHandle, name: str = "editor", moment: datetime = MOMENT, **options: Any) -> str | None:
    with store.opened().writing() as connection:
        found = accounts.named(connection, name)
        assert found is not None
        return accounts.begin(connection, found, moment, options.pop("password_hash", found.password), **options)


def whose(store: StoreHandle, token: str | None, moment: datetime = MOMENT) -> str | None:
    assert token is not None
    with store.opened().reading() as connection:
        found = accounts.of_token(connection, token, moment)
    return found.account.name if found else None


def test_an_account_is_found_as_it_was_added(store: StoreHandle) -> None:
    add(store, "b-editor")
    account = add(store, "admin", Role.ADMIN)
    with store.opened().reading() as connection:
        assert [one.name for one in accounts.everybody(connection)] == ["admin", "b-editor"]
        found = accounts.named(connection, "admin")
        assert accounts.named(connection, "nobody") is None
    assert found is not None and found.account == account and found.password == "hash"
    assert (account.role, account.advisor, account.is_active, account.created_utc) == (Role.ADMIN, "", True, MOMENT)


@pytest.mark.parametrize(
    ("name", "role", "advisor", "words"),
    [
        ("editor", Role.EDITOR, "", "already an account editor"),
        ("helper", Role.ADVISOR, "", "--advisor"),
        ("helper", Role.ADVISOR, "nobody", "no advisor 'nobody'"),
        ("helper", Role.VIEWER, "nobody", "answers nothing"),
    ],
)
def test_what_contradicts_is_told(store: StoreHandle, name: str, role: Role, advisor: str, words: str) -> None:
    add(store)
    with pytest.raises(AccountError, match=words):
        add(store, name, role, advisor)


@pytest.mark.parametrize(
    ("written", "known"),
    [("Editor", "editor"), ("ＥＤＩＴＯＲ", "editor"), (" a.b@example.jp ", "a.b@example.jp"), ("ｻﾝﾌﾟﾙ", "サンプル")],
)
def test_a_name_has_one_form(written: str, known: str) -> None:
    assert new_name(written) == known


@pytest.mark.parametrize("name", ["", " ", "a b", "a/b", "x" * 65, "a\x00", "\ud800", "a\u202eb", "<b>"])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(AccountError, match="cannot be a name"):
        new_name(name)


def test_a_token_is_its_accounts_and_only_its_hash_is_kept(store: StoreHandle) -> None:
    add(store)
    token, other = begin(store), begin(store)
    assert token != other and whose(store, token) == whose(store, other) == "editor"
    assert whose(store, "x") is None
    with store.opened().reading() as connection:
        digests = connection.execute(select(tables.signin.c.digest)).scalars().all()
    assert sorted(digests) == sorted([accounts.digest_of(str(token)), accounts.digest_of(str(other))])


def test_a_sign_in_ends_by_itself(store: StoreHandle) -> None:
    add(store)
    token = begin(store)
    assert whose(store, token, MOMENT + accounts.IDLE - timedelta(seconds=1)) == "editor"
    assert whose(store, token, MOMENT + accounts.IDLE) is None


def test_ending_one_leaves_the_others(store: StoreHandle) -> None:
    add(store)
    first, second = begin(store), begin(store)
    with store.opened().writing() as connection:
        accounts.end(connection, str(first))
    assert (whose(store, first), whose(store, second)) == (None, "editor")


def test_a_new_password_and_being_disabled_end_all_sign_ins_of_that_account(store: StoreHandle) -> None:
    account = add(store)
    add(store, "other")
    acts: list[Callable[[Connection], None]] = [
        lambda connection: accounts.set_password(connection, account.id, "another"),
        lambda connection: accounts.set_active(connection, account.id, False),
    ]
    for act in acts:
        token, others = begin(store), begin(store, "other")
        with store.opened().writing() as connection:
            act(connection)
        assert (whose(store, token), whose(store, others)) == (None, "other")


def test_no_sign_in_begins_where_the_account_changed_meanwhile(store: StoreHandle) -> None:
    account = add(store)
    with store.opened().reading() as connection:
        looked_at = accounts.named(connection, "editor")
    assert looked_at is not None
    for change in ({"password": "another"}, {"password": "hash", "is_active": False}):
        with store.opened().writing() as connection:
            connection.execute(update(tables.account).where(tables.account.c.id == account.id).values(**change))
            assert accounts.begin(connection, looked_at, MOMENT, "hash") is None


def test_a_sign_in_may_renew_the_hash_and_end_the_others(store: StoreHandle) -> None:
    add(store)
    old = begin(store)
    new = begin(store, password_hash="newer", ends_others=True)
    assert (whose(store, old), whose(store, new)) == (None, "editor")
    with store.opened().reading() as connection:
        found = accounts.named(connection, "editor")
    assert found is not None and found.password == "newer"
