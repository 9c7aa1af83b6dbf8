"""What the page of a consultation says."""

from __future__ import annotations

from dataclasses import replace

from quiz.advice.model import Source
from quiz.advice.reading import read_catalogue
from quiz.qa.pages import consultation_page
from quiz.resources import shipped_consultations
from tests.factories import shipped_bank

CONSULTATION = read_catalogue(shipped_consultations(), shipped_bank()).consultations[0]


def test_a_consultation_is_shown_with_everybody_who_answered() -> None:
    page = consultation_page(CONSULTATION, shipped_bank(), "ja")
    assert page.title == CONSULTATION.title.ja
    assert [answer.name for answer in page.answers] == [answer.advisor.name for answer in CONSULTATION.answers]
    for shown, answer in zip(page.answers, CONSULTATION.answers, strict=True):
        assert len(shown.sections) == len(answer.sections)
        assert answer.advisor.title in shown.role and answer.advisor.affiliation in shown.role


def test_what_an_asker_did_not_say_is_not_shown() -> None:
    page = consultation_page(replace(CONSULTATION, grade="", gender="", asked_on=None), shipped_bank(), "ja")
    assert (page.asker, page.asked_on, page.asked_on_text) == ("", "", "")


def test_where_a_question_came_from_is_disclosed() -> None:
    sample = replace(CONSULTATION, source=Source.SAMPLE)
    assert consultation_page(sample, shipped_bank(), "ja").is_sample
    counselling = replace(CONSULTATION, source=Source.COUNSELLING)
    assert consultation_page(counselling, shipped_bank(), "ja").is_from_counselling


def test_the_way_to_the_diagnostic_names_this_page_behind_one_address() -> None:
    for language, start in (("ja", "/d/interview"), ("en", "/d/interview?lang=en")):
        assert consultation_page(CONSULTATION, shipped_bank(), language).quiz == f"{start}#page=/qa/{CONSULTATION.id}"
