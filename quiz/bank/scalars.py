"""What an unquoted word means under the core rules of YAML 1.2, and what was meant by one that slipped.

PyYAML would resolve by YAML 1.1, where `no` is false, `010` is eight and `1:30` is ninety.
"""

from __future__ import annotations

import re
import unicodedata

from quiz.bank.model import Text

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_OWN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_SLIPPED_FLAGS = {
    **dict.fromkeys(("yes", "y", "on", "1", "はい", "真", "○", "t"), "true"),
    **dict.fromkeys(("no", "n", "off", "0", "いいえ", "偽", "×", "f"), "false"),
}
TRUE_OR_FALSE = Text("真偽の値", "true or false")
NUMBER = Text("数", "a number")


def kind_of_word(word: str) -> Text | None:
    """Return what an unquoted word is where it is no string, or None for a string."""
    if word in _FLAGS:
        return TRUE_OR_FALSE
    return NUMBER if _INTEGER.fullmatch(word) or _FLOAT.fullmatch(word) else None


def flag_of(word: str) -> bool | None:
    """Return the boolean that a word is, or None."""
    return _FLAGS.get(word)


def meant_flag(word: str) -> str | None:
    """Return the boolean that somebody meant by yes, no, on, off and the like, or None."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return folded if folded in ("true", "false") else _SLIPPED_FLAGS.get(folded)


def whole_of(word: str) -> int | None:
    """Return the whole number that a word is, or None; 010, +1, 0x1 and 1_000 mean different things to tools."""
    return int(word) if _OWN_INTEGER.fullmatch(word) else None


def meant_whole(word: str) -> int | None:
    """Return the whole number that somebody meant by １, 010, 1_000, 1,000, 1.0, 1点 and the like, or None."""
    folded = re.sub(r"[_,\s]", "", unicodedata.normalize("NFKC", word))
    found = re.fullmatch(r"([-+]?)0*([0-9]{1,9})(?:\.0*)?(?:点|秒|points?|pt|s)?", folded)
    return int(found[1].replace("+", "") + found[2]) if found else None


def has_wide_digits(word: str) -> bool:
    """Say whether a word has digits that are not ASCII."""
    return any(character.isdigit() and not character.isascii() for character in word)
