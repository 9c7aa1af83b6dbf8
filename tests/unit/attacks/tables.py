"""Everything that staff can be shown, by every filter, as one value that can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.figures.room import FigureRoom
from quiz.figures.selection import Selection
from quiz.figures.sheet import Sheet

GRADES = ("", "y3", "y4", "master")
SITES = ("", "campus")
PERIODS = ("all", "2026-04", "2026-05")


def sheets(room: FigureRoom) -> Iterator[Sheet]:
    """Yield every sheet of the quick form."""
    for period in PERIODS:
        for site in SITES:
            for grade in () if site else GRADES[1:]:
                yield from sheets_of(room, Selection("quick", site, "grade", grade, period))
            everybody = Selection("quick", site, period=period)
            yield from sheets_of(room, everybody)
            for by in ("grade", "site"):
                yield room.steps(everybody, by)
                yield room.cohorts(everybody, by)
            yield room.content(everybody)
            yield room.placements(everybody)
            yield room.report(everybody)


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
