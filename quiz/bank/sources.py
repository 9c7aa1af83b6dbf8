"""From a path to text: whether the file can be read at all, and in which encoding it was saved."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

LARGEST_FILE = 1_000_000
"""Bytes. The shipped bank has 28,000; one of 500 items about 600,000."""

_UTF16_32 = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"\x89PNG", b"SQLite format 3")
_JAPANESE = {"cp932": "Shift_JIS（CP932）", "euc_jp": "EUC-JP"}


class Refused(Exception):
    """The file cannot be read as text; carries the line, from 1, and the message's code and fields."""

    def __init__(self, code: str, line: int = 1, **fields: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.fields = fields


def read_bytes(path: Path) -> bytes:
    """Return what a regular file holds; Refused where it cannot be had. Never more than the limit is read."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refused("file-folder")
        if not stat.S_ISREG(mode):
            # A pipe or device could block or never end.
            raise Refused("file-special")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Refused("file-missing") from None
    except (OSError, ValueError) as error:
        raise Refused("file-unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    return data


def decode(data: bytes) -> str:
    """Return the text of UTF-8 bytes, without a byte order mark; Refused with the suspected encoding otherwise."""
    if len(data) > LARGEST_FILE:
        raise Refused("file-huge", size=len(data), limit=LARGEST_FILE)
    if data.startswith(_DOCUMENTS):
        raise Refused("file-binary")
    for mark, name in _UTF16_32.items():
        if data.startswith(mark):
            raise Refused("encoding-other", encoding=name)
    if data.count(0) * 4 > len(data) > 0:
        raise Refused("encoding-other", encoding="UTF-16")
    if b"\x1b$" in data:
        raise Refused("encoding-other", _line_at(data, data.index(b"\x1b$")), encoding="ISO-2022-JP（JIS）")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _suspicion(data, error.start) from None
    if not text.strip(" \t\r\n\u3000"):
        raise Refused("file-empty")
    return text


def _suspicion(data: bytes, place: int) -> Refused:
    """Say which encoding the bytes are in, or where what is UTF-8 for the rest is broken."""
    high = sum(byte > 0x7F for byte in data)
    broken = data.decode("utf-8", errors="replace").count("\ufffd")
    encoding = None if broken * 2 < high else _japanese_encoding(data)
    line = _line_at(data, place)
    return Refused("encoding-other", line, encoding=encoding) if encoding else Refused("encoding-broken", line)


def _japanese_encoding(data: bytes) -> str | None:
    """Return the Japanese encoding that gives the most ordinary kana and kanji.

    EUC-JP bytes are often legal Shift_JIS too, but then read as half-width katakana, which do not count.
    """
    best, most = None, 0
    for encoding, name in _JAPANESE.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        ordinary = sum("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" for c in text)
        if ordinary > most:
            best, most = name, ordinary
    return best


def _line_at(data: bytes, place: int) -> int:
    before = data[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1
