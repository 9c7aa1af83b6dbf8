"""What a reader sees: nothing moves by itself, and everybody can read and reach what the frame shows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.embedding.axe import assert_clean
from tests.browser.embedding.conftest import Visit
from tests.browser.embedding.pages import ABOVE, BELOW, article, frame
from tests.browser.embedding.visitor import DESKTOP, PHONE
from tests.browser.hosts import Host, element, script
from tests.browser.site import Site

MOST_SHIFT = 0.05
DEVICES = {"phone": PHONE, "narrow": {"width": 320, "height": 568}, "desktop": DESKTOP}
FITS = "() => document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.parametrize(
    ("variant", "device"), [("frame", "phone"), ("card", "phone"), ("button", "desktop"), ("frame", "desktop")]
)
def test_nothing_on_the_host_moves_by_itself(
    visit: Visit, host: Host, product: Site, variant: str, device: str
) -> None:
    tag = element(bank="interview", variant=variant)
    reader = visit(article(host, product.address, script(product.address), tag), viewport=DEVICES[device])
    if variant != "frame":
        reader.page.get_by_role("button").click()
    reader.tap_all(reader.frame, 0)
    reader.settle()
    assert reader.shifted < MOST_SHIFT
    # Down to what stands below, and back.
    reader.page.locator("#below").scroll_into_view_if_needed()
    reader.settle()
    reader.page.evaluate("scrollTo(0, 0)")
    reader.settle()
    assert reader.shifted < MOST_SHIFT


@pytest.mark.parametrize("variant", ["frame", "card"])
def test_a_copied_snippet_moves_nothing_though_its_script_is_late(
    visit: Visit, host: Host, product: Site, variant: str
) -> None:
    reader = visit(f"{product.address}/embed?variant={variant}")
    snippet = reader.page.locator("#snippet").input_value()
    late: list[Route] = []
    reader.page.route("**/embed.js", lambda route: late.append(route))
    # A page without a style sheet of its own, as the snippet is pasted into an editor.
    reader.page.goto(host.page(ABOVE, snippet, BELOW), wait_until="commit")
    expect(reader.page.locator("#below")).to_be_visible()
    reader.settle()
    for route in late:
        route.continue_()
    expect(reader.page.locator("interview-diagnostic").get_by_role("link")).to_be_hidden()
    reader.settle()
    assert late and reader.shifted < MOST_SHIFT


def test_a_bare_frame_moves_nothing(visit: Visit, host: Host, product: Site) -> None:
    reader = visit(article(host, product.address, frame(product.address, "allow-scripts")))
    reader.tap_all(reader.frame, 0)
    reader.settle()
    assert reader.shifted == 0


LOOKS: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    ("phone", {"accent": "#8a1c4a", "theme": "light"}, {}),
    ("narrow", {"theme": "dark"}, {}),
    ("phone", {"accent": "#ffd9a0", "theme": "dark"}, {"color_scheme": "dark"}),
    ("phone", {"lang": "en"}, {"color_scheme": "dark"}),
]


@pytest.mark.parametrize(("device", "said", "options"), LOOKS)
def test_axe_finds_nothing_at_any_step_inside(
    visit: Visit, host: Host, product: Site, device: str, said: dict[str, str], options: dict[str, Any]
) -> None:
    query = "?lang=en" if said.get("lang") else ""
    behind = {name: value for name, value in said.items() if name != "lang"}
    bare = frame(product.address, "allow-scripts", query=query, host=host.origin, **behind)
    is_dark = "dark" in (options.get("color_scheme"), said.get("theme"))
    reader = visit(
        article(host, product.address, bare, is_dark=is_dark, policy=""), viewport=DEVICES[device], **options
    )
    inside = reader.frame
    expect(inside.locator("#steps")).to_be_visible()
    assert_clean(reader, inside)
    assert inside.evaluate(FITS)
    reader.tap_all(inside, 0)
    for details in inside.locator("details").all():
        details.locator("summary").click()
    assert_clean(reader, inside)
    assert inside.evaluate(FITS)
    # Where nothing may be opened, a link shows its address.
    inside.locator("main a[target]").first.click()
    expect(inside.locator("#away")).to_be_visible()
    assert_clean(reader, inside)
    assert inside.evaluate(FITS)


def test_axe_finds_nothing_in_the_element(visit: Visit, host: Host, product: Site) -> None:
    tags = [element(bank="interview", variant=variant) for variant in ("card", "button", "frame")]
    address = article(host, product.address, script(product.address), *tags, policy="")
    reader = visit(address, viewport={"width": 360, "height": 1600})
    assert_clean(reader, reader.page.main_frame)
    reader.page.get_by_role("button").first.click()
    reader.wait_for_frames(2)
    assert_clean(reader, reader.page.main_frame)
    assert reader.page.evaluate(FITS)
