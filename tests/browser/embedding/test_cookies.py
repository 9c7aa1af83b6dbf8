"""The browser of these tests blocks cookies of third parties; were it not so, the rest would prove less."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.hosts import Host
from tests.web_server import serving

COOKIE = "seen=1; SameSite=None; Secure; Path=/"


def test_a_cookie_of_the_product_would_not_reach_its_frame(browser: Browser, host: Host) -> None:
    with serving() as other:
        address = other.put("/", "<p>…", Set_Cookie=COOKIE)
        page = browser.new_page()
        page.goto(address)
        page.goto(address)
        page.goto(host.page(f'<iframe src="{address}"></iframe>'))
        page.frame_locator("iframe").locator("p").wait_for()
        sent = [headers.get("Cookie") for path, headers in other.asked if path == "/"]
        page.context.close()
    assert sent == [None, "seen=1", None]
