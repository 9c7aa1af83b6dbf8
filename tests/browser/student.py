"""A student with a phone: what they see, tap and type."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.site import Site

PHONE = {"width": 360, "height": 640}
SHOWN = "fieldset:not([hidden])"


class Student:
    """One browser context of its own, which notes whatever a page should not do."""

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.context = browser.new_context(locale="ja-JP", **{"viewport": PHONE, **options})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.site = site
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str = "/d/interview") -> Student:
        """Open a page of the site."""
        self.page.goto(self.site.address + path)
        return self

    def answer(self, *rungs: int) -> Student:
        """Tap a rung for each item that comes, waiting for the next."""
        for rung in rungs:
            before = self.item
            self.page.locator(f"{SHOWN} label").nth(rung).click()
            expect(self.page.locator(f'fieldset:has([name="{before}"])')).to_be_hidden()
        return self

    @property
    def item(self) -> str:
        """The id of the item in sight."""
        return self.page.locator(f"{SHOWN} input").first.get_attribute("name") or ""

    @property
    def checked(self) -> list[str]:
        """The options that are chosen, in the order of the items."""
        chosen: list[str] = self.page.eval_on_selector_all(":checked", "inputs => inputs.map(input => input.value)")
        return chosen

    def see_result(self) -> Student:
        """Tap the button, and wait for the result."""
        self.page.get_by_role("button", name=re.compile("結果を見る|See my result")).click()
        self.page.wait_for_url("**/r/*")
        return self

    @property
    def code(self) -> str:
        """The code of the result in sight."""
        return self.page.url.rpartition("/r/")[2].partition("?")[0]

    @property
    def sent(self) -> list[dict[str, Any]]:
        """The bodies of the attempts that were sent, replays among them."""
        return [request.post_data_json or {} for request in self.requests if request.method == "PUT"]

    def fits(self) -> bool:
        """Say whether the page needs no scrolling, neither down nor sideways."""
        return bool(
            self.page.evaluate(
                "() => { const { scrollHeight, scrollWidth } = document.documentElement;"
                " return scrollHeight <= innerHeight && scrollWidth <= innerWidth }"
            )
        )

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()
