"""Walk through a sheet, so that a claim can be made about every figure and every word in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from quiz.bank.model import Text
from quiz.figures.sheet import Choices, Sheet
from quiz.figures.table import Cell, Column, Figure, Table


def figures_in(value: object) -> Iterator[Figure]:
    """Return every figure of a sheet, those of its tables included."""
    if isinstance(value, Figure):
        yield value
    for part in _parts(value):
        yield from figures_in(part)


def shown_in(value: object) -> list[Figure]:
    """Return every figure that is shown."""
    return [figure for figure in figures_in(value) if figure.is_shown]


def texts_in(value: object) -> Iterator[Text]:
    """Return every text of a sheet."""
    if isinstance(value, Text):
        yield value
    for part in _parts(value):
        yield from texts_in(part)


def column_of(table: Table | None, name: str) -> list[Cell]:
    """Return the cells of a column."""
    assert table is not None
    place = [column.id for column in table.columns].index(name)
    return [row[place] for row in table.rows]


def values_of(table: Table | None, name: str) -> list[int | float | None]:
    """Return the values of a column of figures."""
    cells = column_of(table, name)
    return [cell.value for cell in cells if isinstance(cell, Figure)]


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield from value
    elif is_dataclass(value) and not isinstance(value, (Text, Figure, Column, Choices)):
        for field in fields(value):
            if not (isinstance(value, Sheet) and field.name == "selection"):
                yield getattr(value, field.name)
