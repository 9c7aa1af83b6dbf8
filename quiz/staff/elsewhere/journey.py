"""The way to a provider and back: the authorization code flow with PKCE, a state and a nonce.

Nothing is kept here meanwhile. The browser keeps, in a cookie for this one way, a random word that is signed, when it
was made, and where to go afterwards. State, nonce and the secret of PKCE are made of that word under this deployment's
secret: whoever comes back has to have the cookie of the browser that went, and reading it gives nothing away.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote

from quiz.clock import Clock, now
from quiz.config import SingleSignOn
from quiz.staff.elsewhere.asking import ask
from quiz.staff.elsewhere.faults import Elsewhere, Fault
from quiz.staff.elsewhere.people import groups_of
from quiz.staff.elsewhere.proof import Expected, proven
from quiz.staff.elsewhere.provider import BASIC, NONE, POST, Metadata, Provider
from quiz.web.csrf import FormTokens, Guard, Refused

BACK = "/staff/sso/back"
"""Where a provider sends people back to; it has to know the whole address."""
LASTS = timedelta(minutes=15)
"""Long enough to look for a phone, and for a password that has to be renewed at the provider."""
LONGEST_CODE = 4_096
LONGEST_TRAVELLED = 2_000


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send a browser, and what it has to keep until it is back."""

    address: str
    kept: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who is back: the provider's own name for them, all that it says of them, and where they want to go."""

    subject: str
    claims: Mapping[str, Any]
    groups: tuple[str, ...]
    next: str
    language: str


AT_ONCE = BoundedSemaphore(6)
"""Threads that wait for a provider are missing where students are served: further ones are turned away."""


