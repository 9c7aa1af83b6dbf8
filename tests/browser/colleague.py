"""Somebody who works at the desk: an account, a browser of their own, and the buttons they press."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page

from quiz.advice.workflow import Role
from tests.accounts import PASSWORD, an_account
from tests.browser.site import Site

EDITOR = "journey-editor"
ADVISORS = {"sample-a": "サンプル相談員A", "sample-b": "サンプル相談員B"}
"""Shipped advisors whose qualification holds; the account of each is named like its id."""


def hire(site: Site) -> None:
    """Give an editor and two advisors an account."""
    an_account(site.store, EDITOR)
    for advisor in ADVISORS:
        an_account(site.store, advisor, Role.ADVISOR, advisor)


class Colleague:
    """One browser context, signed in with name and password; it notes whatever a page should not do."""

    def __init__(self, browser: Browser, site: Site, name: str, home: str = "/desk/", **options: Any) -> None:
        self.context = browser.new_context(locale="ja-JP", base_url=site.address, **options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request", lambda one: None if one.url.startswith(site.address) else self.complaints.append(one.url)
        )
        self.page.goto(home)
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.press("サインイン")

    def press(self, name: str, within: str = "main", of: str = "") -> None:
        """Press a button, and wait for the page that follows; `of` tells apart several that are named alike."""
        part = self.page.locator(within, has_text=of) if of else self.page.locator(within)
        with self.page.expect_navigation():
            part.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        """Follow a link of the page."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=name).click()

    def close(self) -> None:
        """Leave the desk."""
        self.context.close()
