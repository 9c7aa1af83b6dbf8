"""Whom the element hears, what it passes on, and what it leaves out."""

from __future__ import annotations

from typing import Any

from tests.browser.element.conftest import PageWith, Read
from tests.browser.element.reader import SAY, TALL
from tests.browser.hosts import Host, element
from tests.browser.site import Site


def test_events_tell_how_far_the_student_is_and_nothing_else(enter: Read, page_with: PageWith, product: Site) -> None:
    reader = enter().open(page_with())
    begun = {"bank": "interview", "version": product.bank.version, "form": "quick"}
    assert reader.told("ready") == [{**begun, "language": "ja"}]
    reader.finish(1, 2, 0, 1, 2, 3)
    assert reader.told("progress") == [{"answered": number, "items": 6} for number in range(1, 7)]
    assert reader.element.evaluate("one => one.progress") == {"answered": 6, "items": 6}
    assert reader.told("complete") == [begun]
    assert reader.told("result") == reader.told("error") == []


def test_events_bubble_unless_a_window_has_handlers_of_that_name(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    reader.page.evaluate(
        "window.bubbled = [];"
        "for (const type of ['progress', 'resize', 'error']) addEventListener(type, () => bubbled.push(type))"
    )
    reader.say(type="progress", answered=1, items=6)
    reader.say(type="error", reason="offline")
    reader.say(type="resize", height=700)
    assert [reader.told(kind)[-1] for kind in ("error", "resize")] == [{"reason": "offline"}, {"height": 700}]
    assert reader.page.evaluate("bubbled") == ["progress"]
    assert reader.state == "error"


NONSENSE: list[Any] = [
    None,
    "ready",
    [],
    {},
    {"diagnostic": "1", "type": "resize", "height": 900},
    {"diagnostic": 1, "type": "resize"},
    *(
        {"diagnostic": 1, "type": "resize", "height": height}
        for height in (99, 0, -1, 20_001, 1e12, "900", [900], None)
    ),
    {"diagnostic": 1, "type": "constructor"},
    {"diagnostic": 1, "type": "__proto__"},
    {"diagnostic": 1, "type": "complete", "bank": "b"},
    {"diagnostic": 1, "type": "complete", "bank": "b", "version": 1, "form": {}},
    {"diagnostic": 1, "type": "error", "reason": "x" * 200},
    {"diagnostic": 1, "type": "progress", "answered": "1", "items": 6},
]


def test_what_is_no_message_is_not_heard(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height, reader.state
    for message in NONSENSE:
        reader.frame.evaluate(SAY, message)
    reader.frame.evaluate(
        "for (const height of [NaN, Infinity]) parent.postMessage({ diagnostic: 1, type: 'resize', height }, '*')"
    )
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height, reader.state) == before
    reader.say(type="error", reason="storage", score=12, code="secret")
    assert reader.told("error") == [{"reason": "storage"}], "only what the documents name is passed on"


def test_no_other_window_is_heard(enter: Read, page_with: PageWith, host: Host, product: Site) -> None:
    other = f'<iframe id="other" src="{host.page("<p>…</p>")}"></iframe>'
    ours = f'<iframe id="ours" src="{product.address}/f/d/interview"></iframe>'
    reader = enter().open(page_with(element(bank="interview"), other, ours, above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height
    reader.page.evaluate("message => postMessage(message, '*')", TALL)
    for name in ("other", "ours"):
        frame = reader.page.locator(f"#{name}").element_handle().content_frame()
        assert frame
        frame.evaluate(SAY, TALL)
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height) == before


def test_a_frame_that_went_elsewhere_is_not_heard(enter: Read, page_with: PageWith, stranger: Host) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height
    elsewhere = stranger.page("<p>…</p>")
    frame = reader.frame
    frame.evaluate("address => { location.href = address }", elsewhere)
    frame.wait_for_url(elsewhere)
    frame.evaluate(SAY, TALL)
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height) == before
