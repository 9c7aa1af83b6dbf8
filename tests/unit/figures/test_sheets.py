"""What holds for every sheet: nothing of a few people, and words and units in their places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from quiz.bank.model import Text
from quiz.figures.columns import COLUMNS
from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Sheet
from quiz.figures.table import Figure, Unit
from quiz.figures.words import NOTES
from quiz.store.tables import norm
from tests.attempts import MOMENT
from tests.figures import LEAST, a_bank_with_attributes, a_figure_room, a_published_store
from tests.unit.figures.answers import some
from tests.unit.figures.walk import shown_in, texts_in

SHEETS: dict[str, Callable[[FigureRoom], Sheet | None]] = {
    "overview": lambda room: room.overview(room.selection({})),
    "steps": lambda room: room.steps(room.selection({}), "grade"),
    "cohorts": lambda room: room.cohorts(room.selection({}), "grade"),
    "content": lambda room: room.content(room.selection({})),
    "items": lambda room: room.items(room.selection({})),
    "item": lambda room: room.item(room.selection({}), "area1-1"),
    "placements": lambda room: room.placements(room.selection({})),
    "report": lambda room: room.report(room.selection({})),
}


def a_sheet(name: str, folder: Path, count: int) -> Sheet:
    """Return a sheet over so many answers."""
    sheet = SHEETS[name](a_figure_room(folder, some(count)))
    assert sheet is not None
    return sheet


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_over_fewer_than_the_smallest_group_shows_no_figure(name: str, tmp_path: Path) -> None:
    sheet = a_sheet(name, tmp_path, LEAST - 1)
    # How much there is to read is about no student.
    assert [figure for figure in shown_in(sheet) if figure != Figure(0)] == []
    assert sheet.n == Figure()


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_over_nobody_looks_like_one_over_a_few(name: str, tmp_path: Path) -> None:
    folders = [tmp_path / "nobody", tmp_path / "few"]
    for folder in folders:
        folder.mkdir()
    nobody, few = a_sheet(name, folders[0], 0), a_sheet(name, folders[1], LEAST - 1)
    assert (nobody.tables, nobody.n, nobody.notes) == (few.tables, few.n, few.notes)


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "placements"])
def test_a_sheet_over_many_shows_figures(name: str, tmp_path: Path) -> None:
    sheet = a_sheet(name, tmp_path, 300)
    assert sheet.n == Figure(300)
    assert len(shown_in(sheet)) > 9
    assert not sheet.is_empty


@pytest.mark.parametrize("name", SHEETS)
def test_every_cell_is_what_its_column_says(name: str, tmp_path: Path) -> None:
    sheet = a_sheet(name, tmp_path, 300)
    assert len({table.id for table in sheet.tables}) == len(sheet.tables)
    for table in sheet.tables:
        assert all(COLUMNS[column.id] == column for column in table.columns)
        for row in table.rows:
            assert len(row) == len(table.columns)
            for column, cell in zip(table.columns, row, strict=True):
                assert isinstance(cell, (str, Text) if column.unit is Unit.TEXT else Figure), (table.id, column.id)


@pytest.mark.parametrize("name", SHEETS)
def test_every_text_is_filled_in_both_languages(name: str, tmp_path: Path) -> None:
    for text in texts_in(a_sheet(name, tmp_path, 300)):
        assert bool(text.ja) == bool(text.en)
        assert "{" not in text.ja + text.en


@pytest.mark.parametrize("name", SHEETS)
def test_shares_of_a_sheet_are_percentages_with_their_interval_around_them(name: str, tmp_path: Path) -> None:
    for table in a_sheet(name, tmp_path, 300).tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if column.unit is Unit.PERCENT and isinstance(cell, Figure) and cell.value is not None:
                    assert 0 < cell.value <= 100
                    assert cell.is_at_least or (cell.low or 0) <= cell.value <= (cell.high or 0)


def test_a_larger_smallest_group_hides_more(tmp_path: Path) -> None:
    shown = []
    for least in (5, 41):
        folder = tmp_path / str(least)
        folder.mkdir()
        room = a_figure_room(folder, some(40), least=least)
        shown.append(len(shown_in(room.overview(room.selection({})))))
    assert shown[0] > 10 and shown[1] == 0


def test_an_address_that_asked_for_something_unknown_is_answered_and_told(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(40))
    sheet = room.overview(room.selection({"group": "shoe:42"}))
    assert sheet.told == room.selection({"group": "shoe:42"}).told != ()
    assert sheet.n == Figure(40)


def test_what_was_simulated_says_so(tmp_path: Path) -> None:
    bank = a_bank_with_attributes()
    store = a_published_store(tmp_path, some(40), bank, is_synthetic=True)
    room = FigureRoom(store, bank, LEAST, lambda: MOMENT)
    assert room.overview(room.selection({})).is_synthetic


def test_figures_that_stand_still_say_so(tmp_path: Path) -> None:
    bank = a_bank_with_attributes()
    store = a_published_store(tmp_path, some(40), bank, through="2026-06-30")
    for day, is_told in ((3, False), (4, True)):
        room = FigureRoom(store, bank, LEAST, lambda day=day: datetime(2026, 7, day, 3, tzinfo=UTC))  # type: ignore[misc]
        assert (NOTES["stale"] in room.overview(room.selection({})).told) == is_told


def test_a_measured_error_decides_what_is_borderline_as_it_does_in_results(tmp_path: Path) -> None:
    bank = a_bank_with_attributes()
    store = a_published_store(tmp_path, some(40), bank)
    row = {"scale": bank.scale, "form": "quick", "number": 1, "frozen_utc": 0, "people": 300, "document": "{}"}
    with store.opened().writing() as connection:
        connection.execute(insert(norm), [{**row, "standard_error": 790}])
    room = FigureRoom(store, bank, LEAST, lambda: MOMENT)
    sheet = room.overview(room.selection({}))
    assert (sheet.grey_low, sheet.grey_high) == (32, 47)
