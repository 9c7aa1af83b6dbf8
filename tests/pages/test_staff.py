"""Signing in and out over HTTP: who gets in, who has to wait, what a form brings back, and what nobody is told."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher
from flask import Flask

from quiz.advice.workflow import Role
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts, passwords
from tests.accounts import PASSWORD, an_account, signed_in
from tests.client import Page, PageClient
from tests.clocks import HandSet

NEW_PASSWORD = "また別の長い合言葉です。"
HOSTILE = ["\x00", "a\x00b", "\ud800", "い" * 5_000, "'; DROP TABLE account; --", "\u202e", "%00"]


@pytest.fixture
def clock() -> HandSet:
    return HandSet()


@pytest.fixture
def app(settings: Settings, store: StoreHandle, clock: HandSet) -> Flask:
    prepared = prepare(settings)
    made = create_app(settings, prepared.bank, prepared.shelf, store, clock)
    an_account(store, moment=clock.moment)
    return made


@pytest.fixture
def browser(app: Flask) -> PageClient:
    return PageClient(app, may_sign_in=True)


@pytest.fixture
def editor(app: Flask, store: StoreHandle, clock: HandSet) -> PageClient:
    return signed_in(app, store, "editor", clock.moment)


def sign_in(
    browser: PageClient, name: str = "editor", password: str = PASSWORD, status: int = 303, **changes: Any
) -> Page | str:
    address = changes.pop("address", "/staff/signin")
    fields = {**browser.get(address).hidden(), "name": name, "password": password}
    return browser.post("/staff/signin", {**fields, **changes}, status)


def fail(browser: PageClient, times: int, **changes: Any) -> None:
    for _ in range(times):
        assert (
            "名前かパスワードが違うようです"
            in page_of(sign_in(browser, password="違う合言葉を入れました", status=422, **changes)).text
        )


def page_of(answer: Page | str) -> Page:
    assert isinstance(answer, Page)
    return answer


def test_who_signs_in_gets_to_the_page_that_was_asked_for(browser: PageClient) -> None:
    asked = browser.http.get("/staff/password?lang=en")
    assert (asked.status_code, asked.headers["Location"]) == (
        303,
        "/staff/signin?next=/staff/password%3Flang%3Den&lang=en",
    )
    went = str(sign_in(browser, address=asked.headers["Location"]))
    assert "kept=1" in went
    onwards = browser.http.get(went)
    assert (onwards.status_code, onwards.headers["Location"]) == (303, "/staff/password?lang=en")
    assert "New password" in browser.get(onwards.headers["Location"]).text


def test_a_name_is_known_in_capitals_and_full_width_and_a_password_in_either_form(
    browser: PageClient, store: StoreHandle
) -> None:
    an_account(store, "ガイド")
    sign_in(browser, "　ＥＤＩＴＯＲ ", PASSWORD)
    sign_in(PageClient(browser.http.application, may_sign_in=True), "ｶﾞｲﾄﾞ", PASSWORD)


def test_the_sign_in_goes_to_the_two_places_that_need_it_and_no_further(browser: PageClient) -> None:
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    answer = browser.http.post("/staff/signin", data=fields)
    cookies = answer.headers.getlist("Set-Cookie")
    token = re.match(r"quiz-signin=([\w-]{43});", cookies[0])
    assert token
    known = cookies.pop()
    assert cookies == [f"quiz-signin={token[1]}; Path={place}; HttpOnly; SameSite=Lax" for place in ("/desk", "/staff")]
    assert re.fullmatch(r"quiz-known=[\w.-]+; Path=/staff; HttpOnly; SameSite=Lax; Max-Age=15552000", known)
    assert "Set-Cookie" not in browser.http.get("/d/interview").headers


@pytest.mark.parametrize(
    ("options", "proxies"),
    [
        ({"base_url": "https://localhost/"}, "0"),
        ({"base_url": "http://shindan.example.jp/"}, "0"),
        ({"headers": {"X-Forwarded-For": "198.51.100.7"}}, "0"),
        ({"headers": {"X-Forwarded-Proto": "https"}}, "0"),
        ({"headers": {"Forwarded": "for=198.51.100.7"}}, "0"),
        ({"headers": {"Via": "1.1 proxy"}}, "0"),
        ({}, "1"),
    ],
)
def test_the_cookie_is_secure_but_on_this_very_machine(
    settings: Settings, store: StoreHandle, clock: HandSet, options: dict[str, Any], proxies: str
) -> None:
    prepared = prepare(settings)
    given = {"QUIZ_TRUSTED_HOSTS": "shindan.example.jp", "QUIZ_TRUSTED_PROXIES": proxies}
    there = Settings.from_environment({"QUIZ_VAR": str(settings.var), **given})
    http = create_app(there, prepared.bank, prepared.shelf, store, clock).test_client()
    an_account(store)
    token = re.search(r'csrf_token" value="([^"]+)"', http.get("/staff/signin", **options).get_data(as_text=True))
    assert token
    fields = {"csrf_token": token[1], "name": "editor", "password": PASSWORD}
    cookies = http.post("/staff/signin", data=fields, **options).headers.getlist("Set-Cookie")
    assert len(cookies) == 3 and all(cookie.endswith("; Secure") for cookie in cookies)


def test_only_a_hash_of_the_sign_in_is_stored(browser: PageClient, settings: Settings) -> None:
    sign_in(browser)
    cookie = browser.http.get_cookie("quiz-signin", path="/staff")
    assert cookie is not None
    with closing(sqlite3.connect(settings.var / "quiz.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert cookie.value not in dump and PASSWORD not in dump
    assert accounts.digest_of(cookie.value).hex() in dump.lower()


def test_a_hash_of_yesterdays_parameters_is_renewed_by_signing_in(browser: PageClient, store: StoreHandle) -> None:
    account = an_account(store, "old")
    with store.opened().writing() as connection:
        accounts.set_password(connection, account.id, PasswordHasher(time_cost=1).hash(PASSWORD))
    for _ in range(2):
        sign_in(browser, "old")
        browser.http.delete_cookie("quiz-signin", path="/staff")
        with store.opened().reading() as connection:
            found = accounts.named(connection, "old")
        assert found is not None and not passwords.is_outdated(found.password)


def test_the_log_says_who_signed_in_and_nothing_that_was_typed(
    browser: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        sign_in(browser, PASSWORD, "editor", 422)
        sign_in(browser)
    assert re.search(r"signed in: account=\d+", caplog.text)
    assert PASSWORD not in caplog.text and "editor" not in caplog.text


@pytest.mark.parametrize("name", ["editor", "nobody", "left"])
def test_a_wrong_password_an_unknown_name_and_a_disabled_account_are_told_alike(
    browser: PageClient, store: StoreHandle, name: str
) -> None:
    left = an_account(store, "left")
    with store.opened().writing() as connection:
        accounts.set_active(connection, left.id, False)
    password = PASSWORD if name == "left" else "違う合言葉を入れました"
    page = page_of(sign_in(browser, name, password, 422))
    assert "名前かパスワードが違うようです" in page.text
    assert page.one("input", id="name").get("value") == name
    assert page.one("input", id="password").get("value") is None
    assert page.one("input", id="password").get("aria-describedby") == "password-error"


def test_missing_fields_are_named_and_linked(browser: PageClient) -> None:
    page = page_of(sign_in(browser, "", "", 422))
    assert [link.get("href") for link in page.all("a", href="#name") + page.all("a", href="#password")] == [
        "#name",
        "#password",
    ]


def test_signing_in_again_ends_the_sign_in_that_the_browser_had(
    browser: PageClient, app: Flask, store: StoreHandle
) -> None:
    an_account(store, "colleague")
    sign_in(browser)
    kept = browser.http.get_cookie("quiz-signin", path="/staff")
    assert kept is not None
    elsewhere = PageClient(app, may_sign_in=True)
    sign_in(elsewhere)
    # The form of another tab, which was open before.
    fields = {**PageClient(app).get("/staff/signin").hidden(), "name": "colleague", "password": PASSWORD}
    browser.post("/staff/signin", fields)
    assert "colleague" in browser.get("/staff/").text
    again = PageClient(app, may_sign_in=True)
    again.http.set_cookie("quiz-signin", kept.value, path="/staff")
    assert again.http.get("/staff/").status_code == 303
    assert elsewhere.http.get("/staff/").status_code == 200


def test_waits_grow_with_wrong_passwords_and_end(browser: PageClient, clock: HandSet) -> None:
    fail(browser, 6)
    answer = page_of(sign_in(browser, status=429))
    assert "あと5秒待って" in answer.text and answer.headers["Retry-After"] == "5"
    # Waiting is not made longer by asking, not even with the right password.
    sign_in(browser, status=429)
    clock.later(seconds=5)
    fail(browser, 1)
    assert "あと10秒待って" in page_of(sign_in(browser, status=429)).text
    clock.later(seconds=10)
    sign_in(browser)


def test_who_signed_in_here_before_is_not_kept_out_by_somebody_on_the_same_network(
    browser: PageClient, app: Flask
) -> None:
    sign_in(browser)
    browser.post("/staff/signout", browser.get("/staff/").hidden())
    stranger = PageClient(app, may_sign_in=True)
    fail(stranger, 6)
    sign_in(stranger, status=429)
    sign_in(browser)


def test_a_sign_in_ends_after_eight_idle_hours(editor: PageClient, clock: HandSet) -> None:
    for _ in range(3):
        clock.later(hours=7)
        editor.get("/staff/")
    clock.later(hours=8)
    assert editor.http.get("/staff/").status_code == 303


def test_a_sign_in_ends_after_a_week_however_busy(editor: PageClient, clock: HandSet) -> None:
    for _ in range(27):
        clock.later(hours=6)
        assert editor.http.get("/staff/").status_code == 200
    clock.later(hours=6)
    assert editor.http.get("/staff/").status_code == 303


def test_ended_sign_ins_are_removed_when_another_begins(
    editor: PageClient, browser: PageClient, clock: HandSet, settings: Settings
) -> None:
    clock.later(hours=9)
    sign_in(browser)
    with closing(sqlite3.connect(settings.var / "quiz.db")) as connection:
        assert connection.execute("SELECT count(*) FROM signin").fetchone() == (1,)


def test_who_signs_out_is_out_everywhere_in_this_browser(editor: PageClient, settings: Settings) -> None:
    page = editor.get("/staff/")
    answer = editor.http.post("/staff/signout", data=page.hidden())
    assert answer.headers["Location"] == "/staff/signin"
    assert all("Max-Age=0" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert editor.http.get("/staff/").status_code == 303
    with closing(sqlite3.connect(settings.var / "quiz.db")) as connection:
        assert connection.execute("SELECT count(*) FROM signin").fetchone() == (0,)


def test_signing_out_needs_the_form_and_does_nothing_a_second_time(editor: PageClient) -> None:
    hidden = editor.get("/staff/").hidden()
    assert editor.post("/staff/signout", {"csrf_token": "x"}) == "/staff/"
    editor.get("/staff/")
    assert editor.post("/staff/signout", hidden) == "/staff/signin"
    assert editor.post("/staff/signout", hidden) == "/staff/signin"


def test_a_new_password_ends_every_other_sign_in(
    editor: PageClient, app: Flask, store: StoreHandle, clock: HandSet, browser: PageClient
) -> None:
    other = signed_in(app, store, "editor", clock.moment)
    new = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    went = str(editor.post("/staff/password", {**editor.get("/staff/password").hidden(), **new}))
    assert "パスワードを変更しました" in editor.get(went).text
    assert other.http.get("/staff/").status_code == 303
    sign_in(browser, password=PASSWORD, status=422)
    sign_in(browser, password=NEW_PASSWORD)


FAULTS: list[tuple[dict[str, str], str]] = [
    ({"current_password": "違う合言葉です"}, "いまのパスワードが違うようです"),
    ({"current_password": ""}, "いまのパスワードを入力してください"),
    ({"new_password": "短い", "new_password_again": "短い"}, "12文字以上"),
    ({"new_password": "あ" * 201, "new_password_again": "あ" * 201}, "200文字まで"),
    ({"new_password": "password1234", "new_password_again": "password1234"}, "よく使われていて"),
    ({"new_password": "editoreditor", "new_password_again": "editoreditor"}, "よく使われていて"),
    (
        {"new_password": "長さの足りる\x00合言葉です", "new_password_again": "長さの足りる\x00合言葉です"},
        "使えない文字",
    ),
    ({"new_password_again": "同じではない合言葉です"}, "同じではありません"),
]


def test_what_is_wrong_with_a_new_password_is_told_at_its_field_and_no_password_comes_back(editor: PageClient) -> None:
    new = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    hidden = editor.get("/staff/password").hidden()
    for changes, words in FAULTS:
        page = page_of(editor.post("/staff/password", {**hidden, **new, **changes}, 422))
        wrong = page.one("input", aria_invalid="true")
        assert wrong.get("id") == next(iter(changes))
        assert words in " ".join(page.one("p", class_="why").itertext())
        assert not any(field.get("value") for field in page.all("input", type="password"))


def test_guessing_the_password_in_use_is_throttled_too(editor: PageClient) -> None:
    new = {"current_password": "違う合言葉です", "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    fields = {**editor.get("/staff/password").hidden(), **new}
    for _ in range(6):
        editor.post("/staff/password", fields, 422)
    assert "待って" in page_of(editor.post("/staff/password", fields, 429)).text


@pytest.mark.parametrize("token", ["", "x", "\x00\ufffd", "W10.aa.bb"])
def test_a_form_without_its_token_comes_back_filled_and_signs_nobody_in(browser: PageClient, token: str) -> None:
    page = page_of(sign_in(browser, status=422, csrf_token=token))
    assert "もう一度送ってください" in page.text
    assert page.one("input", id="name").get("value") == "editor"
    assert browser.http.get("/staff/").status_code == 303
    assert browser.post("/staff/signin", {**page.hidden(), "name": "editor", "password": PASSWORD})


def test_a_form_that_lay_open_for_a_day_comes_back_and_can_be_sent_again(browser: PageClient, clock: HandSet) -> None:
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    clock.later(hours=25)
    page = page_of(browser.post("/staff/signin", fields, 422))
    assert "時間がたった" in page.text
    browser.post("/staff/signin", {**fields, **page.hidden()})


def test_a_form_of_another_sign_in_or_another_page_does_not_hold(
    editor: PageClient, app: Flask, store: StoreHandle, clock: HandSet
) -> None:
    other = signed_in(app, store, "editor", clock.moment)
    new = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    for foreign in (other.get("/staff/password").hidden(), editor.get("/staff/").hidden()):
        page = page_of(editor.post("/staff/password", {**foreign, **new}, 422))
        assert "確かめられず" in page.text


def test_a_foreign_page_cannot_sign_anybody_in(browser: PageClient) -> None:
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example.com"}):
        page = page_of(browser.post("/staff/signin", fields, 422, headers=headers))
        assert "確かめられず" in page.text


ELSEWHERE = [
    "https://evil.example.com/",
    "//evil.example.com/",
    "/\\evil.example.com/",
    "/staff\\@evil.example.com",
    "/staff//evil\r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "/staffx",
    "/staff/\\evil.example.com",
    "/d/interview",
    "/staff/signout",
    "/staff/signin?next=/staff/",
    "/staff/" + "x" * 600,
    "/staff/\x00",
    "/staff/\ufffd",
    " /staff/",
    "",
]


def test_nobody_is_led_away_after_signing_in(browser: PageClient, editor: PageClient) -> None:
    for wanted in ELSEWHERE:
        assert editor.http.get("/staff/signin", query_string={"next": wanted}).headers["Location"] == "/desk/", wanted
    for wanted in ELSEWHERE[:3]:
        browser.http.delete_cookie("quiz-signin", path="/staff")
        went = str(sign_in(browser, next=wanted))
        assert browser.http.get(went).headers["Location"] == "/desk/"


def test_a_browser_that_keeps_no_cookie_is_told_so(client: PageClient, browser: PageClient) -> None:
    went = str(sign_in(browser))
    assert "保存されませんでした" in client.get(went).text


def test_what_was_written_when_the_sign_in_ended_is_kept_to_be_sent_again(
    editor: PageClient, clock: HandSet, browser: PageClient
) -> None:
    fields = {**editor.get("/staff/password").hidden(), "note": "<b>長い文章</b>\n二行目", "new_password": NEW_PASSWORD}
    clock.later(hours=9)
    page = page_of(editor.post("/staff/password", fields, 403))
    assert page.hidden()["note"] == "<b>長い文章</b>\n二行目"
    assert "new_password" not in page.hidden()
    assert page.one("form").get("action") == "/staff/password"
    sign_in(editor)
    assert "確かめられず" in page_of(editor.post("/staff/password", page.hidden(), 422)).text


def test_what_a_foreign_page_sends_is_not_kept(browser: PageClient) -> None:
    page = page_of(browser.post("/staff/password", {"note": "x"}, 403, headers={"Sec-Fetch-Site": "cross-site"}))
    assert not page.hidden()


@pytest.mark.parametrize("address", ["/staff/", "/staff/password", "/staff/signin", "/staff/signin?lang=en"])
def test_pages_behind_the_sign_in_are_for_one_person(editor: PageClient, browser: PageClient, address: str) -> None:
    client = browser if "signin" in address else editor
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_nothing_in_a_field_breaks_signing_in_or_changing_a_password(browser: PageClient, editor: PageClient) -> None:
    new = {"current_password": PASSWORD, "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    forms = [
        (browser, "/staff/signin", {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}),
        (editor, "/staff/password", {**editor.get("/staff/password").hidden(), **new}),
    ]
    for client, address, good in forms:
        for field, value in product([*good, "unknown"], HOSTILE):
            for body, kind in encoded({**good, field: value}):
                answer = client.http.post(address, data=body, content_type=kind)
                assert answer.status_code in (303, 422, 429), (address, field, value[:20], kind)


def encoded(fields: dict[str, str]) -> list[tuple[bytes, str]]:
    """Return a form's bodies as bytes, so that they may hold what no browser sends."""
    data = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
    parts = [
        b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in data.items()
    ]
    return [
        (urlencode(data).encode(), "application/x-www-form-urlencoded"),
        (b"".join(parts) + b"--edge--\r\n", "multipart/form-data; boundary=edge"),
    ]


