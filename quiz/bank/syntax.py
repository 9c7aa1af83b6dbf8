"""What the YAML parser's trouble means to a person, and how to find the next one.

A parser stops at its first trouble. To name several at once, the file is cut where a new top-level key or a
new entry of a list begins, and each piece is parsed alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from quiz.bank.findings import Notes, quote

FEW = 5
"""So many broken pieces may be slips; where more than half of a longer text is broken, it is something else."""
_NO_SPACE = re.compile(r"^\s*(?:- +)?([A-Za-z_]+):(?![\s/]|$)")
_KEYED = re.compile(r"^\s*(?:- +)*[A-Za-z_]+:(?: |$)")
_NO_KEY = re.compile(r"^\s*(?:- +)*:(?: |$)")
_CLOSERS = {"{": "}", "[": "]"}
_TAIL = re.compile(r"""(?:: |- |[\[{,] *)("[^"]*"|'[^']*') *[^\s,\]}:#]""")
_PIECE = re.compile(r"^[^\s#\-\]}]")


class Trouble(NamedTuple):
    """Where the parser stopped, lines and columns from 0, and what it said; `context_line` is -1 where it said none."""

    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int = -1
    context_column: int = 0


class Slip(NamedTuple):
    """A trouble understood: the line from 0, the message's code and its fields."""

    line: int
    code: str
    fields: dict[str, str]


def explain(trouble: Trouble, lines: list[str]) -> Slip:
    """Return what was probably mistyped, and on which line."""
    for guess in _GUESSES:
        slip = guess(trouble, lines)
        if slip:
            return slip._replace(line=min(slip.line, len(lines) - 1))
    return Slip(min(trouble.line, len(lines) - 1), "syntax-other", {"problem": quote(trouble.problem)})


def note_troubles(
    trouble: Trouble, lines: list[str], parse: Callable[[str], Trouble | None], known: frozenset[int], notes: Notes
) -> None:
    """Note the slip behind every trouble that can be told apart, except on lines (from 1) with a known cause."""
    slips: dict[int, Slip] = {}
    blamed = False
    for first, slip in _piece_slips(lines, parse):
        slips.setdefault(slip.line, slip)
        # An earlier piece may have led the parser astray until here.
        blamed = blamed or first <= max(trouble.line, trouble.context_line)
    if not blamed:
        whole = explain(trouble, lines)
        slips.setdefault(whole.line, whole)
    for line, slip in slips.items():
        # A full-width slip or a tab often stops the parser on its own line or the next.
        if line + 1 not in known and line not in known:
            notes.error(line + 1, _key_on(lines[line]), slip.code, **slip.fields)


def _piece_slips(lines: list[str], parse: Callable[[str], Trouble | None]) -> list[tuple[int, Slip]]:
    """Return the slip of each broken piece with the line where the piece begins; none where the text is no YAML."""
    found = []
    pieces = _pieces(lines)
    for first, end in pieces if len(pieces) > 1 else []:
        trouble = parse("\n".join(lines[first:end]))
        if trouble is not None:
            slip = explain(trouble, lines[first:end])
            found.append((first, slip._replace(line=slip.line + first)))
    is_yaml = len(found) <= max(FEW, len(pieces) // 2)
    return found if is_yaml else []


def _pieces(lines: list[str]) -> list[tuple[int, int]]:
    """Return where top-level keys, and the entries of their outermost lists, begin and end."""
    starts: list[int] = []
    dash: str | None = None
    for number, line in enumerate(lines):
        if _PIECE.match(line):
            starts.append(number)
            dash = None
            continue
        entry = re.match(r" *- ", line)
        if entry and dash is None:
            dash = entry[0]
        if entry and entry[0] == dash:
            starts.append(number)
    return list(pairwise([*starts, len(lines)]))


def _key_on(line: str) -> str:
    found = re.match(r"\s*(?:- +)?([A-Za-z_][A-Za-z0-9_]*) *:", line)
    return found[1] if found else ""


def _line(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _open_quote(trouble: Trouble, lines: list[str]) -> Slip | None:
    """Blame the opening quotation mark, also where the next text's mark closed it and the rest made no sense."""
    if "quoted scalar" in trouble.context and ("end of stream" in trouble.problem or "document" in trouble.problem):
        mark = _line(lines, trouble.context_line)[trouble.context_column : trouble.context_column + 1]
        odd = _odd_quotes(lines, trouble.context_line, mark)
        return Slip(trouble.context_line if odd is None else odd, "quote-open", {"quote": mark or '"'})
    if "escape" in trouble.problem:
        return None
    for mark in ('"', "'"):
        line = _odd_quotes(lines, trouble.line, mark)
        if line is not None:
            return Slip(line, "quote-open", {"quote": mark})
    return None


def _odd_quotes(lines: list[str], last: int, mark: str) -> int | None:
    """Return the nearest of the last four lines where a value begins with a mark that is never closed."""
    if not mark:
        return None
    begins = re.compile(rf"(?:: +|- +|[\[{{,] *){mark}")
    for line in range(last, max(-1, last - 4), -1):
        if _line(lines, line).count(mark) % 2 and begins.search(_line(lines, line)):
            return line
    return None


def _no_space(trouble: Trouble, lines: list[str]) -> Slip | None:
    """Blame `key:value`, which reads as one word and spoils what follows."""
    for line in (trouble.context_line, trouble.line, trouble.line - 1):
        found = _NO_SPACE.match(_line(lines, line))
        if found and line >= 0:
            return Slip(line, "colon-space", {"key": found[1]})
    return None


def _quote_tail(trouble: Trouble, lines: list[str]) -> Slip | None:
    return Slip(trouble.line, "quote-tail", {}) if _TAIL.search(_line(lines, trouble.line)) else None


def _mapping_value(trouble: Trouble, lines: list[str]) -> Slip | None:
    if "mapping values are not allowed" not in trouble.problem:
        return None
    before = _line(lines, trouble.line)[: trouble.column]
    return Slip(trouble.line, "inner-colon" if ": " in before else "indent", {})


def _flow(trouble: Trouble, lines: list[str]) -> Slip | None:
    if "flow" not in trouble.context:
        return None
    bracket = _line(lines, trouble.context_line)[trouble.context_column : trouble.context_column + 1]
    closer = _CLOSERS.get(bracket)
    rest = _line(lines, trouble.context_line)[trouble.context_column :]
    if closer and " #" in rest:
        return Slip(trouble.context_line, "inner-comment", {})
    if closer and rest.count(bracket) > rest.count(closer):
        return Slip(trouble.context_line, "bracket-open", {"bracket": bracket, "meant": closer})
    return Slip(trouble.line, "flow-comma", {})


def _end_of_file(trouble: Trouble, lines: list[str]) -> Slip | None:
    """Blame the last bracket that is left open where the parser came to the end without understanding."""
    if trouble.line < len(lines) - 1 or "node content" not in trouble.problem:
        return None
    for line in range(len(lines) - 1, -1, -1):
        for bracket, closer in _CLOSERS.items():
            if lines[line].count(bracket) > lines[line].count(closer):
                return Slip(line, "bracket-open", {"bracket": bracket, "meant": closer})
    return None


def _no_key(trouble: Trouble, lines: list[str]) -> Slip | None:
    return Slip(trouble.line, "complex-key", {}) if _NO_KEY.match(_line(lines, trouble.line)) else None


def _key_scan(trouble: Trouble, lines: list[str]) -> Slip | None:
    if "expected ':'" not in trouble.problem:
        return None
    return Slip(trouble.context_line if trouble.context_line >= 0 else trouble.line, "no-colon", {})


def _first_character(trouble: Trouble, lines: list[str]) -> Slip | None:
    character = _line(lines, trouble.line)[trouble.column : trouble.column + 1]
    if "alias" in trouble.context or "anchor" in trouble.context:
        return Slip(trouble.line, "start-character", {"character": "*" if "alias" in trouble.context else "&"})
    if "cannot start any token" not in trouble.problem:
        return None
    if character == "\t":
        return Slip(trouble.line, "tab-indent", {})
    return Slip(trouble.line, "start-character", {"character": character})


def _by_words(trouble: Trouble, lines: list[str]) -> Slip | None:
    said = f"{trouble.context} {trouble.problem}"
    if "escape" in said:
        return Slip(trouble.line, "escape", {})
    if "block scalar" in said and "indentation" not in said.replace("indentation indicators", ""):
        return Slip(trouble.line, "block-header", {})
    if "tag" in said:
        return Slip(trouble.line, "tag", {"tag": "!"})
    if "directive" in said:
        return Slip(trouble.line, "directive", {})
    if "node content" in said:
        character = _line(lines, trouble.line)[trouble.column : trouble.column + 1]
        return Slip(trouble.line, "bracket-stray", {"character": character or "}"})
    if "document start" in said:
        return Slip(trouble.line, "no-colon" if not _KEYED.match(_line(lines, trouble.line)) else "indent", {})
    block = "expected key" in said or "expected <block end>" in said or "'-' indicator" in said
    return Slip(trouble.line, "indent", {}) if block else None


_GUESSES = (
    _first_character,
    _open_quote,
    _no_space,
    _quote_tail,
    _mapping_value,
    _flow,
    _end_of_file,
    _no_key,
    _key_scan,
    _by_words,
)
