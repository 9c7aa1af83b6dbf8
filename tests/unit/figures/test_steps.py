"""Steps: what students have not done yet."""

from __future__ import annotations

from pathlib import Path

from quiz.figures.table import HIDDEN
from quiz.figures.words import TOLD
from tests.factories import a_document, bank_of
from tests.figures import a_figure_room
from tests.unit.figures.answers import by_item, some
from tests.unit.figures.walk import column_of


def test_the_step_that_most_miss_comes_first(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, by_item((30, 30, 20, 20), (70, 10, 10, 10), (50, 20, 15, 15)))
    steps = room.steps(room.selection({})).steps
    assert [step.id for step in steps] == ["area2-1", "area3-1", "area1-1"]
    assert [step.missing.value for step in steps] == [70, 50, 30]


def test_the_sentence_says_the_share_the_answer_and_the_question(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, by_item((40, 20, 20, 20), (25,) * 4, (25,) * 4))
    step = next(step for step in room.steps(room.selection({})).steps if step.id == "area1-1")
    assert step.sentence.ja == "40%が、「area1-1は？」に「0回」と答えています。"
    assert step.sentence.en == "40% answer “(0回)” to “area1-1?”."


def test_a_step_that_few_miss_is_not_told_apart_from_one_that_none_misses(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, by_item((3, 27, 50, 20), (0, 30, 50, 20), (25,) * 4))
    steps = {step.id: step for step in room.steps(room.selection({})).steps}
    assert steps["area1-1"].missing == steps["area2-1"].missing == HIDDEN
    assert steps["area1-1"].sentence.ja == "「area1-1は？」で、まだの人は少ないか、人数が足りません。"


def test_rungs_stand_from_the_lowest_up_in_whichever_order_the_bank_shows_them(tmp_path: Path) -> None:
    document = a_document()
    document["items"][0]["options"].reverse()
    document["items"][0]["reverse"] = True
    bank = bank_of(document)
    room = a_figure_room(tmp_path, by_item((15, 10, 15, 60), (25,) * 4, (25,) * 4), bank)
    step = next(step for step in room.steps(room.selection({})).steps if step.id == "area1-1")
    assert [rung.id for rung in step.rungs] == ["p0", "p1", "p2", "p3"]
    assert (step.missing.value, step.rungs[-1].share.value) == (60, 15)
    assert step.rungs[0].next.ja == "1回する" and step.rungs[-1].next.ja == ""


def test_groups_stand_side_by_side(tmp_path: Path) -> None:
    even = (25,) * 4
    answered = by_item((50, 10, 20, 20), even, even, told={"grade": "y4"})
    answered += by_item((0, 10, 10, 20), (10,) * 4, (10,) * 4, told={"grade": "y3"})
    room = a_figure_room(tmp_path, answered)
    sheet = room.steps(room.selection({}), "grade")
    cohorts = next(step for step in sheet.steps if step.id == "area1-1").cohorts
    assert [(cohort.value, cohort.n.value, cohort.rungs[0].share.value) for cohort in cohorts] == [
        ("y3", 40, None),
        ("y4", 100, 50),
    ]
    assert len(column_of(sheet.table("step_groups"), "share")) == 3 * 2 * 4
    assert [offer.value for offer in sheet.bys] == ["", "grade", "faculty", "seminar", "site"]
    assert [offer.value for offer in sheet.bys if offer.is_chosen] == ["grade"]


def test_groups_of_one_attribute_are_never_crossed_with_another(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(80, told={"grade": "y3", "faculty": "law"}))
    sheet = room.steps(room.selection({"group": "faculty:law"}), "grade")
    assert sheet.selection.view == ""
    assert sheet.told == (TOLD["crossing"],)
    assert [cohort.value for cohort in sheet.steps[0].cohorts] == ["y3"]


def test_a_group_can_be_looked_at_by_site(tmp_path: Path) -> None:
    answered = [one for site in ("campus", "portal") for one in some(30, site=site, told={"grade": "y3"})]
    room = a_figure_room(tmp_path, answered)
    sheet = room.steps(room.selection({"group": "grade:y3", "site": "campus"}), "site")
    assert sheet.selection.view == "grade=y3"
    assert [cohort.value for cohort in sheet.steps[0].cohorts] == ["campus", "portal"]


def test_an_unknown_attribute_sets_nothing_side_by_side(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(30))
    sheet = room.steps(room.selection({}), "shoe")
    assert sheet.by == "" and sheet.table("step_groups") is None


def test_too_small_a_group_is_left_out(tmp_path: Path) -> None:
    answered = [*some(30, told={"grade": "y3"}), *some(9, told={"grade": "y4"})]
    room = a_figure_room(tmp_path, answered)
    assert [cohort.value for cohort in room.steps(room.selection({}), "grade").steps[0].cohorts] == ["y3"]
