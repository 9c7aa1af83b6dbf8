"""Tables: CSV in every encoding that is common here, and workbooks that want more than they say."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pytest

from quiz.importing.decoding import NotText, decode
from quiz.importing.drafts import Draft
from quiz.importing.findings import Findings
from quiz.importing.tables import COLUMNS, read_csv
from quiz.importing.workbooks import read_workbook
from tests.qa_sources import ROWS, a_csv, a_workbook


def read(text: str) -> tuple[list[Draft], list[str]]:
    findings = Findings()
    return read_csv(text, "qa.csv", findings), [finding.text("en") for finding in findings]


def read_book(data: bytes) -> tuple[list[Draft], list[str]]:
    findings = Findings()
    return read_workbook(data, "qa.xlsx", findings), [finding.text("en") for finding in findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp"])
def test_every_common_encoding_is_told_apart(encoding: str) -> None:
    assert decode(a_csv().encode(encoding)).removeprefix("\ufeff") == a_csv()


def test_an_encoding_that_nobody_can_tell_is_named_with_its_line() -> None:
    with pytest.raises(NotText) as refusal:
        decode(b"a\nb\n\xff\xfe\x81 \x00\xff")
    assert refusal.value.line == 3


def test_a_declared_encoding_is_believed_and_an_invented_one_is_not() -> None:
    assert decode("é".encode("latin-1"), "ISO-8859-1") == "é"
    for name in ("zlib", "bz2", "unicode_escape", "idna", "no-such"):
        with pytest.raises(NotText):
            decode(b"\xff\xff", name)


def test_rows_of_one_question_belong_together() -> None:
    header = ["id", "title", "answer", "advisor", "heading"]
    rows = [
        header,
        ["1", "緊張します", "息を吐きます。", "サンプル相談員A", "まず"],
        ["1", "", "練習します。", "サンプル相談員B", ""],
        ["", "", "続きです。", "サンプル相談員A", "次に"],
        ["2", "服装は？", "清潔なら十分です。", "", ""],
    ]
    drafts, said = read(a_csv(rows))
    assert said == []
    assert [draft.key for draft in drafts] == ["1", "2"]
    first, second = drafts[0].replies
    assert [section.heading for section in first.sections] == ["まず", "次に"]
    assert second.author.name == "サンプル相談員B"


def test_rows_that_contradict_each_other_are_left_out() -> None:
    drafts, said = read(
        a_csv([["id", "質問", "回答"], ["1", "緊張します", "a"], ["1", "服装は？", "b"], ["2", "c", "d"]])
    )
    assert [draft.key for draft in drafts] == ["2"]
    assert len(said) == 1
    assert said[0].startswith('qa.csv:3: question: "服装は？" is not what qa.csv:2 says of the same question; ')


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_may_be_named_in_japanese_and_english(name: str) -> None:
    for alias in COLUMNS[name]:
        others = [other for other in ("title", "answer") if other != name]
        drafts, said = read(a_csv([[alias.upper(), *others], ["2025-04-18", *("x" for _ in others)]]))
        assert said == [] and len(drafts) == 1


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_header_tells_the_delimiter(delimiter: str) -> None:
    drafts, _ = read(f"質問{delimiter}回答\n緊張します{delimiter}息を吐きます、ゆっくり\n")
    assert drafts[0].title == "緊張します"


def test_a_missing_column_and_a_double_one_are_named() -> None:
    assert 'the header has no column "回答内容"' in read(a_csv([["質問"], ["x"]]))[1][0]
    assert 'there are two columns "title"' in read(a_csv([["質問", "title", "回答"], ["x", "y", "z"]]))[1][0]
    assert "the header has no column" in read("")[1][0]


def test_cells_like_formulas_are_text() -> None:
    drafts, said = read(a_csv([["質問", "回答"], ["=1+1", "@SUM(A1)\n\n+81 で始まります"]]))
    assert (drafts[0].title, drafts[0].replies[0].sections[0].blocks[0], said) == ("=1+1", ("@SUM(A1)",), [])


def test_an_open_quotation_mark_ends_the_reading_and_keeps_what_was_before() -> None:
    drafts, said = read('質問,回答\n緊張します,息\n"服装は？,清潔\nx,y\n')
    assert [draft.title for draft in drafts] == ["緊張します"]
    assert said[0].startswith("qa.csv:3: cannot be read as a row")


def test_days_are_read_as_they_are_written_in_japan() -> None:
    for written in ("2025-04-18", "2025/4/18", "２０２５年４月１８日", "2025.4.18", "2025-04-18 10:00"):
        drafts, said = read(a_csv([["質問", "回答", "相談日"], ["x", "y", written]]))
        assert (drafts[0].asked_on, said) == (date(2025, 4, 18), [])
    drafts, said = read(a_csv([["質問", "回答", "相談日"], ["x", "y", "2025-02-30"]]))
    assert drafts[0].asked_on is None and "is not a date" in said[0]


def test_a_workbook_is_read_like_a_table() -> None:
    (draft,), said = read_book(a_workbook())
    assert said == []
    assert (draft.title, draft.place, draft.replies[0].author.name) == (
        ROWS[1][0],
        "qa.xlsx[相談]:2",
        "サンプル相談員A",
    )


def test_a_workbook_whose_directory_announces_too_much_is_not_unpacked() -> None:
    for parts in ({"xl/media/a.png": b"\0" * 70_000_000}, {"xl/b.xml": b" " * 3_000_000}):
        drafts, said = read_book(a_workbook(parts=parts))
        assert drafts == [] and "would become too large when opened" in said[0]


def test_a_workbook_whose_directory_lies_about_sizes_is_not_believed() -> None:
    honest = a_workbook(parts={"xl/extra.xml": b" " * 50_000})
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        assert archive.getinfo("xl/extra.xml").file_size == 50_000
    lie = honest.replace(struct.pack("<I", 50_000), struct.pack("<I", 10))
    assert lie != honest
    drafts, said = read_book(lie)
    assert drafts == [] and "cannot be read as a workbook" in said[0]


def test_a_cell_far_away_does_not_cost_memory() -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    drafts, said = read_book(a_workbook(cells=far))
    assert drafts == [] and "would become too large when opened" in said[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, a_workbook()[:-30], b"x" * 99])
def test_what_is_no_workbook_is_one_finding(data: bytes) -> None:
    drafts, said = read_book(data)
    assert drafts == [] and len(said) == 1
