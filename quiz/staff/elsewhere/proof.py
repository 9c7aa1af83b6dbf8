"""Who somebody is, as their provider has signed it: every claim of an ID token that has to hold does.

OpenID Connect Core 1.0, section 3.1.3.7. The signature and the claims are checked by joserfc and Authlib; what they are
held to is said here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from quiz.staff.elsewhere.faults import Elsewhere, Fault
from quiz.staff.elsewhere.provider import Provider

if TYPE_CHECKING:
    from joserfc.jwk import KeySet
    from joserfc.jwt import Token

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
"""Those with a key of the provider's own. `none` is none of them, nor what is signed with a secret that two know."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
LONGEST_SUBJECT = 255
LONGEST_TOKEN = 64 * 1024


@dataclass(frozen=True, slots=True)
class Expected:
    """What an ID token has to say."""

    client_id: str
    nonce: str
    access_token: str
    moment: datetime


def proven(id_token: str, provider: Provider, expected: Expected) -> dict[str, Any]:
    """Return the claims of an ID token; Elsewhere where anything about it does not hold."""
    from authlib.oidc.core import CodeIDToken
    from joserfc.errors import JoseError

    if not id_token or len(id_token) > LONGEST_TOKEN:
        raise Elsewhere(Fault.DOUBTFUL, "the ID token is missing or too long")
    token = _verified(id_token, provider)
    claims = CodeIDToken(
        token.claims,
        token.header,
        {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": expected.client_id},
        },
        {"nonce": expected.nonce, "client_id": expected.client_id, "access_token": expected.access_token},
    )
    try:
        claims.validate(int(expected.moment.timestamp()), LEEWAY)
    except (JoseError, ValueError, TypeError) as error:
        raise Elsewhere(Fault.DOUBTFUL, f"the ID token's claims: {error}") from None
    subject = claims["sub"]
    if not isinstance(subject, str) or not subject.isprintable() or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Elsewhere(Fault.DOUBTFUL, "the ID token names nobody")
    return dict(claims)


def _verified(id_token: str, provider: Provider) -> Token:
    """Return what is signed with a key of the provider; with one that it uses since a moment ago, too."""
    try:
        return _opened(id_token, provider.keys())
    except Elsewhere:
        return _opened(id_token, provider.keys(is_missing_one=True))


def _opened(id_token: str, keys: KeySet) -> Token:
    from joserfc import jwt
    from joserfc.errors import JoseError

    try:
        return jwt.decode(id_token, keys, algorithms=ALGORITHMS)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Elsewhere(Fault.DOUBTFUL, f"the ID token's signature: {type(error).__name__} {error}") from None
