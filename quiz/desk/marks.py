"""Marks inside a text: what may tell who the asker is, and what another editor changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from quiz.advice.hints import hints

MOST_PIECES = 4000
"""Comparing takes time that grows with the square; beyond this a text is shown as changed in whole."""
_SENTENCES = re.compile(r"[^。、．，！？!?\n ]*[。、．，！？!?\n ]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `kind` is empty, a kind of hint, or `changed`."""

    text: str
    kind: str = ""


def hinted(text: str) -> tuple[Piece, ...]:
    """Return a text in pieces, with what may tell who the asker is as pieces of their own."""
    pieces, last = [], 0
    for hint in hints(text):
        pieces += [Piece(text[last : hint.start]), Piece(hint.excerpt, hint.kind.value)]
        last = hint.end
    return tuple(piece for piece in [*pieces, Piece(text[last:])] if piece.text)


def paragraphs(pieces: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces of each paragraph of a text; an empty line ends one."""
    return tuple(tuple(part) for part in _paragraphs(pieces) if part)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    current: list[Piece] = []
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n\n")):
            if number:
                yield current
                current = []
            if part:
                current.append(Piece(part, piece.kind))
    yield current


def changed(mine: str, theirs: str) -> tuple[Piece, ...]:
    """Return their text in pieces, with what mine does not have as changed."""
    if len(mine) + len(theirs) > 2 * MOST_PIECES:
        return (Piece(theirs, "changed" if mine != theirs else ""),)
    before, after = _SENTENCES.findall(mine), _SENTENCES.findall(theirs)
    pieces: list[Piece] = []
    for kind, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        text = "".join(after[start:end])
        if text:
            pieces.append(Piece(text, "" if kind == "equal" else "changed"))
    return tuple(pieces)
