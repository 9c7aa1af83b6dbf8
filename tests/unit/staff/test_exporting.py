"""Exports: the same figures as the table, safe to open, with their codebook."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import pytest
from arro3.core import Table as Arrow
from arro3.io import read_parquet
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from quiz.bank.model import Text
from quiz.figures.table import HIDDEN, Cell, Column, Figure, Table, Unit
from quiz.staff.exporting.export import Export, lay_out
from quiz.staff.exporting.files import FORMULAS, codebook_csv_of, csv_of, json_of, parquet_of
from quiz.staff.exporting.workbook import workbook_of

COLUMNS = (
    Column("area", Text("領域", "area"), Unit.TEXT, Text("測るものの1つです。", "One of the things measured.")),
    Column("n", Text("人数", "people"), Unit.COUNT, Text("答えた人の数です。", "How many answered.")),
    Column("share", Text("割合", "share"), Unit.PERCENT, Text("100人あたりの人数です。", "Of a hundred.")),
    Column("alpha", Text("そろい具合", "alpha"), Unit.RATIO, Text("1に近いほどそろっています。", "Near 1 is good.")),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    (Text("企業理解", "Research"), Figure(120), Figure(44, 35, 53), Figure(0.71)),
    (Text("伝え方", "Delivery"), Figure(40), Figure(90, is_at_least=True), HIDDEN),
    (Text("印象", "Impression"), HIDDEN, HIDDEN, HIDDEN),
)
TABLE = Table("areas", Text("領域ごと", "By area"), COLUMNS, ROWS, Text("空欄があります。", "Some are empty."))
EXPORT = Export(
    "overview-all", Text("全体像", "Overview"), ((Text("期間", "Period"), Text("すべて", "All")),), (TABLE,)
)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_csv_has_the_figures_of_the_table_and_an_empty_cell_where_nothing_is_shown() -> None:
    assert read_csv(csv_of(TABLE, "ja")) == [
        ["領域", "人数", "割合", "割合（下限）", "割合（上限）", "割合（その値以上）", "そろい具合"],
        ["企業理解", "120", "44", "35", "53", "", "0.71"],
        ["伝え方", "40", "90", "", "", "はい", ""],
        ["印象", "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("beginning", FORMULAS)
def test_nothing_in_a_csv_begins_as_a_formula_does(beginning: str) -> None:
    table = Table("pages", Text("=A1", "x"), COLUMNS[:1], ((f"{beginning}HYPERLINK(1)",),))
    ((_,), (cell,)) = read_csv(csv_of(table, "ja"))
    assert cell == f"'{beginning}HYPERLINK(1)"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=5))
def test_a_csv_gives_every_text_back_but_for_what_keeps_it_a_text(texts: list[str]) -> None:
    table = Table("pages", Text("p", "p"), COLUMNS[:1], tuple((text,) for text in texts))
    for text, (cell,) in zip(texts, read_csv(csv_of(table, "en"))[1:], strict=True):
        assert cell.removeprefix("'") == text.removeprefix("'")
        assert not cell.startswith(FORMULAS)


def test_a_workbook_holds_every_table_with_what_was_looked_at_and_the_codebook() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_of(EXPORT, "ja")))
    assert book.sheet_names == ["この表について", "領域ごと", "項目の説明"]
    rows = book.get_sheet_by_name("領域ごと").to_python()
    assert rows[1] == ["企業理解", 120.0, 44.0, 35.0, 53.0, False, 0.71]
    assert rows[3][1:] == [""] * 6
    assert ["期間", "すべて"] in [row[:2] for row in book.get_sheet_by_name("この表について").to_python()]
    assert len(book.get_sheet_by_name("項目の説明").to_python()) == 1 + len(lay_out(TABLE, "ja"))


def test_a_workbook_runs_nothing_and_is_the_same_for_the_same_figures() -> None:
    table = Table("pages", Text("=cmd|x", "x"), COLUMNS[:1], (("=1+1",), ("http://example.com/",)))
    export = Export("x", Text("x", "x"), (), (table, table))
    data = workbook_of(export, "ja")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        assert len(sheets) == 4 and not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    assert data == workbook_of(export, "ja")


def test_a_workbook_is_of_the_day_up_to_which_its_figures_go() -> None:
    data = workbook_of(replace(EXPORT, through="2026-06-30"), "ja")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert ">2026-06-30T00:00:00Z</dcterms:created>" in parts.read("docProps/core.xml").decode()


def test_parquet_has_typed_columns_which_say_what_they_are() -> None:
    table = Arrow(read_parquet(io.BytesIO(parquet_of(TABLE, EXPORT, "en"))))
    assert table.schema.names == ["area", "n", "share", "share_low", "share_high", "share_at_least", "alpha"]
    assert table.column("n").to_pylist() == [120, 40, None]
    assert table.column("share_at_least").to_pylist() == [False, True, None]
    assert table.column("alpha").to_pylist() == [0.71, None, None]
    assert table.schema.field("share").metadata[b"meaning"] == b"Of a hundred."
    assert json.loads(table.schema.metadata[b"about"]) == {"Period": "All"}


def test_parquet_takes_a_table_without_rows_or_figures() -> None:
    empty = Table("none", Text("なし", "none"), COLUMNS, ())
    assert Arrow(read_parquet(io.BytesIO(parquet_of(empty, EXPORT, "ja")))).num_rows == 0


def test_json_says_null_where_nothing_is_shown() -> None:
    (table,) = json.loads(json_of(EXPORT, "en"))["tables"]
    assert table["rows"][2] == ["Impression", None, None, None, None, None, None]
    assert [column["id"] for column in table["columns"]][:3] == ["area", "n", "share"]


def test_the_codebook_says_of_every_column_what_it_means() -> None:
    heads, *rows = read_csv(codebook_csv_of(EXPORT, "ja"))
    assert heads == ["表", "項目", "見出し", "単位", "意味"]
    assert [row[1] for row in rows] == [column.id for column in lay_out(TABLE, "ja")]
    assert all(row[4] for row in rows)
