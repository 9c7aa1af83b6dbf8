"""Accounts and signed-in clients for the tests of what staff see.

an_account(store)                                  an editor called `editor` with PASSWORD
an_account(store, "sample", Role.ADVISOR, advisor="sample-advisor")
signed_in(app, store, "editor")                    a PageClient that is signed in as this account
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from flask import Flask

from quiz.advice.workflow import Role
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts, passwords
from quiz.store.staff.account import Account
from quiz.web.signin import COOKIE, PLACES
from tests.client import PageClient

PASSWORD = "四つの単語をつなげた合言葉"


def an_account(
    store: StoreHandle,
    name: str = "editor",
    role: Role = Role.EDITOR,
    advisor: str = "",
    moment: datetime | None = None,
) -> Account:
    """Add an account whose password is PASSWORD."""
    with store.opened().writing() as connection:
        return accounts.add(connection, name, hashed(PASSWORD), role, advisor, moment or datetime.now(UTC))


def signed_in(app: Flask, store: StoreHandle, name: str, moment: datetime | None = None) -> PageClient:
    """Return a client that is signed in as an account, without asking for its password."""
    client = PageClient(app, may_sign_in=True)
    with store.opened().writing() as connection:
        found = accounts.named(connection, name)
        assert found is not None
        token = accounts.begin(connection, found, moment or datetime.now(UTC), found.password)
    assert token is not None
    for place in PLACES:
        client.http.set_cookie(COOKIE, token, path=place)
    return client


@cache
def hashed(password: str) -> str:
    """Return the hash of a password; the same one each time, since hashing is slow on purpose."""
    return passwords.hash_of(password)
