"""The overview."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from quiz.bank.model import Text
from quiz.figures.sheet import Overview
from quiz.figures.table import HIDDEN, Figure
from quiz.figures.words import VERDICTS
from tests.figures import Answered, a_bank_with_attributes, a_figure_room
from tests.unit.figures.answers import by_item, each, some
from tests.unit.figures.walk import column_of


def an_overview(
    folder: Path, answered: list[Answered], form: str = "quick", cut: int = 39, **arguments: str
) -> Overview:
    """Return an overview."""
    room = a_figure_room(folder, answered, a_bank_with_attributes(cut=cut), form)
    return room.overview(room.selection({"form": form, **arguments}))


@pytest.mark.parametrize("cut", [0, 39, 40, 55, 99, 100])
def test_no_bar_holds_both_flagged_and_other_scores(cut: int, tmp_path: Path) -> None:
    bars = an_overview(tmp_path, list(some(40)), cut=cut).bars
    assert bars[0].first == 0 and bars[-1].last == 100
    assert all(before.last + 1 == after.first for before, after in pairwise(bars))
    assert all(bar.is_flagged == (bar.first <= cut) == (bar.last <= cut) for bar in bars)


def test_the_line_of_39_is_an_edge(tmp_path: Path) -> None:
    bars = an_overview(tmp_path, list(some(40))).bars
    assert [(bar.first, bar.last) for bar in bars][3:5] == [(30, 39), (40, 49)]


def test_the_grey_zone_is_that_of_students(tmp_path: Path) -> None:
    """The bank says a standard error of 11, and its results call 29 to 50 borderline."""
    sheet = an_overview(tmp_path, list(some(40)))
    assert (sheet.grey_low, sheet.grey_high) == (29, 50)
    assert [(bar.first, bar.last) for bar in sheet.bars if bar.is_grey] == [(30, 39), (40, 49)]
    table = sheet.table("distribution")
    assert [text.ja for text in column_of(table, "zone") if isinstance(text, Text)][2:6] == [
        "要注意",
        "要注意（境目）",
        "境目",
        "",
    ]


def test_the_parts_of_the_flagged_have_words_that_the_grey_zone_has_not(tmp_path: Path) -> None:
    """They come from another estimate: what is borderline in the table of scores is not what is there."""
    table = an_overview(tmp_path, list(some(400))).table("summary")
    assert table is not None
    assert [column.title.ja for column in table.columns][-2:] == ["うち、確かに線より下", "うち、線の上かもしれない"]
    assert not any("境目" in column.title.ja + column.meaning.ja for column in table.columns)


def test_the_sentence_says_what_matters_most(tmp_path: Path) -> None:
    sheet = an_overview(tmp_path, each({(0, 1, 1): 40, (3, 2, 2): 60}))
    assert sheet.sentence.ja == "100人のうち、40%が要注意です（31〜50%のあいだ）。平均は56点です。"
    assert sheet.sentence.en == "Of 100 students, 40% are flagged (31 to 50%). The mean score is 56."


def test_nearly_all_are_told_as_nine_tenths_or_more(tmp_path: Path) -> None:
    sheet = an_overview(tmp_path, each({(0, 0, 1): 100}))
    assert sheet.flagged == Figure(90, is_at_least=True)
    assert sheet.sentence.ja == "100人のうち、90%以上が要注意です。平均は11点です。"


def test_a_few_flagged_look_like_none(tmp_path: Path) -> None:
    folders = [tmp_path / "some", tmp_path / "none"]
    sheets = []
    for folder, flagged in zip(folders, (4, 0), strict=True):
        folder.mkdir()
        sheets.append(an_overview(folder, each({(0, 0, 1): flagged, (2, 2, 2): 100 - flagged})))
    assert sheets[0].flagged == sheets[1].flagged == HIDDEN
    assert [bar.share for bar in sheets[0].bars] == [bar.share for bar in sheets[1].bars]


def test_areas_say_levels(tmp_path: Path) -> None:
    """Up to a third of the points is room to grow, above two thirds a strength."""
    area = an_overview(tmp_path, by_item((20, 30, 30, 20), (25,) * 4, (25,) * 4)).areas[0]
    assert [figure.value for figure in (area.room, area.fair, area.strength)] == [50, 30, 20]
    assert area.mean == HIDDEN


def test_an_area_shows_a_number_only_where_it_tells_more_than_the_total(tmp_path: Path) -> None:
    """Two items of an area that always agree, and areas that do not go together."""
    answered = each(
        {(a, a, b, b, c, c): 20 for a in (0, 1, 3) for b in (0, 2, 3) for c in (0, 1, 2)}, told={"grade": "y3"}
    )
    sheet = an_overview(tmp_path, answered, "full")
    assert [area.mean.value for area in sheet.areas] == [44, 56, 33]
    table = sheet.table("areas")
    assert table is not None and table.columns[-1].id == "area_mean"


def test_weeks_stand_beside_the_same_week_a_year_before(tmp_path: Path) -> None:
    answered = each({(0, 0, 1): 20, (3, 3, 3): 20}, day="2025-06-11") + each({(3, 3, 3): 40, (1, 1, 1): 20})
    sheet = an_overview(tmp_path, answered)
    assert [week.id for week in sheet.weeks][-1] == "2026-W24"
    last = sheet.weeks[-1]
    assert (last.first_day, last.n.value, last.mean.value, last.mean_before.value) == ("2026-06-08", 60, 78, 56)
    assert (last.flagged.value, last.flagged_before.value) == (33, 50)


def test_of_all_time_a_year_of_weeks_is_shown_without_a_gap(tmp_path: Path) -> None:
    answered = [one for day in ("2024-06-12", "2025-09-10", "2026-06-10") for one in some(20, day=day)]
    weeks = an_overview(tmp_path, answered).weeks
    assert len(weeks) == 53
    assert [week.n.is_shown for week in weeks].count(True) == 2


def test_a_month_shows_its_own_weeks_only(tmp_path: Path) -> None:
    answered = [one for day in ("2026-05-13", "2026-06-10", "2026-06-17") for one in some(20, day=day)]
    sheet = an_overview(tmp_path, answered, period="2026-06")
    assert sheet.n == Figure(40)
    assert [week.id for week in sheet.weeks] == ["2026-W24", "2026-W25"]


def test_a_month_without_anybody_is_empty_and_says_nothing(tmp_path: Path) -> None:
    sheet = an_overview(tmp_path, list(some(40)), period="2026-02")
    assert sheet.is_empty and not sheet.n.is_shown and sheet.weeks == ()
    assert sheet.sentence.ja == ""


def test_the_badge_waits_for_enough_students(tmp_path: Path) -> None:
    badge = an_overview(tmp_path, list(some(49))).badge
    assert (badge.grade, badge.word) == (0, VERDICTS[0])
    assert badge.reliability == badge.standard_error == HIDDEN


def test_the_badge_says_how_sure_a_score_is(tmp_path: Path) -> None:
    sure = an_overview(tmp_path, each({(place,) * 3: 30 for place in range(4)}))
    assert sure.badge.grade == 4 and sure.badge.reliability.value == 1
    folder = tmp_path / "chance"
    folder.mkdir()
    chance = an_overview(folder, each({(a, b, c): 5 for a in range(4) for b in range(4) for c in range(4)}))
    assert chance.badge.grade == 1 and chance.badge.reliability.value == 0


def test_what_was_set_aside_is_told_and_stands_in_no_figure(tmp_path: Path) -> None:
    answered = each({(1, 1, 1): 60}) + each({(3, 3, 3): 20}, is_too_fast=True)
    sheet = an_overview(tmp_path, answered)
    assert sheet.n == Figure(60) and sheet.badge.set_aside.value == 25
    assert sheet.mean.value == 33


def test_retakes_stand_in_no_figure(tmp_path: Path) -> None:
    sheet = an_overview(tmp_path, each({(1, 1, 1): 60}) + each({(3, 3, 3): 60}, before=33))
    assert sheet.n == Figure(60) and sheet.mean.value == 33


def test_choices_are_what_has_something_published(tmp_path: Path) -> None:
    answered = [
        *some(20, site="campus", told={"grade": "y4"}),
        *some(20, told={"seminar": "abc"}),
        *some(9, told={"grade": "master"}),
    ]
    choices = an_overview(tmp_path, answered, group="grade:y4").choices
    assert [offer.value for offer in choices.forms] == ["quick", "full"]
    assert [(offer.value, offer.is_chosen) for offer in choices.sites] == [("", True), ("campus", False)]
    assert [[offer.value for offer in group.offers] for group in choices.groups] == [["grade:y4"], ["seminar:abc"]]
    assert choices.groups[0].offers[0].is_chosen
    assert [offer.value for offer in choices.periods] == ["", "2026", "2026-06"]


def test_what_is_chosen_is_among_the_choices_even_where_nothing_is_published(tmp_path: Path) -> None:
    sheet = an_overview(tmp_path, list(some(20)), group="faculty:law", period="2025-01")
    assert sheet.is_empty
    assert [group.id for group in sheet.choices.groups] == ["faculty"]
    assert [offer.value for offer in sheet.choices.periods if offer.is_chosen] == ["2025-01"]


def test_the_head_says_what_is_looked_at(tmp_path: Path) -> None:
    answered = list(some(20, site="campus", told={"grade": "y4"}))
    sheet = an_overview(tmp_path, answered, site="campus", group="grade:y4", period="2026-06")
    assert [(label.ja, value.ja) for label, value in sheet.about] == [
        ("版", "30秒版"),
        ("サイト", "campus"),
        ("学年", "y4の人"),
        ("期間", "2026年6月"),
    ]
