"""Consultations and advisors over HTTP."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import insert

from quiz.advice.model import Answer, Card, CardKind, Catalogue, Section
from quiz.bank.model import Bank, Text
from quiz.store.tables import pace
from tests.attempts import an_attempt
from tests.client import XHTML, Page, PageClient
from tests.pages.qa_site import NOW, Site, a_consultation, texts


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_consultation_has_a_page(reader: PageClient, catalogue: Catalogue, language: str) -> None:
    for consultation in catalogue.consultations:
        page = reader.get(f"/qa/{consultation.id}" + ("?lang=en" if language == "en" else ""))
        assert texts(page.all("h1")) == [consultation.title[language]]
        for paragraph in consultation.body:
            assert paragraph in page.text
        answers = page.all("section", class_="card answer")
        assert len(answers) == len(consultation.answers)
        for shown, answer in zip(answers, consultation.answers, strict=True):
            assert texts(list(shown.iter(XHTML + "h3"))) == [answer.advisor.name]
            assert texts(list(shown.iter(XHTML + "h4"))) == [section.heading for section in answer.sections]
        if language == "ja":
            assert f"{len(consultation.answers)}人のアドバイザーが回答しています" in page.text


@pytest.mark.parametrize(
    "path",
    [
        *("/qa/nothing", "/qa/area/nothing", "/qa/topic/nothing", "/qa/advisors/nobody"),
        *("/qa/%00", "/qa/area/%00", "/qa/advisors/%0d%0a", "/qa/%ED%A0%80", "/qa/%E2%80%AEgnp"),
        *("/sitemap-qa-0.xml", "/sitemap-qa-9.xml"),
        "/qa/" + "a" * 5000,
    ],
)
def test_what_is_not_published_is_told_plainly(reader: PageClient, path: str) -> None:
    assert "ページが見つかりません" in reader.get(path, status=404).text


def test_the_first_answer_can_be_given_right_on_the_page(reader: PageClient, bank: Bank) -> None:
    first = bank.items_of("quick")[0]
    for language in ("ja", "en"):
        page = reader.get("/qa/same-reason" + ("?lang=en" if language == "en" else ""))
        (form,) = [form for form in page.all("form") if form.get("role") != "search"]
        assert (form.get("method"), form.get("action")) == ("get", f"/d/{bank.id}#page=/qa/same-reason")
        buttons = list(form.iter(XHTML + "button"))
        assert [(b.get("name"), b.get("value"), b.text) for b in buttons] == [
            (first.id, option.id, option.text[language]) for option in first.options
        ]
        hidden = [(field.get("name"), field.get("value")) for field in form.iter(XHTML + "input")]
        assert hidden == ([("lang", "en")] if language == "en" else [])
        for option in first.options:
            reader.get(f"/d/{bank.id}?{first.id}={option.id}")


@pytest.mark.parametrize(("wording", "headline"), [("calm", "どこまで進んでいますか"), ("classic", "要注意")])
def test_the_call_to_action_is_worded_as_the_publisher_wants(tmp_path: Path, wording: str, headline: str) -> None:
    site = Site(tmp_path / "var", QUIZ_CTA=wording)
    page = site.client().get("/qa/same-reason")
    assert headline in "".join(page.one("h2", id="call").itertext())
    call = "".join(page.one("aside").itertext())
    assert "39点以下" in call and "30秒" in call and "6問" in call
    site.close()


def test_what_an_asker_did_not_say_leaves_no_empty_label(own: Site, catalogue: Catalogue) -> None:
    own.publish(a_consultation(catalogue, answers=()), advisors=catalogue.advisors)
    page = own.client().get("/qa/test-one")
    assert "相談者" not in page.text and not page.all("time")
    assert "人のアドバイザーが回答しています" not in page.text and "いま公開している回答はありません" in page.text
    own.publish(a_consultation(catalogue, gender="回答しない", asked_on=date(2026, 4, 3)))
    page = own.client().get("/qa/test-one")
    assert "相談者：回答しない" in page.text
    assert [(time.get("datetime"), time.text) for time in page.all("time")] == [("2026-04-03", "2026年4月3日")]


def test_a_withdrawn_answer_is_no_longer_counted_for_people_or_machines(tmp_path: Path) -> None:
    own = Site(tmp_path / "var", QUIZ_STRUCTURED_DATA="qapage")
    assert _counted(own.client().get("/qa/same-reason")) == ("2人", 2)
    own.store.publisher().withdraw_answer("same-reason", "sample-e", NOW)
    assert _counted(own.client().get("/qa/same-reason")) == ("1人", 1)
    own.close()


def _counted(page: Page) -> tuple[str, int]:
    (text,) = [text for text in texts(page.all("h2")) if "人のアドバイザーが" in text]
    (block,) = page.data_blocks()
    question = block["@graph"][1]["mainEntity"]
    assert question["answerCount"] == len(question["suggestedAnswer"])
    return text.partition("のアドバイザー")[0], question["answerCount"]


def test_a_card_goes_with_its_target(own: Site, catalogue: Catalogue) -> None:
    card = Card("こちらも読めます。", CardKind.CONSULTATION, "test-two")
    section = Section("結論です", (("本文です。",),), (card,))
    one = a_consultation(catalogue, answers=(Answer(catalogue.advisors[0], (section,)),))
    own.publish(one, a_consultation(catalogue, "test-two"), advisors=catalogue.advisors)
    page = own.client().get("/qa/test-one")
    assert "こちらも読めます。" in page.text
    assert texts(page.all("p", class_="link-card")) == ["相談 テストの質問ですか？"]
    own.store.publisher().withdraw("test-two", moment=NOW)
    page = own.client().get("/qa/test-one")
    assert "こちらも読めます。" not in page.text and not page.all("p", class_="link-card")


def test_a_consultation_elsewhere_is_linked_and_led_to_while_it_is_published(own: Site, catalogue: Catalogue) -> None:
    url = "https://publisher.example/qa/相談?id=9"
    own.publish(a_consultation(catalogue, "test-out", url=url, answers=()), is_external=True)
    client = own.client()
    response = client.http.get("/qa/test-out")
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"https://publisher.example/qa/{quote('相談')}?id=9",
    )
    link = client.get("/qa/").one("a", rel="external")
    assert link.get("href") == url
    assert "外部サイト" in client.get("/qa/").text
    own.store.publisher().withdraw("test-out", moment=NOW)
    assert own.client().http.get("/qa/test-out").status_code == 404


def test_an_advisor_is_shown_with_what_holds_today_and_all_answers(reader: PageClient, catalogue: Catalogue) -> None:
    for advisor in catalogue.advisors:
        total = sum(advisor.id in one.listing().advisors for one in catalogue.consultations)
        page = reader.get(f"/qa/advisors/{advisor.id}")
        assert texts(page.all("h1")) == [advisor.name]
        for qualification in advisor.qualifications:
            assert (qualification.name in page.text) is qualification.holds_on(NOW.date())
        assert f"全{total}件" in page.text or total == 0
        number, seen = 1, 0
        while seen < total:
            shown = len(list(reader.get(f"/qa/advisors/{advisor.id}?page={number}").one("ol", class_="teasers")))
            assert 0 < shown <= 10
            number, seen = number + 1, seen + shown
        assert seen == total


def test_texts_that_look_like_markup_stay_texts(own: Site, catalogue: Catalogue) -> None:
    hostile = "</script><script>alert(1)</script><!-- ]]> &amp; \"'\u2028"
    own.publish(
        a_consultation(
            catalogue,
            title=Text(hostile, hostile),
            body=(hostile,),
            grade=hostile[:40],
            answers=(Answer(catalogue.advisors[0], (Section(hostile, ((hostile,), (hostile, hostile))),), hostile),),
        ),
        advisors=catalogue.advisors,
    )
    client = own.client()
    for path in ("/qa/test-one", "/qa/", "/qa/area/research", "/qa/search?q=alert", "/qa/advisors/sample-a"):
        assert "<script>alert(1)</script>" in client.get(path).text
    assert client.http.get("/qa/feed.atom").status_code == 200


def test_a_page_is_kept_until_what_is_published_changes(own: Site, catalogue: Catalogue) -> None:
    tag = own.client().http.get("/qa/same-reason").headers["ETag"]
    assert own.client().http.get("/qa/same-reason", headers={"If-None-Match": tag}).status_code == 304
    own.store.publisher().withdraw_answer("same-reason", "sample-e", NOW)
    assert own.client().http.get("/qa/same-reason", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_says_what_students_really_took_once_it_is_published(own: Site) -> None:
    said = "これまでの人がかかった時間は、中央値で31秒です。"
    version = own.prepared.bank.version
    for number in range(1, 101):
        own.store.record(an_attempt(number, bank="interview", version=version))
    assert "これまでの人がかかった時間" not in own.client().get("/qa/same-reason").text
    with own.store.opened().writing() as connection:
        connection.execute(insert(pace).values(scale=own.prepared.bank.scale, form="quick", seconds=31))
    assert said in own.client().get("/qa/same-reason").text
