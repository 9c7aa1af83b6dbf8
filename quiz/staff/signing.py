"""The acts behind the pages: sign in, sign out, change a password. What looks at a password is throttled."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quiz.clock import Clock, now
from quiz.store.handle import StoreHandle
from quiz.store.staff.account import known_as, possible_name
from quiz.web.throttle import Throttle

log = logging.getLogger("quiz.staff")


@dataclass(frozen=True, slots=True)
class Attempted:
    """How it went: the token of a new sign-in, or the seconds to wait, or neither where the password is wrong."""

    token: str = ""
    wait: int = 0


class Signing:
    """Passwords of one deployment; StoreError where the database is away."""

    def __init__(self, store: StoreHandle, throttle: Throttle, clock: Clock = now) -> None:
        self._store = store
        self._throttle = throttle
        self._clock = clock

    def sign_in(self, name: str, password: str, environ: Mapping[str, Any]) -> Attempted:
        """Sign somebody in by name and password; a name that does not exist is answered like a wrong password."""
        return self._attempt(name, password, environ, None)

    def change(self, name: str, password: str, new_password: str, environ: Mapping[str, Any]) -> Attempted:
        """Change a password, which ends every sign-in of the account, and sign in anew."""
        return self._attempt(name, password, environ, new_password)

    def sign_out(self, token: str) -> None:
        """End a sign-in."""
        from quiz.store.staff import accounts

        with self._store.opened().writing() as connection:
            accounts.end(connection, token)

    def _attempt(self, name: str, password: str, environ: Mapping[str, Any], new_password: str | None) -> Attempted:
        # These need SQLAlchemy and argon2, and only this act needs them.
        from quiz.store.staff import accounts, passwords

        called = known_as(name)
        wait = self._throttle.begin(called, environ)
        if wait:
            return Attempted(wait=wait)
        found = self._named(name)
        # No transaction is open while a password is looked at: that takes a tenth of a second.
        is_right = passwords.is_right(password, found.password if found else None)
        if found is None or not is_right or not found.account.is_active:
            return Attempted()
        fresh = new_password or (password if passwords.is_outdated(found.password) else None)
        fresh_hash = passwords.hash_of(fresh) if fresh else found.password
        with self._store.opened().writing() as connection:
            token = accounts.begin(connection, found, self._clock(), fresh_hash, ends_others=new_password is not None)
        if token is None:
            return Attempted()
        self._throttle.succeeded(called, environ)
        # Nothing that was typed: somebody types a password where the name belongs.
        log.info("%s: account=%s", "password changed" if new_password else "signed in", found.account.id)
        return Attempted(token)

    def _named(self, name: str) -> Any:
        from quiz.store.staff import accounts

        # No database is asked for a name that no account can have: it may hold what that cannot even compare.
        possible = possible_name(name)
        if possible is None:
            return None
        with self._store.opened().reading() as connection:
            return accounts.named(connection, possible)
