"""What the page of a consultation says."""

from __future__ import annotations

from datetime import date

from quiz.advice.model import Card, CardKind, Source
from quiz.advice.published import Published, Target
from quiz.bank.model import Text
from quiz.qa.pages import LONGEST_SUMMARY, ConsultationPage, consultation_page
from tests.factories import shipped_bank
from tests.unit.qa.values import ENGLISH, JAPANESE, a_listing, a_published, a_section, an_answer

ARTICLE = Card("詳しくは記事にあります。", CardKind.ARTICLE, "guide")
OTHER = Card("似た相談があります。", CardKind.CONSULTATION, "other")


def a_page(published: Published) -> ConsultationPage:
    return consultation_page(published, shipped_bank(), JAPANESE)


def test_everything_that_an_answer_has_is_shown_in_its_order() -> None:
    answers = (an_answer(a_section("結論"), a_section("理由")), an_answer(answered_on=date(2026, 4, 9)))
    first, second = a_page(a_published(answers=answers)).answers
    assert [section.title for section in first.sections] == ["結論", "理由"]
    assert first.sections[0].blocks == (("まず1文で。",), ("理由", "例"))
    assert first.answered_on is None
    assert second.answered_on is not None
    assert (second.answered_on.iso, second.answered_on.text) == ("2026-04-09", "2026年4月9日")
    assert (first.profile, first.url) == (
        "/qa/advisors/sample-a",
        "https://qa.example.jp/qa/advisors/sample-a",
    )


def test_an_advisor_is_shown_as_of_the_day_of_the_answer() -> None:
    then = an_answer(title="以前の肩書", affiliation="以前の所属")
    (shown,) = a_page(a_published(answers=(then,))).answers
    assert (shown.title, shown.affiliation) == ("以前の肩書", "以前の所属")
    (shown,) = a_page(a_published(answers=(an_answer(),))).answers
    assert (shown.title, shown.affiliation) == ("キャリアアドバイザー", "サンプル・キャリアセンター")


def test_what_an_asker_did_not_say_is_not_shown() -> None:
    page = a_page(a_published(grade="", gender="", asked_on=None))
    assert (page.asker, page.asked_on) == ("", None)
    assert a_page(a_published(grade="")).asker == "女性"


def test_an_asker_is_described_in_the_language_of_the_page() -> None:
    assert a_page(a_published()).asker == "学部3年・女性"
    page = consultation_page(a_published(gender="書いてあった語"), shipped_bank(), ENGLISH)
    assert page.asker == "3rd year, bachelor's · 書いてあった語"
    assert a_page(a_published()).asker == "学部3年・女性"


def test_where_a_question_came_from_is_disclosed() -> None:
    seen = {source: a_page(a_published(source=source)) for source in Source}
    assert {source: (page.is_sample, page.is_from_counselling) for source, page in seen.items()} == {
        Source.SAMPLE: (True, False),
        Source.COUNSELLING: (False, True),
        Source.ENTRY_FORM: (False, False),
    }


def test_a_card_leads_to_its_target_and_vanishes_with_it() -> None:
    targets = {
        ("article", "guide"): Target(Text("面接の手引き", "A guide"), "https://example.jp/guide"),
        ("consultation", "other"): Target(Text("別の相談", "Another"), "/qa/other"),
    }
    answers = (an_answer(a_section(cards=(ARTICLE, OTHER))),)
    article, other = a_page(a_published(answers=answers, targets=targets)).answers[0].sections[0].cards
    assert (article.lead, article.is_article, article.link.address, article.link.is_external) == (
        "詳しくは記事にあります。",
        True,
        "https://example.jp/guide",
        True,
    )
    assert (other.is_article, other.link.address, other.link.is_external) == (False, "/qa/other", False)
    english = consultation_page(a_published(answers=answers, targets=targets), shipped_bank(), ENGLISH)
    assert english.answers[0].sections[0].cards[1].link.address == "/qa/other?lang=en"
    del targets["article", "guide"]
    (left,) = a_page(a_published(answers=answers, targets=targets)).answers[0].sections[0].cards
    assert left.lead == "似た相談があります。"


def test_a_consultation_elsewhere_is_linked_where_its_publisher_shows_it() -> None:
    page = a_page(a_published(related=(a_listing(url="https://example.jp/qa/9"),), before=a_listing("earlier")))
    assert (page.related[0].address, page.related[0].is_external) == ("https://example.jp/qa/9", True)
    assert page.before is not None
    assert (page.before.address, page.before.is_external, page.after) == ("/qa/earlier", False, None)


def test_an_area_that_the_bank_no_longer_has_is_left_out_of_the_way_here() -> None:
    page = a_page(a_published(area="gone"))
    assert page.area == ""
    assert [crumb.address for crumb in page.frame.crumbs] == ["/qa/", "/qa/one"]


def test_a_title_that_nobody_translated_is_shown_in_japanese() -> None:
    published = a_published(title=Text("日本語だけの質問ですか？", ""))
    assert consultation_page(published, shipped_bank(), ENGLISH).title == "日本語だけの質問ですか？"


def test_a_long_question_is_cut_for_machines_that_show_a_summary() -> None:
    assert a_page(a_published()).summary == "最初の段落です。 次の段落です。"
    cut = a_page(a_published(body=("あ" * 500,))).summary
    assert len(cut) == LONGEST_SUMMARY and cut.endswith("…")
    assert a_page(a_published(body=())).summary == "何を話せばいいですか？"
