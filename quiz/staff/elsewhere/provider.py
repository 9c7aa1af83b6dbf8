"""What a provider tells about itself: where to go, and the keys that it signs with. It is kept for a while.

Keys are asked for again where one is not known: providers change them without a word. But not at once again, since
whoever sends tokens with invented keys would have us ask without end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quiz.clock import Clock, now
from quiz.config.single_sign_on import is_this_machine
from quiz.staff.elsewhere.asking import ask
from quiz.staff.elsewhere.faults import Elsewhere, Fault

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

KEPT = timedelta(hours=1)
LEAST_BETWEEN = timedelta(seconds=30)
BASIC, POST, NONE = "client_secret_basic", "client_secret_post", "none"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Where a provider does what; `names_itself` where its answers always say who it is."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    ways: tuple[str, ...]
    names_itself: bool


class Provider:
    """One provider, safe to share between threads."""

    def __init__(self, issuer: str, clock: Clock = now) -> None:
        self.issuer = issuer
        self._clock = clock
        self._asking = Lock()
        self._metadata: tuple[Metadata, datetime] | None = None
        self._keys: tuple[KeySet, datetime] | None = None

    def metadata(self) -> Metadata:
        """Return what it tells; Elsewhere where it cannot be asked and never was."""
        with self._asking:
            kept, moment = self._metadata, self._clock()
            if kept is not None and moment - kept[1] < KEPT:
                return kept[0]
            try:
                fresh = self._discovered()
            except Elsewhere:
                # What it told before holds until it tells something else.
                if kept is None:
                    raise
                fresh = kept[0]
            self._metadata = fresh, moment
            return fresh

    def keys(self, is_missing_one: bool = False) -> KeySet:
        """Return the keys that it signs with; asked for anew where one is missing, unless that was just done."""
        address = self.metadata().keys
        with self._asking:
            kept, moment = self._keys, self._clock()
            lasts = LEAST_BETWEEN if is_missing_one else KEPT
            if kept is not None and moment - kept[1] < lasts:
                return kept[0]
            status, content = ask(address)
            if status != 200:
                raise Elsewhere(Fault.AWAY, f"{address}: status {status}")
            fresh = _key_set(content)
            self._keys = fresh, moment
            return fresh

    def _discovered(self) -> Metadata:
        url = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        status, told = ask(url)
        if status != 200:
            raise Elsewhere(Fault.AWAY, f"{url}: status {status}")
        # It has to be the one that was meant, or another could speak for it.
        if told.get("issuer") != self.issuer:
            raise Elsewhere(Fault.AWAY, f"{url}: issuer is {str(told.get('issuer'))[:200]!r}, not {self.issuer!r}")
        ways = told.get("token_endpoint_auth_methods_supported")
        return Metadata(
            authorization=self._address(told, "authorization_endpoint"),
            token=self._address(told, "token_endpoint"),
            keys=self._address(told, "jwks_uri"),
            userinfo=self._address(told, "userinfo_endpoint") if told.get("userinfo_endpoint") else "",
            # Without a word it is the first way (OpenID Connect Discovery 1.0, section 3).
            ways=tuple(way for way in ways if isinstance(way, str)) if isinstance(ways, list) else (BASIC,),
            names_itself=told.get("authorization_response_iss_parameter_supported") is True,
        )

    def _address(self, told: dict[str, Any], name: str) -> str:
        """Return an address that it tells: over TLS, or on this very machine where it is itself there."""
        address = told.get(name)
        if isinstance(address, str) and address.isprintable() and self._is_safe(address):
            return address
        raise Elsewhere(Fault.AWAY, f"{self.issuer}: {name} is {str(address)[:200]!r}")

    def _is_safe(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        is_ours = is_this_machine(address) and is_this_machine(self.issuer)
        return bool(parts.hostname) and not parts.fragment and (parts.scheme == "https" or is_ours)


def _key_set(content: dict[str, Any]) -> KeySet:
    """Return those keys of a list that signatures can be checked with; others may be of a kind still to come."""
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, KeySet

    listed = content.get("keys")
    keys = []
    for one in listed if isinstance(listed, list) else []:
        # A shared key in a public list would let everybody sign.
        if not isinstance(one, dict) or one.get("use", "sig") != "sig" or one.get("kty") not in ("RSA", "EC", "OKP"):
            continue
        try:
            keys.append(JWKRegistry.import_key(one))
        except (JoseError, ValueError, TypeError, KeyError):
            continue
    if not keys:
        raise Elsewhere(Fault.AWAY, "the list of keys has none that signatures can be checked with")
    return KeySet(keys)
