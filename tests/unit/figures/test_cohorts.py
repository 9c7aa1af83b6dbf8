"""Groups side by side, and what changed between two attempts."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.figures.table import HIDDEN, Figure
from quiz.figures.words import NOTES, TOLD
from quiz.staff.charts import change
from tests.figures import a_figure_room
from tests.unit.figures.answers import each, some

LOW, HIGH = (1, 1, 1), (2, 2, 2)


def test_large_groups_are_ranked_by_their_means(tmp_path: Path) -> None:
    answered = each({LOW: 30}, told={"grade": "y3"}) + each({HIGH: 30}, told={"grade": "master"})
    room = a_figure_room(tmp_path, answered)
    sheet = room.cohorts(room.selection({}), "grade")
    assert [(line.value, line.mean.value) for line in sheet.lines] == [("master", 67), ("y3", 33)]
    assert sheet.is_ranked and NOTES["ranked"] in sheet.notes


def test_there_is_no_ranking_where_a_group_has_fewer_than_thirty(tmp_path: Path) -> None:
    answered = each({LOW: 29}, told={"grade": "y3"}) + each({HIGH: 30}, told={"grade": "master"})
    room = a_figure_room(tmp_path, answered)
    sheet = room.cohorts(room.selection({}), "grade")
    assert [line.value for line in sheet.lines] == ["y3", "master"]
    assert not sheet.is_ranked and NOTES["unranked"] in sheet.notes


def test_groups_can_be_chosen(tmp_path: Path) -> None:
    answered = [one for grade in ("y3", "y4", "master") for one in some(20, told={"grade": grade})]
    room = a_figure_room(tmp_path, answered)
    sheet = room.cohorts(room.selection({}), "grade", ["master", "y3"])
    assert sheet.told == ()
    assert [line.value for line in sheet.lines] == ["y3", "master"]
    assert [(offer.value, offer.is_chosen) for offer in sheet.values] == [("y3", True), ("y4", False), ("master", True)]


def test_the_first_attribute_of_the_bank_is_compared_where_none_is_named(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(20))
    assert room.cohorts(room.selection({})).by == "grade"


@pytest.mark.parametrize("section", ["cohorts", "steps"])
def test_a_way_to_divide_that_is_unknown_is_told(section: str, tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(20))
    sheet = getattr(room, section)(room.selection({}), "shoe")
    assert sheet.by == ("grade" if section == "cohorts" else "")
    assert sheet.told == (TOLD["by"],)


def test_groups_that_are_unknown_are_left_out_and_told(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, [one for grade in ("y3", "y4") for one in some(20, told={"grade": grade})])
    for values, shown in ((["y3", "nobody"], ["y3"]), (["nobody"], ["y3", "y4"])):
        sheet = room.cohorts(room.selection({}), "grade", values)
        assert [line.value for line in sheet.lines] == shown and sheet.told == (TOLD["value"],)


def test_sites_can_be_compared(tmp_path: Path) -> None:
    answered = [one for site in ("campus", "portal") for one in some(20, site=site)]
    room = a_figure_room(tmp_path, answered)
    sheet = room.cohorts(room.selection({"site": "campus"}), "site")
    assert [(line.title.ja, line.n.value) for line in sheet.lines] == [("campus", 20), ("portal", 20)]
    assert dict(sheet.lines[0].arguments) == {"form": "quick", "site": "campus"}


def test_a_line_leads_to_the_overview_of_its_group(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(40, site="campus"))
    line = room.cohorts(room.selection({"site": "campus", "period": "2026-06"}), "grade").lines[0]
    overview = room.overview(room.selection(dict(line.arguments)))
    assert (overview.n, overview.mean, overview.flagged) == (line.n, line.mean, line.flagged)


def test_retakes_are_said_to_be_unmatched_where_there_are_few(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, [*some(40), *each({HIGH: 9}, before=33)])
    retakes = room.cohorts(room.selection({})).retakes
    assert not retakes.is_matched and retakes.n == retakes.change == HIDDEN
    assert retakes.sentence.ja == "前後をくらべられる受け直しは、まだ十分にありません。"


def test_matched_retakes_are_judged_by_what_error_alone_hardly_makes(tmp_path: Path) -> None:
    """A standard error of 11 makes 31 points of difference in one of twenty retakes."""
    risen, same, fallen = each({HIGH: 40}, before=33), each({LOW: 30, HIGH: 0}, before=33), each({LOW: 20}, before=78)
    same += each({HIGH: 30}, before=67)
    room = a_figure_room(tmp_path, [*some(40), *risen, *same, *fallen])
    sheet = room.cohorts(room.selection({}))
    retakes = sheet.retakes
    assert retakes.is_matched and retakes.n == Figure(120)
    assert retakes.corridor == Figure(31)
    assert (retakes.risen.value, retakes.fallen.value) == (33, 17)
    assert (retakes.left.value, retakes.entered.value) == (33, 17)
    assert (retakes.change.value, retakes.change.low, retakes.change.high) == (4, -1, 9)
    assert retakes.sentence.ja == (
        "およそ120組が受け直し、平均で+4点変わりました（−1〜9点のあいだ）。1人の差は、31点以上で「言える差」です。"
    )
    table = sheet.table("retakes")
    assert table is not None and table.note == NOTES["regression"]


def test_the_correlation_of_before_and_after_is_told_with_its_interval(tmp_path: Path) -> None:
    room = a_figure_room(
        tmp_path, [*some(40), *each({LOW: 30}, before=33), *each({HIGH: 30}, before=67), *each({HIGH: 10}, before=33)]
    )
    correlation = room.cohorts(room.selection({})).retakes.correlation
    assert correlation.value is not None and 0.7 < correlation.value < 0.8
    assert correlation.low is not None and correlation.low < correlation.value


def test_who_began_low_is_told_to_rise_a_little_by_chance_alone(tmp_path: Path) -> None:
    """Of those who began at 20, chance alone lifts the mean by (1 − ρ) of the way to the mean of all."""
    folders = [tmp_path / name for name in ("many", "few")]
    for folder in folders:
        folder.mkdir()
    room, few = (
        a_figure_room(folder, [*some(count), *each({HIGH: 40}, before=20)])
        for folder, count in zip(folders, (400, 40), strict=True)
    )
    sheet = room.cohorts(room.selection({}))
    everybody = room.overview(room.selection({}))
    mean, reliability = everybody.mean.value, everybody.badge.reliability.value
    assert mean is not None and reliability is not None
    assert sheet.retakes.by_itself.value is not None and sheet.retakes.by_itself.value > 2
    assert abs(sheet.retakes.by_itself.value - (1 - reliability) * (mean - 20)) <= 1
    by_itself = sheet.retakes.by_itself.value
    assert f"何もしなくても、平均で{by_itself:+}点くらいは動くと見こまれます。" in sheet.retakes.sentence.ja
    report = room.report(room.selection({"period": "2026-06"}))
    assert sheet.retakes.sentence in report.sentences
    assert report.table("retakes") == sheet.table("retakes")
    chart = change(sheet.retakes, "ja")
    assert [shape["x0"] for shape in chart["layout"]["shapes"]][-1] == by_itself
    few_retakes = few.cohorts(few.selection({})).retakes
    assert few_retakes.by_itself == HIDDEN and "何もしなくても" not in few_retakes.sentence.ja
    assert len(change(few_retakes, "ja")["layout"]["shapes"]) == 2


def test_before_and_after_of_one_group_are_told_beside_the_groups(tmp_path: Path) -> None:
    answered = [one for grade in ("y3", "y4") for one in some(40, told={"grade": grade})]
    answered += each({HIGH: 40}, before=20, told={"grade": "y3"}) + each({LOW: 80}, before=33, told={"grade": "y4"})
    room = a_figure_room(tmp_path, answered)
    changes = {}
    for address in ({}, {"group": "grade:y3"}, {"group": "grade:y4"}):
        sheet = room.cohorts(room.selection(address), "grade")
        assert [line.value for line in sheet.lines] == ["y3", "y4"]
        assert (TOLD["crossing"] in sheet.told) == bool(address)
        assert dict(sheet.selection.to_arguments()) == {"form": "quick", **address}
        changes[address.get("group", "")] = (sheet.retakes.n.value, sheet.retakes.change.value)
    assert changes == {"": (120, 16), "grade:y3": (40, 47), "grade:y4": (80, 0)}


def test_a_way_leads_to_the_retakes_of_each_group_that_stands_there(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, [one for grade in ("y3", "y4") for one in some(40, told={"grade": grade})])
    sheet = room.cohorts(room.selection({"group": "grade:y4", "period": "2026-06"}), "grade")
    assert [(way.title.ja, way.is_chosen) for way in sheet.ways] == [
        ("全員", False),
        ("y3の人", False),
        ("y4の人", True),
    ]
    assert dict(sheet.ways[1].arguments) == {"form": "quick", "group": "grade:y3", "period": "2026-06"}


def test_a_group_of_too_few_leaves_the_others_side_by_side(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, [*some(40, told={"grade": "y3"}), *some(5, told={"grade": "y4"})])
    sheet = room.cohorts(room.selection({"group": "grade:y4"}), "grade")
    assert not sheet.is_empty and not sheet.retakes.is_matched and sheet.n == HIDDEN


def test_sites_beside_each_other_are_said_to_be_all_sites(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, [one for site in ("campus", "portal") for one in some(20, site=site)])
    assert room.cohorts(room.selection({"site": "campus"}), "site").told == (TOLD["crossing-sites"],)
    assert room.cohorts(room.selection({}), "site").told == ()


def test_it_is_said_how_students_were_put_into_groups(tmp_path: Path) -> None:
    room = a_figure_room(tmp_path, some(40, site="campus"))
    assert NOTES["lot"] in room.cohorts(room.selection({}), "grade").notes
    assert NOTES["lot"] not in room.cohorts(room.selection({}), "site").notes
    assert NOTES["lot"] in room.overview(room.selection({"group": "grade:y3"})).notes
    assert NOTES["lot"] not in room.overview(room.selection({})).notes
    assert NOTES["lot"] in room.steps(room.selection({}), "grade").notes
