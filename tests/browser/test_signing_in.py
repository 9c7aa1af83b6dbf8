"""Signing in elsewhere and with a code, in a real browser: at a provider that runs, on a phone, and without script."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pyotp import TOTP

from quiz.advice.workflow import Role
from tests.accounts import PASSWORD, an_account
from tests.browser.site import Site, running_site
from tests.browser.test_staff import look
from tests.deployments import ready
from tests.oidc_provider import CLIENT, SECRET, Person, Provider, running_provider
from tests.oidc_provider import PASSWORD as PASSWORD_THERE


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider() as provider:
        provider.people = {
            "sample-viewer": Person(("career-staff",)),
            "sample-admin": Person(("career-admin",)),
            "sample-student": Person(("students",)),
        }
        yield provider


@pytest.fixture(scope="module")
def own_site(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    public = f"http://127.0.0.1:{port}"
    provider.redirects = {f"{public}/staff/sso/back"}
    environ = {
        "QUIZ_PUBLIC_URL": public,
        "QUIZ_OIDC_ISSUER": provider.issuer,
        "QUIZ_OIDC_CLIENT_ID": CLIENT,
        "QUIZ_OIDC_CLIENT_SECRET": SECRET,
        "QUIZ_OIDC_GROUPS": "career-admin=admin,career-staff=viewer",
        "QUIZ_OIDC_NAME": "サンプル大学アカウント",
    }
    with running_site(ready(tmp_path_factory.mktemp("elsewhere") / "var"), port, **environ) as site:
        yield site


@pytest.fixture(params=["light", "dark"])
def context(browser: Browser, own_site: Site, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A small phone."""
    context = browser.new_context(
        base_url=own_site.address, viewport={"width": 320, "height": 568}, color_scheme=request.param
    )
    yield context
    context.close()


def go_there(page: Page, name: str) -> None:
    page.get_by_role("link", name="サンプル大学アカウントでサインイン").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD_THERE)
    page.get_by_role("button", name="Sign in").click()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def key_of(page: Page) -> str:
    page.get_by_text("読み取れないとき").click()
    return page.locator(".key code").inner_text().replace(" ", "")


def now_and_later(key: str, steps: int) -> str:
    return TOTP(key).at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def test_somebody_with_an_account_elsewhere_gets_in_and_finds_the_figures(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/signin")
    look(page)
    go_there(page, "sample-viewer")
    expect(page).to_have_url("/staff/figures/")
    page.goto("/staff/")
    look(page)
    expect(page.get_by_text("集計の閲覧者")).to_be_visible()
    assert {cookie["name"] for cookie in context.cookies()} == {"quiz-signin"}


def test_somebody_who_may_not_use_it_is_told_kindly(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/signin")
    go_there(page, "sample-student")
    expect(page.get_by_role("heading", level=1)).to_have_text("このサイトを使う準備がまだのようです")
    look(page)
    page.goto("/staff/sso/back?state=x&code=y")
    look(page)


def test_who_says_no_there_is_back_and_nothing_happened(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/signin")
    page.get_by_role("link", name="サンプル大学アカウントでサインイン").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("サインインを取りやめました")
    look(page)
    page.get_by_role("link", name="サインインのページへ").click()
    expect(page).to_have_title("サインイン")


def test_an_admin_reads_the_record_on_a_phone_and_at_a_desk(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/staff/signin?next=/staff/audit")
    go_there(page, "sample-admin")
    expect(page).to_have_url("/staff/audit")
    look(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    look(page)
    page.get_by_label("したこと").select_option("signed-in")
    page.get_by_role("button", name="表示する").click()
    expect(page.get_by_role("row", name="sample-admin").first).to_be_visible()


@pytest.mark.parametrize("context", ["light", "dark"], indirect=True)
def test_a_second_step_is_set_up_and_asked_for(
    context: BrowserContext, own_site: Site, request: pytest.FixtureRequest
) -> None:
    name = f"editor-{request.node.callspec.params['context']}"
    an_account(own_site.store, name, Role.EDITOR)
    page = context.new_page()
    page.goto("/staff/signin?next=/staff/code")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    press(page, "サインイン")
    look(page)
    assert page.locator("img.device").evaluate("image => image.complete && image.naturalWidth > 100")
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_label("確認コード（6桁の数字）").fill("000000")
    press(page, "確認コードを使い始める")
    look(page)
    key = key_of(page)
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    # The step before the present one, so that the next is there to sign in with.
    page.get_by_label("確認コード（6桁の数字）").fill(now_and_later(key, -1))
    press(page, "確認コードを使い始める")
    expect(page.locator(".papers li")).to_have_count(10)
    look(page)
    page.get_by_role("link", name="控えました").click()
    look(page)
    page.goto("/staff/code")
    look(page)
    page.goto("/staff/")
    press(page, "サインアウト")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    press(page, "サインイン")
    look(page)
    page.get_by_label("確認コード（6桁の数字）").fill("000000")
    press(page, "サインイン")
    look(page)
    page.get_by_label("確認コード（6桁の数字）").fill(now_and_later(key, 1))
    page.keyboard.press("Enter")
    expect(page).to_have_url("/desk/")


def test_all_of_it_works_without_script(browser: Browser, own_site: Site) -> None:
    an_account(own_site.store, "editor-without-script", Role.EDITOR)
    context = browser.new_context(base_url=own_site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/staff/signin")
    go_there(page, "sample-viewer")
    expect(page).to_have_url("/staff/figures/")
    context.clear_cookies()
    page.goto("/staff/signin?next=/staff/code")
    page.get_by_label("名前").fill("editor-without-script")
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    press(page, "サインイン")
    key = key_of(page)
    page.get_by_label("いまのパスワード").fill(PASSWORD)
    page.get_by_label("確認コード（6桁の数字）").fill(now_and_later(key, 0))
    press(page, "確認コードを使い始める")
    paper = page.locator(".papers code").first.inner_text()
    context.clear_cookies()
    page.goto("/staff/signin")
    page.get_by_label("名前").fill("editor-without-script")
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    press(page, "サインイン")
    page.get_by_text("アプリが手もとにないとき").click()
    page.get_by_label("回復コード").fill(paper)
    press(page, "サインイン")
    expect(page).to_have_url("/desk/")
    context.close()
