"""JSON-LD says what the page says, and stays inside its block."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import html5lib
from hypothesis import given

from quiz.advice.published import Profile
from quiz.bank.model import Text
from quiz.qa.advisors import advisor_page
from quiz.qa.lists import home_page
from quiz.qa.pages import ConsultationPage, consultation_page
from quiz.qa.structured import as_data_block, described
from tests.factories import shipped_bank
from tests.unit.qa.values import ADVISOR, HOSTILE, JAPANESE, a_published, an_answer, some_teasers


def graph_of(page: Any, style: str) -> dict[str, dict[str, Any]]:
    data = json.loads(described(page, style).structured)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def a_page(**changes: Any) -> ConsultationPage:
    return consultation_page(a_published(**changes), shipped_bank(), JAPANESE)


def test_an_article_names_who_answered_and_when_the_question_was_asked() -> None:
    graph = graph_of(a_page(), "article")
    assert set(graph) == {"BreadcrumbList", "Article"}
    article = graph["Article"]
    assert (article["headline"], article["datePublished"]) == ("何を話せばいいですか？", "2026-04-03")
    assert [person["name"] for person in article["author"]] == ["サンプル相談員A"]
    assert article["author"][0]["affiliation"] == {"@type": "Organization", "name": "サンプル・キャリアセンター"}


def test_a_question_counts_the_answers_that_it_has() -> None:
    question: dict[str, Any] = {}
    for count in range(4):
        question = graph_of(a_page(answers=(an_answer(),) * count), "qapage")["QAPage"]["mainEntity"]
        assert question["answerCount"] == count
        assert len(question.get("suggestedAnswer", [])) == count
    assert question["suggestedAnswer"][2]["url"] == "https://qa.example.jp/qa/one#answer-3"
    assert question["suggestedAnswer"][0]["text"] == "結論から話します\nまず1文で。\n理由\n例"


def test_what_is_not_known_is_not_described() -> None:
    nothing = a_page(grade="", gender="", asked_on=None, area="gone", answers=(an_answer(title="", affiliation=""),))
    question = graph_of(nothing, "qapage")["QAPage"]["mainEntity"]
    assert not {"dateCreated", "author"} & question.keys()
    assert not {"datePublished", "articleSection"} & graph_of(nothing, "article")["Article"].keys()


def test_the_way_here_is_numbered_and_absolute() -> None:
    steps = graph_of(a_page(), "article")["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["item"] for step in steps] == [
        f"https://qa.example.jp/qa/{path}" for path in ("", "area/research", "one")
    ]


def test_an_advisor_is_a_profile_with_the_qualifications_that_hold() -> None:
    page = advisor_page(Profile(ADVISOR, some_teasers()), date(2026, 5, 1), shipped_bank(), JAPANESE)
    assert set(graph_of(page, "article")) == {"BreadcrumbList"}
    person = graph_of(page, "qapage")["ProfilePage"]["mainEntity"]
    assert [credential["name"] for credential in person["hasCredential"]] == ["確かめた資格"]
    assert person["description"] == "大学で相談を受けています。"


def test_the_first_page_has_no_way_to_describe() -> None:
    page = home_page(some_teasers(), ({}, {}), shipped_bank(), JAPANESE)
    assert described(page, "qapage") is page


@given(HOSTILE)
def test_no_text_ends_its_block_or_is_changed_by_it(text: str) -> None:
    block = as_data_block([{"text": text}])
    html = f"<!doctype html><title>t</title><script type=application/ld+json>{block}</script><p>after</p>"
    root = html5lib.parse(html, namespaceHTMLElements=False)
    (script,) = root.iter("script")
    assert json.loads(script.text or "")["@graph"] == [{"text": text}]
    assert [paragraph.text for paragraph in root.iter("p")] == ["after"]
    assert not any(character in block for character in "<>&\u2028\u2029")


@given(HOSTILE)
def test_a_title_says_the_same_to_machines_and_people(text: str) -> None:
    page = a_page(title=Text(text or "？", ""))
    for style in ("article", "qapage"):
        things = graph_of(page, style)
        steps = things["BreadcrumbList"]["itemListElement"]
        assert steps[-1]["name"] == page.title
