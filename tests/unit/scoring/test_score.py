"""Scoring as properties that hold for every bank, and the boundary of the flag."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.document import dump, load_bank
from quiz.bank.model import Bank
from quiz.errors import AnswersError
from quiz.scoring import Level, percentage, score
from quiz.scoring.table import FormTable
from tests.factories import a_bank, a_text, an_item, answered_banks, extreme_answers, some_answers

Answered = tuple[Bank, str, dict[str, str]]


@given(answered_banks())
def test_a_score_is_the_rounded_share_of_the_points_and_lies_in_its_band(answered: Answered) -> None:
    bank, form, answers = answered
    result = score(bank, form, answers)
    exact = Fraction(100 * result.earned, result.maximum)
    assert 0 <= result.low <= result.score <= result.high <= 100
    assert Fraction(-1, 2) <= exact - result.score < Fraction(1, 2)
    assert result.band.first <= result.score <= result.band.last
    assert result.is_flagged == (result.score <= bank.cut)


@given(answered_banks(), st.data())
def test_a_higher_rung_never_lowers_the_score(answered: Answered, data: st.DataObject) -> None:
    bank, form, answers = answered
    item = data.draw(st.sampled_from(bank.items_of(form)))
    option = next(option for option in item.options if option.id == answers[item.id])
    higher = item.rung_above(option)
    if higher is not None:
        before, after = (score(bank, form, changed) for changed in (answers, {**answers, item.id: higher.id}))
        assert after.earned > before.earned and after.score >= before.score


@given(answered_banks())
def test_all_lowest_rungs_give_0_and_all_top_rungs_give_100(answered: Answered) -> None:
    bank, form, _ = answered
    lowest = score(bank, form, extreme_answers(bank, form, top=False))
    top = score(bank, form, extreme_answers(bank, form, top=True))
    assert (lowest.score, lowest.strengths) == (0, ())
    assert (top.score, top.improvements, top.best_changes) == (100, (), ())
    assert {area.level for area in top.areas} == {Level.STRENGTH}


@given(answered_banks())
def test_areas_and_items_add_up_to_the_score(answered: Answered) -> None:
    bank, form, answers = answered
    result = score(bank, form, answers)
    assert sum(area.earned for area in result.areas) == result.earned
    assert sum(area.maximum for area in result.areas) == result.maximum
    assert {area.area.id for area in result.areas} == {area.id for area in bank.areas}
    for area in result.areas:
        assert sum(item.earned for item in area.items) == area.earned


@given(answered_banks())
def test_strengths_and_improvements_are_at_most_two_and_name_no_area_twice(answered: Answered) -> None:
    result = score(*answered)
    strengths = [strength.area.id for strength in result.strengths]
    improvements = [improvement.area.id for improvement in result.improvements]
    assert len(set(strengths)) == len(strengths) <= 2
    assert len(set(improvements)) == len(improvements) <= 2
    assert bool(improvements) == (result.score < 100 or result.earned < result.maximum)
    assert bool(strengths) == (result.earned > 0)
    if len(result.areas) >= 4:
        assert not set(strengths) & set(improvements)


@given(answered_banks())
def test_an_improvement_and_a_change_are_one_rung_above_the_answer(answered: Answered) -> None:
    bank, form, answers = answered
    result = score(bank, form, answers)
    for improvement in result.improvements:
        assert improvement.answer.item.rung_above(improvement.answer.option) == improvement.next_rung
    for change in result.best_changes:
        raised = score(bank, form, {**answers, change.answer.item.id: change.next_rung.id})
        assert raised.score == change.score >= result.score


@given(answered_banks())
def test_answers_to_other_items_change_nothing(answered: Answered) -> None:
    bank, form, answers = answered
    assert score(bank, form, {**answers, "unknown": "x"}).answers == answers


@given(answered_banks())
def test_the_table_packs_what_scoring_says(answered: Answered) -> None:
    bank, form, answers = answered
    packed, result = FormTable(bank, form).pack(answers), score(bank, form, answers)
    assert packed is not None
    earned = {area.area.id: area.earned for area in result.areas}
    order = dict.fromkeys(item.area for item in bank.items)
    assert (packed.score, packed.areas) == (result.score, tuple(earned[area] for area in order))


def test_areas_listed_in_another_order_are_stored_in_the_same() -> None:
    bank = a_bank(areas=3)
    answers = extreme_answers(bank, "quick", top=False) | {bank.items_of("quick")[0].id: bank.items[0].options[-1].id}
    turned = replace(bank, areas=bank.areas[::-1])
    first, second = FormTable(bank, "quick").pack(answers), FormTable(turned, "quick").pack(answers)
    assert first is not None and len(set(first.areas)) > 1
    assert second == first


@given(answered_banks())
def test_a_stored_bank_scores_the_same(answered: Answered) -> None:
    bank, form, answers = answered
    kept = load_bank(dump(bank))
    assert kept == bank
    assert score(kept, form, answers) == score(bank, form, answers)


@pytest.mark.parametrize(
    ("earned", "maximum", "shown"),
    [(7, 18, 39), (3889, 10_000, 39), (3949, 10_000, 39), (3950, 10_000, 40), (1, 200, 1), (1, 201, 0), (0, 1, 0)],
)
def test_points_are_rounded_half_up_once(earned: int, maximum: int, shown: int) -> None:
    assert percentage(earned, maximum) == shown


@given(st.integers(1, 10**6), st.data())
def test_the_flag_looks_at_the_shown_score(maximum: int, data: st.DataObject) -> None:
    earned = data.draw(st.integers(0, maximum))
    exact = Fraction(100 * earned, maximum)
    assert (percentage(earned, maximum) <= 39) == (exact < Fraction(79, 2))


def test_seven_of_eighteen_points_are_shown_as_39_and_flagged() -> None:
    bank = a_bank(areas=6)
    answers = extreme_answers(bank, "quick", top=False) | {"area1-1": "p3", "area2-1": "p3", "area3-1": "p1"}
    result = score(bank, "quick", answers)
    assert (result.earned, result.maximum, result.score, result.is_flagged) == (7, 18, 39, True)


@pytest.mark.parametrize(("earned", "level"), [(2, Level.ROOM), (3, Level.FAIR), (4, Level.FAIR), (5, Level.STRENGTH)])
def test_levels_part_at_one_and_two_thirds(earned: int, level: Level) -> None:
    bank = a_bank(areas=1)
    first = min(3, earned)
    result = score(bank, "full", {"area1-1": f"p{first}", "area1-2": f"p{earned - first}"})
    assert result.areas[0].level is level


@pytest.mark.parametrize(("points", "borderline"), [(28, False), (29, True), (39, True), (50, True), (51, False)])
def test_in_the_grey_zone_a_standard_error_reaches_across_the_line(points: int, borderline: bool) -> None:
    options = [
        {"id": f"p{value}", "points": value, "text": a_text(f"{value}点"), "next": a_text("次へ")}
        for value in (0, points, 100)
    ]
    bank = a_bank(areas=1, items=[an_item("only", "area1", options=0) | {"options": options}])
    assert (bank.cut, bank.form("quick").standard_error) == (39, 11)
    assert score(bank, "quick", {"only": f"p{points}"}).is_borderline is borderline


def test_answers_that_do_not_fit_name_what_is_wrong() -> None:
    bank = a_bank()
    answers = some_answers(bank, "quick")
    del answers["area2-1"]
    with pytest.raises(AnswersError) as refusal:
        score(bank, "quick", {**answers, "area1-1": "p9"})
    assert (refusal.value.missing, refusal.value.unknown) == (("area2-1",), {"area1-1": "p9"})
