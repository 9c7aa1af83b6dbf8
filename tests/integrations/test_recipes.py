"""Every recipe of docs/guide/embedding.md, opened as it stands in integrations/examples, and answered by a student."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hosts import Host
from tests.browser.site import Site
from tests.integrations.conftest import Placed, Visit
from tests.integrations.recipes import EXAMPLES, a_recipe, bundled, read_headers
from tests.page_cache import PageCache

ELEMENT = "interview-diagnostic"
SHELL = (
    '<!doctype html><html lang="ja"><meta charset="utf-8"><title>掲載ページ</title><link rel="icon" href="data:,">'
    '<meta name="viewport" content="width=device-width"><body data-address="{address}"><h1>面接の前に</h1>'
    '<div id="root"></div><script type="module" src="{script}"></script>'
)


def test_a_plain_page_needs_two_lines(host: Host, product: Site, visit: Visit, placed: Placed) -> None:
    host.server.put("/plain", a_recipe("plain.html", product.address), "text/html; charset=utf-8")
    address = host.origin + "/plain"
    reader = visit(address)
    reader.tap_all(reader.frame, 1, 2)
    assert placed() == [(address, "plain")]


def test_a_static_site_keeps_its_pages_in_a_cache_and_its_policy_strict(
    host: Host, cdn: str, cache: PageCache, product: Site, visit: Visit, placed: Placed
) -> None:
    headers = read_headers(a_recipe("static-site/_headers", product.address))
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    page = "/guide/"
    host.server.put(page, a_recipe("static-site/index.html", product.address), "text/html; charset=utf-8", **named)
    host.server.put("/site.css", (EXAMPLES / "static-site/site.css").read_bytes(), "text/css", **named)
    host.server.put("/favicon.ico", b"", "image/x-icon", **named)
    for rungs in [(0, 1), (2, 3)]:
        reader = visit(cdn + page)
        reader.page.locator(ELEMENT).get_by_role("button").click()
        reader.tap_all(reader.frame, *rungs)
        accent = reader.frame.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
        assert accent == "#7a3e9d"
    assert (cache.fetches_of(page), cache.served[page]) == (1, 2)
    assert placed() == [(cdn + page, "guide")] * 2


@pytest.mark.parametrize(("kind", "entry"), [("react", "react.jsx"), ("vue", "vue.js")])
def test_a_component_shows_the_element_and_hears_its_events(
    host: Host, product: Site, visit: Visit, placed: Placed, tmp_path: Path, kind: str, entry: str
) -> None:
    host.server.put(f"/{kind}.js", bundled(entry, tmp_path), "text/javascript")
    shell = SHELL.format(address=product.address, script=f"/{kind}.js")
    host.server.put(f"/{kind}", shell, "text/html; charset=utf-8")
    address = f"{host.origin}/{kind}"
    reader = visit(address)
    expect(reader.page.locator(ELEMENT)).to_have_count(2)
    # However many components there are, the script is in the page once.
    scripts = [request.url for request in reader.requests if request.url.endswith("/embed.js")]
    assert scripts == [f"{product.address}/embed.js"]
    reader.page.locator(ELEMENT).first.get_by_role("button").click()
    reader.tap_all(reader.frame, 2, 3)
    reader.page.wait_for_function("() => completed.length === 1")
    (told,) = reader.page.evaluate("completed")
    assert told == {"bank": "interview", "version": product.bank.version, "form": "quick"}
    assert placed() == [(address, kind)]
