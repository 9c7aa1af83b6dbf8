"""The plugin in a real WordPress: set up on its screens, written with in its editor, read by students."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site, running_site
from tests.deployments import ready
from tests.integrations.conftest import Placed, Visit
from tests.integrations.editor import Editor
from tests.integrations.wordpress import WordPress

ADDRESS = "/d/interview"
ELEMENT = "interview-diagnostic"
BLOCK_CLASS = "interview-diagnostic-diagnostic"
PICTURES = os.environ.get("QUIZ_TEST_PICTURES")


@pytest.fixture(scope="module")
def editor(browser: Browser, wordpress: WordPress) -> Iterator[Editor]:
    """Somebody who has signed in, and sees no error of any script."""
    editor = Editor(browser, wordpress)
    yield editor
    try:
        assert editor.complaints == []
        assert wordpress.mistakes == []
    finally:
        editor.close()


@pytest.fixture
def plugin(editor: Editor, product: Site) -> Iterator[Editor]:
    """The same with our plugin switched on and told the address, for one test."""
    editor.activate()
    editor.set_address(product.address + "/")
    yield editor
    editor.deactivate()


def a_post(wordpress: WordPress, content: str, title: str = "面接の前に") -> str:
    """Publish a post, and return its address."""
    escaped = content.replace("\\", "\\\\").replace("'", "\\'")
    values = (
        f"['post_title' => '{title}', 'post_content' => '{escaped}', 'post_status' => 'publish', 'post_author' => 1]"
    )
    return wordpress.run(f"echo get_permalink(wp_insert_post({values}));")


def look(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png")


def test_a_shortcode_shows_the_diagnostic_that_it_asks_for(
    plugin: Editor, wordpress: WordPress, product: Site, visit: Visit, placed: Placed
) -> None:
    asked = 'form="full" campaign="spring" variant="card" theme="dark" language="en"'
    shortcode = f"[interview_diagnostic {asked}]Try it[/interview_diagnostic]"
    address = a_post(wordpress, f"<p>面接の前に。</p>{shortcode}", "A shortcode")
    reader = visit(address)
    shown = reader.page.locator(ELEMENT)
    given = {name: shown.get_attribute(name) for name in ("bank", "form", "campaign", "variant", "theme", "language")}
    assert given == {
        "bank": "interview",
        "form": "full",
        "campaign": "spring",
        "variant": "card",
        "theme": "dark",
        "language": "en",
    }
    assert shown.locator("a").evaluate("link => [link.href, link.textContent]") == [
        f"{product.address}{ADDRESS}/full",
        "Try it",
    ]
    look(reader.page, "shortcode")
    reader.page.locator(ELEMENT).get_by_role("button").click()
    reader.tap_all(reader.frame, 1, 2)
    look(reader.page, "shortcode-result")
    assert placed() == [(address, "spring")]


def test_a_block_of_the_editor_shows_the_diagnostic(
    plugin: Editor, product: Site, visit: Visit, placed: Placed
) -> None:
    plugin.begin("A block")
    plugin.insert_block()
    preview = plugin.page.locator(f".wp-block-{BLOCK_CLASS} {ELEMENT}")
    expect(preview).to_be_visible()
    plugin.open_settings()
    plugin.page.get_by_label("見せ方").select_option(label="その場で開くカード")
    plugin.page.get_by_label("キャンペーン").fill("block")
    expect(plugin.page.locator(f"{ELEMENT}[variant=card][campaign=block]")).to_be_visible()
    look(plugin.page, "editor")
    address = plugin.publish()
    reader = visit(address)
    look(reader.page, "block")
    reader.page.locator(ELEMENT).get_by_role("button").click()
    reader.tap_all(reader.frame, 0, 3)
    assert placed() == [(address, "block")]


def test_a_pasted_address_becomes_the_diagnostic(plugin: Editor, product: Site, visit: Visit, placed: Placed) -> None:
    plugin.begin("A pasted address")
    plugin.embed(product.address + ADDRESS)
    expect(plugin.page.locator(".wp-block-embed iframe")).to_be_visible()
    look(plugin.page, "editor-pasted")
    address = plugin.publish()
    reader = visit(address)
    assert reader.page.locator(f"{ELEMENT}[bank=interview]").count() == 1
    reader.tap_all(reader.frame, 1)
    look(reader.page, "pasted-result")
    assert placed() == [(address, "")]


def test_a_pasted_address_works_without_the_plugin_in_the_frame_that_wordpress_makes(
    editor: Editor, wordpress: WordPress, product: Site, visit: Visit, placed: Placed
) -> None:
    editor.begin("An address without the plugin")
    editor.embed(product.address + ADDRESS)
    expect(editor.page.locator(".wp-block-embed iframe")).to_be_visible()
    address = editor.publish()
    reader = visit(address)
    frame = reader.page.locator("iframe.wp-embedded-content")
    assert frame.get_attribute("sandbox") == "allow-scripts"
    assert "#?secret=" in (frame.get_attribute("src") or "")
    look(reader.page, "discovered")
    before = frame.evaluate("frame => frame.offsetHeight")
    reader.tap_all(reader.frame, 1, 2)
    # WordPress itself lets no embed be taller than this.
    expect(frame).to_have_attribute("height", "1000")
    assert before < 1000
    look(reader.page, "discovered-result")
    # A frame in this sandbox is told the origin alone.
    assert placed() == [(f"{wordpress.address}/", "")]


def test_a_site_that_may_not_embed_shows_the_link_to_a_pasted_address(
    browser: Browser, wordpress: WordPress, tmp_path: Path
) -> None:
    with running_site(ready(tmp_path / "var")) as closed, closing(browser.new_context()) as context:
        address = a_post(wordpress, f"{closed.address}{ADDRESS}", "Not allowed")
        page = context.new_page()
        page.goto(address)
        link = page.locator("blockquote.wp-embedded-content a")
        expect(link).to_be_visible()
        assert link.get_attribute("href") == closed.address + ADDRESS
        # It is there, and clipped to nothing.
        assert page.locator("iframe.wp-embedded-content").evaluate("frame => getComputedStyle(frame).clip") == (
            "rect(1px, 1px, 1px, 1px)"
        )
