"""Every column that a table of figures can have: what it is called, its unit, and what it means, in one line.

The codebook of every export is made from these, so that a column means the same on the page and in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.figures.columns.form import FORM
from quiz.figures.columns.groups import CHANGE, STEPS
from quiz.figures.columns.items import ITEMS
from quiz.figures.columns.places import CONTENT, PLACEMENTS
from quiz.figures.columns.students import AREAS, QUALITY, STUDENTS, TIME
from quiz.figures.table import Column

COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.id: column
        for about in (STUDENTS, AREAS, TIME, QUALITY, STEPS, CHANGE, ITEMS, FORM, CONTENT, PLACEMENTS)
        for column in about
    }
)


def columns(*ids: str) -> tuple[Column, ...]:
    """Return columns by their ids."""
    return tuple(COLUMNS[name] for name in ids)
