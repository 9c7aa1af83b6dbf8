"""The entry form and the asker's own page, as a browser without script meets them."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from tests.client import Page, PageClient

GOOD = {
    "title": "面接で緊張したとき、どう立て直せばいいですか？",
    "body": "練習では話せるのに、本番では頭が真っ白になります。直前にできることはありますか。",
    "grade": "bachelor3",
    "gender": "female",
    "mail": "sample@example.jp",
    "consent": "yes",
    "homepage": "",
}
FORM = "application/x-www-form-urlencoded"


class Time:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def app(settings: Settings, store: StoreHandle, time: Time) -> Flask:
    prepared = prepare(settings)
    return create_app(settings, prepared.bank, prepared.shelf, store, time)


@pytest.fixture
def asker(client: PageClient, time: Time, settings: Settings) -> Asker:
    return Asker(client, time, settings)


class Asker:
    """Somebody who opens the form, fills it in as it stands, and sends it after a while."""

    def __init__(self, client: PageClient, time: Time, settings: Settings) -> None:
        self.client = client
        self.time = time
        self.file = settings.var / "quiz.db"
        self.address = "/qa/ask"

    def open(self) -> Page:
        self.page = self.client.get(self.address)
        self.time.passes(seconds=60)
        return self.page

    def send(self, changes: dict[str, str] = {}, status: int = 303) -> Any:  # noqa: B006  # is only read
        """Send what the page holds with changes; return the next page, or the address of a redirect."""
        fields = {**typed(self.page), **changes}
        sent = self.client.post(self.address, fields, status=status)
        if isinstance(sent, Page):
            self.page = sent
        return sent

    def rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query, values).fetchall()

    def entries(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT state, title, body, mail, grade, gender, is_urgent FROM entry ORDER BY id")


def typed(page: Page) -> dict[str, str]:
    """Return what a browser would send of a page's form, without any button's name."""
    fields = {}
    for field in page.all("input"):
        name, kind = field.get("name"), field.get("type")
        if name and (kind != "checkbox" or field.get("checked") is not None):
            fields[name] = field.get("value") or ""
    for area in page.all("textarea"):
        # The parser keeps the newline that HTML leaves out after the tag.
        fields[str(area.get("name"))] = (area.text or "").removeprefix("\n")
    for select in page.all("select"):
        chosen = [option for option in select if option.get("selected") is not None]
        fields[str(select.get("name"))] = chosen[0].get("value") or "" if chosen else ""
    return fields


def confirmed(page: Page) -> str:
    """Return what 「このまま送る」 would send."""
    return page.one("button", name="confirmed").get("value") or ""


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_the_form_opens_empty_and_is_kept_by_no_cache(asker: Asker, language: str) -> None:
    page = asker.client.get(f"/qa/ask{language}")
    assert page.headers["Cache-Control"] == "no-store"
    fields = typed(page)
    assert fields.pop("csrf_token")
    assert set(fields.values()) == {""} and "consent" not in fields
    assert page.one("button", name="confirmed").get("hidden") is not None


def test_a_question_is_taken_in_and_has_a_page_of_its_own(asker: Asker) -> None:
    asker.open()
    address = asker.send(GOOD)
    page = asker.client.get(address)
    assert re.search(r"受付番号 [2-9A-Z]{4}-[2-9A-Z]{4}", page.text)
    assert "相談を受け付けました" in page.text and GOOD["title"] in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert asker.entries() == [("received", GOOD["title"], GOOD["body"], "sample@example.jp", "学部3年", "女性", 0)]
    assert asker.rows("SELECT kind, account FROM entry_event") == [("received", None)]


def test_only_a_hash_of_the_token_is_stored(asker: Asker) -> None:
    asker.open()
    token = str(asker.send(GOOD)).rpartition("/")[2]
    stored = asker.file.read_bytes() + asker.file.with_name("quiz.db-wal").read_bytes()
    assert token.encode() not in stored and bytes.fromhex(token) not in stored
    assert GOOD["title"].encode() in stored


def test_what_nobody_wants_to_say_is_not_said(asker: Asker) -> None:
    asker.open()
    asker.send({**GOOD, "grade": "", "gender": "", "mail": ""})
    assert asker.entries()[0][3:6] == (None, "", "")


def test_sending_the_same_form_twice_is_one_entry_and_one_page(asker: Asker) -> None:
    asker.open()
    first = asker.send(GOOD)
    asker.time.passes(minutes=5)
    assert asker.send(GOOD) == first
    assert len(asker.entries()) == 1


def test_another_question_from_the_same_form_is_another_entry(asker: Asker) -> None:
    asker.open()
    first = asker.send(GOOD)
    assert asker.send({**GOOD, "title": "逆質問では、何を聞けばいいですか？"}) != first
    assert len(asker.entries()) == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "タイトルを書いてください"),
        ("title", " \u200b　", "タイトルを書いてください"),
        ("title", "長" * 101, "タイトルを100文字までにしてください（いま101文字です）"),
        ("body", "", "相談の内容を書いてください"),
        ("body", "短い", "（20文字から。いま2文字です）"),
        ("body", "長" * 2001, "相談の内容を2,000文字までにしてください（いま2,001文字です）"),
        ("mail", "sample", "name@example.jp の形で"),
        ("mail", "sample@example.com,sample@example.jp", "name@example.jp の形で"),
        ("mail", "sample,other@example.jp", "name@example.jp の形で"),
        ("mail", "<sample>sample@example.jp", "name@example.jp の形で"),
        ("mail", f"{'a' * 250}@example.jp", "メールアドレスは254文字まで"),
        ("grade", "nobody", "一覧の中から選んでください"),
        ("gender", "'; DROP TABLE entry", "一覧の中から選んでください"),
        ("consent", "", "同意するときはチェックを入れてください"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_everything_else_is_kept(
    asker: Asker, field: str, value: str, said: str
) -> None:
    asker.open()
    page = asker.send({**GOOD, field: value}, 422)
    summary = page.one("div", id="summary")
    (link,) = summary.iter("{http://www.w3.org/1999/xhtml}a")
    assert link.get("href") == f"#{field}" and said in (link.text or "")
    assert said in "".join(page.one("p", id=f"{field}-error").itertext())
    assert f"{field}-error" in str(next(e for e in page.root.iter() if e.get("id") == field).get("aria-describedby"))
    kept = typed(page)
    expected = {name: text for name, text in GOOD.items() if name not in (field, "consent")}
    assert {name: kept[name] for name in expected} == expected
    assert "送る前の確認" in "".join(page.one("title").itertext())
    assert asker.entries() == []


def test_every_error_is_told_at_once_in_english_too(asker: Asker) -> None:
    asker.address = "/qa/ask?lang=en"
    asker.open()
    page = asker.send(status=422)
    for said in ("Write a title", "Write your question", "tick the box"):
        assert said in page.text


def test_what_is_mended_after_an_error_is_sent_at_once(asker: Asker) -> None:
    asker.open()
    asker.send({**GOOD, "title": ""}, 422)
    assert str(asker.send({"title": GOOD["title"]})).startswith("/qa/ask/entries/")


def test_a_full_width_mail_address_is_understood(asker: Asker) -> None:
    asker.open()
    asker.send({**GOOD, "mail": "ｓａｍｐｌｅ＠ｅｘａｍｐｌｅ．ｊｐ"})
    assert asker.entries()[0][3] == "sample@example.jp"


def test_names_and_numbers_are_shown_before_anything_is_stored(asker: Asker) -> None:
    asker.open()
    told = "株式会社サンプルの面接で落ちました。連絡先は０９０－１２３４－５６７８です。どうすればいいですか。"
    page = asker.send({**GOOD, "body": told}, 422)
    for excerpt in ("株式会社サンプル", "０９０－１２３４－５６７８"):
        assert excerpt in "".join(page.one("div", id="summary").itertext())
    assert asker.entries() == [] and typed(page)["body"] == told
    asker.send({"confirmed": confirmed(page)})
    assert asker.entries()[0][2] == told


def test_sending_it_as_it_is_counts_for_what_was_shown_only(asker: Asker) -> None:
    asker.open()
    page = asker.send({**GOOD, "body": f"株式会社サンプルの面接のことです。{GOOD['body']}"}, 422)
    seen = confirmed(page)
    page = asker.send({"body": f"サンプル大学にいます。{GOOD['body']}", "confirmed": seen}, 422)
    assert "サンプル大学" in "".join(page.one("div", id="summary").itertext())
    assert asker.entries() == []


def test_a_mended_text_needs_no_confirming(asker: Asker) -> None:
    asker.open()
    asker.send({**GOOD, "body": f"a@example.jpにください。{GOOD['body']}"}, 422)
    asker.send({"body": GOOD["body"]})
    assert len(asker.entries()) == 1


def test_words_of_despair_show_where_to_talk_and_stand_first_in_the_queue(asker: Asker) -> None:
    asker.open()
    body = f"もう消えたいと思うことがあります。{GOOD['body']}"
    page = asker.send({**GOOD, "body": body, "title": ""}, 422)
    assert "0120-061-338" in page.text
    page = asker.client.get(asker.send({"title": GOOD["title"]}))
    for said in ("0120-061-338", "0120-279-338", "0120-783-556", "まもろうよ こころ", "学生相談室"):
        assert said in page.text
    assert page.one("a", href="https://www.mhlw.go.jp/mamorouyokokoro/") is not None
    assert asker.entries()[0][6] == 1


def test_a_filled_trap_can_be_emptied_and_the_text_is_kept(asker: Asker) -> None:
    asker.open()
    page = asker.send({**GOOD, "homepage": "https://example.com"}, 422)
    assert "空のままにする欄" in page.text and typed(page)["body"] == GOOD["body"]
    assert page.one("input", name="homepage").get("tabindex") is None
    assert asker.entries() == []
    asker.send({"homepage": ""})
    assert len(asker.entries()) == 1


def test_what_is_filled_in_within_a_second_has_to_be_sent_again(asker: Asker) -> None:
    asker.page = asker.client.get("/qa/ask")
    asker.time.passes(seconds=1)
    page = asker.send(GOOD, 422)
    assert "数秒おいて" in page.text and asker.entries() == []
    asker.time.passes(seconds=5)
    asker.send()
    assert len(asker.entries()) == 1


def test_an_old_form_comes_back_filled_and_can_be_sent(asker: Asker) -> None:
    asker.open()
    asker.time.passes(hours=30)
    page = asker.send(GOOD, 422)
    assert "時間がたったため" in page.text and asker.entries() == []
    asker.time.passes(seconds=10)
    asker.send()
    assert len(asker.entries()) == 1


def test_a_form_from_another_site_is_not_taken_and_not_lost(asker: Asker) -> None:
    asker.open()
    foreign = {"Sec-Fetch-Site": "cross-site"}
    page = asker.client.post("/qa/ask", {**typed(asker.page), **GOOD}, status=422, headers=foreign)
    assert isinstance(page, Page) and typed(page)["title"] == GOOD["title"]
    page = asker.client.post("/qa/ask", {**typed(asker.page), **GOOD, "csrf_token": "x"}, status=422)
    assert isinstance(page, Page) and typed(page)["title"] == GOOD["title"]
    assert asker.entries() == []


def test_over_the_limit_the_form_says_when_to_try_again(asker: Asker) -> None:
    asker.open()
    for number in range(30):
        asker.send({**GOOD, "title": f"{number}回目の質問です。どうしたらいいですか？"})
    page = asker.send(GOOD, 429)
    assert typed(page)["body"] == GOOD["body"]
    assert re.search(r"60分ほどたってから", page.text)
    assert 0 < int(page.headers["Retry-After"]) <= 3600
    asker.time.passes(hours=1, seconds=1)
    asker.send()
    assert len(asker.entries()) == 31


def test_without_the_database_nothing_is_lost(
    asker: Asker, settings: Settings, store: StoreHandle, caplog: pytest.LogCaptureFixture
) -> None:
    asker.open()
    store.close()
    settings.var.rename(settings.var.with_name("away"))
    with caplog.at_level(logging.ERROR, "quiz.entries"):
        page = asker.send(GOOD, 503)
    assert typed(page)["body"] == GOOD["body"] and "1分ほど待って" in page.text
    assert [record for record in caplog.records if "not stored" in record.getMessage()]
    assert GOOD["title"] not in caplog.text, "a log never holds what somebody wrote"
    settings.var.with_name("away").rename(settings.var)
    asker.send()
    assert len(asker.entries()) == 1


def test_without_the_database_a_page_of_an_entry_comes_later_and_the_log_opens_none(
    asker: Asker, settings: Settings, store: StoreHandle, caplog: pytest.LogCaptureFixture
) -> None:
    asker.open()
    address = str(asker.send(GOOD))
    fields = typed(asker.client.get(f"{address}/withdraw"))
    store.close()
    settings.var.rename(settings.var.with_name("away"))
    with caplog.at_level(logging.ERROR):
        asker.client.get(address, status=503)
        asker.client.post(f"{address}/withdraw", fields, status=503)
    assert "unavailable" in caplog.text and address.rpartition("/")[2] not in caplog.text


HOSTILE = {
    "NUL": "a\0b" * 10,
    "controls": "あ\x01\x1b[31mい" * 10,
    "bidi": "あ\u202eいう\u2066え\u2069" * 6,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇯🇵❤️‍🔥" * 8,
    "half-width katakana": "ﾒﾝｾﾂﾃﾞｷﾝﾁｮｳｼﾏｽ" * 3,
    "markup": "</textarea><script>alert(1)</script><b>太字</b>",
    "template": "{{ config }} {% raw %} %(title)s {title} %s $& \\1 " * 2,
    "formula": '=HYPERLINK("http:" , "x") +1-1@SUM()',
    "surrogates as UTF-8": b"\xed\xa0\xbd\xed\xb8\x80" * 20,
    "CP932": "文字コードが違う文章を、そのまま送りました".encode("cp932") * 2,
    "EUC-JP": "文字コードが違う文章を、そのまま送りました".encode("euc-jp") * 2,
    "overlong UTF-8": b"\xc0\xaf\xff\xfe" * 20,
    "combining marks": "が" + "\u3099" * 3000,
    "one long line": "あ" * 40_000,
    "many lines": "あ\r\n" * 5_000,
}


@pytest.mark.parametrize("field", ["title", "body", "mail", "grade", "gender", "consent", "confirmed", "csrf_token"])
def test_bad_input_has_a_clear_answer_wherever_it_stands(asker: Asker, field: str) -> None:
    """Either it is taken in, or the form comes back with what can be shown of it."""
    for name, value in HOSTILE.items():
        asker.open()
        fields: dict[str, Any] = {**typed(asker.page), **GOOD, field: value}
        body = "&".join(f"{key}={quote(text, safe='')}" for key, text in fields.items())
        response = asker.client.http.post("/qa/ask", data=body, content_type=FORM)
        assert response.status_code in (303, 422), (name, response.get_data(as_text=True)[:300])
        assert "<script>alert" not in response.get_data(as_text=True)
        if response.status_code == 422:
            page = asker.client.post("/qa/ask", body, 422, content_type=FORM)  # type: ignore[arg-type]  # raw
            assert isinstance(page, Page)
            kept = typed(page)
            assert all(kept[key] == GOOD[key] for key in ("title", "body", "mail") if key != field), name


def test_a_text_that_is_far_too_long_comes_back_whole(asker: Asker) -> None:
    asker.open()
    long = "長い相談です。" * 12_000
    page = asker.send({**GOOD, "body": long}, 422)
    assert typed(page)["body"] == long


def test_what_is_no_form_at_all_is_refused_plainly(asker: Asker) -> None:
    http = asker.client.http
    assert http.post("/qa/ask", data="{}", content_type="application/json").status_code == 415
    assert http.post("/qa/ask", data=b"x" * 2_000_000, content_type=FORM).status_code == 413
    assert http.post("/qa/ask", data=b"", content_type=FORM).status_code == 422
    assert http.post("/qa/ask", data={"title": "あ"}, content_type="multipart/form-data").status_code == 422


def test_a_text_can_be_looked_through_while_it_is_written(asker: Asker) -> None:
    told = {"title": "サンプル銀行の面接", "body": "死にたい気持ちです。"}
    response = asker.client.http.post("/qa/ask/hints", data=told)
    text = response.get_data(as_text=True)
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    assert "サンプル銀行" in text and "会社の名前" in text and "0120-061-338" in text
    assert asker.client.http.post("/qa/ask/hints", data=GOOD).get_data(as_text=True).strip() == ""
    assert asker.rows("SELECT count(*) FROM entry") == [(0,)]


def test_marks_of_both_ways_of_looking_are_the_same(asker: Asker) -> None:
    body = f"ｻﾝﾌﾟﾙ大学です。{GOOD['body']}"
    text = asker.client.http.post("/qa/ask/hints", data={**GOOD, "body": body}).get_data(as_text=True)
    (seen,) = re.findall(r'data-confirmed="([^"]+)"', text)
    asker.open()
    asker.send({**GOOD, "body": body, "confirmed": seen})
    assert len(asker.entries()) == 1


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("screened", "内容を確かめています"),
        ("assigned", "アドバイザーが回答しています"),
        ("answered", "公開の準備をしています"),
        ("edited", "公開の準備をしています"),
        ("rejected", "今回は掲載を見送りました"),
        ("withdrawn", "掲載を取りやめました"),
    ],
)
def test_the_page_of_an_entry_says_how_far_it_is(asker: Asker, state: str, said: str) -> None:
    asker.open()
    address = asker.send(GOOD)
    with closing(sqlite3.connect(asker.file)) as connection, connection:
        connection.execute("UPDATE entry SET state = ?, reason = '似た相談があります。'", (state,))
    page = asker.client.get(address)
    assert said in "".join(page.one("h1").itertext())
    assert ("似た相談があります。" in page.text) == (state in ("rejected", "withdrawn"))


@pytest.fixture
def published(asker: Asker) -> tuple[str, str]:
    """An entry that readers see, as the id of a consultation."""
    asker.open()
    address = asker.send(GOOD)
    ((number, name),) = asker.rows("SELECT number, id FROM consultation ORDER BY number LIMIT 1")
    with closing(sqlite3.connect(asker.file)) as connection, connection:
        connection.execute("UPDATE entry SET state = 'published', consultation = ?", (number,))
    return address, name


def test_a_published_entry_leads_to_its_page(asker: Asker, published: tuple[str, str]) -> None:
    address, name = published
    assert asker.client.get(address).one("a", class_="button", href=f"/qa/{name}") is not None


def test_taking_back_asks_first_then_erases_everything(asker: Asker) -> None:
    asker.open()
    address = str(asker.send(GOOD))
    question = asker.client.get(f"{address}/withdraw")
    assert "取り下げますか" in question.text and asker.entries()[0][0] == "received"
    assert asker.client.post(f"{address}/withdraw", typed(question)) == address
    page = asker.client.get(address)
    assert "取り下げました" in page.text and GOOD["title"] not in page.text
    assert asker.entries() == [("withdrawn", "", "", None, "", "", 0)]
    assert asker.rows("SELECT kind FROM entry_event ORDER BY id") == [("received",), ("withdrawn",)]
    assert asker.rows("SELECT closed_utc FROM entry") == [(int(asker.time.now.timestamp() * 1000),)]


def test_taking_back_twice_changes_nothing_more(asker: Asker) -> None:
    asker.open()
    address = str(asker.send(GOOD))
    fields = typed(asker.client.get(f"{address}/withdraw"))
    for _ in range(2):
        asker.client.post(f"{address}/withdraw", fields)
    assert asker.rows("SELECT count(*) FROM entry_event") == [(2,)]
    assert "もう取り下げてあります" in asker.client.get(f"{address}/withdraw").text


def test_what_was_published_goes_with_the_entry(asker: Asker, published: tuple[str, str]) -> None:
    address, name = published
    asker.client.post(f"{address}/withdraw", typed(asker.client.get(f"{address}/withdraw")))
    assert "取り下げました" in asker.client.get(address).text
    assert asker.rows("SELECT withdrawn_by FROM consultation WHERE id = ?", name) == [("editor",)]
    asker.client.get(f"/qa/{name}", status=404)


def test_the_token_of_one_entry_takes_back_no_other(asker: Asker) -> None:
    asker.open()
    first = str(asker.send(GOOD))
    second = str(asker.send({**GOOD, "title": "逆質問では、何を聞けばいいですか？"}))
    fields = typed(asker.client.get(f"{first}/withdraw"))
    page = asker.client.post(f"{second}/withdraw", fields, status=422)
    assert isinstance(page, Page) and "確かめられず" in page.text
    assert [entry[0] for entry in asker.entries()] == ["received", "received"]


@pytest.mark.parametrize("token", ["x", "0" * 40, "%00", "%ED%A0%80", "é" * 300])
def test_a_token_that_nobody_has_opens_nothing(asker: Asker, token: str) -> None:
    asker.client.get(f"/qa/ask/entries/{token}", status=404)
    asker.client.get(f"/qa/ask/entries/{token}/withdraw", status=404)
    asker.client.post(f"/qa/ask/entries/{token}/withdraw", {"csrf_token": "x"}, status=404)
