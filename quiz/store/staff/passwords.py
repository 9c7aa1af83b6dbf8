"""Passwords: what may be one, and their hashes.

A password is long and not one of the commonest; nothing else makes it safer (NIST SP 800-63B, section 3.1.1.2). It is
compared after NFKC, since a Japanese keyboard writes the same letters full-width and half-width.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from quiz.errors import StoreError
from quiz.store.staff.account import LEAST, MOST

AT_ONCE = BoundedSemaphore(2)
"""A hash takes 64 MB and a tenth of a second: many at once would leave a small machine nothing for the students."""
IN_LINE = BoundedSemaphore(8)
"""Further ones are turned away: threads that wait here are missing where students are served."""
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$vA2Mz0KWalBMUE0F6HQpZg$ZK7eGOyg53nbrLT+/osLCdfLb69Prda2vuiRqau5JAc"
"""The hash for names that do not exist, so that they take as long as others; a test holds it to today's parameters."""
ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)
"""What hands and heads run along."""
COMMONEST = frozenset(
    [
        "password1234",
        "password12345",
        "password123456",
        "password1234567",
        "password12345678",
        "password123456789",
        "passwordpassword",
        "password2024",
        "password2025",
        "password2026",
        "passw0rd1234",
        "p@ssw0rd1234",
        "p@ssword1234",
        "mypassword123",
        "changeme1234",
        "changemenow1",
        "letmein12345",
        "letmeinplease",
        "welcome12345",
        "welcome123456",
        "administrator",
        "administrator1",
        "admin1234567",
        "admin12345678",
        "adminadmin123",
        "root12345678",
        "iloveyou1234",
        "iloveyou12345",
        "iloveyouforever",
        "qwerty123456",
        "qwerty1234567",
        "qwerty12345678",
        "qwertyqwerty",
        "qwerty654321",
        "asdfghjkl123",
        "zxcvbnm12345",
        "abcd12345678",
        "abc123456789",
        "abcdef123456",
        "a1b2c3d4e5f6",
        "1q2w3e4r5t6y",
        "1q2w3e4r5t6y7u",
        "123qweasdzxc",
        "123456qwerty",
        "123456789abc",
        "123456password",
        "147258369147",
        "159753159753",
        "112233445566",
        "111222333444",
        "987654321000",
        "sunshine1234",
        "princess1234",
        "football1234",
        "baseball1234",
        "superman1234",
        "dragon123456",
        "monkey123456",
        "trustno12345",
        "correcthorsebatterystaple",
        "sakurasakura",
        "arigatou1234",
        "nihongo12345",
        "tokyo1234567",
        "pokemon12345",
        "doraemon1234",
        "konnichiwa123",
        "mensetsuryoku",
        "mensetsu1234",
    ]
)


def fault_of(password: str, name: str = "") -> str:
    """Say why a text cannot be the password of an account: `short`, `long`, `characters`, `common`; empty if it can."""
    # What is too long is only known to be that: to normalise it may take seconds.
    normal = unicodedata.normalize("NFKC", password[: MOST + 1])
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in normal):
        return "characters"
    if len(normal) < LEAST:
        return "short"
    if len(password) > MOST or len(normal) > MOST:
        return "long"
    return "common" if _is_common(normal.casefold(), name) else ""


def hash_of(password: str) -> str:
    """Hash a password that has no fault; StoreError where too many are waiting."""
    with _a_turn():
        return _hasher().hash(unicodedata.normalize("NFKC", password))


def is_right(password: str, kept: str | None) -> bool:
    """Say whether a password is the one that was hashed; as slow where there is no hash to compare with.

    StoreError where too many are waiting.
    """
    normal = unicodedata.normalize("NFKC", password[: MOST + 1])
    is_possible = bool(kept) and len(password) <= MOST
    try:
        with _a_turn():
            _hasher().verify(kept if is_possible and kept else NOBODYS, normal.encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False
    return is_possible


def is_outdated(kept: str) -> bool:
    """Say whether a hash was made with other parameters than today's."""
    return _hasher().check_needs_rehash(kept)


def generated() -> str:
    """Make a password: 20 letters and digits in groups of five, of which none looks like another; 98 bits."""
    groups = ("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(5)) for _ in range(4))
    return "-".join(groups)


@contextmanager
def _a_turn() -> Iterator[None]:
    if not IN_LINE.acquire(blocking=False):
        raise StoreError("too many passwords are looked at just now")
    try:
        with AT_ONCE:
            yield
    finally:
        IN_LINE.release()


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106, second recommended option; the library moves it on when the world does.
    return PasswordHasher()


def _is_common(password: str, name: str) -> bool:
    if password in COMMONEST or (name and password == (name * MOST)[: len(password)]):
        return True
    if any(password == (password[:unit] * MOST)[: len(password)] for unit in range(1, 5)):
        return True
    runs = [row * (MOST // len(row) + 2) for row in ROWS]
    return any(password in run or password[::-1] in run for run in runs)
