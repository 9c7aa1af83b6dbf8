"""Accounts and their sign-ins: a sign-in is a random token, of which only a hash is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from quiz.advice.workflow import Role
from quiz.errors import AccountError
from quiz.store.staff.account import Account
from quiz.store.tables import account, advisor, signin

IDLE = timedelta(hours=8)
"""A sign-in ends when nothing was done with it for a working day."""
ABSOLUTE = timedelta(days=7)
"""A sign-in ends so long after it began, whatever was done with it."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is kept when a sign-in was last used: noting it is a durable write."""
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Found:
    """An account, the hash of its password, and, where it was found through a sign-in, when that was last noted."""

    account: Account
    password: str
    is_seen_lately: bool = True


def check_new(connection: Connection, name: str, role: Role, advisor_id: str) -> None:
    """Raise AccountError where there cannot be such an account."""
    if named(connection, name):
        raise AccountError(f"there is already an account {name}; choose another name, or see `quiz user list`")
    check_role(connection, role, advisor_id)


def check_role(connection: Connection, role: Role, advisor_id: str) -> None:
    """Raise AccountError where nobody can have a role and answer so."""
    if role is Role.ADVISOR and not advisor_id:
        raise AccountError("an advisor's account answers as somebody; name whom with --advisor")
    if role is Role.VIEWER and advisor_id:
        raise AccountError("a viewer answers nothing; leave out --advisor, or choose another role")
    if advisor_id and not connection.execute(select(advisor.c.id).where(advisor.c.id == advisor_id)).first():
        known = connection.execute(select(advisor.c.id).order_by(advisor.c.id).limit(20)).scalars().all()
        hint = f"there are {', '.join(known)}" if known else "there is none yet"
        raise AccountError(f"there is no advisor {advisor_id!r}; {hint}")


def add(
    connection: Connection, name: str, password_hash: str, role: Role, advisor_id: str, moment: datetime
) -> Account:
    """Add an account; AccountError where the name is taken or the advisor does not exist."""
    check_new(connection, name, role, advisor_id)
    connection.execute(
        insert(account).values(
            name=name,
            password=password_hash,
            role=role.value,
            advisor=advisor_id or None,
            is_active=True,
            created_utc=_ms(moment),
        )
    )
    found = named(connection, name)
    assert found is not None
    return found.account


def everybody(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts by name."""
    return tuple(_found(row).account for row in connection.execute(select(account).order_by(account.c.name)))


def named(connection: Connection, name: str) -> Found | None:
    """Return the account of a name in its stored form, or None."""
    row = connection.execute(select(account).where(account.c.name == name)).first()
    return _found(row) if row else None


def numbered(connection: Connection, account_id: int) -> Found | None:
    """Return the account of a number, or None."""
    row = connection.execute(select(account).where(account.c.id == account_id)).first()
    return _found(row) if row else None


def assign(connection: Connection, account_id: int, role: Role, advisor_id: str) -> None:
    """Say what an account may do from now on, also where it is signed in; AccountError where nobody could."""
    check_role(connection, role, advisor_id)
    values = {"role": role.value, "advisor": advisor_id or None}
    connection.execute(update(account).where(account.c.id == account_id).values(**values))


def set_password(connection: Connection, account_id: int, password_hash: str) -> None:
    """Change a password, which ends every sign-in of the account."""
    connection.execute(update(account).where(account.c.id == account_id).values(password=password_hash))
    end_all(connection, account_id)


def set_active(connection: Connection, account_id: int, is_active: bool) -> None:
    """Let an account sign in again, or let it not, which ends every sign-in of it."""
    connection.execute(update(account).where(account.c.id == account_id).values(is_active=is_active))
    if not is_active:
        end_all(connection, account_id)


def begin(
    connection: Connection, known: Found, moment: datetime, password_hash: str, ends_others: bool = False
) -> str | None:
    """Begin a sign-in and return its token; None where the account changed since it was looked at.

    `password_hash` is kept from now on: the same as before, or a newer one. Sign-ins that ended by themselves are
    removed meanwhile, and where it ends others, those of the account.
    """
    account_id = known.account.id
    is_unchanged = (account.c.id == account_id) & (account.c.password == known.password) & account.c.is_active
    if not connection.execute(update(account).where(is_unchanged).values(password=password_hash)).rowcount:
        return None
    if ends_others:
        end_all(connection, account_id)
    connection.execute(delete(signin).where(~_lives(moment)))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now_ms = _ms(moment)
    connection.execute(
        insert(signin).values(digest=digest_of(token), account=account_id, created_utc=now_ms, seen_utc=now_ms)
    )
    return token


def of_token(connection: Connection, token: str, moment: datetime) -> Found | None:
    """Return whose sign-in a token is, or None where it has ended or never was."""
    query: Select[tuple[object, ...]] = (
        select(account, signin.c.seen_utc)
        .join(signin, signin.c.account == account.c.id)
        .where(signin.c.digest == digest_of(token), account.c.is_active, _lives(moment))
    )
    row = connection.execute(query).first()
    return _found(row, row.seen_utc > _ms(moment - SEEN_EVERY)) if row else None


def note_seen(connection: Connection, token: str, moment: datetime) -> None:
    """Note that a sign-in is in use."""
    connection.execute(update(signin).where(signin.c.digest == digest_of(token)).values(seen_utc=_ms(moment)))


def end(connection: Connection, token: str) -> None:
    """End one sign-in."""
    connection.execute(delete(signin).where(signin.c.digest == digest_of(token)))


def end_all(connection: Connection, account_id: int) -> None:
    """End every sign-in of an account."""
    connection.execute(delete(signin).where(signin.c.account == account_id))


def digest_of(token: str) -> bytes:
    """Return what is kept of a token: a plain hash is enough for 32 random bytes."""
    return sha256(token.encode("utf-8", "replace")).digest()


def _lives(moment: datetime):  # type: ignore[no-untyped-def]  # an expression of SQLAlchemy
    return (signin.c.seen_utc > _ms(moment - IDLE)) & (signin.c.created_utc > _ms(moment - ABSOLUTE))


def _found(row: Row[tuple[object, ...]], is_seen_lately: bool = True) -> Found:
    created = datetime.fromtimestamp(row.created_utc / 1000, UTC)
    known = Account(row.id, row.name, Role(row.role), row.advisor or "", row.is_active, created)
    return Found(known, row.password, is_seen_lately)


def _ms(moment: datetime) -> int:
    return int(1000 * moment.timestamp())
