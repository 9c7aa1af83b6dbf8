"""The page for site owners in a real browser: snippet and preview follow each choice, on a phone and wide."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.site import Site
from tests.browser.student import PHONE, Student

Enter = Callable[..., Student]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DESKTOP = {"width": 1280, "height": 900}
VARIANTS = ("frame", "card", "button", "iframe", "link")


def assert_clean(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, json.dumps(
        [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found], ensure_ascii=False, indent=1
    )


def choose(page: Page, name: str, value: str) -> None:
    """Tap a choice, and wait for what it makes."""
    with page.expect_response(lambda response: "/embed?" in response.url and f"{name}={value}" in response.url):
        page.locator(f'label:has([name="{name}"][value="{value}"])').click()
    expect(page.locator("body")).not_to_have_class("stale")


def framed(page: Page) -> Frame:
    """Return the frame of the preview, once its page is there."""
    page.locator("#preview").scroll_into_view_if_needed()
    frame = page.locator("#preview iframe").element_handle().content_frame()
    assert frame is not None
    expect(frame.locator("#quiz")).to_be_attached()
    return frame


def test_snippet_preview_and_address_follow_each_choice(enter: Enter, site: Site) -> None:
    page = enter(viewport=DESKTOP).open("/embed").page
    snippet = page.locator("#snippet")
    assert "/f/d/interview#" in framed(page).url
    choose(page, "variant", "card")
    expect(snippet).to_have_value(re.compile('variant="card"'))
    expect(page.locator("#preview").get_by_role("button", name="面接力診断をはじめる")).to_be_visible()
    choose(page, "variant", "iframe")
    expect(snippet).to_have_value(re.compile(f'^<iframe src="{site.address}/f/d/interview'))
    choose(page, "form", "full")
    assert "/f/d/interview/full" in framed(page).url
    page.fill("#campaign", "spring & co")
    expect(snippet).to_have_value(re.compile("campaign=spring%20%26%20co&amp;popups=1"))
    page.wait_for_url(re.compile(r"/embed\?.*campaign=spring"))
    made = snippet.input_value()
    page.reload()
    assert snippet.input_value() == made


def test_the_look_reaches_the_diagnostic_itself(enter: Enter) -> None:
    page = enter(viewport=DESKTOP, color_scheme="light").open("/embed").page
    frame = framed(page)
    expect(frame.locator("#steps")).to_be_visible()
    page.fill("#accent", "#A03060")
    expect(page.locator("#snippet")).to_have_value(re.compile("--diagnostic-accent: #a03060"))
    expect(page.locator("#advice")).to_contain_text("暗い画面では")
    assert page.locator("#swatch").input_value() == "#a03060"
    expect(frame.locator("a").first).to_have_css("color", "rgb(160, 48, 96)")
    choose(page, "theme", "light")
    expect(page.locator("#advice")).to_be_empty()
    choose(page, "theme", "dark")
    expect(frame.locator("body")).to_have_css("background-color", "rgb(18, 24, 25)")
    # The frame took all that without beginning anew.
    assert not frame.is_detached()


def test_a_swatch_chooses_a_colour_too(enter: Enter) -> None:
    page = enter(viewport=DESKTOP).open("/embed").page
    page.locator("#swatch").fill("#123456")
    expect(page.locator("#accent")).to_have_value("#123456")
    expect(page.locator("#snippet")).to_have_value(re.compile("#123456"))


def test_a_mistake_is_said_where_it_was_made_and_goes_when_mended(enter: Enter) -> None:
    student = enter(viewport=DESKTOP).open("/embed")
    page = student.page
    page.fill("#accent", "red")
    expect(page.locator("#accent-error")).to_contain_text("#075e63 のように")
    expect(page.locator("#accent")).to_have_attribute("aria-describedby", "accent-note accent-error")
    expect(page.locator("#snippet, #copy:visible")).to_have_count(0)
    expect(page.locator("#accent")).to_be_focused()
    page.fill("#accent", "")
    expect(page.locator("#accent-error")).to_have_count(0)
    expect(page.locator("#snippet")).to_be_visible()
    assert page.locator("#accent").get_attribute("aria-invalid") is None
    student.complaints[:] = [said for said in student.complaints if "422" not in said]


def test_one_tap_copies_the_snippet(enter: Enter) -> None:
    page = enter(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"]).open("/embed").page
    page.click("#copy")
    expect(page.locator("#said")).to_have_text("コピーしました")
    assert page.evaluate("() => navigator.clipboard.readText()") == page.locator("#snippet").input_value()


def test_where_copying_is_forbidden_the_snippet_is_selected(enter: Enter) -> None:
    student = enter(viewport=DESKTOP)
    student.context.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })")
    page = student.open("/embed").page
    page.click("#copy")
    expect(page.locator("#said")).to_contain_text("コードを選びました")
    assert page.evaluate("() => getSelection().toString()") == page.locator("#snippet").input_value()


def test_without_a_connection_it_says_so_and_keeps_what_was_chosen(enter: Enter) -> None:
    student = enter(viewport=DESKTOP).open("/embed")
    page = student.page
    student.context.set_offline(True)
    page.fill("#campaign", "spring")
    expect(page.locator("#said")).to_contain_text("つながりを確かめて")
    student.context.set_offline(False)
    page.fill("#campaign", "summer")
    expect(page.locator("#snippet")).to_have_value(re.compile('campaign="summer"'))
    expect(page.locator("#said")).to_be_empty()
    student.complaints[:] = [said for said in student.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_preview_is_as_wide_as_chosen(enter: Enter, viewport: dict[str, int]) -> None:
    page = enter(viewport=viewport).open("/embed").page
    preview = page.locator("#preview")
    expect(preview).to_have_css("width", "360px")
    page.locator('label:has([value="desktop"])').click()
    expect(preview).to_have_css("width", "720px")
    # What does not fit scrolls by itself; the page does not.
    assert page.evaluate("() => document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_without_script_a_form_makes_the_same(enter: Enter, variant: str) -> None:
    page = enter(java_script_enabled=False).open("/embed").page
    page.check(f'[name="variant"][value="{variant}"]')
    page.fill("#campaign", "spring")
    page.get_by_role("button", name="コードを作る").click()
    page.wait_for_url("**/embed?*#made")
    assert "spring" in page.locator("#snippet").input_value()
    expect(page.locator("#copy, #swatch")).to_have_count(2)
    assert not page.locator("#copy").is_visible() and not page.locator("#swatch").is_visible()
    if variant == "link":
        expect(page.locator("#preview a")).to_be_visible()
    else:
        frame = page.frame_locator("#preview iframe")
        expect(frame.locator("fieldset").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [*(f"/embed?variant={variant}" for variant in VARIANTS), "/embed?lang=en"])
def test_axe_finds_nothing(enter: Enter, address: str, scheme: str) -> None:
    page = enter(color_scheme=scheme).open(address).page
    if "link" not in address and not re.search("card|button", address):
        framed(page)
    assert_clean(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_is_wrong(enter: Enter, scheme: str) -> None:
    student = enter(color_scheme=scheme, viewport=DESKTOP).open("/embed?variant=x&accent=red&campaign=%E6%98%A5")
    assert_clean(student.page)
    student.complaints[:] = [said for said in student.complaints if "422" not in said]


@pytest.mark.parametrize("language", ["", "?lang=en"])
@pytest.mark.parametrize("width", [320, 360, 1024, 1280])
def test_nothing_needs_sideways_scrolling(enter: Enter, width: int, language: str) -> None:
    page = enter(viewport={"width": width, "height": 640}).open(f"/embed{language}").page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
