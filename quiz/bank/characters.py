"""Characters that must not stand in a file, and full-width slips in its punctuation, named with their line."""

from __future__ import annotations

import re
import unicodedata

from quiz.bank.findings import Notes, code_point

_LINE_END = re.compile(r"\r\n|\n|\r")
_ORDINARY = re.compile(r"[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]+")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_SEPARATORS = frozenset("\x85\u2028\u2029")
_EMOJI_JOINERS = frozenset("\u200d\ufe0e\ufe0f")

_SUSPICIOUS = re.compile("[：\u3000\u00a0｛［\t]|^ *[＃－ー―‐−–—]")
_WIDE_INDENT = re.compile(r"[ \t]*[\u3000\u00a0][\s\u3000]*\S")
_TAB_INDENT = re.compile(r" *\t\s*[^\s#]")
_WIDE_HASH = re.compile(r"[ \t]*＃")
_WIDE_DASH = re.compile(r" *([－ー―‐−–—])[ \u3000]*[A-Za-z]")
_BRACKETS = {"｛": "{", "［": "["}


def split_lines(text: str) -> list[str]:
    """Return the lines as YAML counts them once that its rarer line separators are refused."""
    return _LINE_END.split(text)


def check_characters(lines: list[str], notes: Notes) -> bool:
    """Note characters that must not stand anywhere; return whether the text may be given to the parser."""
    fine = True
    for number, line in enumerate(lines, start=1):
        if _ORDINARY.fullmatch(line):
            continue
        for character in dict.fromkeys(_ORDINARY.sub("", line)):
            code = refusal_of(character)
            if code:
                notes.error(number, "", code, character=code_point(character))
                fine = False
    return fine


def refusal_of(character: str) -> str | None:
    """Return the code of the finding that a character deserves wherever it stands, or None."""
    if character in _BIDI:
        return "bidi-character"
    if character in _LINE_SEPARATORS:
        return "line-separator"
    category = unicodedata.category(character)
    if category == "Cc":
        return None if character in "\t\n\r" else "control-character"
    if category == "Cf" or character in ("\u3164", "\u115f", "\u1160"):
        return None if character in _EMOJI_JOINERS else "hidden-character"
    if category == "Cs" or character == "\ufffd" or _is_noncharacter(ord(character)):
        return "broken-character"
    return "private-character" if category == "Co" else None


def _is_noncharacter(number: int) -> bool:
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF


def check_punctuation(lines: list[str], keys: frozenset[str], notes: Notes) -> frozenset[int]:
    """Note tabs, full-width spaces, colons, dashes and brackets where YAML needs ordinary ones; return their lines."""
    words = "|".join(sorted(keys, key=len, reverse=True))
    wide_colon = re.compile(rf"(?:^[ \t]*(?:- *)?|[{{,] *)({words})[ \u3000]*：")
    wide_value = re.compile(rf"(?:^[ \t]*(?:- *)?|[{{,] *)({words}):(?:([\u3000\u00a0])| +([｛［]))")
    slipped: set[int] = set()
    for number, line in enumerate(lines, start=1):
        if not _SUSPICIOUS.search(line):
            continue
        before = len(slipped)
        slipped |= {number} if _check_line_start(number, line, notes) else set()
        for found in wide_colon.finditer(line):
            notes.error(number, found[1], "wide-colon", key=found[1])
            slipped.add(number)
        for found in wide_value.finditer(line) if len(slipped) == before else ():
            _note_value(number, found, notes)
            slipped.add(number)
    return frozenset(slipped)


def _note_value(number: int, found: re.Match[str], notes: Notes) -> None:
    key, space, bracket = found.groups()
    if space:
        notes.error(number, key, "wide-space", key=key)
    else:
        notes.error(number, key, "wide-bracket", key=key, character=bracket, meant=_BRACKETS[bracket])


def _check_line_start(number: int, line: str, notes: Notes) -> bool:
    if _WIDE_INDENT.match(line):
        notes.error(number, "", "wide-indent")
    elif _TAB_INDENT.match(line):
        notes.error(number, "", "tab-indent")
    elif _WIDE_HASH.match(line):
        notes.error(number, "", "wide-hash")
    elif found := _WIDE_DASH.match(line):
        notes.error(number, "", "wide-dash", character=found[1])
    else:
        return False
    return True
