"""Combining marks: which characters they are, and how many of them one character may carry.

Python sorts the marks of one character in a time that grows with the square of their number, and keeps every other
thread waiting meanwhile: a megabyte of them takes half a minute. So they are bounded before a text is normalised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby

MOST = 30
"""Marks on one character: more than any script writes, and as many as Unicode allows in its stream-safe format."""
_MAYBE_MARKS = re.compile(rf"[^\w\s]{{{MOST + 1}}}")


@cache
def marks() -> str:
    """Return the combining marks as the inside of a character class: `\\w` has none, but scripts write vowels so.

    Made when first needed, because to look through the planes takes 10 ms; of ranges, because a class of single
    characters beyond the first plane is ten times slower.
    """
    points = (point for point in range(0x300, 0x1F000) if unicodedata.category(chr(point))[0] == "M")
    ranges = (list(group) for _, group in groupby(enumerate(points), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(first[0][1])}-{chr(first[-1][1])}" for first in ranges)


@cache
def _too_many() -> re.Pattern[str]:
    return re.compile(rf"([{marks()}]{{{MOST}}})[{marks()}]+")


def with_few_marks(text: str) -> str:
    """Return a text in which no character carries more marks than can be read."""
    return _too_many().sub(r"\1", text) if _MAYBE_MARKS.search(text) else text
