"""The editors' desk in a real browser: a preview that follows, two editors at once, phones, keys, and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from sqlalchemy import update
from werkzeug.serving import make_server

from quiz.store.staff import accounts
from quiz.store.tables import consultation
from quiz.web.signin import COOKIE, PLACES
from tests.browser.student import PHONE
from tests.browser.test_looks import assert_clean
from tests.desk import DeskSite

Open = Callable[..., Page]
PREVIEW = "#preview .answer"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path / "var")
    yield site
    site.close()


@pytest.fixture
def sit_down(browser: Browser, desk: DeskSite) -> Iterator[Open]:
    """Return a way to let somebody who is signed in open a page; no page may complain or ask a third party."""
    server = make_server("127.0.0.1", 0, desk.app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def sit_down(name: str, path: str, **options: Any) -> Page:
        context = browser.new_context(locale="ja-JP", **options)
        contexts.append(context)
        with desk.store.opened().writing() as connection:
            found = accounts.named(connection, name)
            assert found is not None
            token = accounts.begin(connection, found, desk.clock(), found.password)
        assert token
        context.add_cookies([{"name": COOKIE, "value": token, "url": address + place} for place in PLACES])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda one: complaints.append(one.url) if not one.url.startswith((address, "data:")) else None
        )
        page.goto(address + path)
        return page

    yield sit_down
    try:
        assert complaints == []
    finally:
        for context in contexts:
            context.close()
        server.shutdown()
        thread.join(10)
        server.server_close()


def assigned(desk: DeskSite) -> int:
    entry = desk.entry()
    desk.assigned(entry, "desk-a")
    return entry


def save(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()
    page.wait_for_load_state()


def test_the_preview_follows_what_is_typed_and_is_that_of_the_server(desk: DeskSite, sit_down: Open) -> None:
    page = sit_down("advisor-a", f"/desk/entries/{assigned(desk)}/answer")
    expect(page.locator("#preview-button")).to_be_hidden()
    page.get_by_label("見出し（結論を1文で）").fill("結論から言います")
    page.get_by_label("本文").fill("段落です。\n\n- 一つめ\n- 二つめ\n\n<b>太字ではない</b>")
    expect(page.locator(f"{PREVIEW} h4")).to_have_text("結論から言います")
    expect(page.locator(f"{PREVIEW} li")).to_have_text(["一つめ", "二つめ"])
    expect(page.locator(f"{PREVIEW} b")).to_have_count(0)
    live = page.locator("#preview").inner_html()
    save(page, "下書きを保存")
    expect(page.get_by_text("下書きを保存しました。")).to_be_visible()
    assert page.locator("#preview").inner_html().split() == live.split()


def test_sections_and_cards_come_and_go_without_a_new_page(desk: DeskSite, sit_down: Open) -> None:
    page = sit_down("advisor-a", f"/desk/entries/{assigned(desk)}/answer")
    page.get_by_label("見出し（結論を1文で）").fill("一つめの見出し")
    page.evaluate("() => (window.isSame = true)")
    page.get_by_role("button", name="節を足す").click()
    second = page.locator("#heading-1")
    expect(second).to_be_focused()
    second.fill("二つめの見出し")
    page.get_by_role("button", name="リンクカードを足す").nth(1).click()
    expect(page.locator("#lead-1-0")).to_be_focused()
    page.locator("#lead-1-0").fill("こちらも読んでください。")
    page.locator("#target-1-0").fill("same-reason")
    expect(page.locator(f"{PREVIEW} .link-card a")).to_contain_text("志望動機がどの会社でも")
    page.get_by_role("button", name="この節を上へ").click()
    expect(page.locator("#heading-0")).to_have_value("二つめの見出し")
    expect(page.locator("#heading-1")).to_have_value("一つめの見出し")
    expect(page.locator(f"{PREVIEW} h4")).to_have_text(["二つめの見出し", "一つめの見出し"])
    page.get_by_role("button", name="この節を消す").nth(1).click()
    expect(page.locator(".section")).to_have_count(1)
    assert page.evaluate("() => window.isSame"), "the page is still the same one"


def test_a_form_in_which_something_is_not_saved_is_not_left_without_a_word(desk: DeskSite, sit_down: Open) -> None:
    page = sit_down("advisor-a", f"/desk/entries/{assigned(desk)}/answer")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_label("見出し（結論を1文で）").fill("まだ保存していない")
    page.get_by_role("link", name="編集デスク").click()
    page.wait_for_url("**/desk/")
    assert asked == ["beforeunload"]
    page.go_back()
    page.get_by_label("見出し（結論を1文で）").fill("保存する")
    save(page, "下書きを保存")
    page.get_by_role("link", name="編集デスク").click()
    page.wait_for_url("**/desk/")
    assert asked == ["beforeunload"], "what is saved is left without a question"


def test_enter_in_a_heading_neither_sends_nor_loses_anything(desk: DeskSite, sit_down: Open) -> None:
    for script in (True, False):
        page = sit_down("advisor-a", f"/desk/entries/{assigned(desk)}/answer", java_script_enabled=script)
        page.get_by_label("見出し（結論を1文で）").fill("入力のとちゅう")
        page.keyboard.press("Enter")
        expect(page.get_by_label("見出し（結論を1文で）")).to_have_value("入力のとちゅう")
        expect(page.locator(f"{PREVIEW} h4")).to_have_text("入力のとちゅう")
        expect(page.get_by_text("この回答はまだ完成していません。")).to_be_visible()


def test_two_editors_at_once_see_both_versions_and_lose_nothing(desk: DeskSite, sit_down: Open) -> None:
    entry = desk.entry()
    desk.edited(entry)
    one = sit_down("editor", f"/desk/entries/{entry}")
    two = sit_down("second", f"/desk/entries/{entry}", viewport=PHONE)
    one.locator("#title").fill("一人目のタイトルですか？")
    save(one, "相談文を保存")
    two.locator("#title").fill("二人目のタイトルですか？")
    two.locator("#body").fill("二人目が書いた、長い本文です。")
    save(two, "相談文を保存")
    expect(two.get_by_role("alert")).to_contain_text("ほかの人が保存しました")
    expect(two.get_by_role("heading", name="editorさんが")).to_be_visible()
    expect(two.locator(".theirs ins").first).to_contain_text("一人目のタイトル")
    expect(two.locator("#title")).to_have_value("二人目のタイトルですか？")
    expect(two.locator("#body")).to_have_value("二人目が書いた、長い本文です。")
    assert_clean(two)
    two.get_by_role("button", name="保存されているほうを使う").first.click()
    expect(two.locator("#title")).to_have_value("一人目のタイトルですか？")
    expect(two.locator("#body")).to_have_value("二人目が書いた、長い本文です。")
    save(two, "相談文を保存")
    expect(two.get_by_text("相談文を保存しました。")).to_be_visible()
    one.reload()
    expect(one.locator("#title")).to_have_value("一人目のタイトルですか？")
    expect(one.locator("#body")).to_have_value("二人目が書いた、長い本文です。")


def test_everything_is_done_without_script_and_by_keys(desk: DeskSite, sit_down: Open) -> None:
    entry = assigned(desk)
    page = sit_down("advisor-a", "/desk/", java_script_enabled=False)
    page.get_by_role("link", name="面接が不安です。どう準備すればよいですか？").focus()
    page.keyboard.press("Enter")
    page.get_by_label("見出し（結論を1文で）").fill("結論です")
    page.get_by_role("button", name="節を足す").focus()
    page.keyboard.press("Space")
    page.get_by_label("本文").first.fill("本文です。")
    page.locator("#heading-1").fill("次の節")
    page.locator("#text-1").fill("続きです。")
    page.locator("#preview-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{PREVIEW} h4")).to_have_text(["結論です", "次の節"])
    page.get_by_role("button", name="完成にする").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("この回答は完成しています。")).to_be_visible()
    editor = sit_down("editor", f"/desk/entries/{entry}", java_script_enabled=False)
    for name in ("編集を終える", "公開する"):
        editor.get_by_role("button", name=name, exact=True).focus()
        editor.keyboard.press("Enter")
    expect(editor.get_by_role("link", name=f"/qa/q{entry}")).to_be_visible()


@pytest.mark.parametrize(
    ("viewport", "scheme"), [(PHONE, "dark"), ({"width": 1280, "height": 800}, "light")], ids=["phone", "desktop"]
)
def test_axe_finds_nothing_and_nothing_overflows_on_any_page(
    desk: DeskSite, sit_down: Open, scheme: str, viewport: dict[str, int]
) -> None:
    entry, urgent, writing = desk.entry(), desk.entry("長い" * 140, is_urgent=True), assigned(desk)
    desk.published(entry, "desk-a", "desk-b")
    with desk.store.opened().writing() as connection:
        unconfirmed = consultation.c.id.in_(["same-reason"])
        connection.execute(update(consultation).where(unconfirmed).values(is_confirmed=False))
    pages = ["", f"entries/{entry}", f"entries/{urgent}", f"entries/{writing}/answers/desk-a", "advisors"]
    pages += ["advisors/new", "advisors/desk-a", "imports", "coverage"]
    page = sit_down("editor", "/desk/", viewport=viewport, color_scheme=scheme)
    root = page.url
    for path in pages:
        for language in ("", "?lang=en"):
            page.goto(root + path + language)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
            assert_clean(page)
