"""Break Japanese headings at phrases, in browsers too that cannot do it themselves."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from budoux import Parser

FIRST_KANA = "\u3040"


@lru_cache(maxsize=4096)
def phrased(text: str) -> Markup:
    """Return a short text with a break opportunity (`wbr`) between its phrases.

    Texts of banks and titles of consultations repeat: each is analysed once a process, never per request.
    The style sheet forbids every other break with `word-break: keep-all` (class `p`).
    """
    if not any(character >= FIRST_KANA for character in text):
        return escape(text)
    return Markup("<wbr>").join(_parser().parse(text))


@cache
def _parser() -> Parser:
    # The start does not wait for it: the first page that has Japanese text loads it, in some 5 ms.
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()
