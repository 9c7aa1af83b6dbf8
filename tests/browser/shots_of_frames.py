"""Pictures of the diagnostic in others' pages: each variant, at its first screen, midway, and its result."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.embedding.pages import article, frame
from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import element, running_host, script
from tests.browser.site import running_site

Take = Callable[..., None]
VARIANTS = ("frame", "card", "button")


def take_frames(browser: Browser, var: Path, device: str, options: dict[str, Any], take: Take) -> None:
    """Take each variant on a host's page, light or dark as the device is; and a bare frame that may open nothing."""
    is_dark = options.get("color_scheme") == "dark"
    with running_host() as host, running_site(var, QUIZ_EMBED_SITES=host.origin) as site:
        for language in ("ja", "en"):
            for variant in VARIANTS:
                tag = element(bank="interview", variant=variant, language=language)
                reader = Visitor(browser, host.origin, site.address, **options)
                reader.open(article(host, site.address, script(site.address), tag, is_dark=is_dark, policy=""))
                prefix = f"frames-{device}-{language}-{variant}"
                _take_variant(reader, variant, partial(_named, take, reader.page, prefix))
                reader.close()
        reader = Visitor(browser, host.origin, site.address, **options)
        bare = frame(site.address, "allow-scripts", host=host.origin)
        reader.open(article(host, site.address, bare, is_dark=is_dark, policy=""))
        reader.answer_all(reader.frame, 0)
        reader.frame.locator("main a[target]").first.click()
        expect(reader.frame.locator("#away")).to_be_visible()
        take(reader.page, f"frames-{device}-bare-away", full_page=False)
        reader.close()


def _named(take: Take, page: Page, prefix: str, name: str, *, full_page: bool = True) -> None:
    take(page, f"{prefix}-{name}", full_page=full_page)


def _take_variant(reader: Visitor, variant: str, take: Take) -> None:
    if variant != "frame":
        take("closed", full_page=False)
        reader.page.locator("interview-diagnostic").get_by_role("button").first.click()
    expect(reader.frame.locator("#steps")).to_be_visible()
    _still(reader.page, reader.frame)
    take("first", full_page=False)
    reader.frame.locator("fieldset:visible label").nth(1).click()
    reader.page.wait_for_timeout(400)
    take("second", full_page=False)
    reader.answer_all(reader.frame, 1, 2)
    _still(reader.page, reader.frame)
    take("result", full_page=False)
    more = reader.page.locator("interview-diagnostic").get_by_role("button").last
    if more.is_visible():
        more.click()
        _still(reader.page, reader.frame)
    take("result-whole")


def _still(page: Page, inside: Frame) -> None:
    inside.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    page.wait_for_timeout(150)
