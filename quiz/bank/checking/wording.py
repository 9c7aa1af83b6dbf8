"""Texts that are legal but read badly: too wide for a phone, untidy, or without their question mark."""

from __future__ import annotations

import re
import unicodedata

from quiz.bank.findings import Notes, quote
from quiz.bank.tree import Kind, Node

WIDEST_STEM = 24
WIDEST_OPTION = 12
WIDEST_SHORT = 6
"""Full-width characters in Japanese: two lines of a stem, one line of an option, one row's label at 360 px."""
SHORTEST_WORD = 2
"""Characters; one of one stands in nearly every text."""
_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]+")
_WIDE_ASCII = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_CURLY = re.compile(r"[“”„‟＂].*[“”„‟＂]|[‘’＇].*[‘’＇]", re.DOTALL)
_MARKS = {"ja": ("？", ("？", "?")), "en": ("?", ("?",))}
_PLAIN = re.compile(r"[ -~\u3000-\u30ff\u4e00-\u9fff！（）：，～％]*")


def check_wording(document: Node, notes: Notes) -> None:
    """Warn of texts that a student would stumble over."""
    stems: dict[str, Node] = {}
    for item in document.listed("items"):
        _check_stem(item, stems, notes)
        for option in item.listed("options"):
            _check_width(option.fields.get("text"), WIDEST_OPTION, "option-wide", notes)
    for topic in document.listed("topics"):
        for word in topic.listed("words"):
            if isinstance(word.value, str) and len(unicodedata.normalize("NFKC", word.value)) < SHORTEST_WORD:
                notes.warn(word.line, word.path, "topic-word-short", word=quote(word.value))
    for area in document.listed("areas"):
        _check_width(area.fields.get("short"), WIDEST_SHORT, "short-wide", notes)
        if "evidence" not in area.fields and not area.is_refused and area.kind is Kind.RECORD:
            notes.warn(area.line, f"{area.path}/evidence", "no-evidence")


def width_of(text: str) -> int:
    """Return the width of a text in full-width characters, rounded up (Unicode TR 11; ambiguous ones are wide)."""
    halves = sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
    return (halves + 1) // 2


def _check_stem(item: Node, stems: dict[str, Node], notes: Notes) -> None:
    text = item.fields.get("text")
    if text is None:
        return
    _check_width(text, WIDEST_STEM, "stem-wide", notes)
    for language, (mark, marks) in _MARKS.items():
        words = text.word(language)
        if words is None:
            continue
        place = text.fields[language]
        if not words.endswith(marks):
            notes.warn(place.line, place.path, "no-question-mark", mark=mark)
        if words in stems:
            notes.warn(place.line, place.path, "same-stem", first=stems[words].label)
        stems.setdefault(words, item)


def _check_width(text: Node | None, most: int, code: str, notes: Notes) -> None:
    words = text.word("ja") if text is not None else None
    if text is None or words is None:
        return
    width = width_of(words)
    if width > most:
        place = text.fields["ja"]
        notes.warn(place.line, place.path, code, width=width, most=most)


def check_text(node: Node, text: str, notes: Notes) -> None:
    """Warn of spaces, letters and quotation marks in a text that were hardly meant."""
    if node.text == text and _PLAIN.fullmatch(text):
        return
    if node.text.strip("\n") != text:
        notes.warn(node.line, node.path, "edge-spaces")
    for pattern, code in ((_HALF_WIDTH_KANA, "half-width-kana"), (_WIDE_ASCII, "wide-digits-in-text")):
        found = pattern.search(text)
        if found:
            meant = unicodedata.normalize("NFKC", found[0])
            notes.warn(node.line, node.path, code, value=quote(found[0]), meant=quote(meant))
    if _CURLY.fullmatch(text):
        notes.warn(node.line, node.path, "quotes-in-text", value=text[0] + text[-1])
