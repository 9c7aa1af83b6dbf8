"""Text that people and files bring, made fit to be kept and shown; nothing that can be read is lost.

Half-width katakana are widened, since they are the same letters in a shape that few fonts draw well. All else stays
as it was written (NFC, not NFKC): full-width digits and circled numbers were somebody's choice.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quiz.advice.marks import with_few_marks
from quiz.bank.characters import refusal_of

UNREADABLE = "\ufffd"
_UNUSUAL = re.compile(r"[^\n -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]+")
_BREAKS = re.compile(r"\r\n|[\r\v\f]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]+")
_MANY_BREAKS = re.compile(r"\n{3,}")
_JOINED = re.compile(r"\u200d.?|[\U0001f3fb-\U0001f3ff]", re.DOTALL)
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]{2}")


def cleaned(text: str) -> str:
    """Return a text of several lines without what nobody can see.

    Control characters, bidi controls and hidden ones go; every kind of line break becomes a newline, more than one
    empty line becomes one, and lines lose the space around them. A lone surrogate becomes U+FFFD, so that it is seen.
    Of a heap of marks on one character thirty stay.
    """
    visible = _UNUSUAL.sub(_visible_run, _BREAKS.sub("\n", text))
    wide = _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run[0]), visible)
    # Composing may take a mark apart into two.
    composed = with_few_marks(unicodedata.normalize("NFC", with_few_marks(wide)))
    lines = "\n".join(line.strip() for line in composed.split("\n"))
    return _MANY_BREAKS.sub("\n\n", lines).strip("\n")


def cleaned_line(text: str) -> str:
    """Return a text of one line, cleaned; line breaks and runs of spaces in it become one space."""
    return " ".join(cleaned(text).split())


def length_of(text: str) -> int:
    """Count the characters of a cleaned text as a reader does: marks, skin tones, joined emoji and flags count once.

    The entry form's script counts by the same rule (`quiz/static/ask.js`); a test compares them.
    """
    single = _FLAG.sub("f", _JOINED.sub("", text))
    return sum(unicodedata.category(character)[0] != "M" for character in single)


def _visible_run(run: re.Match[str]) -> str:
    return "".join(_visible(character) for character in run[0])


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    """Return what is kept of a character."""
    if character == "\t":
        return " "
    match refusal_of(character):
        case "line-separator":
            return "\n"
        case "broken-character":
            return UNREADABLE
        case None | "private-character":
            return character
    return ""
