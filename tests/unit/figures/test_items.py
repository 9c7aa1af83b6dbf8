"""How items work, and that planted faults are found."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert

from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Items
from quiz.figures.table import HIDDEN, Figure
from quiz.figures.words import ADVICE, AREA_FORMS, EFFECTS
from quiz.stats.tally import pack
from quiz.store.tables import published_placing
from tests.attempts import MOMENT
from tests.figures import LEAST, Answered, a_bank_with_attributes, a_figure_room, a_published_store
from tests.unit.figures.answers import each, some
from tests.unit.figures.walk import column_of, values_of

Options = tuple[int, ...]


def items_of(folder: Path, answered: list[Answered]) -> Items:
    """Return the items of the full form."""
    room = a_figure_room(folder, answered, form="full")
    return room.items(room.selection({"form": "full"}))


def spoilt(count: int, spoil: Callable[[Options, random.Random], Options]) -> list[Answered]:
    """Return answers to the full form, each changed by a fault."""
    chance = random.Random(7)
    return [replace(one, options=spoil(one.options, chance)) for one in some(count, items=6)]


def test_a_good_form_needs_nothing(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, list(some(600, items=6)))
    assert {line.effect for line in sheet.items} == {5}
    assert {line.advice for line in sheet.items} == {ADVICE["fine"]}
    assert not any(line.needs_a_look for line in sheet.items)
    assert [line.id for line in sheet.items] == [item.id for item in a_bank_with_attributes().items_of("full")]


def test_an_item_with_its_points_the_wrong_way_round_comes_first(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, spoilt(600, lambda options, _: (*options[:3], 3 - options[3], *options[4:])))
    worst = sheet.items[0]
    assert worst.id == "area2-2" and worst.effect == 1
    assert (worst.effect_word, worst.advice) == (EFFECTS[1], ADVICE["against"])
    assert worst.effect_value.value is not None and worst.effect_value.value < 0


def test_an_item_that_is_answered_by_chance_comes_first(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, spoilt(600, lambda options, chance: (*options[:3], chance.randrange(4), *options[4:])))
    assert sheet.items[0].id == "area2-2" and sheet.items[0].effect <= 2
    assert sheet.items[0].needs_a_look


def test_an_item_that_one_group_finds_easier_is_remarked_on(tmp_path: Path) -> None:
    answered = [
        replace(one, options=(min(3, one.options[0] + 1), *one.options[1:])) if one.told["grade"] == "y4" else one
        for one in some(900, items=6)
    ]
    worst = items_of(tmp_path, answered).items[0]
    assert worst.id == "area1-1" and worst.advice == ADVICE["fairness"]
    assert worst.fairness.ja == "同じくらい準備ができていても、「y4の人」のほうが「y3の人」より上の段を選びやすいです。"


def test_small_groups_are_not_compared(tmp_path: Path) -> None:
    answered = [
        replace(one, options=(min(3, one.options[0] + 1), *one.options[1:])) if one.told["grade"] == "y4" else one
        for one in some(380, items=6)
    ]
    assert not any(line.fairness.ja for line in items_of(tmp_path, answered).items)


def test_an_option_that_hardly_anybody_chooses_is_named(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, spoilt(600, lambda options, _: (options[0] or 1, *options[1:])))
    worst = sheet.items[0]
    assert worst.id == "area1-1" and [text.ja for text in worst.dead] == ["0回"]
    assert worst.advice.ja.startswith("「0回」はほとんど選ばれません。")


def test_no_option_is_called_dead_where_that_would_tell_a_small_count(tmp_path: Path) -> None:
    """Of 390 students a twentieth is fewer than twice the smallest group."""
    sheet = items_of(
        tmp_path, [replace(one, options=(one.options[0] or 1, *one.options[1:])) for one in some(390, items=6)]
    )
    assert all(line.dead == () for line in sheet.items)


def test_effects_wait_for_a_hundred_students(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, list(some(99, items=6)))
    assert {line.effect for line in sheet.items} == {0}
    assert {line.advice for line in sheet.items} == {ADVICE["unknown"]}
    assert {line.effect_value for line in sheet.items} == {HIDDEN}


def test_times_are_medians_of_those_who_told(tmp_path: Path) -> None:
    answered = each({(1, 1, 1): 40}, ms=(4_000, 8_000, 16_000)) + each({(2, 2, 2): 40})
    room = a_figure_room(tmp_path, answered)
    seconds = [line.seconds.value for line in room.items(room.selection({})).items]
    assert all(value is not None for value in seconds)
    assert [round(value / 4) for value in seconds if value] == [1, 2, 4]


def test_an_item_that_takes_long_is_advised_to_be_shorter(tmp_path: Path) -> None:
    answered = list(some(200, ms=(4_000, 40_000, 4_000)))
    room = a_figure_room(tmp_path, answered)
    assert room.items(room.selection({})).items[0].advice == ADVICE["slow"]


def a_room_where_some_left(folder: Path, left: list[int], starts: int) -> FigureRoom:
    """Return a room in which so many left at each item."""
    bank = a_bank_with_attributes()
    store = a_published_store(folder, some(200), bank)
    row: dict[str, Any] = {"scale": bank.scale, "form": "quick", "site": "", "page": "", "period": "all"}
    row |= {"completions": 200, "clicks": 0}
    row |= {"times": pack(np.zeros(0, np.int64)), "passages": pack(np.array([starts, *left], np.int64))}
    row |= {"waiting_passages": pack(np.zeros(0, np.int64)), "waiting_clicks": 0}
    with store.opened().writing() as connection:
        connection.execute(insert(published_placing), [row])
    return FigureRoom(store, bank, LEAST, lambda: MOMENT)


def test_where_students_leave_is_told_of_those_who_began(tmp_path: Path) -> None:
    room = a_room_where_some_left(tmp_path, [15, 60, 20, 16], 400)
    lines = {line.id: line for line in room.items(room.selection({})).items}
    assert [lines[f"area{area}-1"].abandoned.value for area in (1, 2, 3)] == [4, 15, 5]
    assert room.items(room.selection({})).items[0].id == "area2-1"
    assert lines["area2-1"].advice == ADVICE["left"]


def test_where_few_leave_is_not_told(tmp_path: Path) -> None:
    room = a_room_where_some_left(tmp_path, [3, 60, 20, 9], 400)
    lines = {line.id: line for line in room.items(room.selection({})).items}
    assert [lines[f"area{area}-1"].abandoned for area in (1, 2, 3)] == [HIDDEN, Figure(15, 12, 19), Figure(5, 3, 8)]


def test_where_students_leave_is_not_known_of_a_group(tmp_path: Path) -> None:
    room = a_room_where_some_left(tmp_path, [4, 60, 20, 9], 400)
    sheet = room.items(room.selection({"group": "grade:y3"}))
    assert {line.abandoned for line in sheet.items} == {HIDDEN}


def test_an_item_in_full_has_every_statistic(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(600, items=6), form="full")
    sheet = room.item(room.selection({"form": "full"}), "area2-1")
    assert sheet is not None and sheet.item.id == "area2-1"
    statistics = sheet.table("statistics")
    for name in ("n", "facility", "effect", "effect_area", "efficiency", "without", "reliability", "seconds"):
        assert all(value is not None for value in values_of(statistics, name)), name
    assert [str(cell) for cell in column_of(sheet.table("fairness"), "remark")] != []
    assert len(column_of(sheet.table("rungs"), "share")) == 4


def test_an_item_that_the_form_does_not_ask_is_not_there(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(40))
    assert room.item(room.selection({}), "area1-2") is None
    assert room.item(room.selection({}), "nothing") is None


def two_kinds(count: int) -> list[Answered]:
    """Return answers in which the two items of an area go together, and areas do not."""
    chance = random.Random(11)
    answered = []
    for _ in range(count):
        own = [chance.gauss(1.5, 1.2) for _ in range(3)]
        options = [min(3, max(0, round(own[place // 2] + chance.gauss(0, 0.3)))) for place in range(6)]
        answered.append(Answered(options=tuple(options)))
    return answered


def test_a_form_as_a_whole_has_its_reliability_and_that_of_its_areas(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, two_kinds(400))
    (stratified,), (plain,) = (values_of(sheet.table("form"), name) for name in ("reliability", "alpha"))
    assert stratified is not None and plain is not None and stratified > plain + 0.1
    areas = sheet.table("form_areas")
    assert column_of(areas, "area_form") == [AREA_FORMS[True]] * 3
    assert values_of(areas, "area_items") == [2, 2, 2]
    for own, total, both in zip(*(values_of(areas, n) for n in ("area_alpha", "from_total", "from_both")), strict=True):
        assert own is not None and total is not None and both is not None
        assert total < 0.7 < own <= both
    assert all(value is not None and abs(value) < 0.2 for value in values_of(sheet.table("form_pairs"), "together"))


def test_areas_that_go_together_stay_levels(tmp_path: Path) -> None:
    sheet = items_of(tmp_path, list(some(400, items=6)))
    assert set(column_of(sheet.table("form_areas"), "area_form")) == {AREA_FORMS[False]}
    together = values_of(sheet.table("form_pairs"), "together")
    assert (
        together == sorted(together, key=lambda value: -(value or 0)) and min(map(float, filter(None, together))) > 0.4
    )


def test_a_form_is_told_of_from_fifty_students_and_its_areas_from_three_hundred(tmp_path: Path) -> None:
    for name in ("few", "more"):
        (tmp_path / name).mkdir()
    few = items_of(tmp_path / "few", list(some(49, items=6)))
    more = items_of(tmp_path / "more", list(some(299, items=6)))
    for name in ("form", "form_areas", "form_pairs"):
        table = few.table(name)
        assert table is not None and table.rows == ()
    areas, pairs = more.table("form_areas"), more.table("form_pairs")
    assert areas is not None and areas.rows == () and pairs is not None and len(pairs.rows) == 3
