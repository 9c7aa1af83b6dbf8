"""Pictures of the pages of figures: full, of too few, and before the first release; in both languages, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from quiz.advice.workflow import Role
from tests.accounts import an_account
from tests.browser.colleague import Colleague
from tests.browser.site import running_site
from tests.simulated import with_figures

VIEWER = "sample-viewer"
BASE = "/staff/figures/"
PAGES = {
    "overview": "",
    "overview-of-a-group": "?group=grade:y3&period=2026",
    "too-few": "?group=faculty:humanities&period=2025-10",
    "steps": "steps",
    "steps-by-grade": "steps?by=grade",
    "cohorts": "cohorts",
    "content": "content",
    "items": "items",
    "item": "items/impression-recording",
    "placements": "placements",
    "report": "report?period=2026-10",
}
DRAWN = "() => [...document.querySelectorAll('.chart')].every(one => one.querySelector('.main-svg'))"

Take = Callable[[Page, str], None]


def take_figures(browser: Browser, var: Path, device: str, options: dict[str, Any], take: Take) -> None:
    """Take every page of figures with one device, from a folder that is filled once for all devices."""
    with running_site(var / "figures") as site:
        if not (var / "figures-are-there").exists():
            with_figures(site.store, site.bank, site.shelf)
            an_account(site.store, VIEWER, Role.VIEWER)
            (var / "figures-are-there").touch()
        viewer = Colleague(browser, site, VIEWER, home=BASE, **options)
        for name, path in PAGES.items():
            for language in ("ja", "en"):
                viewer.page.goto(f"{BASE}{path}{'&' if '?' in path else '?'}lang={language}")
                _draw(viewer.page)
                take(viewer.page, f"{device}-figures-{name}-{language}")
        viewer.close()
        plain = Colleague(browser, site, VIEWER, home=BASE, java_script_enabled=False, **options)
        for name in ("overview", "steps-by-grade", "items"):
            plain.page.goto(BASE + PAGES[name])
            take(plain.page, f"{device}-figures-{name}-without-script")
        plain.close()
    with running_site(var / "no-figures") as site:
        if not (var / "nobody-is-there").exists():
            an_account(site.store, VIEWER, Role.VIEWER)
            (var / "nobody-is-there").touch()
        viewer = Colleague(browser, site, VIEWER, home=BASE, **options)
        take(viewer.page, f"{device}-figures-nothing-yet")
        viewer.close()


def _draw(page: Page) -> None:
    for place in page.locator(".chart").all():
        place.scroll_into_view_if_needed()
    page.wait_for_function(DRAWN)
    page.evaluate("scrollTo(0, 0)")
