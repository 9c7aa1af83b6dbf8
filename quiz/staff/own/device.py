"""The acts of a second step: begin it with a device, make new codes on paper, and end it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quiz.clock import Clock
from quiz.staff import codes
from quiz.staff.own.forms import OFF, ON
from quiz.staff.signing import Signing
from quiz.store.handle import StoreHandle
from quiz.store.staff.audited import Kind

if TYPE_CHECKING:
    from quiz.store.staff.accounts import Found


@dataclass(frozen=True, slots=True)
class Done:
    """How it went: which field was wrong, or the seconds to wait; else new codes on paper, and a new sign-in."""

    wrong: str = ""
    wait: int = 0
    papers: tuple[str, ...] = ()
    token: str = ""


class Devices:
    """The second steps of one deployment; StoreError where the database is away."""

    def __init__(self, store: StoreHandle, signing: Signing, secret: bytes, clock: Clock) -> None:
        self._store = store
        self._signing = signing
        self._secret = secret
        self._clock = clock

    def secret_for(self, account_id: int, word: bytes) -> str:
        """Return what makes the codes of a device that is being set up by one form."""
        return codes.secret_of(self._secret, account_id, word)

    def do(self, act: str, name: str, password: str, code: str, word: bytes, environ: Mapping[str, Any]) -> Done:
        """Do one of the acts, for who knows the password and shows a code; both are throttled as at the door.

        Whoever finds a browser signed in can neither turn it on, which would shut out its owner, nor off.
        """
        found, wait = self._signing.looked_at(name, password, environ)
        if found is None:
            return Done(wrong="" if wait else "current_password", wait=wait)
        wait = self._signing.code_wait(found.account.name, environ)
        if wait:
            return Done(wait=wait)
        papers = () if act == OFF else codes.papers()
        done = self._done(act, found, code, word, papers)
        if not done.wrong:
            self._signing.succeeded(found.account.name, environ)
        return done

    def _done(self, act: str, found: Found, code: str, word: bytes, papers: tuple[str, ...]) -> Done:
        from quiz.store.staff import accounts, audit, factors

        moment, account_id = self._clock(), found.account.id
        with self._store.opened().writing() as connection:
            is_right = self._is_shown(connection, act, found, code, word)
            if not is_right:
                return Done(wrong="code")
            if act == OFF:
                factors.end(connection, account_id)
            else:
                digests = [codes.digest_of(paper, self._secret, account_id) for paper in papers]
                factors.write_down(connection, account_id, digests)
            audit.note(connection, moment, account_id, Kind.FACTOR, act)
            # Sign-ins that began by the password alone end where that is not enough any more.
            token = accounts.begin(connection, found, moment, found.password, True) if act == ON else ""
        return Done(papers=papers, token=token or "")

    def _is_shown(self, connection: Any, act: str, found: Found, code: str, word: bytes) -> bool:
        if act == ON:
            return self._begun(connection, found, code, word)
        return self._signing.took_either(connection, found.account.id, code)

    def _begun(self, connection: Any, found: Found, code: str, word: bytes) -> bool:
        from quiz.store.staff import factors

        account_id, moment = found.account.id, self._clock()
        secret = self.secret_for(account_id, word)
        step = codes.step_of(secret, code, moment)
        if step is None or factors.find(connection, account_id) is not None:
            return False
        factors.begin(connection, account_id, codes.seal(secret, self._secret, account_id), step, moment)
        return True
