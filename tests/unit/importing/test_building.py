"""Drafts become records that are named, cleaned and classified, or are told why not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.bounds import is_id
from quiz.advice.model import Section, Source
from quiz.importing.building import Manner, Proposed, build
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.fields import LONGEST_ANSWER, LONGEST_BODY
from quiz.importing.findings import Findings
from quiz.importing.identity import id_for, origin_named
from tests.factories import shipped_bank
from tests.qa_sources import built_from

ANSWER = Reply(Author("サンプル相談員A", "相談員"), (Section("", (("息を吐きます。",),)),))
DRAFT = Draft(
    "qa.csv:2", "1", "緊張します。どうすれば？", ("手が震えます。",), (ANSWER,), url="https://qa.example.jp/1"
)


def test_a_draft_becomes_a_record_under_its_key() -> None:
    built, said = built_from([DRAFT])
    (record,) = built.records
    assert said == []
    assert (record.key, record.is_confirmed, record.consultation.url) == ("1", False, "")
    assert record.consultation.answers[0].advisor == built.advisors[0]
    assert built.advisors[0].affiliation == "サンプル相談室"


def test_ids_are_the_same_each_time_and_never_those_of_another_source() -> None:
    first, again, other = (built_from([DRAFT], origin)[0].records[0].consultation.id for origin in ("a", "a", "b"))
    assert first == again != other


@given(origin=st.text(max_size=40), key=st.text(max_size=80))
def test_every_key_gives_an_id_that_may_stand_in_an_address(origin: str, key: str) -> None:
    assert is_id(id_for("q", origin, key))
    assert origin_named(origin) and len(origin_named(origin)) <= 48


def test_without_an_id_or_address_the_title_is_the_key() -> None:
    nameless = replace(DRAFT, key="", url="")
    first, second = (built_from([replace(nameless, body=(body,))])[0].records[0].key for body in ("x", "y"))
    assert first == second


def test_external_records_lead_to_their_pages_and_need_an_address() -> None:
    built, _ = built_from([DRAFT], is_external=True)
    assert built.records[0].consultation.url == DRAFT.url
    built, said = built_from([replace(DRAFT, url="")], is_external=True)
    assert built.records == () and "the address of the publisher's page is missing" in said[0]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " \u200b "}, "question: there is no question"),
        ({"title": "x" * 301}, "question: there are 301 characters; keep to 300"),
        ({"replies": ()}, "answers: there is no answer"),
        ({"replies": (Reply(Author(), (Section("", (("\x00",),)),)),)}, "answers: there is no answer"),
        ({"body": ("x" * (LONGEST_BODY + 1),)}, "body: there are 10,001 characters"),
        ({"replies": (Reply(Author(), (Section("", (("x" * (LONGEST_ANSWER + 1),),)),)),)}, "answer: there are 20,001"),
        ({"replies": (Reply(Author("x" * 101), ANSWER.sections),)}, "advisor: there are 101 characters"),
        ({"url": "javascript:alert(1)"}, 'address: "javascript:alert(1)" cannot be an address'),
        ({"grade": "x" * 41}, "grade: there are 41 characters"),
    ],
)
def test_a_bad_draft_is_told_and_the_others_are_kept(changes: dict[str, object], says: str) -> None:
    good = replace(DRAFT, key="2", place="qa.csv:3")
    built, said = built_from([replace(DRAFT, **changes), good])  # type: ignore[arg-type]  # The fields are a test's.
    assert [record.key for record in built.records] == ["2"]
    assert len(said) == 1 and said[0].startswith("qa.csv:2: ") and says in said[0]


def test_characters_that_nobody_sees_are_taken_out_and_told() -> None:
    built, said = built_from([replace(DRAFT, title="緊張\x00し\u202eます\ud800。ｷﾝﾁｮｳ😀", body=("a\u200bb",))])
    assert built.records[0].consultation.title.ja == "緊張します\ufffd。キンチョウ😀"
    assert built.records[0].consultation.body == ("ab",)
    assert len(said) == 1
    assert said[0].startswith("qa.csv:2: characters that cannot be used (U+0000, U+202E, U+D800) were taken out; ")


def test_the_same_key_twice_is_told_unless_it_says_the_same() -> None:
    same = replace(DRAFT, place="qa.csv:9")
    assert built_from([DRAFT, same])[1] == []
    built, said = built_from([DRAFT, replace(same, title="服装は？")])
    assert len(built.records) == 1 and said == [
        "qa.csv:9: id: has the id or address of qa.csv:2; change or delete one of them"
    ]


def test_who_answers_twice_is_shown_once_and_a_fourth_is_left_out() -> None:
    replies = [replace(ANSWER, author=Author(name)) for name in ("A", "B", "A", "", "サンプル相談室", "C")]
    built, said = built_from([replace(DRAFT, replies=tuple(replies))])
    answers = built.records[0].consultation.answers
    assert [(answer.advisor.name, len(answer.sections)) for answer in answers] == [
        ("A", 2),
        ("B", 1),
        ("サンプル相談室", 2),
    ]
    assert said == ["qa.csv:2: answers: there are 4 answers; only the first 3 are imported"]


def test_an_area_that_the_source_names_is_confirmed_and_any_other_is_proposed() -> None:
    bank = shipped_bank()
    area, topic = bank.areas[0], bank.topics[0]
    for written in (area.id, area.title.ja, area.title.en):
        (record,) = built_from([replace(DRAFT, area=written, topics=(topic.title.ja, "x"), url="")])[0].records
        assert (record.consultation.area, record.consultation.topics, record.is_confirmed) == (
            area.id,
            (topic.id,),
            True,
        )
    findings = Findings()
    manner = Manner("qa", "相談室", source=Source.COUNSELLING)
    proposed = Proposed("practice", ("feedback",))
    built = build([replace(DRAFT, area="x")], bank, manner, lambda *_: proposed, findings)
    (record,) = built.records
    assert (record.consultation.area, record.consultation.topics, record.is_confirmed) == (
        "practice",
        ("feedback",),
        False,
    )
    assert record.consultation.source is Source.COUNSELLING
    assert 'there is no area "x"' in next(iter(findings)).text("en")


def test_paragraphs_never_begin_like_the_entries_of_a_list() -> None:
    blocks = (("- ・ひとつ",), ("・a", "- - b"), ("-",))
    built, _ = built_from([replace(DRAFT, body=("・x", "- "), replies=(Reply(Author(), (Section("", blocks),)),))])
    consultation = built.records[0].consultation
    assert consultation.body == ("x",)
    assert consultation.answers[0].sections[0].blocks == (("ひとつ",), ("a", "b"))
