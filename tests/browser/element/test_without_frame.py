"""What readers see where the frame may not be, is late, is far away, or has a strict page around it."""

from __future__ import annotations

import brotli
from playwright.sync_api import expect

from quiz.resources import static_folder
from quiz.web.assets import compact
from tests.browser.element.conftest import PageWith, Read
from tests.browser.element.reader import PAST_ALL_PATIENCE
from tests.browser.hosts import Host, element, script, strict, style
from tests.browser.site import Site


def test_the_script_weighs_no_more_than_three_kilobytes() -> None:
    body = compact((static_folder() / "embed.js").read_text(encoding="utf-8"), ".js").encode()
    assert len(brotli.compress(body, quality=11)) <= 3 * 1024


def test_a_page_with_the_strictest_policy_can_hold_it(enter: Read, page_with: PageWith, product: Site) -> None:
    tag = element(bank="interview", variant="card")
    reader = enter().open(page_with(tag, policy=strict(product.address), head="", above=""), until="")
    expect(reader.element.locator("b")).to_have_css("font-size", "20px")
    reader.element.get_by_role("button", name="はじめる").click()
    reader.wait_for("ready")
    assert reader.height == 560
    reader.finish(1, 2, 0, 1, 2, 3)


def test_whoever_may_not_embed_shows_the_link(enter: Read, stranger: Host, product: Site) -> None:
    reader = enter()
    reader.page.clock.install()
    link = f"{product.address}/d/interview"
    reader.open(stranger.page(script(product.address), element(bank="interview", link=link), head=style()), until="")
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    reader.wait_for_state("loading")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    assert reader.wait_for("error") == {"reason": "blocked"}
    assert reader.state == "error"
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    expect(reader.element.get_by_role("status")).to_have_text("下のリンクから開けます。")
    expect(reader.element.locator("iframe")).to_be_hidden()
    assert [text for text in reader.complaints if "frame-ancestors" not in text] == []
    reader.complaints.clear()


def test_a_frame_that_is_late_is_shown_even_so(enter: Read, page_with: PageWith, product: Site) -> None:
    reader = enter()
    held = reader.hold_frames()
    reader.page.clock.install()
    reader.open(page_with(), until="")
    reader.wait_for_state("loading")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    reader.wait_for("error")
    reader.let_go(held)
    reader.wait_for("ready")
    assert reader.state == "ready"
    expect(reader.element.locator("iframe")).to_be_visible()
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_hidden()


def test_a_frame_far_below_is_fetched_when_its_reader_comes_near(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:3000px'></div>"), until="")
    reader.settle()
    assert reader.state == "idle"
    expect(reader.element.locator("iframe")).to_have_count(0)
    reader.page.evaluate("scrollTo(0, 2300)")
    reader.wait_for("ready")


def test_a_page_without_an_origin_keeps_the_link(enter: Read, page_with: PageWith, host: Host) -> None:
    reader = enter()
    inner = page_with()
    reader.page.clock.install()
    reader.open(
        host.page(f'<iframe sandbox="allow-scripts" src="{inner}" width="100%" height="900"></iframe>'), until=""
    )
    frame = reader.page.frames[1]
    frame.wait_for_function("document.querySelector('interview-diagnostic')?.state === 'loading'")
    frame.wait_for_load_state("load")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    frame.wait_for_function("document.querySelector('interview-diagnostic').state === 'error'")
    expect(frame.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    reader.complaints[:] = [text for text in reader.complaints if "frame-ancestors" not in text]
