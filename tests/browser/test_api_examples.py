"""The examples with fetch of the API's guide, run in a page without an origin: what a frame in a sandbox is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.api_guide import examples
from tests.browser.hosts import running_host
from tests.browser.site import running_site
from tests.deployments import ready


def test_the_fetch_examples_work_in_a_page_without_an_origin(browser: Browser, tmp_path: Path) -> None:
    with running_site(ready(tmp_path / "var")) as site, running_host() as host:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(host.page(policy="sandbox allow-scripts"))
        assert page.evaluate("origin") == "null"
        for block in examples("js", site.address):
            page.evaluate(f"async () => {{ {block} }}")
        page.close()
        assert site.store.count_attempts() == 1
    items, sent = said
    assert site.bank.items[0].text.ja in items
    assert "/api/v1/results/" in sent and " true " in sent
