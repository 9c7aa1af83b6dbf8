"""What somebody has beside a password: a device that makes codes, and codes on paper. Each code is taken once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from quiz.store.attempt import milliseconds
from quiz.store.tables import recovery_code, second_factor


@dataclass(frozen=True, slots=True)
class Factor:
    """What makes the codes, sealed, and how many codes on paper are left."""

    sealed: bytes
    recovery_codes: int


def find(connection: Connection, account_id: int) -> Factor | None:
    """Return what an account has beside its password, or None."""
    query = select(second_factor.c.sealed).where(second_factor.c.account == account_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    left = select(func.count()).select_from(recovery_code).where(recovery_code.c.account == account_id)
    return Factor(row.sealed, connection.execute(left).scalar_one())


def all_with_one(connection: Connection) -> frozenset[int]:
    """Return the accounts that have something beside a password."""
    return frozenset(connection.execute(select(second_factor.c.account)).scalars())


def begin(connection: Connection, account_id: int, sealed: bytes, step: int, moment: datetime) -> None:
    """Let an account need codes from now on; what it had before is no good any more."""
    end(connection, account_id)
    values = {"account": account_id, "sealed": sealed, "step": step, "created_utc": milliseconds(moment)}
    connection.execute(insert(second_factor).values(**values))


def write_down(connection: Connection, account_id: int, digests: Iterable[bytes]) -> None:
    """Keep new codes on paper; those before are no good any more."""
    connection.execute(delete(recovery_code).where(recovery_code.c.account == account_id))
    connection.execute(insert(recovery_code), [{"account": account_id, "digest": digest} for digest in digests])


def end(connection: Connection, account_id: int) -> bool:
    """Let an account need its password alone; say whether it needed more."""
    connection.execute(delete(recovery_code).where(recovery_code.c.account == account_id))
    return bool(connection.execute(delete(second_factor).where(second_factor.c.account == account_id)).rowcount)


def take_step(connection: Connection, account_id: int, sealed: bytes, step: int) -> bool:
    """Take the code of a time step; False where that one, or a later one, was taken already, or the device changed."""
    is_fresh = (
        (second_factor.c.account == account_id) & (second_factor.c.step < step) & (second_factor.c.sealed == sealed)
    )
    return bool(connection.execute(update(second_factor).where(is_fresh).values(step=step)).rowcount)


def take_recovery_code(connection: Connection, account_id: int, digest: bytes) -> bool:
    """Take a code on paper; False where there is none such, or it was taken already."""
    is_it = (recovery_code.c.account == account_id) & (recovery_code.c.digest == digest)
    return bool(connection.execute(delete(recovery_code).where(is_it)).rowcount)
