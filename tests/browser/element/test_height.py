"""Nothing moves in sight: when the frame takes another height, and when it waits for its reader."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.element.conftest import PageWith, Read
from tests.browser.element.reader import TALL
from tests.browser.hosts import FILLER, layout_shift
from tests.browser.student import PHONE


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_nothing_moves_from_loading_to_the_result(enter: Read, page_with: PageWith, viewport: dict[str, int]) -> None:
    reader = enter(viewport=viewport).open(page_with())
    assert reader.height == 560
    reader.finish(1, 2, 0, 1, 2, 3)
    reader.settle()
    assert layout_shift(reader.page) < 0.05
    assert reader.state == "complete"
    assert reader.top >= 0, "the result begins in sight"


def test_the_frame_grows_at_once_where_its_lower_edge_is_below_the_screen(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    reader.say(**TALL)
    assert reader.height == 2500
    assert layout_shift(reader.page) < 0.05


def test_the_frame_keeps_its_height_in_sight_until_its_reader_taps(enter: Read, page_with: PageWith) -> None:
    reader = enter(viewport={"width": 360, "height": 900}).open(page_with())
    reader.say(**TALL)
    assert reader.height == 560
    reader.element.get_by_role("button", name="すべて表示").click()
    assert reader.height == 2500
    expect(reader.element.get_by_role("button", name="すべて表示")).to_be_hidden()
    assert reader.element.evaluate("one => one.shadowRoot.activeElement.localName") == "iframe"
    assert layout_shift(reader.page) < 0.05


def test_the_frame_grows_when_its_lower_edge_leaves_the_screen(enter: Read, page_with: PageWith) -> None:
    reader = enter(viewport={"width": 360, "height": 900}).open(
        page_with(above="<div style='height:300px'></div>", below=FILLER * 9)
    )
    reader.page.evaluate("scrollTo(0, 200)")
    reader.say(**TALL)
    assert reader.height == 560
    reader.page.evaluate("scrollTo(0, 1200)")
    reader.settle()
    assert reader.height == 560, "what stands above the screen must not grow"
    reader.page.evaluate("scrollTo(0, 0)")
    reader.settle()
    reader.page.evaluate("document.body.style.paddingTop = '200px'")
    reader.settle()
    assert reader.height == 2500


def test_the_frame_shrinks_below_the_screen_only(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    reader.say(**TALL)
    reader.page.evaluate("scrollTo(0, 200)")
    before = layout_shift(reader.page)
    reader.say(type="resize", height=600)
    assert reader.top + reader.height == pytest.approx(PHONE["height"], abs=4), (
        "its lower edge stays just below the screen"
    )
    reader.page.evaluate("scrollTo(0, 0)")
    reader.say(type="resize", height=601)
    assert reader.height == 601
    assert layout_shift(reader.page) == before


def test_a_page_that_begins_in_the_frame_is_brought_to_whoever_reads_there(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    begun = reader.told("ready")[-1]
    reader.say(**TALL)
    reader.page.evaluate("scrollTo(0, 1500)")
    reader.say(type="ready", **begun)
    assert reader.page.evaluate("scrollY") == 1500, "nobody reads in the frame yet"
    reader.page.evaluate("scrollTo(0, 0)")
    reader.answer(1)
    reader.page.evaluate("scrollTo(0, 1500)")
    reader.say(type="ready", **begun)
    assert reader.top == pytest.approx(0, abs=1)
