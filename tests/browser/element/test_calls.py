"""The card and the button open the frame in their place; a frame is always open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.element.conftest import PageWith, Read
from tests.browser.hosts import element, layout_shift, style

BARE = "body{margin:0}interview-diagnostic{display:block}"


@pytest.mark.parametrize("variant", ["card", "button"])
def test_a_call_opens_the_frame_in_its_place_and_closes_it(enter: Read, page_with: PageWith, variant: str) -> None:
    reader = enter().open(page_with(element(bank="interview", variant=variant), head=style(BARE)), until="")
    start = reader.element.get_by_role("button", name="面接力診断をはじめる")
    expect(start).to_have_attribute("aria-expanded", "false")
    expect(reader.page.get_by_text("いまの準備は、どこまで進んでいますか？")).to_be_visible(visible=variant == "card")
    expect(reader.page.get_by_role("link")).to_be_hidden()
    reader.settle()
    assert reader.state == "idle"
    before = layout_shift(reader.page)
    start.focus()
    reader.page.keyboard.press("Enter")
    reader.wait_for("ready")
    assert reader.element.evaluate("one => one.shadowRoot.activeElement.localName") == "iframe"
    assert layout_shift(reader.page) - before < 0.05
    reader.answer(1, 2)
    close = reader.element.get_by_role("button", name="とじる")
    expect(close).to_have_attribute("aria-expanded", "true")
    close.click()
    expect(reader.element.locator("iframe")).to_be_hidden()
    expect(start).to_be_focused()
    reader.element.evaluate("one => one.open()")
    expect(reader.frame.locator("#count")).to_have_text("6問中3問目")


def test_a_frame_needs_no_opening_and_cannot_be_closed(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    for act in ("close", "open"):
        reader.element.evaluate(f"one => one.{act}()")
        expect(reader.element.locator("iframe")).to_be_visible()
        expect(reader.element.get_by_role("button")).to_have_count(0)


def test_the_buttons_speak_the_language_that_the_reader_chose_in_the_frame(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(element(bank="interview", variant="card")), until="")
    reader.element.get_by_role("button", name="面接力診断をはじめる").click()
    reader.wait_for("ready")
    reader.frame.get_by_role("link", name="English").click()
    reader.wait_for("ready", 2)
    reader.element.get_by_role("button", name="Close").click()
    expect(reader.element.get_by_role("button", name="Start the interview readiness check")).to_be_focused()
    reader.element.evaluate("one => one.reload()")
    expect(reader.element.get_by_role("button", name="面接力診断をはじめる")).to_be_visible()


@pytest.mark.parametrize(
    ("around", "attributes", "name"),
    [
        ({"language": "ja"}, {}, "面接力診断をはじめる"),
        ({"language": "ja-JP"}, {}, "面接力診断をはじめる"),
        ({"language": "en-GB"}, {}, "Start the interview readiness check"),
        ({"language": "en"}, {"language": "ja"}, "面接力診断をはじめる"),
        ({"language": "ja"}, {"lang": "en"}, "Start the interview readiness check"),
    ],
)
def test_the_nearest_language_is_spoken(
    enter: Read, page_with: PageWith, around: dict[str, str], attributes: dict[str, str], name: str
) -> None:
    tag = element(bank="interview", variant="button", **attributes)
    reader = enter().open(page_with(tag, **around), until="")
    expect(reader.element.get_by_role("button", name=name)).to_be_visible()


def test_a_page_from_right_to_left_reads_it_from_left_to_right(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(element(bank="interview", variant="card"), direction="rtl"), until="")
    expect(reader.element.locator("b")).to_have_css("direction", "ltr")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["", "#ffcc00", "#8a2be2", "#777", "#b0e0e6", "#111", "hsl(10 90% 50%)"])
def test_the_call_can_be_read_on_whatever_colour_the_page_has(
    enter: Read, page_with: PageWith, accent: str, scheme: str
) -> None:
    look = style(
        f":root{{color-scheme:light dark}}interview-diagnostic{{--diagnostic-accent:{accent}}}" if accent else ""
    )
    reader = enter(color_scheme=scheme).open(
        page_with(element(bank="interview", variant="button"), head=look), until=""
    )
    contrast = """one => {
      const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const {backgroundColor, color} = getComputedStyle(one.shadowRoot.querySelector(".call>button"));
      const [ground, ink] = [backgroundColor, color].map((colour) => {
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const parts = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255);
        const linear = parts.map((part) => (part > 0.04 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92));
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05;
      });
      return Math.max(ground / ink, ink / ground);
    }"""
    assert reader.element.evaluate(contrast) >= 4.5
