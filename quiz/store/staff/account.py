"""Who may sign in, as values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from quiz.advice.workflow import Role
from quiz.errors import AccountError

LONGEST_NAME = 64
LONGEST_TYPED = 500
"""Characters of a typed name that are read: no name needs as many, and comparing megabytes would take seconds."""
LEAST, MOST = 12, 200
"""Characters of a password. The upper bound keeps hashing cheap; no passphrase that anybody types comes near it."""
_NAME = re.compile(r"[\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Account:
    """One account; `advisor` is the id of the advisor that it answers as, or empty."""

    id: int
    name: str
    role: Role
    advisor: str
    is_active: bool
    created_utc: datetime


def known_as(name: str) -> str:
    """Return a name in the one form that is compared; capitals and full-width letters make no other account."""
    return unicodedata.normalize("NFKC", name[:LONGEST_TYPED]).strip().casefold()


def possible_name(name: str) -> str | None:
    """Return the stored form of a name, or None where no account can be called so."""
    known = known_as(name)
    return known if _NAME.fullmatch(known) and len(known) <= LONGEST_NAME else None


def new_name(name: str) -> str:
    """Return the stored form of a name for a new account; AccountError where none can be called so."""
    known = possible_name(name)
    if known is None:
        raise AccountError(f"{name!r} cannot be a name; write 1 to {LONGEST_NAME} letters, digits and . _ @ + -")
    return known
