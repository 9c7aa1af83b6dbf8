"""What names a record: its key in the source, and from it an id that may stand in an address."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from hashlib import blake2b

LONGEST_SLUG = 24
LONGEST_ORIGIN = 48
_HOST = re.compile(r"^[a-z][a-z0-9+.-]*:(?://[^/]*)?", re.IGNORECASE)
_SLUG = re.compile(r"[^a-z0-9]+")
_ORIGIN = re.compile(r"[^a-z0-9.]+")


def hash_of(*parts: str) -> str:
    """Return 12 characters that are the same for the same parts only; 60 bits, so that none of a million meet."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return b32encode(digest).decode("ascii").lower()[:12]


def id_for(kind: str, origin: str, key: str) -> str:
    """Return an id that only this key of this origin has: readable where the key is, and always with a hash."""
    readable = unicodedata.normalize("NFKC", _HOST.sub("", key)).lower()
    slug = _SLUG.sub("-", readable)[-LONGEST_SLUG:].strip("-")
    head = slug if slug[:1].isalpha() else f"{kind}-{slug}".strip("-")
    return f"{head}-{hash_of(kind, origin, key)}"


def origin_named(name: str) -> str:
    """Return a name as the store keeps a source by: short, lower case, of letters, digits, dots and dashes."""
    slug = _ORIGIN.sub("-", unicodedata.normalize("NFKC", name).lower()).strip("-.")
    is_whole = slug and name.isascii() and len(slug) <= LONGEST_ORIGIN
    return slug if is_whole else f"{slug[: LONGEST_ORIGIN - 7]}-{hash_of(name)[:6]}".strip("-.")
