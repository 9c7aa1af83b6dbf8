"""How those who work here sign in elsewhere, at an identity provider that speaks OpenID Connect."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from quiz.config.values import LOOPBACK, origin_of, stripped
from quiz.errors import SettingsError

DEFAULT_SCOPES = "openid profile email"
DEFAULT_CLAIM = "groups"
LARGEST_SECRET = 10_000
_SCOPE = re.compile(r"[!#-\[\]-~]+")
# A group's name may hold commas and equals signs, as those of a directory do; what follows the last one is the role.
_ONE_GROUP = re.compile(r"\s*(.+?)\s*=\s*(viewer|editor|admin|advisor:[\w.-]+)\s*(?:,|$)")
HOW = "write GROUP=ROLE, with commas, where a role is viewer, editor, admin, or advisor:ID"


@dataclass(frozen=True, slots=True)
class GroupRole:
    """What a group of the provider may do here; `advisor` is whom its members answer as, or empty."""

    group: str
    role: str
    advisor: str = ""


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The provider, what it knows us by, and what its groups may do here, the first that fits.

    `claim` names where it writes the groups of somebody; `name` is what the button calls it, or empty.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: str
    claim: str
    groups: tuple[GroupRole, ...]
    name: str


def single_sign_on(given: Mapping[str, str], public_url: str) -> SingleSignOn | None:
    """Return how to sign in elsewhere, or None where that is not wanted; SettingsError where something is missing."""
    issuer = given.get("oidc_issuer", "")
    if not issuer:
        left = sorted(name for name, value in given.items() if name.startswith("oidc_") and value)
        if left:
            raise SettingsError(f"{left[0]} is given without oidc_issuer, the address of the identity provider")
        return None
    if not given.get("oidc_client_id"):
        raise SettingsError("oidc_issuer is given without oidc_client_id; the provider says it where you register")
    if not public_url:
        raise SettingsError(
            "oidc_issuer is given without public_url; the provider has to know where people come back to"
        )
    if not given.get("oidc_groups"):
        raise SettingsError(f"oidc_issuer is given without oidc_groups, so nobody could sign in; {HOW}")
    return SingleSignOn(
        issuer=_issuer(issuer),
        client_id=given["oidc_client_id"],
        client_secret=_secret(given),
        scopes=_scopes(given.get("oidc_scopes") or DEFAULT_SCOPES),
        claim=given.get("oidc_claim") or DEFAULT_CLAIM,
        groups=_groups(given["oidc_groups"]),
        name=given.get("oidc_name", ""),
    )


def _issuer(url: str) -> str:
    """Return the address of a provider exactly as it calls itself: a slash at the end may belong to it or not."""
    origin = origin_of("/".join(url.split("/")[:3]), "oidc_issuer")
    parts = urlsplit(url)
    if parts.query or parts.fragment or not url.startswith(origin):
        raise SettingsError(f"oidc_issuer is {url!r}; write an address such as https://login.example.jp/realms/staff")
    if parts.scheme == "http" and not is_this_machine(url):
        raise SettingsError(f"oidc_issuer is {url!r}; it has to begin with https://, except on this very machine")
    return url


def is_this_machine(url: str) -> bool:
    """Say whether an address names this machine itself."""
    host = urlsplit(url).hostname or ""
    return host in LOOPBACK or f"[{host}]" in LOOPBACK


def _secret(given: Mapping[str, str]) -> str:
    secret, file = given.get("oidc_client_secret", ""), given.get("oidc_client_secret_file", "")
    if secret and file:
        raise SettingsError("oidc_client_secret and oidc_client_secret_file are both given; choose one")
    if not file:
        return secret
    try:
        with Path(file).open(encoding="utf-8") as opened:
            secret = stripped("oidc_client_secret", opened.read(LARGEST_SECRET))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingsError(f"oidc_client_secret_file {file} cannot be read ({reason})") from None
    if not secret:
        raise SettingsError(f"oidc_client_secret_file {file} is empty")
    return secret


def _scopes(written: str) -> str:
    scopes = written.split()
    if "openid" not in scopes or not all(_SCOPE.fullmatch(scope) for scope in scopes):
        raise SettingsError(f"oidc_scopes is {written!r}; write words with spaces, openid among them")
    return " ".join(dict.fromkeys(scopes))


def _groups(written: str) -> tuple[GroupRole, ...]:
    found, end = [], 0
    while end < len(written):
        match = _ONE_GROUP.match(written, end)
        if match is None:
            raise SettingsError(f"oidc_groups has {written[end:].strip()!r}; {HOW}")
        role, _, advisor = match[2].partition(":")
        found.append(GroupRole(match[1], role, advisor))
        end = match.end()
    return tuple(found)
