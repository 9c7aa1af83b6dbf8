"""The files that a page of figures offers: all that it shows as a workbook or JSON, each table as CSV or Parquet.

A file has the address of its page with `as` behind it, and a table's name where it holds one table alone. So whatever
decides what a page shows decides what its files hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from quiz.bank.model import Text
from quiz.figures.sheet import Sheet
from quiz.figures.words import ABOUT
from quiz.staff.exporting.export import Export
from quiz.staff.exporting.files import codebook_csv_of, csv_of, json_of, parquet_of
from quiz.staff.exporting.words import PRACTICE, PRACTICE_NOTE
from quiz.staff.exporting.workbook import workbook_of

CSV = "text/csv; charset=utf-8"
WHOLE: Mapping[str, tuple[str, str, Callable[[Export, str], bytes]]] = {
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_of),
    "json": ("json", "application/json", json_of),
    "codebook": ("csv", CSV, codebook_csv_of),
}
"""What holds a whole page: the ending of the file, its type, and who makes it."""
SINGLE = ("csv", "parquet")
PARQUET = "application/vnd.apache.parquet"


@dataclass(frozen=True, slots=True)
class File:
    """A file as it is sent."""

    name: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class TableFiles:
    """Where one table of a page is had."""

    title: str
    csv: str
    parquet: str


@dataclass(frozen=True, slots=True)
class Files:
    """Where everything on a page is had."""

    workbook: str
    json: str
    codebook: str
    tables: tuple[TableFiles, ...]


def export_of(sheet: Sheet) -> Export:
    """Return what the files of a page hold; their names and first lines say as of when, and whether it is made up."""
    tables = tuple(table for table in sheet.tables if table.rows)
    about = (((PRACTICE, PRACTICE_NOTE),) if sheet.is_synthetic else ()) + sheet.about
    about += ((ABOUT["through"], Text(sheet.through, sheet.through)),)
    asked = sheet.selection.to_arguments()
    parts = ["practice"] * sheet.is_synthetic + [sheet.id, *asked.values(), sheet.through]
    return Export(_plain("-".join(parts)), sheet.title, about, tables, sheet.through)


def file_of(export: Export, kind: str, table_id: str, language: str) -> File | None:
    """Return the file that an address asks for, or None where there is no such file."""
    if kind in WHOLE:
        ending, content_type, make = WHOLE[kind]
        name = f"{export.name}-codebook" if kind == "codebook" else export.name
        return File(f"{name}.{ending}", content_type, make(export, language))
    table = export.table(table_id)
    if kind not in SINGLE or table is None:
        return None
    name = f"{export.name}-{_plain(table_id)}.{kind}"
    if kind == "csv":
        return File(name, CSV, csv_of(table, language))
    return File(name, PARQUET, parquet_of(table, export, language))


def files_of(export: Export, address: str, arguments: Sequence[tuple[str, str]], language: str) -> Files:
    """Return where the files of a page are, which is at `address` with `arguments`."""

    def at(kind: str, table_id: str = "") -> str:
        given = [*arguments, ("as", kind), *([("table", table_id)] if table_id else [])]
        return f"{address}?{urlencode(given, safe=':')}"

    tables = tuple(
        TableFiles(table.title[language], at("csv", table.id), at("parquet", table.id)) for table in export.tables
    )
    return Files(at("xlsx"), at("json"), at("codebook"), tables)


def _plain(text: str) -> str:
    """Return a text that every system takes as the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
