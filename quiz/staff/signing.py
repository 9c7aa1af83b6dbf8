"""The acts behind the pages: sign in by password, and by a second step; sign out; change a password.

What looks at a password or a code is throttled, and what came of it is noted in the record.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from quiz.clock import Clock, now
from quiz.staff import codes
from quiz.store.handle import StoreHandle
from quiz.store.staff.account import known_as, possible_name
from quiz.store.staff.audited import Kind
from quiz.web.throttle import Step, Throttle

if TYPE_CHECKING:
    from quiz.store.staff.accounts import Found
    from quiz.store.staff.factors import Factor

log = logging.getLogger("quiz.staff")

PASSWORD_ALONE, BOTH = (Step.PASSWORD,), (Step.PASSWORD, Step.CODE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody whose password was right, and whose code is still to come; their form is bound to `binding`."""

    account: int
    name: str
    binding: str


@dataclass(frozen=True, slots=True)
class Attempted:
    """How it went: the token of a new sign-in, who has to show a code, or the seconds to wait; else it was wrong.

    With a token comes the word that makes the browser known. `step` is the one that was wrong or has to wait.
    """

    token: str = ""
    browser: str = ""
    wait: int = 0
    waiting: Waiting | None = None
    step: Step = Step.PASSWORD


class Signing:
    """Passwords and codes of one deployment; StoreError where the database is away."""

    def __init__(self, store: StoreHandle, throttle: Throttle, secret: bytes, clock: Clock = now) -> None:
        self._store = store
        self._throttle = throttle
        self._secret = secret
        self._clock = clock

    def sign_in(self, name: str, password: str, environ: Mapping[str, Any]) -> Attempted:
        """Sign somebody in by name and password; a name that does not exist is answered like a wrong password."""
        found, wait = self.looked_at(name, password, environ)
        if found is None:
            return Attempted(wait=wait)
        if self.factor(found.account.id):
            # Failures are forgotten when the code was right too: who knows the password would have them all again.
            return Attempted(waiting=_waiting(found))
        return self._begin(found, environ, "password", self._renewed(found, password), PASSWORD_ALONE)

    def waiting(self, account_id: int) -> Waiting | None:
        """Return somebody who would have to show a code, or None where nobody has to."""
        found = self._numbered(account_id)
        return _waiting(found) if found and found.account.is_active and self.factor(account_id) else None

    def prove(self, waiting: Waiting, code: str, paper: str, environ: Mapping[str, Any]) -> Attempted:
        """Sign somebody in by a code, after their password: one of their device, or one on paper."""
        wait = self._throttle.begin(waiting.name, environ, Step.CODE)
        found = self._numbered(waiting.account)
        if wait or found is None or _waiting(found) != waiting:
            return Attempted(wait=wait)
        with self._store.opened().writing() as connection:
            way = self.took(connection, waiting.account, code, paper)
        if not way:
            self._note_refused(waiting.account)
            return Attempted(step=Step.CODE)
        return self._begin(found, environ, way, found.password, BOTH)

    def change(self, name: str, password: str, new_password: str, code: str, environ: Mapping[str, Any]) -> Attempted:
        """Change a password, which ends every sign-in of the account, and sign in anew.

        Where signing in takes a code, this does too: a browser left open and a password seen are not enough.
        """
        # It needs argon2, and only this act does.
        from quiz.store.staff.passwords import hash_of

        found, wait = self.looked_at(name, password, environ)
        if found is None:
            return Attempted(wait=wait)
        if not self.factor(found.account.id):
            return self._begin(found, environ, "", hash_of(new_password), PASSWORD_ALONE, ends_others=True)
        wait = self.code_wait(found.account.name, environ)
        if wait:
            return Attempted(wait=wait, step=Step.CODE)
        with self._store.opened().writing() as connection:
            is_right = self.took_either(connection, found.account.id, code)
        if not is_right:
            self._note_refused(found.account.id)
            return Attempted(step=Step.CODE)
        return self._begin(found, environ, "", hash_of(new_password), BOTH, ends_others=True)

    def sign_out(self, token: str, account_id: int) -> None:
        """End a sign-in."""
        from quiz.store.staff import accounts, audit

        with self._store.opened().writing() as connection:
            accounts.end(connection, token)
            audit.note(connection, self._clock(), account_id, Kind.SIGNED_OUT)

    def looked_at(self, name: str, password: str, environ: Mapping[str, Any]) -> tuple[Found | None, int]:
        """Return whose name and password these are, or None and the seconds to wait, 0 where they are wrong."""
        # These need SQLAlchemy and argon2.
        from quiz.store.staff import passwords

        called = known_as(name)
        wait = self._throttle.begin(called, environ)
        if wait:
            return None, wait
        found = self._named(name)
        # No transaction is open while a password is looked at: that takes a tenth of a second.
        is_right = passwords.is_right(password, found.password if found else None)
        # A wrong password is not noted: anybody could fill the record, and whose name exists would take a write longer.
        return (found if found is not None and is_right and found.account.is_active else None), 0

    def factor(self, account_id: int) -> Factor | None:
        """Return what an account has beside its password, or None."""
        from quiz.store.staff import factors

        with self._store.opened().reading() as connection:
            return factors.find(connection, account_id)

    def has_password(self, account_id: int) -> bool:
        """Say whether an account has a password here; who comes from elsewhere has none."""
        found = self._numbered(account_id)
        return found is not None and found.password != ""

    def took(self, connection: Any, account_id: int, code: str, paper: str = "") -> str:
        """Take a code, once and for all, and say of which kind it was; nothing where it is wrong or was taken."""
        from quiz.store.staff import factors

        factor = factors.find(connection, account_id)
        if factor is None:
            return ""
        if paper:
            digest = codes.digest_of(paper, self._secret, account_id)
            return "recovery code" if factors.take_recovery_code(connection, account_id, digest) else ""
        secret = codes.unseal(factor.sealed, self._secret, account_id)
        if secret is None:
            log.error("codes of account=%s were sealed under another secret; use quiz user reset-totp", account_id)
            return ""
        step = codes.step_of(secret, code, self._clock())
        is_taken = step is not None and factors.take_step(connection, account_id, factor.sealed, step)
        return "code" if is_taken else ""

    def took_either(self, connection: Any, account_id: int, typed: str) -> bool:
        """Take a code of the device, or one on paper, whichever was typed: who lost the device has no other."""
        return bool(self.took(connection, account_id, typed) or self.took(connection, account_id, "", typed))

    def code_wait(self, name: str, environ: Mapping[str, Any]) -> int:
        """Count a code that is about to be looked at; return the seconds to wait instead, where it has to."""
        return self._throttle.begin(name, environ, Step.CODE)

    def succeeded(self, name: str, environ: Mapping[str, Any]) -> None:
        """Forget what went wrong before, where both steps were proven."""
        self._throttle.succeeded(name, environ, BOTH)

    def _begin(
        self,
        found: Found,
        environ: Mapping[str, Any],
        way: str,
        password_hash: str,
        proven: tuple[Step, ...],
        ends_others: bool = False,
    ) -> Attempted:
        from quiz.store.staff import accounts, audit

        moment, account_id = self._clock(), found.account.id
        with self._store.opened().writing() as connection:
            token = accounts.begin(connection, found, moment, password_hash, ends_others)
            if token is None:
                return Attempted()
            audit.note(connection, moment, account_id, Kind.PASSWORD if ends_others else Kind.SIGNED_IN, way)
        browser = self._throttle.succeeded(found.account.name, environ, proven)
        # Nothing that was typed: somebody types a password where the name belongs.
        log.info("%s: account=%s", "password changed" if ends_others else "signed in", account_id)
        return Attempted(token, browser)

    def _note_refused(self, account_id: int) -> None:
        """Note that somebody knew the password, and not the code: whose account it is should hear of it."""
        from quiz.store.staff import audit

        audit.note_view(self._store.opened(), self._clock(), account_id, Kind.REFUSED, "code")

    def _renewed(self, found: Found, password: str) -> str:
        """Return the hash to keep: a newer one where the world moved on."""
        from quiz.store.staff import passwords

        return passwords.hash_of(password) if passwords.is_outdated(found.password) else found.password

    def _named(self, name: str) -> Found | None:
        from quiz.store.staff import accounts

        # No database is asked for a name that no account can have: it may hold what that cannot even compare.
        possible = possible_name(name)
        if possible is None:
            return None
        with self._store.opened().reading() as connection:
            return accounts.named(connection, possible)

    def _numbered(self, account_id: int) -> Found | None:
        from quiz.store.staff import accounts

        with self._store.opened().reading() as connection:
            return accounts.numbered(connection, account_id)


def _waiting(found: Found) -> Waiting:
    """Return somebody who has to show a code; another password makes another binding."""
    words = f"{found.account.id}\n{found.password}".encode()
    binding = blake2b(words, digest_size=16, person=b"quiz.waiting").hexdigest()
    return Waiting(found.account.id, found.account.name, binding)
