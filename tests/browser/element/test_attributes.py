"""What attributes and CSS say reaches the frame, at the beginning and later."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.element.conftest import PageWith, Read
from tests.browser.element.reader import HEARD
from tests.browser.hosts import Host, style


def test_what_the_attributes_say_stands_in_the_address_of_the_frame(
    enter: Read, page_with: PageWith, host: Host
) -> None:
    attributes = {"form": "full", "campaign": "spring 春", "start": "reverse", "theme": "dark", "language": "en"}
    look = style("interview-diagnostic{--diagnostic-accent:#147;--diagnostic-radius:.5rem}")
    address = page_with(attributes=attributes, head=look, path="/blog/?name=secret")
    reader = enter().open(address + "#part")
    assert reader.told("ready")[0] | {"version": ""} == {
        "bank": "interview",
        "version": "",
        "form": "full",
        "language": "en",
    }
    assert reader.fragment == {
        "host": host.origin,
        "page": f"{host.origin}/blog/",
        "campaign": "spring 春",
        "start": "reverse",
        "popups": "1",
        "theme": "dark",
        "accent": "#114477",
        "radius": "8",
    }
    expect(reader.element.locator("iframe")).to_have_attribute("title", "Interview readiness check")


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("rebeccapurple", "#663399"),
        ("hsl(180 100% 25%)", "#008080"),
        ("oklch(0.628 0.2577 29.23)", "#ff0000"),
        ("rgb(1 2 3 / 50%)", ""),
        ("banana", ""),
        ("", ""),
    ],
)
def test_a_colour_is_understood_however_it_is_written(
    enter: Read, page_with: PageWith, written: str, understood: str
) -> None:
    reader = enter().open(page_with(head=style(f":root{{--diagnostic-accent:{written}}}")))
    assert reader.fragment["accent"] == understood
    assert reader.fragment["radius"] == "16"


def test_another_theme_or_colour_reaches_the_frame_without_loading_it_anew(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    background = (
        "getComputedStyle(document.documentElement).colorScheme + getComputedStyle(document.body).backgroundColor"
    )
    before = reader.frame.evaluate(background)
    reader.frame.evaluate(HEARD)
    reader.element.evaluate("one => { one.theme = 'dark' }")
    reader.settle()
    assert reader.frame.evaluate(background) != before
    assert reader.element.get_attribute("theme") == "dark"
    reader.element.evaluate("one => one.style.setProperty('--diagnostic-accent', '#b0e0e6')")
    reader.settle()
    reader.element.evaluate("one => { one.campaign = 'other' }")
    assert reader.frame.evaluate("heard.slice(0, 2)") == [
        {"diagnostic": 1, "type": "theme", "theme": "dark", "accent": "", "radius": 16},
        {"diagnostic": 1, "type": "theme", "theme": "dark", "accent": "#b0e0e6", "radius": 16},
    ]
    assert len(reader.told("ready")) == 1


def test_a_theme_that_changes_while_the_frame_loads_is_not_lost(enter: Read, page_with: PageWith) -> None:
    reader = enter()
    held = reader.hold_frames()
    reader.open(page_with(), until="")
    reader.wait_for_state("loading")
    reader.element.evaluate("one => { one.theme = 'dark' }")
    reader.settle()
    reader.let_go(held)
    reader.wait_for("ready")
    reader.settle()
    assert reader.frame.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_another_form_or_language_begins_anew_without_a_step_in_the_history(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    before = reader.page.evaluate("history.length")
    reader.element.evaluate("one => { one.form = 'full'; one.language = 'en' }")
    assert reader.wait_for("ready", 2) | {"version": ""} == {
        "bank": "interview",
        "version": "",
        "form": "full",
        "language": "en",
    }
    reader.element.evaluate("one => { one.form = 'full' }")
    reader.element.evaluate("one => one.reload()")
    reader.wait_for("ready", 3)
    reader.settle()
    assert len(reader.told("ready")) == 3
    assert reader.page.evaluate("history.length") == before
