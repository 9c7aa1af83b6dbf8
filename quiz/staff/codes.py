"""Codes from somebody's device (RFC 6238), and codes on paper for who lost it.

Neither can be read from the database alone: what makes the codes is sealed under this deployment's secret, and of those
on paper only a hash under it is kept.
"""

from __future__ import annotations

import base64
import hmac
import io
import secrets
import unicodedata
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECONDS = 30
DRIFT = 1
"""Steps before and after the present one whose codes are taken too: clocks differ, and typing takes a while."""
DIGITS = 6
SECRET_BYTES = 20
MOST_TYPED = 40
PAPERS = 10
PAPER_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None of them looks like another."""
PAPER_LENGTH = 10
"""49 bits: more than anybody guesses through a page, and without the secret the hashes say nothing."""
NONCE_BYTES = 12


def secret_of(key: bytes, account: int, word: bytes) -> str:
    """Return what makes the codes of a device that is being set up: the same for the same form, so nothing is kept."""
    made = blake2b(b"%d\n%b" % (account, word), key=key, digest_size=SECRET_BYTES, person=b"quiz.device")
    return base64.b32encode(made.digest()).decode("ascii")


def seal(secret: str, key: bytes, account: int) -> bytes:
    """Return what makes codes as the database keeps it; for another account it opens no more."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + _lock(key).encrypt(nonce, secret.encode("ascii"), b"%d" % account)


def unseal(sealed: bytes, key: bytes, account: int) -> str | None:
    """Return what makes codes, or None where it was sealed under another secret."""
    from cryptography.exceptions import InvalidTag

    try:
        return _lock(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], b"%d" % account).decode("ascii")
    except InvalidTag:
        return None


def step_of(secret: str, code: str, moment: datetime) -> int | None:
    """Return the time step that a code belongs to, or None where it fits none of these minutes."""
    from pyotp import TOTP

    typed = _typed(code)
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdecimal()):
        return None
    maker, present = TOTP(secret, digits=DIGITS, interval=SECONDS), int(moment.timestamp()) // SECONDS
    steps = range(present - DRIFT, present + DRIFT + 1)
    fits = [step for step in steps if hmac.compare_digest(maker.generate_otp(step), typed)]
    return fits[0] if fits else None


def picture_of(secret: str, account: str, issuer: str) -> str:
    """Return what a device reads with its camera, as a picture of data."""
    import segno
    from pyotp import TOTP

    address = TOTP(secret, digits=DIGITS, interval=SECONDS).provisioning_uri(name=account, issuer_name=issuer)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode('ascii')}"


def spaced(secret: str) -> str:
    """Return what makes codes in groups of four, to be typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def papers() -> tuple[str, ...]:
    """Make codes to be written down."""
    made = ("".join(secrets.choice(PAPER_LETTERS) for _ in range(PAPER_LENGTH)) for _ in range(PAPERS))
    return tuple(f"{one[:5]}-{one[5:]}" for one in made)


def digest_of(paper: str, key: bytes, account: int) -> bytes:
    """Return what is kept of a code on paper; hyphens, blanks and capitals make no other."""
    plain = _typed(paper).casefold()
    words = b"%d\n%b" % (account, plain.encode("utf-8", "replace"))
    return blake2b(words, key=key, digest_size=32, person=b"quiz.paper").digest()


def _typed(code: str) -> str:
    """Return a code as it was meant: without what stands between its letters, whichever keyboard it came from."""
    normal = unicodedata.normalize("NFKC", code[:MOST_TYPED])
    return "".join(character for character in normal if not character.isspace() and character not in "-‐‑–—ー−")


def _lock(key: bytes) -> AESGCM:
    # Cryptography takes as long to import as half of a start.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(blake2b(key=key, digest_size=32, person=b"quiz.seal").digest())
