"""All tables of a page as one workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quiz.staff.exporting.export import Export, Value, lay_out
from quiz.staff.exporting.files import codebook_of, rows_of
from quiz.staff.exporting.words import ABOUT, CODEBOOK, CODEBOOK_HEADS, EMPTY, NOTE

LONGEST_SHEET_NAME = 31
FORBIDDEN_IN_SHEET_NAMES = str.maketrans("", "", "[]:*?/\\'")
NARROWEST, WIDEST = 8, 60
"""Characters of a column; a Japanese one is as wide as two."""
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook knows no zones.
"""When a workbook without a day was made: the same figures give the same bytes."""
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_of(export: Export, language: str) -> bytes:
    """Return the workbook as XLSX: what was looked at in front, a sheet a table, and the codebook behind."""
    # XlsxWriter is needed here only.
    import xlsxwriter

    notes = [(NOTE[language], table.note[language]) for table in export.tables if table.note[language]]
    about = [(label[language], value[language]) for label, value in export.about]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, PLAIN) as book:
        book.set_properties({"title": export.title[language], "created": _made(export)})
        sheets = _Sheets(book)
        sheets.add(ABOUT[language], [(export.title[language],), *about, *notes, ("", EMPTY[language])])
        for table in export.tables:
            columns = lay_out(table, language)
            sheets.add(table.title[language], [[column.title for column in columns], *rows_of(columns)])
        heads = [head[language] for head in CODEBOOK_HEADS]
        sheets.add(CODEBOOK[language], [heads, *codebook_of(export, language)])
    return out.getvalue()


def _made(export: Export) -> datetime:
    """Return the day up to which figures go, not the moment of asking: the same figures give the same bytes."""
    return datetime.fromisoformat(export.through) if export.through else LONG_AGO


class _Sheets:
    """Adds sheets to a workbook, each under a name of its own."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._names: set[str] = set()
        self._bold, self._wrapped = (
            book.add_format({"bold": True}),
            book.add_format({"text_wrap": True, "valign": "top"}),
        )

    def add(self, title: str, rows: Sequence[Sequence[Value]]) -> None:
        sheet = self._book.add_worksheet(self._name(title))
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, place, value, self._wrapped if line else self._bold)
                elif isinstance(value, bool):
                    sheet.write_boolean(line, place, value)
                elif value is not None:
                    sheet.write_number(line, place, value)
        for place in range(max(map(len, rows))):
            longest = max(len(str(row[place])) for row in rows if place < len(row))
            sheet.set_column(place, place, min(max(NARROWEST, 2 * longest), WIDEST))

    def _name(self, title: str) -> str:
        """Return a name that a workbook allows, and that no sheet has yet."""
        plain = title.translate(FORBIDDEN_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME] or "–"
        name, number = plain, 2
        while name.casefold() in self._names:
            ending = f" {number}"
            name, number = plain[: LONGEST_SHEET_NAME - len(ending)] + ending, number + 1
        self._names.add(name.casefold())
        return name
