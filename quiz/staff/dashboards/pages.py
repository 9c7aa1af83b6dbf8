"""What the pages of figures show, as frozen values: a sheet, its tables laid out for reading, and its charts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from quiz.advice.permissions import Permission
from quiz.bank.model import Text
from quiz.figures.sheet import Sheet
from quiz.figures.table import Cell, Column, Figure, Table
from quiz.staff.chart_parts import Chart
from quiz.staff.dashboards.bundle import ADDRESS
from quiz.staff.dashboards.exports import Files, files_of
from quiz.staff.exporting.export import Export
from quiz.web.signin import Signin

BASE = "/staff/figures/"
SECTIONS = ("overview", "steps", "cohorts", "content", "items", "placements", "report")
"""The pages in the order of the navigation; each name is the end of its address, that of the first is left out."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell in one language: words, or a figure with the name of its unit."""

    words: str
    figure: Figure | None
    unit: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in one language."""

    id: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[ShownCell, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as JSON for plotly.js, and the room that it takes, in pixels."""

    id: str
    json: Markup
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be gone to."""

    section: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page. `kept` are the arguments of this page that its filters do not have."""

    section: str
    name: str
    action: str
    places: tuple[Place, ...]
    kept: tuple[tuple[str, str], ...]
    files: Files
    may_answer: bool
    other_language: str
    bundle: str


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """One page of figures; `tables` by their ids, those that hold nothing are left out; `charts` by names of theirs."""

    frame: Frame
    sheet: Sheet
    tables: Mapping[str, ShownTable]
    charts: Mapping[str, ShownChart]

    @property
    def arguments(self) -> str:
        """The selection as the end of an address that has others before."""
        return urlencode(self.sheet.selection.to_arguments())


def figures_page(frame: Frame, sheet: Sheet, charts: Mapping[str, Chart], language: str) -> FiguresPage:
    """Build a page."""
    return FiguresPage(
        frame=frame,
        sheet=sheet,
        tables={table.id: shown_table(table, language) for table in sheet.tables if table.rows},
        charts={
            name: ShownChart(f"chart-{name}", json_for_page(chart), chart["layout"]["height"])
            for name, chart in charts.items()
        },
    )


def shown_table(table: Table, language: str) -> ShownTable:
    """Return a table in one language."""
    return ShownTable(
        id=table.id,
        title=table.title[language],
        note=table.note[language],
        columns=table.columns,
        rows=tuple(
            tuple(_shown(cell, column.unit.value, language) for cell, column in zip(row, table.columns, strict=True))
            for row in table.rows
        ),
    )


def json_for_page(value: Mapping[str, Any]) -> Markup:
    """Return a value as JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704 escaped


def frame_for(
    signin: Signin,
    section: str,
    selection: Mapping[str, str],
    export: Export,
    language: str,
    kept: Sequence[tuple[str, str]] = (),
    part: str = "",
) -> Frame:
    """Return what stands around a page; `kept` are its own arguments, `part` what follows the section's address."""
    here = address_of(section) + part
    turned = "ja" if language == "en" else "en"
    english = (("lang", "en"),) if language == "en" else ()
    return Frame(
        section=section,
        name=signin.name,
        action=here,
        places=tuple(Place(name, _with(address_of(name), selection.items(), language)) for name in SECTIONS),
        kept=(*kept, *english),
        files=files_of(export, here, (*selection.items(), *kept, *english), language),
        may_answer=signin.may(Permission.ANSWER),
        other_language=_with(here, (*selection.items(), *kept), turned),
        bundle=ADDRESS,
    )


def address_of(section: str) -> str:
    """Return the address of a page."""
    return BASE if section == "overview" else BASE + section


def _with(address: str, arguments: Iterable[tuple[str, str]], language: str) -> str:
    given = [*arguments, *([("lang", "en")] if language == "en" else [])]
    return f"{address}?{urlencode(given, safe=':')}" if given else address


def _shown(cell: Cell, unit: str, language: str) -> ShownCell:
    if isinstance(cell, Figure):
        return ShownCell("", cell, unit)
    return ShownCell(cell[language] if isinstance(cell, Text) else cell, None, unit)
