"""The bank and the consultations that come with the program, as a copy editor and a career adviser would read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product

from quiz.advice.choosing import Chooser
from quiz.advice.model import Catalogue, Consultation, Reason, Source
from quiz.advice.reading import read_catalogue
from quiz.bank.document import dump
from quiz.bank.model import Bank
from quiz.bank.reading import read_bank
from quiz.resources import shipped_bank, shipped_consultations
from quiz.scoring import score

HARSH = re.compile("失敗|危険|落ちた|落ちて|落とされ|不合格|致命|手遅れ|負け組|絶対に|NG|最悪|ダメ|だめ")
FORBIDDEN = re.compile(
    "家族|両親|父親|母親|兄弟|出身地|本籍|国籍|実家|宗教|信仰|信条|支持政党|尊敬する人|労働組合|"
    "容姿|体型|美人|病歴|持病|健康"
)
DULL = ("結論", "回答", "はじめに", "まとめ", "アドバイス")


@cache
def bank() -> Bank:
    return read_bank(shipped_bank())


@cache
def catalogue() -> Catalogue:
    return read_catalogue(shipped_consultations(), bank())


def strings_of(document: object) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for value in document.values():
            yield from strings_of(value)
    elif isinstance(document, list):
        for value in document:
            yield from strings_of(value)


def japanese() -> list[str]:
    """Return every Japanese text of the bank and the consultations."""
    texts = [*strings_of(dump(bank())), *strings_of(dump(catalogue()))]
    return [text for text in texts if re.search(r"[ぁ-んァ-ヶ一-龠]", text)]


def helpers(item: str, option: str) -> list[str]:
    return [c.id for c in catalogue().consultations for h in c.helps if h.item == item and option in h.options]


def characters_of(consultation: Consultation) -> list[int]:
    """Return the length of each answer, headings and lists included."""
    return [
        sum(len(s.heading) + sum(len(line) for block in s.blocks for line in block) for s in answer.sections)
        for answer in consultation.answers
    ]


def test_six_areas_have_two_items_each_of_which_one_is_quick() -> None:
    assert Counter(item.area for item in bank().items_of("full")) == {area.id: 2 for area in bank().areas}
    assert Counter(item.area for item in bank().items_of("quick")) == {area.id: 1 for area in bank().areas}
    assert len(bank().areas) == 6


def test_every_item_has_four_rungs_from_nought_to_three_points_with_a_step_up_each() -> None:
    for item in bank().items:
        assert [option.points for option in item.options] == [0, 1, 2, 3]
        assert len({option.next.ja for option in item.options}) == 4


def test_stems_options_and_steps_fit_a_phone() -> None:
    for item in bank().items:
        assert len(item.text.ja) <= 16, item.text.ja
        for option in item.options:
            assert len(option.text.ja) <= 8 and len(option.text.en) <= 24, option.text
            assert len(option.next.ja) <= 40, option.next.ja


def test_the_lead_says_how_long_that_it_is_anonymous_and_whose_word_it_is() -> None:
    assert all(word in bank().lead.ja for word in ("30秒", "匿名", "自己申告"))


def test_the_message_for_a_flagged_student_begins_with_what_one_step_changes() -> None:
    first = bank().bands[0].message.ja.partition("。")[0]
    assert "1つ進める" in first and "点" in first


def test_every_area_has_three_consultations() -> None:
    assert Counter(c.area for c in catalogue().consultations) == {area.id: 3 for area in bank().areas}


def test_every_rung_below_the_top_has_a_consultation_that_helps_one_up() -> None:
    lonely = [
        (item.id, option.id)
        for item in bank().items
        for option in item.options
        if item.rung_above(option) and not helpers(item.id, option.id)
    ]
    assert lonely == []


def test_every_title_is_a_whole_question_in_both_languages() -> None:
    for consultation in catalogue().consultations:
        assert consultation.title.ja.endswith("？") and len(consultation.title.ja) >= 15
        assert consultation.title.en.endswith("?") and len(consultation.title.en) >= 25


def test_every_answer_says_its_conclusion_in_the_first_heading() -> None:
    for consultation in catalogue().consultations:
        for answer in consultation.answers:
            first = answer.sections[0].heading
            assert len(first) >= 12 and not first.endswith("？"), (consultation.id, first)
            assert not any(section.heading.startswith(DULL) for section in answer.sections)
            assert len(answer.sections) >= 2


def test_every_consultation_has_words_to_say_and_a_list_to_work_through() -> None:
    for consultation in catalogue().consultations:
        blocks = [block for answer in consultation.answers for s in answer.sections for block in s.blocks]
        assert any(len(block) > 1 for block in blocks), consultation.id
        assert any(line.startswith("「") or "：「" in line for block in blocks for line in block), consultation.id


def test_answers_are_long_enough_to_help_and_short_enough_for_a_phone() -> None:
    for consultation in catalogue().consultations:
        lengths = characters_of(consultation)
        assert 500 <= sum(lengths) <= 1200, (consultation.id, lengths)
        assert all(200 <= length <= 900 for length in lengths), (consultation.id, lengths)


def test_every_question_is_told_in_paragraphs() -> None:
    for consultation in catalogue().consultations:
        assert len(consultation.body) >= 2
        assert sum(map(len, consultation.body)) >= 120


def test_advisors_are_plainly_samples() -> None:
    advisors = {answer.advisor for c in catalogue().consultations for answer in c.answers}
    assert 5 <= len(advisors) <= 6
    assert all(
        advisor.name.startswith("サンプル") and advisor.affiliation.startswith("サンプル") for advisor in advisors
    )


def test_the_catalogue_shows_every_kind_of_consultation() -> None:
    consultations = catalogue().consultations
    assert {c.source for c in consultations} == {Source.SAMPLE}, "what nobody asked says that it is a sample"
    assert {len(c.answers) for c in consultations} == {1, 2, 3}
    for given in (
        [bool(c.grade) for c in consultations],
        [bool(c.gender) for c in consultations],
        [c.asked_on is not None for c in consultations],
    ):
        assert set(given) == {True, False}


def test_one_consultation_is_about_being_hired_after_applying_again() -> None:
    (again,) = [c for c in catalogue().consultations if "再応募" in c.title.ja]
    assert "採用" in again.title.ja
    assert "reapply" in again.topics


def test_no_text_is_harsh_or_touches_what_selection_must_not_ask() -> None:
    assert [text for text in japanese() if HARSH.search(text) or FORBIDDEN.search(text)] == []


def test_japanese_is_set_consistently() -> None:
    for text in japanese():
        assert not re.search(r"[０-９Ａ-Ｚａ-ｚ]", text), text
        assert not re.search(r"[ぁ-んァ-ヶ一-龠][?!,]", text), text
        assert "\u3000" not in text, text


def test_students_are_addressed_politely_throughout() -> None:
    plain = re.compile(r"(である|だ|だった)。")
    for consultation in catalogue().consultations:
        lines = [line for a in consultation.answers for s in a.sections for block in s.blocks for line in block]
        assert not [line for line in lines if plain.search(line)], consultation.id


def test_whatever_a_student_answers_each_weak_area_gets_help_from_the_rung_where_they_stand() -> None:
    chooser = Chooser(one.listing() for one in catalogue().consultations)
    items = bank().items_of("quick")
    for options in product(*(item.options for item in items)):
        result = score(bank(), "quick", {item.id: option.id for item, option in zip(items, options, strict=True)})
        chosen = chooser.choose(result)
        firsts = {r.area.id: r for r in reversed(chosen)}
        assert [i.area.id for i in result.improvements] == list(dict.fromkeys(r.area.id for r in chosen))
        assert all(first.reason is Reason.RUNG for first in firsts.values())
