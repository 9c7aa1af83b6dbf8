"""Twice in a page, moved, removed, known late, loaded twice."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import expect

from tests.browser.element.conftest import PageWith, Read
from tests.browser.element.reader import SAY, TALL
from tests.browser.hosts import Host, element, script, style
from tests.browser.site import Site


def test_two_on_a_page_do_not_meet(enter: Read, page_with: PageWith) -> None:
    tags = element(bank="interview", id="a") + element(bank="interview", id="b", form="full")
    reader = enter(viewport={"width": 360, "height": 1600}).open(page_with(tags))
    reader.wait_for("ready", 2)
    reader.answer(1)
    reader.wait_for("progress")
    told = {(kind, id_) for kind, _, id_ in reader.page.evaluate("told")}
    assert {("ready", "a"), ("ready", "b"), ("progress", "a")} <= told
    assert ("progress", "b") not in told


def test_it_may_be_moved_and_removed(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with("<div id='other'></div>", element(bank="interview")))
    reader.answer(1)
    reader.page.evaluate("document.querySelector('#other').append(document.querySelector('interview-diagnostic'))")
    reader.wait_for("ready", 2)
    reader.answer(1)
    frame = reader.frame
    reader.page.evaluate(
        "const was = removeEventListener; window.unheard = [];"
        "window.removeEventListener = (type, ...rest) => { unheard.push(type); was(type, ...rest) };"
        "window.gone = document.querySelector('interview-diagnostic'); gone.remove()"
    )
    assert reader.page.evaluate("unheard") == ["message"]
    assert reader.page.evaluate("[gone.state, gone.shadowRoot.querySelector('iframe')]") == ["idle", None]
    with suppress(Exception):
        frame.evaluate(SAY, TALL)
    reader.page.evaluate("gone.open(); gone.theme = 'dark'; gone.form = 'full'; gone.reload()")
    reader.settle()
    assert reader.page.evaluate("gone.shadowRoot.querySelector('iframe')") is None


def test_what_was_set_before_the_script_came_counts(enter: Read, host: Host, product: Site) -> None:
    early = (
        "<script>Object.assign(document.querySelector(':not(:defined)'), { form: 'full', bank: 'interview' })</script>"
    )
    address = host.page(element(), early, script(product.address), head=style())
    reader = enter().open(address)
    assert reader.told("ready")[0]["form"] == "full"
    assert reader.element.get_attribute("form") == "full"


def test_the_script_may_stand_in_the_page_twice(enter: Read, page_with: PageWith, product: Site) -> None:
    again = f'<script type="module" src="{product.address.replace("127.0.0.1", "localhost")}/embed.js"></script>'
    reader = enter().open(page_with(element(bank="interview"), script(product.address), again))
    expect(reader.element.locator("iframe")).to_have_count(1)
