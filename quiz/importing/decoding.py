"""Bytes of a publisher's file as text, whichever of the encodings that are common in Japan they are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
JAPANESE = ("cp932", "euc_jp")
BINARY = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"SQLite format 3")
DECLARED = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932", "ms932"), "cp932"),
    **dict.fromkeys(("euc-jp", "euc_jp", "x-euc-jp", "eucjp"), "euc_jp"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
    "utf-16be": "utf-16-be",
}
"""What pages and feeds call encodings. Only these: the names come from strangers, and some codecs of Python unpack."""
_ORDINARY = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff、。「」ー！？（）]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}encoding\s*=|<meta[^>]{0,200}charset\s*=)\s*["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)


class NotText(Exception):
    """The bytes are in no known encoding; carries the line, from 1, near which they break, or 0 for no text at all."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of bytes; NotText where they are in no encoding that is known here.

    A mark at the start decides, then whether they are UTF-8, then what the page or its server says, then which Japanese
    encoding gives the most ordinary kana and kanji: EUC-JP is often legal Shift_JIS too, read as half-width katakana.
    """
    if data.startswith(BINARY):
        raise NotText(0)
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\x1b$" in data or b"\x1b(J" in data:
        return _strictly(data, "iso2022_jp_ext")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken_at = error.start
    for encoding in (declared, *_declared_in(data)):
        text = _attempt(data, DECLARED.get(encoding.lower(), ""))
        if text:
            return text
    best = max((_attempt(data, encoding) for encoding in JAPANESE), key=_plausibility)
    if not best or _plausibility(best) <= 0:
        raise NotText(data.count(b"\n", 0, broken_at) + 1)
    return best


def _declared_in(data: bytes) -> Iterator[str]:
    for found in _DECLARED.finditer(data[:2000]):
        yield found[1].decode("ascii")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(data.count(b"\n", 0, error.start) + 1) from None


def _attempt(data: bytes, encoding: str) -> str:
    """Return the text in an encoding; empty where there is none, or where it is not in it."""
    if not encoding:
        return ""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _plausibility(text: str) -> int:
    """Return how much a text looks like Japanese: ordinary characters count for it, half-width katakana against."""
    sample = text[:200_000]
    return len(_ORDINARY.findall(sample)) - len(_HALF_WIDTH.findall(sample))
