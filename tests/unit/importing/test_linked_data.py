"""Pages that describe questions and answers as JSON-LD."""

from __future__ import annotations

import json
from datetime import date

import pytest

from quiz.advice.model import Section
from quiz.importing.drafts import Author, Draft
from quiz.importing.findings import Findings
from quiz.importing.linked_data import read_page
from tests.qa_sources import a_page, a_question, page_of

ADDRESS = "https://qa.example.jp/faq"


def read(page: str, address: str = "") -> tuple[list[Draft], list[str]]:
    findings = Findings()
    return read_page(page, "page.html", findings, address), [finding.text("en") for finding in findings]


def test_a_qa_page_gives_its_question_with_every_answer() -> None:
    question = a_question(
        text="<p>毎回です。</p><p>困ります。</p>",
        dateCreated="2025-04-18T10:00:00+09:00",
        suggestedAnswer=[{"@type": "Answer", "text": "<h3>練習</h3><ul><li>声に出す<li>録音する</ul>"}],
    )
    drafts, said = read(a_page(question, kind="QAPage"), ADDRESS)
    assert said == []
    (draft,) = drafts
    assert (draft.title, draft.body, draft.asked_on) == (
        "緊張します。どうすれば？",
        ("毎回です。", "困ります。"),
        date(2025, 4, 18),
    )
    assert draft.key == draft.url == ADDRESS
    assert [reply.author.name for reply in draft.replies] == ["サンプル相談員A", ""]
    assert draft.replies[1].sections == (Section("練習", (("声に出す", "録音する"),)),)


def test_each_question_of_a_faq_has_a_key_of_its_own_and_the_address_of_the_page() -> None:
    drafts, _ = read(a_page(a_question(), a_question(name="服装は？")), ADDRESS)
    assert len({draft.key for draft in drafts}) == 2
    assert {draft.url for draft in drafts} == {ADDRESS}
    again, _ = read(a_page(a_question(name="服装は？"), a_question()), ADDRESS)
    assert {draft.key for draft in again} == {draft.key for draft in drafts}


def test_graphs_references_and_lists_are_followed() -> None:
    graph = [
        {"@type": ["WebPage", "FAQPage"], "@id": "#page", "mainEntity": [{"@id": "#q"}]},
        {"@id": "#q", "@type": "Question", "name": ["緊張します"], "suggestedAnswer": {"@id": "#a"}},
        {"@id": "#a", "@type": "Answer", "text": {"@value": "息を吐きます。"}, "author": {"@id": "#p"}},
        {
            "@id": "#p",
            "@type": "Person",
            "name": "サンプル相談員A",
            "jobTitle": "相談員",
            "worksFor": {"name": "相談室"},
        },
        {"@id": "#loop", "@type": "Thing", "sameAs": {"@id": "#loop"}},
    ]
    (draft,), said = read(page_of(json.dumps([{"@graph": graph}])))
    assert said == []
    assert draft.replies[0].author == Author("サンプル相談員A", "相談員", "相談室")


def test_a_saved_page_is_known_by_its_canonical_address() -> None:
    (draft,), _ = read(a_page(a_question(), head='<link rel="canonical" href="https://qa.example.jp/1">'))
    assert draft.url == "https://qa.example.jp/1"
    (draft,), _ = read(a_page(a_question(), head='<link rel="canonical" href="javascript:alert(1)">'))
    assert (draft.url, draft.key) == ("", "")


@pytest.mark.parametrize("script", ["{oops", '{"@type": "FAQPage",', "[" * 100_000, "1" * 10_000, '{"a": 1} x'])
def test_broken_json_is_named_with_its_line(script: str) -> None:
    drafts, said = read(page_of(f"\n{script}"))
    assert drafts == []
    assert said[0].startswith("page.html:1: JSON-LD: ")


def test_line_ends_inside_a_text_and_wrappings_are_forgiven() -> None:
    script = json.dumps({"@type": "FAQPage", "mainEntity": a_question()}, ensure_ascii=False).replace(
        "ます。ど", "ます。\nど"
    )
    for wrapped in (f"<!--\n{script}\n-->", f"//<![CDATA[\n{script}\n//]]>", f"/*<![CDATA[*/{script}/*]]>*/"):
        drafts, said = read(page_of(wrapped))
        assert (len(drafts), said) == (1, [])


def test_a_page_without_questions_says_so() -> None:
    assert "has no QAPage or FAQPage" in read("<html>あ</html>")[1][0]
    assert "has no QAPage or FAQPage" in read(page_of('{"@type": "Article"}'))[1][0]


def test_nothing_that_could_act_survives() -> None:
    evil = '<p onclick="x()">安全<script>alert(1)</script><a href="javascript:x()">です</a></p><style>p{}</style>'
    question = a_question(name="<b>太字</b>の質問", acceptedAnswer={"text": evil})
    (draft,), _ = read(a_page(question).replace("</script><a", "<\\/script><a"))
    assert draft.title == "太字の質問"
    assert draft.replies[0].sections == (Section("", (("安全です",),)),)


def test_markup_that_nests_too_deeply_is_refused() -> None:
    assert "is nested too deeply" in read("<div>" * 100_000)[1][0]
