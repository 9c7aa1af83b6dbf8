"""Whom an identity provider knows, and which account that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, insert, select

from quiz.advice.workflow import Role
from quiz.store.attempt import milliseconds
from quiz.store.staff import accounts
from quiz.store.staff.accounts import Found
from quiz.store.tables import account, identity

NO_PASSWORD = ""
"""Kept instead of a hash, and no hash is equal to it: nobody signs in with a password here."""


def known(connection: Connection, issuer: str, subject: str) -> Found | None:
    """Return the account of somebody whom a provider knows, or None where they never signed in."""
    query = select(account.c.name).join(identity, identity.c.account == account.c.id)
    row = connection.execute(query.where(identity.c.issuer == issuer, identity.c.subject == subject)).first()
    return accounts.named(connection, row.name) if row else None


def enrol(connection: Connection, issuer: str, subject: str, name_of: Callable[[int], str], moment: datetime) -> Found:
    """Make an account for somebody whom a provider knows, under the first of their names that is free.

    It is a viewer until `accounts.assign` says what it may do.
    """
    name = next(name for name in map(name_of, count(1)) if accounts.named(connection, name) is None)
    accounts.add(connection, name, NO_PASSWORD, Role.VIEWER, "", moment)
    found = accounts.named(connection, name)
    assert found is not None
    connection.execute(
        insert(identity).values(
            issuer=issuer, subject=subject, account=found.account.id, created_utc=milliseconds(moment)
        )
    )
    return found


def signs_in_elsewhere(connection: Connection) -> frozenset[int]:
    """Return the accounts that a provider knows."""
    return frozenset(connection.execute(select(identity.c.account)).scalars())
