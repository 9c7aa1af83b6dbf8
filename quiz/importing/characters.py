"""Lines of a source, fit to be kept: cleaned as everywhere in the house, and what was taken out is told."""

from __future__ import annotations

import re

from quiz.advice.blocks import BULLETS
from quiz.advice.cleaning import cleaned_line
from quiz.bank.characters import refusal_of
from quiz.bank.findings import code_point

_FINE = re.compile(r"[\t\n\r -~\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]+")
_NEVER_SEEN = frozenset("\u00ad\u200b\ufeff\u2060")
"""Where a line may break, and the mark at the start of a file: whoever wrote the text never saw them."""
MOST_TOLD = 5


def clean_text(text: str, removed: dict[str, None]) -> str:
    """Return one line without what nobody can see; enter into `removed` the code points that somebody might miss."""
    if not _FINE.fullmatch(text):
        for character in _FINE.sub("", text):
            if refusal_of(character) not in (None, "private-character") and character not in _NEVER_SEEN:
                removed[code_point(character)] = None
    return cleaned_line(text)


def without_bullet(line: str) -> str:
    """Return a line without the marks that would make it the entry of a list when it is read again."""
    line = line.strip()
    while line.startswith(BULLETS) or line == "-":
        line = line.removeprefix("-").removeprefix("・").strip()
    return line


def told(removed: dict[str, None]) -> str:
    """Return the code points that were removed, as they stand in a finding."""
    return ", ".join(list(removed)[:MOST_TOLD]) + (", …" if len(removed) > MOST_TOLD else "")
