"""What a provider says of somebody, in our words: what their groups may do here, and what to call them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quiz.config.single_sign_on import GroupRole
from quiz.store.staff.account import LONGEST_NAME, known_as, possible_name

MOST_GROUPS = 2_000
"""In a directory somebody may be in hundreds."""


def groups_of(claims: Mapping[str, Any], claim: str) -> tuple[str, ...] | None:
    """Return the groups that a claim holds, or None where there is no such claim; dots lead inside others."""
    found: object = claims.get(claim)
    if found is None:
        found = claims
        for part in claim.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return (found,)
    if not isinstance(found, list):
        return None
    return tuple(one for one in found[:MOST_GROUPS] if isinstance(one, str))


def role_of(groups: Sequence[str], known: Sequence[GroupRole]) -> GroupRole | None:
    """Return what somebody may do: the first that is known of their groups, in the order of the settings."""
    return next((one for one in known if one.group in groups), None)


def name_of(claims: Mapping[str, Any]) -> str:
    """Return what to call somebody for whom an account is made: as at the provider, else by their mail address."""
    for claim in ("preferred_username", "email", "upn", "name"):
        written = claims.get(claim)
        if isinstance(written, str):
            name = possible_name(written) or possible_name(_plain(written))
            if name:
                return name
    return "member"


def numbered(name: str, number: int) -> str:
    """Return a name for one of several who are called the same: the first has it as it is."""
    tail = "" if number == 1 else f"-{number}"
    return f"{name[: LONGEST_NAME - len(tail)]}{tail}"


def _plain(written: str) -> str:
    """Return a name without what no name of an account may have: blanks become hyphens, the rest is left out."""
    kept = "".join(character if character.isalnum() or character in ".@+-_" else "-" for character in known_as(written))
    return kept.strip("-")[:LONGEST_NAME]
