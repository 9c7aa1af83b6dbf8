"""An excerpt of a text around the first of the words that were looked for, with every one of them marked.

Words are compared normalised (`bigrams.normalise`), but what is shown is the text as it was written, so places are
mapped back. Ordinary characters stand in stretches in which each normalises to one, so that a page of results costs
little; what is composed, half-width or a ligature is taken cluster by cluster, and no cluster is ever cut.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from quiz.advice.bigrams import IGNORED_CHARACTERS, normalise
from quiz.advice.marks import marks

Pieces = tuple[tuple[str, bool], ...]
"""Stretches of text, each with whether it is a word that was looked for."""
Spans = Sequence[tuple[int, int]]

LENGTH = 90
"""Characters, about two lines and a half on a phone."""
ELLIPSIS = "…"

_SPACES = re.compile(r"\s+")
_RESTS = re.compile(r"[。！？!?、，,・」』）) ]+")
"""Where a reader can rest: a text is cut best behind these."""
_ORDINARY = r"\x20-\x7e\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uff01-\uff5e"
_JOINING = r"\uff9e\uff9f\u1160-\u11ff\u3131-\u318e\uffa0-\uffdc\U0001f3fb-\U0001f3ff"
"""What joins the character before it beside marks: voicing marks, Hangul letters and the colours of emoji."""


@cache
def _stretch() -> re.Pattern[str]:
    """Return the pattern of a stretch of ordinary characters (group 1) or of one cluster."""
    joining = f"[{marks()}{IGNORED_CHARACTERS}{_JOINING}]"
    cluster = rf"(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:\u200d.|{joining})*"
    return re.compile(rf"([{_ORDINARY}]+(?!{joining}))|{cluster}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text with its normalised form; of each character of this, where what it was made from starts and ends."""

    text: str
    normalised: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> Aligned:
        """Normalise a text stretch by stretch."""
        parts, starts, ends = list[str](), array("i"), array("i")
        for stretch in _stretch().finditer(text):
            first, last = stretch.span()
            parts.append(normalise(stretch[0]))
            if stretch[1]:
                starts.extend(range(first, last))
                ends.extend(range(first + 1, last + 1))
            else:
                starts.extend([first] * len(parts[-1]))
                ends.extend([last] * len(parts[-1]))
        return cls(text, "".join(parts), starts, ends)

    def border_from(self, place: int) -> int:
        """Return the first place at or behind one at which no cluster is cut."""
        at = bisect_left(self.starts, place)
        return self.starts[at] if at < len(self.starts) else len(self.text)

    def border_to(self, place: int) -> int:
        """Return the last place at or before one at which no cluster is cut."""
        at = bisect_right(self.starts, place)
        return self.starts[at - 1] if at and place < len(self.text) else place

    def spans_of(self, words: Iterable[str]) -> Spans:
        """Return where words, normalised, stand in the text; those that overlap or touch are one."""
        longest_first = sorted(filter(None, words), key=len, reverse=True)
        if not longest_first:
            return ()
        # A look-ahead finds those too that begin within another.
        pattern = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))")
        spans: list[tuple[int, int]] = []
        for found in pattern.finditer(self.normalised):
            start, end = self.starts[found.start(1)], self.ends[found.end(1) - 1]
            if spans and start <= spans[-1][1]:
                start, end = spans[-1][0], max(end, spans.pop()[1])
            spans.append((start, end))
        return spans


def excerpt(text: str, words: Iterable[str], length: int = LENGTH) -> Pieces:
    """Return about `length` characters of a text around the first of words, which are normalised.

    Its beginning where none of them is in it. White space, also between paragraphs, becomes one space.
    """
    text = _SPACES.sub(" ", text).strip()
    aligned = Aligned.of(text)
    spans = aligned.spans_of(words)
    first, last = _window(aligned, spans, length)
    pieces = [(ELLIPSIS if first else "", False)]
    place = first
    for start, end in spans:
        if first <= start and end <= last:
            pieces += [(text[place:start], False), (text[start:end], True)]
            place = end
    pieces += [(text[place:last], False), (ELLIPSIS if last < len(text) else "", False)]
    return _joined(pieces)


def _window(aligned: Aligned, spans: Spans, length: int) -> tuple[int, int]:
    """Return where the excerpt begins, up to a third of it before the first span, and where it ends."""
    text = aligned.text
    if len(text) <= length:
        return 0, len(text)
    start, end = spans[0] if spans else (0, 0)
    # Near the end, the room that nothing follows into is given to what comes before.
    first = _beginning(aligned, min(start - length // 3, len(text) - length), start)
    last = max(first + length, end)
    if last >= len(text):
        return first, len(text)
    return first, _end(aligned, max(end, last - length // 3), last, spans)


def _beginning(aligned: Aligned, least: int, most: int) -> int:
    """Return the first place between two that lies behind a rest, or else between clusters."""
    if least <= 0:
        return 0
    rest = _RESTS.search(aligned.text, least - 1, most)
    return rest.end() if rest else min(aligned.border_from(least), most)


def _end(aligned: Aligned, least: int, most: int, spans: Spans) -> int:
    """Return the last place between two that lies behind a rest, or else between clusters; never within a span."""
    rests = [rest.end() for rest in _RESTS.finditer(aligned.text, least, most)]
    last = rests[-1] if rests else max(aligned.border_to(most), least)
    last = next((end for start, end in spans if start < last < end), last)
    return last - 1 if aligned.text[last - 1] == " " else last


def _joined(pieces: Iterable[tuple[str, bool]]) -> Pieces:
    """Return the pieces that say something, neighbours of one kind as one."""
    joined: list[tuple[str, bool]] = []
    for piece, is_match in pieces:
        if piece and joined and joined[-1][1] == is_match:
            joined[-1] = (joined[-1][0] + piece, is_match)
        elif piece:
            joined.append((piece, is_match))
    return tuple(joined)
