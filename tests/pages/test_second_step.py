"""A second step after the password: set up with a device, asked for at the door, and never taken twice."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from flask import Flask
from pyotp import TOTP
from sqlalchemy import text

from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from tests.accounts import PASSWORD, an_account, signed_in
from tests.client import Page, PageClient
from tests.clocks import HandSet

NEW_PASSWORD = "まったく別の合言葉にしました"


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
def editor(app: Flask, store: StoreHandle, clock: HandSet) -> PageClient:
    return signed_in(app, store, "editor", clock.moment)


def key_on(page: Page) -> str:
    """Return what makes the codes, as somebody would type it from the page."""
    (shown,) = [code for code in page.all("code") if len("".join(code.itertext())) > 30]
    return "".join(shown.itertext()).replace(" ", "")


def code_at(key: str, clock: HandSet, steps: int = 0) -> str:
    return TOTP(key).at(clock.moment, counter_offset=steps)


def set_up(browser: PageClient, clock: HandSet) -> tuple[str, list[str]]:
    """Begin the second step; return what makes the codes, and the codes on paper."""
    page = browser.get("/staff/code")
    key = key_on(page)
    fields = {**page.hidden(), "act": "on", "current_password": PASSWORD, "code": code_at(key, clock)}
    shown = page_of(browser.post("/staff/code", fields, 200))
    return key, re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", shown.text)


def page_of(answer: Page | str) -> Page:
    assert isinstance(answer, Page)
    return answer


def at_the_door(app: Flask, password: str = PASSWORD, address: str = "/staff/signin") -> tuple[PageClient, Page]:
    """Give name and password; return the browser and the page that asks for a code."""
    browser = PageClient(app, may_sign_in=True)
    fields = {**browser.get(address).hidden(), "name": "editor", "password": password}
    page = page_of(browser.post("/staff/signin", fields, 200))
    assert "パスワードを確かめました" in page.text
    return browser, page


def show(browser: PageClient, page: Page, code: str = "", paper: str = "", status: int = 303) -> Page | str:
    return browser.post("/staff/signin/code", {**page.hidden(), "code": code, "paper": paper}, status)


def is_in(browser: PageClient) -> bool:
    return browser.http.get("/staff/").status_code == 200


def test_after_the_password_a_code_of_the_device_lets_in(app: Flask, editor: PageClient, clock: HandSet) -> None:
    key, papers = set_up(editor, clock)
    assert len(papers) == len(set(papers)) == 10
    clock.later(seconds=30)
    browser, page = at_the_door(app, address="/staff/signin?next=/staff/password")
    assert not is_in(browser)
    onwards = str(show(browser, page, code_at(key, clock)))
    assert browser.http.get(onwards).headers["Location"] == "/staff/password"
    assert is_in(browser)


def test_the_device_reads_the_same_key_from_the_picture(editor: PageClient) -> None:
    page = editor.get("/staff/code")
    source = page.one("img").get("src") or ""
    assert source.startswith("data:image/svg+xml;base64,")
    drawn = base64.b64decode(source.partition(",")[2]).decode()
    import segno

    address = TOTP(key_on(page)).provisioning_uri(name="editor", issuer_name="localhost")
    expected = BytesIO()
    segno.make(address, error="m").save(expected, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    assert drawn == expected.getvalue().decode()
    assert " style=" not in drawn


def test_a_code_is_taken_once(app: Flask, editor: PageClient, clock: HandSet) -> None:
    key, _ = set_up(editor, clock)
    # The one that was shown to begin with is used up too.
    browser, page = at_the_door(app)
    assert "もう使われています" in page_of(show(browser, page, code_at(key, clock), status=422)).text
    clock.later(seconds=30)
    code = code_at(key, clock)
    show(browser, page, code)
    other, again = at_the_door(app)
    show(other, again, code, status=422)
    assert is_in(browser) and not is_in(other)


def test_clocks_may_differ_by_a_step_and_no_more(app: Flask, editor: PageClient, clock: HandSet) -> None:
    key, _ = set_up(editor, clock)
    clock.later(minutes=10)
    browser, page = at_the_door(app)
    for steps in (-2, 2):
        show(browser, page, code_at(key, clock, steps), status=422)
    show(browser, page, code_at(key, clock, -1))
    other, again = at_the_door(app)
    show(other, again, code_at(key, clock, 1))
    # What comes before the last one that was taken is over.
    third, last = at_the_door(app)
    show(third, last, code_at(key, clock), status=422)


@pytest.mark.parametrize("written", ["１２３ ４５６", "123-456", " 123456 ", "１２３ー４５６"])
def test_a_code_is_read_however_it_is_typed(app: Flask, editor: PageClient, clock: HandSet, written: str) -> None:
    key, _ = set_up(editor, clock)
    clock.later(seconds=60)
    code = code_at(key, clock)
    full = str.maketrans("123456", code)
    wide = str.maketrans("１２３４５６", "".join(chr(ord(digit) + 0xFEE0) for digit in code))
    browser, page = at_the_door(app)
    show(browser, page, written.translate(full | wide))


@pytest.mark.parametrize("code", ["", "   ", "12345", "1234567", "abcdef", "٠١٢٣٤٥", "\x00" * 6, "い" * 5000])
def test_what_is_no_code_is_told_so(app: Flask, editor: PageClient, clock: HandSet, code: str) -> None:
    set_up(editor, clock)
    browser, page = at_the_door(app)
    answer = page_of(show(browser, page, code, status=422))
    assert "確認コードを入力してください" in answer.text or "コードが違うか" in answer.text
    assert not is_in(browser)


def test_a_code_on_paper_is_taken_once_and_however_it_is_typed(app: Flask, editor: PageClient, clock: HandSet) -> None:
    _, papers = set_up(editor, clock)
    browser, page = at_the_door(app)
    show(browser, page, paper=f" {papers[3].upper().replace('-', ' ')} ")
    assert is_in(browser) and "回復コードの残り: 9" in browser.get("/staff/").text
    other, again = at_the_door(app)
    answer = page_of(show(other, again, paper=papers[3], status=422))
    assert "回復コードが違うか、もう使われています" in answer.text
    assert answer.one("details").get("open") is not None


def test_codes_on_paper_of_somebody_else_are_no_good(
    app: Flask, editor: PageClient, store: StoreHandle, clock: HandSet
) -> None:
    set_up(editor, clock)
    an_account(store, "other", moment=clock.moment)
    _, papers = set_up(signed_in(app, store, "other", clock.moment), clock)
    browser, page = at_the_door(app)
    show(browser, page, paper=papers[0], status=422)


def test_neither_codes_nor_what_makes_them_can_be_read_from_the_database(
    editor: PageClient, store: StoreHandle, clock: HandSet
) -> None:
    key, papers = set_up(editor, clock)
    with store.opened().reading() as connection:
        sealed = connection.execute(text("SELECT sealed FROM second_factor")).scalar_one()
        kept = b"".join(connection.execute(text("SELECT digest FROM recovery_code")).scalars())
    for secret in (key.encode(), base64.b32decode(key)):
        assert secret not in bytes(sealed)
    assert not any(paper.encode() in kept or paper.replace("-", "").encode() in kept for paper in papers)


def test_the_second_step_begins_only_with_password_and_code(editor: PageClient, app: Flask, clock: HandSet) -> None:
    page = editor.get("/staff/code")
    key = key_on(page)
    for password, code, words in (
        ("違う合言葉を入れました", code_at(key, clock), "いまのパスワードが違うようです"),
        (PASSWORD, "000000", "コードが合いません"),
        ("", "", "いまのパスワードを入力してください"),
    ):
        fields = {**page.hidden(), "act": "on", "current_password": password, "code": code}
        answer = page_of(editor.post("/staff/code", fields, 422))
        # The device that read the picture fits the form that comes back.
        assert words in answer.text and key_on(answer) == key
    assert "使っていません" in editor.get("/staff/").text


def test_a_form_that_is_too_old_comes_back_with_another_picture(editor: PageClient, clock: HandSet) -> None:
    page = editor.get("/staff/code")
    clock.later(hours=5)
    editor.get("/staff/")
    clock.later(hours=7)
    editor.get("/staff/")
    clock.later(hours=7)
    editor.get("/staff/")
    clock.later(hours=6)
    fields = {**page.hidden(), "act": "on", "current_password": PASSWORD, "code": code_at(key_on(page), clock)}
    answer = page_of(editor.post("/staff/code", fields, 422))
    assert "もう一度送ってください" in answer.text
    fields = {**answer.hidden(), "act": "on", "current_password": PASSWORD, "code": code_at(key_on(answer), clock)}
    editor.post("/staff/code", fields, 200)


def test_beginning_it_ends_the_sign_ins_that_had_none(
    app: Flask, editor: PageClient, store: StoreHandle, clock: HandSet
) -> None:
    other = signed_in(app, store, "editor", clock.moment)
    set_up(editor, clock)
    assert is_in(editor) and not is_in(other)


def test_it_is_ended_and_codes_on_paper_are_renewed_with_password_and_code(
    app: Flask, editor: PageClient, clock: HandSet
) -> None:
    key, papers = set_up(editor, clock)

    def do(act: str, code: str, status: int, password: str = PASSWORD) -> Page | str:
        fields = {**editor.get("/staff/code").hidden(), "act": act, "current_password": password, "code": code}
        return editor.post("/staff/code", fields, status)

    for act in ("off", "papers", "on"):
        do(act, "000000", 422)
    clock.later(minutes=15)
    do("off", code_at(key, clock), 422, password="違う合言葉を入れました")
    renewed = re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page_of(do("papers", code_at(key, clock), 200)).text)
    assert len(renewed) == 10 and not set(renewed) & set(papers)
    do("off", papers[0], 422)
    assert "changed=off" in str(do("off", renewed[0], 303))
    browser = PageClient(app, may_sign_in=True)
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    browser.post("/staff/signin", fields)
    assert is_in(browser)


def test_it_cannot_be_begun_over_one_that_is_there(editor: PageClient, clock: HandSet) -> None:
    page = editor.get("/staff/code")
    set_up(editor, clock)
    clock.later(seconds=60)
    fields = {**page.hidden(), "act": "on", "current_password": PASSWORD, "code": code_at(key_on(page), clock)}
    editor.post("/staff/code", fields, 422)


def test_wrong_codes_bring_waits_that_a_right_password_does_not_end(
    app: Flask, editor: PageClient, clock: HandSet
) -> None:
    key, _ = set_up(editor, clock)
    clock.later(minutes=5)
    waits = 0
    for _ in range(12):
        browser, page = PageClient(app, may_sign_in=True), None
        fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
        answer = browser.http.post("/staff/signin", data=fields)
        if answer.status_code == 429:
            waits += 1
            continue
        page = page_of(browser.post("/staff/signin", fields, 200))
        status = browser.http.post("/staff/signin/code", data={**page.hidden(), "code": "000000"}).status_code
        waits += status == 429
    assert waits >= 4
    # The right code is not looked at either while somebody has to wait, and is afterwards.
    clock.later(hours=1)
    browser, page = at_the_door(app)
    show(browser, page, code_at(key, clock))


def new_password(browser: PageClient, code: str, status: int, password: str = PASSWORD) -> Page | str:
    new = {"current_password": password, "new_password": NEW_PASSWORD, "new_password_again": NEW_PASSWORD}
    return browser.post("/staff/password", {**browser.get("/staff/password").hidden(), **new, "code": code}, status)


def test_changing_the_password_takes_a_code_too(app: Flask, editor: PageClient, clock: HandSet) -> None:
    assert "確認コード" not in editor.get("/staff/password").text
    key, papers = set_up(editor, clock)
    clock.later(minutes=5)
    assert "確認コード（または回復コード）" in editor.get("/staff/password").text
    for code, words in (("", "確認コードを入力してください"), ("000000", "もう使われています")):
        page = page_of(new_password(editor, code, 422))
        assert page.one("input", aria_invalid="true").get("id") == "code" and words in page.text
    at_the_door(app)
    assert "changed=password" in str(new_password(editor, code_at(key, clock), 303))
    browser, page = at_the_door(app, NEW_PASSWORD)
    show(browser, page, paper=papers[0])
    assert "changed=password" in str(new_password(browser, papers[1], 303, NEW_PASSWORD))


def test_changing_the_password_gives_no_tries_of_codes(app: Flask, editor: PageClient, clock: HandSet) -> None:
    set_up(editor, clock)
    clock.later(minutes=5)
    waits = 0
    for _ in range(20):
        fields = {"current_password": PASSWORD, "new_password": PASSWORD, "new_password_again": PASSWORD}
        fields = {**editor.get("/staff/password").hidden(), **fields, "code": "000000"}
        answer = editor.http.post("/staff/password", data=fields)
        waits += answer.status_code == 429
        clock.later(seconds=1)
    assert waits >= 10


def test_wrong_codes_at_the_door_make_changing_the_password_wait(
    app: Flask, editor: PageClient, clock: HandSet
) -> None:
    key, _ = set_up(editor, clock)
    clock.later(minutes=5)
    browser, page = at_the_door(app)
    for _ in range(6):
        show(browser, page, "000000", status=422)
    answer = page_of(new_password(editor, code_at(key, clock), 429))
    assert "確認コードの違いが続いたため、あと5秒" in answer.text


def test_wrong_codes_from_everywhere_bring_waits_for_the_account(
    app: Flask, editor: PageClient, clock: HandSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(editor, clock)
    clock.later(minutes=5)
    browser, page = at_the_door(app)
    fields = {**page.hidden(), "code": "000000"}
    statuses = [
        browser.http.post(
            "/staff/signin/code", data=fields, environ_overrides={"REMOTE_ADDR": f"203.0.113.{number}"}
        ).status_code
        for number in range(12)
    ]
    assert statuses[:10] == [422] * 10 and statuses[-1] == 429


def test_the_form_of_the_code_is_bound_to_who_knew_the_password(
    app: Flask, editor: PageClient, store: StoreHandle, clock: HandSet
) -> None:
    key, _ = set_up(editor, clock)
    an_account(store, "other", moment=clock.moment)
    other_key, _ = set_up(signed_in(app, store, "other", clock.moment), clock)
    clock.later(seconds=60)
    browser, page = at_the_door(app)
    ids = {name: value for name, value in page.hidden().items() if name == "account"}
    for number in ("2", "99", "-1", "x", "9" * 40, ""):
        assert number != ids["account"]
        fields = {**page.hidden(), "account": number, "code": code_at(other_key, clock)}
        answer = page_of(browser.post("/staff/signin/code", fields, 422))
        assert "はじめからやり直します" in answer.text
    signin = browser.get("/staff/signin").hidden()
    fields = {**page.hidden(), "csrf_token": signin["csrf_token"], "code": code_at(key, clock)}
    browser.post("/staff/signin/code", fields, 422)
    assert not is_in(browser)


def test_the_form_of_the_code_lasts_ten_minutes_and_one_password(
    app: Flask, editor: PageClient, store: StoreHandle, clock: HandSet
) -> None:
    key, _ = set_up(editor, clock)
    clock.later(seconds=60)
    browser, page = at_the_door(app)
    clock.later(minutes=11)
    answer = page_of(show(browser, page, code_at(key, clock), status=422))
    assert "はじめからやり直します" in answer.text
    other, again = at_the_door(app)
    with store.opened().writing() as connection:
        connection.execute(text("UPDATE account SET password = 'another'"))
    show(other, again, code_at(key, clock), status=422)
    assert not is_in(other)


def test_a_foreign_page_cannot_send_the_code(app: Flask, editor: PageClient, clock: HandSet) -> None:
    key, _ = set_up(editor, clock)
    clock.later(seconds=60)
    browser, page = at_the_door(app)
    fields = {**page.hidden(), "code": code_at(key, clock)}
    answer = browser.http.post("/staff/signin/code", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 422 and not is_in(browser)
    fields = {**editor.get("/staff/code").hidden(), "act": "off", "current_password": PASSWORD, "code": "000000"}
    answer = editor.http.post("/staff/code", data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 422


def test_another_secret_of_the_deployment_is_told_in_the_log_and_lets_nobody_in(
    settings: Settings,
    app: Flask,
    editor: PageClient,
    store: StoreHandle,
    clock: HandSet,
    caplog: pytest.LogCaptureFixture,
) -> None:
    key, _ = set_up(editor, clock)
    clock.later(seconds=60)
    (settings.var / "secret").write_bytes(b"x" * 32)
    prepared = prepare(settings)
    moved = create_app(settings, prepared.bank, prepared.shelf, store, clock)
    browser, page = at_the_door(moved)
    show(browser, page, code_at(key, clock), status=422)
    assert "reset-totp" in caplog.text and key not in caplog.text


def test_the_record_tells_of_codes(app: Flask, editor: PageClient, store: StoreHandle, clock: HandSet) -> None:
    key, papers = set_up(editor, clock)
    clock.later(seconds=60)
    browser, page = at_the_door(app)
    show(browser, page, "000000", status=422)
    show(browser, page, code_at(key, clock))
    other, again = at_the_door(app)
    show(other, again, paper=papers[0])
    with store.opened().reading() as connection:
        kept = connection.execute(text("SELECT kind, detail FROM audit ORDER BY id")).all()
    assert [tuple(row) for row in kept] == [
        ("factor-changed", "on"),
        ("refused", "code"),
        ("signed-in", "code"),
        ("signed-in", "recovery code"),
    ]


def test_every_page_of_it_exists_in_english(app: Flask, editor: PageClient, clock: HandSet) -> None:
    page = editor.get("/staff/code?lang=en")
    key = key_on(page)
    fields = {**page.hidden(), "act": "on", "current_password": PASSWORD, "code": code_at(key, clock)}
    shown = [page, page_of(editor.post("/staff/code?lang=en", fields, 200)), editor.get("/staff/code?lang=en")]
    browser = PageClient(app, may_sign_in=True)
    fields = {**browser.get("/staff/signin?lang=en").hidden(), "name": "editor", "password": PASSWORD}
    asked = page_of(browser.post("/staff/signin?lang=en", fields, 200))
    shown += [asked, page_of(browser.post("/staff/signin/code?lang=en", {**asked.hidden(), "code": "000000"}, 422))]
    for one in shown:
        assert not re.search(r"[ぁ-んァ-ン]", one.text.replace("日本語", "")), one.text
