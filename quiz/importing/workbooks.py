"""Excel workbooks as rows. Nothing is unpacked before the directory of the archive was checked.

A directory may lie, and the parser believes the archive; so what the parser opens is an archive written here, of
parts that were unpacked within limits and whose checksums are right. It also sets aside memory for every cell between
the first and the last that is named, so their places are looked at before.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from quiz.importing.drafts import Draft
from quiz.importing.findings import Findings
from quiz.importing.tables import read_table

LARGEST_UNPACKED = 60_000_000
HIGHEST_RATIO = 200
MOST_PARTS = 2_000
MOST_CELLS = 3_000_000
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,4})([0-9]{1,10})["']""")
_NEEDED = re.compile(r"(?:xl/.*\.(?:xml|rels|bin)|_rels/\.rels|\[Content_Types\]\.xml)", re.IGNORECASE)
_NEEDLESS = re.compile(r"xl/(?:media|drawings|charts|theme|printerSettings|externalLinks|comments)", re.IGNORECASE)


class _Refused(Exception):
    """The workbook is not read; carries the message's code and how large it would become."""

    def __init__(self, code: str, size: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.size = size


def read_workbook(data: bytes, place: str, findings: Findings) -> list[Draft]:
    """Return the questions of the first visible sheet that has anything in it."""
    try:
        packed = _repacked(data)
        name, rows = _first_sheet(packed)
    except _Refused as refused:
        findings.add(place, "", refused.code, size=refused.size)
        return []
    return read_table(((f"{place}[{name}]:{number}", cells) for number, cells in rows), place, findings)


def _repacked(data: bytes) -> bytes:
    """Return the archive written anew from its checked parts, without compression."""
    fresh = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(fresh, "w") as copy:
            parts = archive.infolist()
            _check_sizes(parts, len(data))
            for part in parts:
                if _NEEDED.fullmatch(part.filename) and not _NEEDLESS.match(part.filename):
                    content = archive.read(part)
                    _check_places(content)
                    copy.writestr(part.filename, content)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        # RuntimeError is how zipfile says that a part is encrypted.
        raise _Refused("workbook") from None
    return fresh.getvalue()


def _check_sizes(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or unpacked > HIGHEST_RATIO * size or len(parts) > MOST_PARTS:
        raise _Refused("workbook-bomb", unpacked)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _Refused("workbook")


def _check_places(content: bytes) -> None:
    """Refuse a part whose named cells span more than can be read."""
    rows, columns = 1, 1
    for found in _CELL.finditer(content):
        rows = max(rows, int(found[2]))
        columns = max(columns, _column(found[1]))
    if rows * columns > MOST_CELLS:
        raise _Refused("workbook-bomb", rows * columns)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _first_sheet(packed: bytes) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed)) as workbook:
            visible = [one.name for one in workbook.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            for name in visible:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.height:
                    first = sheet.start[0] + 1 if sheet.start else 1
                    rows = [[_word(cell) for cell in row] for row in sheet.to_python()]
                    return name, enumerate(rows, start=first)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        # A panic in the parser is no Exception; for whoever imports it is a broken file like any other.
        raise _Refused("workbook") from None
    return "", iter(())


def _word(cell: object) -> str:
    """Return a cell as it reads: whole numbers without a point, days as in 2025-04-18."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
