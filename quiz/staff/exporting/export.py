"""Tables laid out for files: one column a number, so that every program can read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.table import Cell, Column, Figure, Table, Unit
from quiz.staff.exporting.words import AT_LEAST, HIGH, LOW, UNITS

Value = str | int | float | bool | None
"""None where a figure is not shown: zero and hidden look alike here as well."""


@dataclass(frozen=True, slots=True)
class Export:
    """The tables of one page; `name` begins the names of its files, `about` says what was looked at, line by line.

    `through` is the day up to which figures go, ISO, or empty where there are none.
    """

    name: str
    title: Text
    about: tuple[tuple[Text, Text], ...]
    tables: tuple[Table, ...]
    through: str = ""

    def table(self, table_id: str) -> Table | None:
        """Return one of the tables, or None."""
        return next((table for table in self.tables if table.id == table_id), None)


@dataclass(frozen=True, slots=True)
class Laid:
    """One column of a file: a part of a table's column."""

    id: str
    title: str
    kind: type[str] | type[int] | type[float] | type[bool]
    meaning: str
    unit: str
    values: tuple[Value, ...]


def lay_out(table: Table, language: str) -> tuple[Laid, ...]:
    """Return the columns of a table's file; the ends of intervals, and what is told from below, get their own."""
    return tuple(
        laid
        for place, column in enumerate(table.columns)
        for laid in _parts(column, [row[place] for row in table.rows], language)
    )


def _parts(column: Column, cells: list[Cell], language: str) -> Iterator[Laid]:
    title, meaning, unit = column.title[language], column.meaning[language], UNITS[column.unit.value][language]
    if column.unit is Unit.TEXT:
        yield Laid(column.id, title, str, meaning, unit, tuple(_words(cell, language) for cell in cells))
        return
    figures = [cell if isinstance(cell, Figure) else Figure() for cell in cells]
    kind = float if any(isinstance(value, float) for figure in figures for value in _numbers(figure)) else int
    yield Laid(column.id, title, kind, meaning, unit, tuple(figure.value for figure in figures))
    for part, word, values in (
        ("low", LOW, tuple(figure.low for figure in figures)),
        ("high", HIGH, tuple(figure.high for figure in figures)),
    ):
        if any(value is not None for value in values):
            name = word[language].format(title=title)
            yield Laid(f"{column.id}_{part}", name, kind, meaning, unit, values)
    if any(figure.is_at_least for figure in figures):
        marks = tuple(figure.is_at_least if figure.is_shown else None for figure in figures)
        yield Laid(f"{column.id}_at_least", AT_LEAST[language].format(title=title), bool, meaning, "", marks)


def _numbers(figure: Figure) -> tuple[int | float | None, ...]:
    return figure.value, figure.low, figure.high


def _words(cell: Cell, language: str) -> Value:
    if isinstance(cell, Text):
        return cell[language]
    # A column of words may hold a figure where a value is a number, such as a score.
    return cell if isinstance(cell, str) else (None if cell.value is None else str(cell.value))