def test_no_cookie_breaks_a_page_or_opens_it(client: PageClient) -> None:
    for cookie in ("", "x", "é", "\x7f", "a" * 5000, '"', "quiz-signin=quiz-signin"):
        assert client.http.get("/staff/", headers={"Cookie": f"quiz-signin={cookie}"}).status_code == 303, cookie


def test_a_page_whose_database_is_away_says_so_and_lets_nobody_in(
    editor: PageClient, browser: PageClient, settings: Settings, store: StoreHandle
) -> None:
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    store.close()
    settings.var.rename(settings.var.with_name("away"))
    editor.get("/staff/", 503)
    browser.post("/staff/signin", fields, 503)
    browser.get("/d/interview")


def test_every_page_exists_in_english(editor: PageClient, browser: PageClient) -> None:
    for client, address in ((browser, "/staff/signin"), (editor, "/staff/"), (editor, "/staff/password")):
        text = client.get(f"{address}?lang=en").text
        assert not re.search(r"[ぁ-んァ-ン]", text.replace("日本語", "").replace(PASSWORD, "")), text
    page = page_of(sign_in(browser, "x", "違う合言葉です", 422, address="/staff/signin?lang=en"))
    assert page.one("input", id="name").get("value") == "x"


def test_an_advisor_sees_their_own_account(app: Flask, store: StoreHandle, clock: HandSet) -> None:
    with store.opened().reading() as connection:
        advisor = connection.exec_driver_sql("SELECT id FROM advisor ORDER BY id").first()
    assert advisor is not None
    an_account(store, "helper", Role.ADVISOR, advisor[0])
    page = signed_in(app, store, "helper", clock.moment).get("/staff/")
    assert advisor[0] in page.text and "アドバイザー" in page.text
