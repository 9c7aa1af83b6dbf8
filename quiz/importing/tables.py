"""Tables of questions and answers: one row an answer, rows of one question together. The header names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from unicodedata import normalize

from quiz.advice.model import Section
from quiz.importing.dates import read_day
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.findings import Findings
from quiz.importing.markup import line_of, paragraphs_of, sections_of

MOST_ROWS = 100_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "番号", "管理番号"),
    "title": ("title", "question", "質問", "タイトル", "件名"),
    "title_en": ("title_en", "質問（英語）"),
    "body": ("body", "本文", "相談", "相談内容", "質問の本文"),
    "area": ("area", "領域"),
    "topics": ("topics", "話題", "タグ"),
    "grade": ("grade", "学年"),
    "gender": ("gender", "性別"),
    "asked_on": ("asked_on", "相談日", "質問日", "日付"),
    "source": ("source", "出どころ"),
    "url": ("url", "住所", "ページ"),
    "answer": ("answer", "回答", "回答内容"),
    "heading": ("heading", "見出し"),
    "advisor": ("advisor", "アドバイザー", "回答者"),
    "advisor_title": ("advisor_title", "肩書"),
    "affiliation": ("affiliation", "所属"),
    "answered_on": ("answered_on", "回答日"),
}
"""The columns and what a header may call them; docs/guide/importing.md tells what each holds."""
NEEDED = ("title", "answer")
OF_QUESTION = ("title", "title_en", "body", "area", "topics", "grade", "gender", "asked_on", "source", "url")
_SPLIT_TOPICS = ("、", "，", ";", "；", "\n", "/")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as texts by column, and where it stands."""

    place: str
    cells: Mapping[str, str]


@dataclass(slots=True)
class _Question:
    """The rows of one question; `is_conflicting` where they contradict each other."""

    place: str
    cells: dict[str, str]
    replies: list[Reply] = field(default_factory=list)
    is_conflicting: bool = False


def read_csv(text: str, place: str, findings: Findings) -> list[Draft]:
    """Return the questions of a CSV; comma, tab or semicolon is what the header has most of."""
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    return read_table(_lines_of(text, delimiter, place, findings), place, findings)


def _lines_of(text: str, delimiter: str, place: str, findings: Findings) -> Iterator[tuple[str, list[str]]]:
    """Yield each row with where it begins; after one that cannot be read no other is trusted."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield f"{place}:{begins}", cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error):
            findings.add(f"{place}:{begins}", "", "text-long", count=csv.field_size_limit(), limit=20_000)
        else:
            findings.add(f"{place}:{begins}", "", "broken-row")


def read_table(lines: Iterable[tuple[str, list[str]]], place: str, findings: Findings) -> list[Draft]:
    """Return the questions of a table, whose first row with anything in it is the header."""
    rows = ((where, cells) for where, cells in lines if any(cell.strip() for cell in cells))
    where, header = next(rows, (place, []))
    columns = _columns(header, where, findings)
    if columns is None:
        return []
    questions: list[_Question] = []
    known: dict[str, _Question] = {}
    for number, (row_place, cells) in enumerate(rows):
        if number >= MOST_ROWS:
            findings.add(row_place, "", "too-many-rows", limit=MOST_ROWS)
            break
        _take(Row(row_place, _named(columns, cells)), questions, known, findings)
    return [_draft(question, findings) for question in questions if not question.is_conflicting]


def _columns(header: list[str], place: str, findings: Findings) -> dict[int, str] | None:
    """Return which column holds what; None where the header lacks what is needed."""
    meant = {_folded(alias): name for name, aliases in COLUMNS.items() for alias in aliases}
    columns: dict[int, str] = {}
    for number, written in enumerate(header):
        name = meant.get(_folded(written))
        if name in columns.values():
            findings.add(place, "header", "double-column", written=written)
            return None
        if name:
            columns[number] = name
        elif written.strip():
            findings.add(place, "header", "unknown-column", written=written)
    for name in NEEDED:
        if name not in columns.values():
            findings.add(place, "header", "no-header", missing=COLUMNS[name][-1], known="質問, 回答 (title, answer)")
            return None
    return columns


def _folded(written: str) -> str:
    return normalize("NFKC", written).strip(" \t\ufeff*").lower().replace(" ", "_")


def _named(columns: Mapping[int, str], cells: list[str]) -> dict[str, str]:
    return {columns[number]: cell.strip() for number, cell in enumerate(cells) if number in columns and cell.strip()}


def _take(row: Row, questions: list[_Question], known: dict[str, _Question], findings: Findings) -> None:
    """Add a row to its question: that of its id, of its title, or, with neither as in merged cells, the one above."""
    named = row.cells.get("id", ""), row.cells.get("title", "")
    key = f"id {named[0]}" if named[0] else f"title {named[1]}" if named[1] else ""
    question = known.get(key) if key else (questions[-1] if questions else None)
    if question is None:
        question = _Question(row.place, {})
        questions.append(question)
        if key:
            known[key] = question
    _merge(row, question, findings)
    reply = _reply(row, findings)
    if reply is None:
        return
    for place, other in enumerate(question.replies):
        if other.author == reply.author:
            question.replies[place] = replace(other, sections=other.sections + reply.sections)
            return
    question.replies.append(reply)


def _merge(row: Row, question: _Question, findings: Findings) -> None:
    """Take over what a row says of its question; where rows contradict each other, neither is believed."""
    for name in ("id", *OF_QUESTION):
        written = row.cells.get(name)
        if written and question.cells.setdefault(name, written) != written:
            findings.add(row.place, name, "conflict", written=written, first=question.place)
            question.is_conflicting = True


def _reply(row: Row, findings: Findings) -> Reply | None:
    sections = sections_of(row.cells.get("answer", ""))
    if not sections:
        return None
    heading = line_of(row.cells.get("heading", ""))
    if heading and not sections[0].heading:
        sections = (Section(heading, sections[0].blocks), *sections[1:])
    named = (line_of(row.cells.get(name, "")) for name in ("advisor", "advisor_title", "affiliation"))
    return Reply(Author(*named), sections, _day(row.cells, "answered_on", row.place, findings))


def _draft(question: _Question, findings: Findings) -> Draft:
    cells = question.cells
    return Draft(
        place=question.place,
        key=cells.get("id") or cells.get("url", ""),
        title=line_of(cells.get("title", "")),
        body=paragraphs_of(cells.get("body", "")),
        replies=tuple(question.replies),
        title_en=line_of(cells.get("title_en", "")),
        area=cells.get("area", ""),
        topics=_topics(cells.get("topics", "")),
        source=cells.get("source", ""),
        grade=cells.get("grade", ""),
        gender=cells.get("gender", ""),
        asked_on=_day(cells, "asked_on", question.place, findings),
        url=cells.get("url", ""),
    )


def _topics(written: str) -> tuple[str, ...]:
    for separator in _SPLIT_TOPICS:
        written = written.replace(separator, ",")
    return tuple(topic for part in written.split(",") if (topic := part.strip()))


def _day(cells: Mapping[str, str], name: str, place: str, findings: Findings) -> date | None:
    written = cells.get(name, "")
    day = read_day(written) if written else None
    if written and day is None:
        findings.add(place, name, "bad-date", written=written)
    return day
