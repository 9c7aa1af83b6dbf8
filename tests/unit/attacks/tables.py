"""Everything that staff can be shown, by every filter, as one value that can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.figures.room import FigureRoom
from quiz.figures.selection import Selection
from quiz.figures.sheet import Sheet

GRADES = ("", "y3", "y4", "master")
PERIODS = ("all", "2026", "2026-04", "2026-05")


def sheets(room: FigureRoom) -> Iterator[Sheet]:
    """Yield every sheet of the quick form."""
    for period in PERIODS:
        for grade in GRADES:
            yield from sheets_of(room, Selection("quick", "", "grade" if grade else "", grade, period))
        everybody = Selection("quick", period=period)
        yield room.steps(everybody, "grade")
        yield room.cohorts(everybody, "grade")


def sheets_of(room: FigureRoom, selection: Selection) -> Iterator[Sheet]:
    """Yield every sheet of one selection."""
    yield room.overview(selection)
    yield room.steps(selection)
    items = room.items(selection)
    yield items
    for line in items.items:
        sheet = room.item(selection, line.id)
        assert sheet is not None
        yield sheet


def printed(room: FigureRoom) -> tuple[Sheet, ...]:
    """Return everything that is shown, whole: tables, sentences, and the figures beside them."""
    return tuple(sheets(room))
