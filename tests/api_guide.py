"""The examples of docs/guide/api.md, as somebody copies them.

examples("python", address)     every block of a language, made to ask the server at an address
"""

from __future__ import annotations

import re

from tests.factories import ROOT

GUIDE = ROOT / "docs" / "guide" / "api.md"
WRITTEN = "https://shindan.example.jp"
LANGUAGES = ("sh", "python", "js")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def languages() -> set[str]:
    """Return the languages of all blocks."""
    return {language for language, _ in _BLOCK.findall(GUIDE.read_text(encoding="utf-8"))}


def examples(language: str, address: str) -> list[str]:
    """Return the blocks of a language in their order."""
    blocks = _BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    return [block.replace(WRITTEN, address) for kind, block in blocks if kind == language]
