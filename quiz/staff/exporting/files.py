"""The files themselves: CSV, Parquet and JSON. Each is made in memory: tables of figures are small."""

from __future__ import annotations

import csv
import io
import json

from quiz.figures.table import Table
from quiz.staff.exporting.export import Export, Laid, Value, lay_out
from quiz.staff.exporting.words import CODEBOOK_HEADS, EMPTY, YES

BOM = "\ufeff"
"""Without it spreadsheets take Japanese for another encoding."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, in some languages also where it is full-width.

Source: OWASP, CSV Injection.
"""


def csv_of(table: Table, language: str) -> bytes:
    """Return a table as CSV: UTF-8 with a byte order mark, and nothing that a spreadsheet would run."""
    columns = lay_out(table, language)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_safe(column.title) for column in columns])
    writer.writerows([_written(value, language) for value in row] for row in rows_of(columns))
    return (BOM + out.getvalue()).encode()


def parquet_of(table: Table, export: Export, language: str) -> bytes:
    """Return a table as Parquet; each column carries its title, unit and meaning, and the file what was looked at."""
    # It is compiled code of ten megabytes, needed here only.
    from arro3.core import Array, DataType, Field, Schema
    from arro3.core import Table as Arrow
    from arro3.io import write_parquet

    types = {str: DataType.utf8(), int: DataType.int64(), float: DataType.float64(), bool: DataType.bool()}
    columns = lay_out(table, language)
    fields = [
        Field(
            column.id,
            types[column.kind],
            nullable=True,
            metadata={"title": column.title, "unit": column.unit, "meaning": column.meaning},
        )
        for column in columns
    ]
    about = {label[language]: value[language] for label, value in export.about}
    metadata = {
        "title": table.title[language],
        "about": json.dumps(about, ensure_ascii=False),
        "empty": EMPTY[language],
    }
    if table.note[language]:
        metadata["note"] = table.note[language]
    arrays = [Array([_typed(column, value) for value in column.values], types[column.kind]) for column in columns]
    out = io.BytesIO()
    write_parquet(Arrow.from_arrays(arrays, schema=Schema(fields, metadata=metadata)), out)
    return out.getvalue()


def json_of(export: Export, language: str) -> bytes:
    """Return all tables of a page as JSON; a figure that is not shown is null."""
    tables = [
        {
            "id": table.id,
            "title": table.title[language],
            "note": table.note[language],
            "columns": [
                {"id": column.id, "title": column.title, "unit": column.unit, "meaning": column.meaning}
                for column in lay_out(table, language)
            ],
            "rows": [list(row) for row in rows_of(lay_out(table, language))],
        }
        for table in export.tables
    ]
    about = {label[language]: value[language] for label, value in export.about}
    document = {"title": export.title[language], "about": about, "tables": tables}
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def codebook_of(export: Export, language: str) -> list[list[Value]]:
    """Return what every column of every table is: table, column, title, unit and meaning."""
    return [
        [table.id, column.id, column.title, column.unit, column.meaning]
        for table in export.tables
        for column in lay_out(table, language)
    ]


def codebook_csv_of(export: Export, language: str) -> bytes:
    """Return the codebook as CSV, for whoever takes Parquet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([head[language] for head in CODEBOOK_HEADS])
    writer.writerows([_written(value, language) for value in row] for row in codebook_of(export, language))
    return (BOM + out.getvalue()).encode()


def rows_of(columns: tuple[Laid, ...]) -> list[tuple[Value, ...]]:
    """Return the rows of laid columns."""
    return list(zip(*(column.values for column in columns), strict=True))


def _typed(column: Laid, value: Value) -> Value:
    return float(value) if column.kind is float and isinstance(value, int) else value


def _written(value: Value, language: str) -> str | int | float:
    if isinstance(value, bool):
        return YES[language] if value else ""
    return _safe(value) if isinstance(value, str) else "" if value is None else value


def _safe(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe before it says that it is a text."""
    return f"'{text}" if text.startswith(FORMULAS) else text
