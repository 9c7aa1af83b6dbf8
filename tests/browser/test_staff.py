"""Signing in with a real browser: without script, by keyboard alone, at every width, and axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.accounts import PASSWORD, an_account
from tests.browser.site import Site
from tests.browser.test_looks import assert_clean

WIDEST = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session", autouse=True)
def editor(site: Site) -> None:
    an_account(site.store, "browser-editor")


@pytest.fixture(params=["light", "dark"])
def context(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A small phone, whose browser keeps cookies."""
    context = browser.new_context(
        base_url=site.address, viewport={"width": 320, "height": 568}, color_scheme=request.param
    )
    yield context
    context.close()


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("名前").fill("browser-editor")
    page.get_by_label("パスワード", exact=True).fill(password)
    press_enter(page)


def look(page: Page) -> None:
    assert page.evaluate(WIDEST) == 0, "the page is wider than the screen"
    assert_clean(page)


def test_who_signs_in_by_keyboard_gets_on_and_out_again(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/password")
    look(page)
    sign_in(page, "違う合言葉を入れました")
    look(page)
    page.get_by_role("link", name="名前かパスワードが違うようです").press("Enter")
    expect(page.get_by_label("パスワード", exact=True)).to_be_focused()
    sign_in(page)
    expect(page).to_have_title("パスワードの変更")
    look(page)
    for label in ("いまのパスワード", "新しいパスワード", "新しいパスワード（もう一度）"):
        page.get_by_label(label, exact=True).fill("短い")
    press_enter(page)
    look(page)
    page.goto("/staff/")
    look(page)
    assert {cookie["path"] for cookie in context.cookies()} == {"/desk", "/staff"}
    page.get_by_role("button", name="サインアウト").focus()
    press_enter(page)
    assert {cookie["name"] for cookie in context.cookies()} == {"quiz-known"}


def test_what_was_written_after_the_end_is_kept_while_another_tab_signs_in(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/password")
    sign_in(page)
    context.clear_cookies()
    page.locator("form").evaluate("form => form.noValidate = true")
    page.get_by_label("いまのパスワード").focus()
    press_enter(page)
    look(page)
    with context.expect_page() as opened:
        page.get_by_role("link", name="別のタブでサインイン").click()
    other = opened.value
    sign_in(other)
    page.get_by_role("button", name="サインインしたので").focus()
    press_enter(page)
    expect(page.locator(".errors")).to_contain_text("もう一度送ってください")


def test_a_foreign_page_can_sign_nobody_in(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto("data:text/html,<title>foreign</title>")
    page.set_content(
        f'<form method="post" action="{site.address}/staff/signin"><input name="name" value="browser-editor">'
        f'<input name="password" value="{PASSWORD}"><button>x</button></form>'
    )
    page.get_by_role("button").focus()
    press_enter(page)
    expect(page.locator(".errors")).to_contain_text("確かめられず")
    assert context.cookies() == []


@pytest.mark.parametrize("width", [320, 1280])
def test_sign_in_works_without_script(browser: Browser, site: Site, width: int) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, viewport={"width": width, "height": 700}
    )
    page = context.new_page()
    page.goto("/staff/")
    sign_in(page)
    expect(page).to_have_title("アカウント")
    context.close()
