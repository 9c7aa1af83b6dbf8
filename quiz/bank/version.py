"""The version of a bank: eight characters that change when its meaning does.

Two digests are taken. The *meaning* covers ids, points, weights, membership, cut score, bands and standard
errors. The *version* covers the meaning and the wording of every item and option, because a reworded question
is another question. An author who only mended a typing error says so with `revision: {of: <version>}`; scores
of both are then compared, and the store refuses the claim where the meanings differ.
Texts of the result (strengths, next steps, messages) change neither: they say the same thing better.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from quiz.bank.model import Band, Form, Item

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o or u, so that a code survives being read aloud."""
VERSION_LENGTH = 8


def meaning_of(bank_id: str, cut: int, forms: Iterable[Form], bands: Iterable[Band], items: Iterable[Item]) -> str:
    """Return the digest of everything that decides a score."""
    return _digest(
        [
            bank_id,
            cut,
            [[form.id, form.standard_error] for form in forms],
            [[band.id, band.first, band.last] for band in bands],
            [[i.id, i.area, list(i.forms), i.weight, [[o.id, o.points] for o in i.options]] for i in items],
        ]
    )


def version_of(meaning: str, items: Iterable[Item]) -> str:
    """Return the digest of a meaning together with the words in which it is asked."""
    return _digest([meaning, [[i.text.ja, i.text.en, [[o.text.ja, o.text.en] for o in i.options]] for i in items]])


def is_version(text: str) -> bool:
    """Say whether a text has the shape of a version; what has not was never used, and need not be looked for."""
    return len(text) == VERSION_LENGTH and all(character in ALPHABET for character in text)


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(canonical.encode("utf-8")).digest()[:5], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -5, -5))
