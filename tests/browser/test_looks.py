"""Small screens, large type, dark rooms, and people who do not see the page: every page, at every step."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.student import SHOWN, Student

Enter = Callable[..., Student]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": ["color-contrast"]}
"""All that another scheme can change."""
LINKS = ".crumbs a, .subjects a, .teasers h3 a, .answer h3 a, .link-card a, .beside a, .pages a"
TARGETS = f"{SHOWN} label, button:visible, .button:visible, summary:visible, .top a, .links a, .note a, .errors a"


def assert_clean(page: Page, rules: dict[str, Any] = RULES) -> None:
    """Let axe look at the page as it stands, once nothing moves any more."""
    page.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished))")
    found = Axe().run(page, options=rules).response["violations"]
    assert not found, json.dumps(
        [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found], ensure_ascii=False, indent=1
    )


@pytest.mark.parametrize(("language", "scheme"), [("", "dark"), ("?lang=en", "light")])
def test_axe_finds_nothing_at_any_step(enter: Enter, scheme: str, language: str) -> None:
    student = enter(color_scheme=scheme)
    student.open(f"/d/interview{language}")
    for rung in (0, 1, 2, 3, 0, 1):
        assert_clean(student.page)
        student.answer(rung)
    assert_clean(student.page)
    student.page.locator("#back").click()
    expect(student.page.locator(f"{SHOWN} :checked")).to_be_visible()
    assert_clean(student.page)
    student.answer(2)
    student.see_result()
    for details in student.page.locator("details").all():
        details.locator("summary").click()
    expect(student.page.locator("#history li")).to_have_count(1)
    assert_clean(student.page)


def test_axe_finds_nothing_on_any_page_without_script(enter: Enter, site: Site) -> None:
    student = enter(color_scheme="light")
    # Script is needed by axe itself; the page's own is kept away.
    student.page.route("**/static/*.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    for address in addresses(site).values():
        student.page.emulate_media(color_scheme="light")
        student.open(address)
        assert_clean(student.page)
        student.page.emulate_media(color_scheme="dark")
        assert_clean(student.page, CONTRAST)
    student.complaints[:] = [said for said in student.complaints if "404" not in said]


def addresses(site: Site) -> dict[str, str]:
    """Return an address of every kind of page."""
    return {
        "quiz": "/d/interview",
        "full": "/d/interview/full",
        "more": f"/d/interview/more/{site.code('quick', 1)}",
        "result": f"/r/{site.code('full', 1, 2, 3)}",
        "flagged": f"/r/{site.code('quick', 1)}",
        "top": f"/r/{site.code('full', 3)}",
        "zero": f"/r/{site.code('quick', 0)}",
        "qa": f"/qa/{site.shelf.listings[0].id}",
        "home": "/qa/",
        "home in English": "/qa/?lang=en",
        "second page": "/qa/?page=2",
        "area": "/qa/area/research?lang=en",
        "topic": "/qa/topic/nerves",
        "search": "/qa/search",
        "found": "/qa/search?q=逆質問",
        "found with few of the words": "/qa/search?q=逆質問 宇宙飛行士&lang=en",
        "nothing found": "/qa/search?q=ぴよぴよ",
        "advisors": "/qa/advisors/",
        "advisor": "/qa/advisors/sample-a?lang=en",
        "ask": "/qa/ask",
        "nowhere": "/nowhere",
        "broken": "/r/broken",
    }


@pytest.mark.parametrize("language", ["", "?lang=en"])
@pytest.mark.parametrize("path", ["/d/interview", "/d/interview/full"])
def test_no_step_needs_scrolling_on_a_small_phone(student: Student, path: str, language: str) -> None:
    student.open(path + language)
    while student.page.locator("#review").is_hidden():
        assert student.fits(), student.item
        student.answer(1)
    expect(student.page.locator(".go button")).to_be_in_viewport(ratio=1)
    if "full" not in path:
        assert student.fits(), "the review"


def test_everything_to_tap_is_large_enough(student: Student, site: Site) -> None:
    for address in addresses(site).values():
        student.open(address)
        for target in student.page.locator(TARGETS).all():
            box = target.bounding_box()
            assert box is None or box["height"] >= 48, (address, target.inner_text())
        for link in student.page.locator(LINKS).all():
            box = link.bounding_box()
            assert box is None or box["height"] >= 44, (address, link.inner_text(), box)
    student.complaints[:] = [said for said in student.complaints if "404" not in said]


@pytest.mark.parametrize("width", [320, 180])
def test_large_type_never_makes_a_page_scroll_sideways(enter: Enter, site: Site, width: int) -> None:
    """A width of 180 is 360 at a zoom of 200 %; one of 320 is 1280 at 400 %."""
    student = enter(viewport={"width": width, "height": 320})
    for address in addresses(site).values():
        student.open(address)
        overflow = student.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, (address, overflow)
    student.complaints[:] = [said for said in student.complaints if "404" not in said]


def test_the_dark_scheme_is_dark(enter: Enter) -> None:
    colours = [
        enter(color_scheme=scheme).open().page.evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(247, 247, 243)", "rgb(18, 24, 25)"]


def test_nothing_moves_where_motion_is_unwanted(enter: Enter) -> None:
    student = enter(reduced_motion="reduce")
    student.open()
    duration = student.page.locator(f"{SHOWN} label").first.evaluate(
        "label => getComputedStyle(label).transitionProperty"
    )
    assert duration == "none"


def test_a_choice_is_seen_where_colours_are_forced(enter: Enter) -> None:
    student = enter(forced_colors="active")
    item = student.open().page.locator(f"{SHOWN} input").first.get_attribute("name")
    student.page.locator(f"{SHOWN} label").nth(1).click()
    # By their name: the next question may stand there already.
    radios = student.page.locator(f'input[name="{item}"]')
    widths = [radios.nth(n).evaluate("radio => getComputedStyle(radio).borderTopWidth") for n in (0, 1)]
    assert widths == ["2px", "7px"]
