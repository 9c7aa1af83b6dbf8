"""The acts of signing in elsewhere: let in whom the provider knows, or shut them out; each is noted in the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quiz.advice.workflow import Role
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts, audit, identities
from quiz.store.staff.audited import Kind


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a provider knows: its name for them, ours by number, and what they may do."""

    issuer: str
    subject: str
    name_of: Callable[[int], str]
    role: Role
    advisor: str


def let_in(store: StoreHandle, known: Known, moment: datetime) -> str | None:
    """Sign somebody in whom a provider knows, and who may do from now on what it says; None if shut out here.

    AccountError where they would answer as an advisor that there is not.
    """
    with store.opened().writing() as connection:
        found = identities.known(connection, known.issuer, known.subject)
        is_new = found is None
        if found is None:
            found = identities.enrol(connection, known.issuer, known.subject, known.name_of, moment)
        if not found.account.is_active:
            return None
        before, account_id = found.account, found.account.id
        if is_new or (before.role, before.advisor) != (known.role, known.advisor):
            accounts.assign(connection, account_id, known.role, known.advisor)
            change = f"{before.name}: {known.role}" if is_new else f"{before.name}: {before.role} → {known.role}"
            audit.note(connection, moment, account_id, Kind.ACCOUNT, f"{change} (elsewhere)")
        audit.note(connection, moment, account_id, Kind.SIGNED_IN, "elsewhere")
        return accounts.begin(connection, found, moment, found.password)


def shut_out(store: StoreHandle, issuer: str, subject: str, moment: datetime) -> None:
    """End every sign-in of somebody whom a provider knows, and gives no role any more that they could have here.

    The account stays as it is: the provider says anew what it may do when it lets them in again.
    """
    with store.opened().writing() as connection:
        found = identities.known(connection, issuer, subject)
        if found is None:
            return
        accounts.end_all(connection, found.account.id)
        change = f"{found.account.name}: {found.account.role} → – (elsewhere)"
        audit.note(connection, moment, found.account.id, Kind.ACCOUNT, change)