class Journey:
    """The ways of one deployment to its provider."""

    def __init__(
        self, sign_on: SingleSignOn, public_url: str, secret: bytes, tokens: FormTokens, clock: Clock = now
    ) -> None:
        self.provider = Provider(sign_on.issuer, clock)
        self._sign_on = sign_on
        self._back = public_url + BACK
        self._secret = secret
        self._tokens = tokens
        self._clock = clock

    def depart(self, next_address: str, language: str) -> Departure:
        """Begin; Elsewhere where the provider cannot be asked."""
        # Authlib brings cryptography along, which only they need who sign in.
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        with _a_turn():
            metadata = self.provider.metadata()
        goal = _packed(language, next_address)
        guard = self._guard(goal)
        token = guard.token()
        word = guard.read(token).digest
        address = prepare_grant_uri(
            metadata.authorization,
            self._sign_on.client_id,
            "code",
            self._back,
            self._sign_on.scopes,
            self._derived("state", word),
            nonce=self._derived("nonce", word),
            code_challenge=create_s256_code_challenge(self._derived("verifier", word)),
            code_challenge_method="S256",
            ui_locales=language,
        )
        return Departure(address, f"{token}~{goal}")

    def arrive(self, kept: str, told: Mapping[str, str]) -> Arrival:
        """Return who came back, as the provider proves it; Elsewhere where anything does not hold."""
        with _a_turn():
            return self._arrived(kept, told)

    def _arrived(self, kept: str, told: Mapping[str, str]) -> Arrival:
        word, language, next_address = self._recognised(kept, told.get("state", ""))
        metadata = self.provider.metadata()
        # Another provider's answer must not pass for this one's (RFC 9207).
        if told.get("iss", "" if metadata.names_itself else self._sign_on.issuer) != self._sign_on.issuer:
            raise Elsewhere(Fault.DOUBTFUL, "the answer names another provider")
        if "error" in told:
            is_no = told["error"] in ("access_denied", "interaction_required", "login_required", "consent_required")
            raise Elsewhere(Fault.CANCELLED if is_no else Fault.AWAY, f"the provider says {told['error'][:100]!r}")
        code = told.get("code", "")
        if not 0 < len(code) <= LONGEST_CODE:
            raise Elsewhere(Fault.DOUBTFUL, "the answer has no code")
        given = self._redeemed(metadata, code, self._derived("verifier", word))
        access_token = _text(given.get("access_token"))
        expected = Expected(self._sign_on.client_id, self._derived("nonce", word), access_token, self._clock())
        claims = proven(_text(given.get("id_token")), self.provider, expected)
        groups = groups_of(claims, self._sign_on.claim)
        if groups is None:
            claims = {**self._told_besides(metadata, claims["sub"], access_token), **claims}
            groups = groups_of(claims, self._sign_on.claim) or ()
        return Arrival(claims["sub"], claims, groups, next_address, language)

    def _recognised(self, kept: str, state: str) -> tuple[bytes, str, str]:
        """Return the word of a way, its language and its goal; Elsewhere where this browser went on no such way."""
        token, _, goal = kept.partition("~")
        if not kept or len(kept) > LONGEST_TRAVELLED:
            raise Elsewhere(Fault.AGAIN, "the browser brings nothing back")
        try:
            word = self._guard(goal).read(token).digest
        except Refused as refusal:
            raise Elsewhere(Fault.AGAIN, f"what the browser kept is {refusal.reason}") from None
        if not hmac.compare_digest(state.encode("utf-8", "replace"), self._derived("state", word).encode()):
            raise Elsewhere(Fault.AGAIN, "the state is that of another way")
        return (word, *_unpacked(goal))

    def _redeemed(self, metadata: Metadata, code: str, verifier: str) -> dict[str, Any]:
        """Give a code back for what it stands for."""
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": verifier,
        }
        headers: dict[str, str] = {}
        way = _way(self._sign_on.client_secret, metadata.ways)
        if way == BASIC:
            # Encoded like a form first (RFC 6749, section 2.3.1), which Authlib leaves out.
            pair = f"{quote(self._sign_on.client_id, '')}:{quote(self._sign_on.client_secret, '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
        else:
            fields["client_id"] = self._sign_on.client_id
        if way == POST:
            fields["client_secret"] = self._sign_on.client_secret
        status, given = ask(metadata.token, fields, headers)
        if status != 200:
            said = str(given.get("error", ""))[:100]
            # A code that was given back before, or too late, or by another, is no good: from the beginning it goes.
            fault = Fault.AGAIN if said == "invalid_grant" else Fault.AWAY
            raise Elsewhere(fault, f"{metadata.token}: status {status} {said!r}")
        return given

    def _told_besides(self, metadata: Metadata, subject: str, access_token: str) -> Mapping[str, Any]:
        """Return what the provider tells of somebody beside the ID token."""
        if not metadata.userinfo or not access_token:
            return {}
        status, told = ask(metadata.userinfo, headers={"Authorization": f"Bearer {access_token}"})
        if status != 200 or told.get("sub") != subject:
            raise Elsewhere(Fault.DOUBTFUL, f"{metadata.userinfo}: status {status}, or of somebody else")
        return told

    def _guard(self, goal: str) -> Guard:
        return self._tokens.guard("sso", "", goal, LASTS)

    def _derived(self, purpose: str, word: bytes) -> str:
        made = blake2b(purpose.encode() + b"\n" + word, key=self._secret, digest_size=32, person=b"quiz.elsewhere")
        return base64.urlsafe_b64encode(made.digest()).rstrip(b"=").decode("ascii")


@contextmanager
def _a_turn() -> Iterator[None]:
    if not AT_ONCE.acquire(blocking=False):
        raise Elsewhere(Fault.AWAY, "too many wait for the provider just now")
    try:
        yield
    finally:
        AT_ONCE.release()


def _way(client_secret: str, ways: tuple[str, ...]) -> str:
    """Return how to prove to a provider who we are: as it wants, the first way where both will do."""
    if not client_secret:
        return NONE
    return POST if POST in ways and BASIC not in ways else BASIC


def _packed(language: str, next_address: str) -> str:
    """Return a goal in letters that a cookie may have."""
    return base64.urlsafe_b64encode(f"{language} {next_address}".encode()).rstrip(b"=").decode("ascii")


def _unpacked(goal: str) -> tuple[str, str]:
    try:
        language, _, next_address = base64.urlsafe_b64decode(goal + "=" * (-len(goal) % 4)).decode().partition(" ")
    except (binascii.Error, ValueError):
        return "ja", ""
    return language, next_address


def _text(value: object) -> str:
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""
