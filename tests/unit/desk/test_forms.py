"""Forms of the desk, read into values."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from quiz.advice.dossier import Draft, DraftCard
from quiz.advice.model import Help, Qualification
from quiz.desk.forms import (
    MOST_CARDS,
    MOST_SECTIONS,
    Problem,
    advisor_from,
    drafts_from,
    question_from,
    rearranged,
    reason_from,
    without_blanks,
)
from tests.factories import a_bank

BANK = a_bank()
DRAFTS = st.lists(
    st.builds(
        Draft,
        st.sampled_from(["", "見出し"]),
        st.sampled_from(["", "文"]),
        st.lists(st.builds(DraftCard, st.sampled_from(["", "導き"]), st.sampled_from(["", "q1"])), max_size=4).map(
            tuple
        ),
    ),
    max_size=12,
).map(tuple)
ACTS = [
    "add",
    "preview",
    "",
    "x-1",
    *(f"{name}-{n}" for name in ("remove", "up", "card") for n in range(13)),
    "uncard-0-1",
]


def as_fields(drafts: tuple[Draft, ...]) -> MultiDict[str, str]:
    fields: MultiDict[str, str] = MultiDict()
    for number, draft in enumerate(drafts):
        fields[f"heading-{number}"], fields[f"text-{number}"] = draft.heading, draft.text
        for place, card in enumerate(draft.cards):
            fields[f"lead-{number}-{place}"], fields[f"target-{number}-{place}"] = card.lead, card.target
    return fields


def test_a_question_is_cleaned_and_keeps_only_what_the_bank_knows() -> None:
    fields = MultiDict(
        [
            ("title", " 題\u202e です\u200b "),
            ("body", "一行\r\n\r\n\r\n二行\x00"),
            ("area", "area1"),
            ("topics", "motivation"),
            ("topics", "unknown"),
            ("helps", "area1-1=p0"),
            ("helps", "area1-1=p3"),
            ("helps", "nothing"),
        ]
    )
    question, problems = question_from(fields, BANK)
    assert (question.title, question.body) == ("題 です", "一行\n\n二行")
    assert (question.area, question.topics, question.helps) == ("area1", ("motivation",), (Help("area1-1", ("p0",)),))
    assert problems == []
    assert question_from(MultiDict({"area": "gone"}), BANK)[0].area == ""


def test_an_empty_question_says_so_of_title_and_body_but_not_of_the_english_title() -> None:
    assert [(one.field, one.code) for one in question_from(MultiDict(), BANK)[1]] == [
        ("title", "empty"),
        ("body", "empty"),
    ]


def test_over_long_texts_come_back_whole_with_the_limit() -> None:
    question, problems = question_from(MultiDict({"title": "あ" * 301, "body": "い" * 4001}), BANK)
    assert problems == [Problem("title", "too-long", 300), Problem("body", "too-long", 4000)]
    assert len(question.title) == 301 and len(question.body) == 4001


def test_a_reason_is_the_chosen_sentence_and_what_was_added() -> None:
    assert reason_from(MultiDict({"sentence": "文。", "reason": " 足した文。 "})) == ("文。\n足した文。", [])
    assert reason_from(MultiDict({"reason": "\n \n"}))[1] == [Problem("reason", "empty")]


@given(DRAFTS)
def test_what_stands_in_a_form_is_read_as_it_stands(drafts: tuple[Draft, ...]) -> None:
    assert drafts_from(as_fields(drafts)) == (drafts, [])


@given(DRAFTS, st.sampled_from(ACTS))
def test_no_button_but_one_that_removes_loses_anything_written(drafts: tuple[Draft, ...], act: str) -> None:
    after = rearranged(drafts, act)
    assert len(after) <= MOST_SECTIONS and all(len(draft.cards) <= MOST_CARDS for draft in after)
    if not act.startswith(("remove", "uncard")):
        written = sorted((draft.heading, draft.text) for draft in without_blanks(drafts))
        assert sorted((draft.heading, draft.text) for draft in without_blanks(after)) == written
    else:
        assert len(drafts) - 1 <= len(after) <= len(drafts)


def test_blank_sections_and_cards_are_left_out() -> None:
    drafts = (Draft(), Draft("見出し", "", (DraftCard("", ""), DraftCard("導き", ""))), Draft(" ", "\n"))
    assert without_blanks(drafts) == (Draft("見出し", "", (DraftCard("導き", ""),)),)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-04-18", date(2026, 4, 18)),
        ("2026/4/8", date(2026, 4, 8)),
        ("２０２６年４月８日", date(2026, 4, 8)),
        ("2026年4月8日", date(2026, 4, 8)),
        ("2026-02-30", None),
        ("きのう", None),
        ("0000-01-01", None),
    ],
)
def test_days_are_read_in_the_ways_that_people_write_them(written: str, day: date | None) -> None:
    advisor, problems = advisor_from(MultiDict({"name": "人", "paper-0": "資格", "verified-0": written}), "a")
    assert advisor.qualifications == (Qualification("資格", day),)
    assert [one.code for one in problems] == ([] if day else ["bad-date"])


def test_an_advisor_needs_an_id_that_can_stand_in_an_address() -> None:
    assert [one.code for one in advisor_from(MultiDict({"id": "Ä", "name": "人"}), "")[1]] == ["bad-id"]
    assert advisor_from(MultiDict({"id": "b", "name": "人", "profile": "一\n続き\n\n二"}), "a")[0].profile == (
        "一 続き",
        "二",
    )
