"""Every way onto a host's page, in every sandbox that matters: six answers, a result, one attempt, one placement."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.embedding.conftest import Visit
from tests.browser.embedding.pages import PAGE, article, frame
from tests.browser.hosts import Host, element, script
from tests.browser.site import Site

Stored = Callable[[], int]
Placed = Callable[[], tuple[str, str]]
EVERYTHING = (
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals "
    "allow-downloads allow-top-navigation-by-user-activation"
)
SANDBOXES = [
    None,
    "allow-scripts",
    "allow-scripts allow-same-origin",
    "allow-scripts allow-forms",
    "allow-scripts allow-popups",
    "allow-scripts allow-popups allow-popups-to-escape-sandbox",
    EVERYTHING,
]
STORAGE = """() => {
  try {
    return Object.keys(localStorage).length + Object.keys(sessionStorage).length;
  } catch (error) {
    return error.name;
  }
}"""


@pytest.fixture
def placed(var: Path) -> Placed:
    """Return where the last stored attempt started: page and campaign."""
    (file,) = var.rglob("quiz.db")

    def placed() -> tuple[str, str]:
        with closing(sqlite3.connect(file)) as connection:
            page, campaign = connection.execute("SELECT page, campaign FROM attempt ORDER BY id DESC").fetchone()
        return page, campaign

    return placed


def test_each_variant_of_the_element_leads_to_a_result(
    visit: Visit, host: Host, product: Site, stored: Stored, placed: Placed
) -> None:
    for number, variant in enumerate(["", "card", "button"]):
        attributes = {"bank": "interview", "campaign": "spring", **({"variant": variant} if variant else {})}
        tag = element(link=f"{product.address}/d/interview", **attributes)
        path = f"{PAGE}/{variant}"
        reader = visit(article(host, product.address, script(product.address), tag, path=path, query="?name=secret"))
        if variant:
            assert reader.frames == []
            reader.page.get_by_role("button").click()
        (reader.tap_all if number == 0 else reader.answer_all)(reader.frame, 0, 1, 2, 3)
        assert stored() == number + 1
        assert placed() == (f"{host.origin}{path}", "spring")
        assert f"/f/r/{product.code('quick', 0, 1, 2, 3)}" in reader.frame.url
        told = [event for event, _ in reader.told]
        assert told[0] == "ready" and told.count("complete") == 1 and "result" not in told and "error" not in told


@pytest.mark.parametrize("sandbox", SANDBOXES, ids=lambda sandbox: f"{sandbox}".replace("allow-", ""))
def test_a_bare_frame_leads_to_a_result_in_each_sandbox(
    visit: Visit, host: Host, product: Site, stored: Stored, placed: Placed, sandbox: str | None
) -> None:
    page = f"{host.origin}{PAGE}"
    bare = frame(product.address, sandbox, host=host.origin, page=f"{page}?name=secret", campaign="spring")
    reader = visit(article(host, product.address, bare, path=PAGE))
    (reader.tap_all if sandbox == "allow-scripts" else reader.answer_all)(reader.frame, 0, 1, 2, 3)
    assert stored() == 1
    assert placed() == (page, "spring")
    assert f"/f/r/{product.code('quick', 0, 1, 2, 3)}" in reader.frame.url
    assert reader.frame.locator("h1 b").inner_text()
    if sandbox and "same-origin" not in sandbox:
        assert reader.frame.evaluate(STORAGE) == "SecurityError"


def test_a_frame_that_is_told_nothing_still_knows_the_origin_around_it(
    visit: Visit, host: Host, product: Site, stored: Stored, placed: Placed
) -> None:
    reader = visit(article(host, product.address, frame(product.address, "allow-scripts"), path=PAGE))
    reader.answer_all(reader.frame)
    assert (stored(), placed()) == (1, (f"{host.origin}/", ""))


@pytest.mark.parametrize("sandbox", [None, "allow-forms", "allow-forms allow-same-origin"])
def test_a_bare_frame_leads_to_a_result_without_script(
    visit: Visit, host: Host, product: Site, stored: Stored, sandbox: str | None
) -> None:
    # Nothing forbids script in a frame without a sandbox but the browser itself.
    reader = visit(
        article(host, product.address, frame(product.address, sandbox)),
        java_script_enabled=sandbox is not None,
        user_agent=f"a phone in {sandbox}",
    )
    reader.fill_long_form(reader.frame, 0, 1, 2, 3)
    # That it may run no script is what the browser says, and what the host wants.
    reader.forgive("'allow-scripts' permission is not set")
    assert stored() == 1
    assert f"/f/r/{product.code('quick', 0, 1, 2, 3)}" in reader.frame.url


def test_a_bare_link_leads_to_a_result(visit: Visit, host: Host, product: Site, stored: Stored) -> None:
    link = f'<a href="{product.address}/d/interview">診断へ</a>'
    reader = visit(article(host, product.address, link))
    reader.page.get_by_role("link", name="診断へ").click()
    reader.page.wait_for_url(f"{product.address}/d/interview")
    reader.answer_all(reader.page)
    assert stored() == 1


def test_the_element_without_its_script_is_a_link(visit: Visit, host: Host, product: Site) -> None:
    tag = element(link=f"{product.address}/d/interview", bank="interview")
    reader = visit(article(host, product.address, script(product.address), tag), java_script_enabled=False)
    reader.page.get_by_role("link", name="面接力診断をひらく").click()
    reader.page.wait_for_url(f"{product.address}/d/interview")


def test_the_markup_of_oembed_leads_to_a_result(
    visit: Visit, host: Host, product: Site, stored: Stored, browser: Browser
) -> None:
    answer = browser.new_context().request.get(
        f"{product.address}/oembed", params={"url": f"{product.address}/d/interview", "maxwidth": "328"}
    )
    markup = answer.json()["html"]
    reader = visit(article(host, product.address, markup))
    reader.answer_all(reader.frame)
    assert stored() == 1


def test_two_on_one_page_are_two_attempts(visit: Visit, host: Host, product: Site, stored: Stored) -> None:
    tag = element(bank="interview")
    address = article(host, product.address, script(product.address), tag, tag)
    reader = visit(address, viewport={"width": 360, "height": 1600})
    first, second = reader.wait_for_frames(2)
    reader.tap_all(first, 3)
    assert "/f/d/" in second.url
    reader.answer_all(second, 0)
    assert stored() == 2
    assert [f"/f/r/{product.code('quick', rung)}" in one.url for rung, one in ((3, first), (0, second))] == [True, True]
    assert [event for event, _ in reader.told].count("complete") == 2


def test_a_page_inside_a_page_leads_to_a_result(visit: Visit, host: Host, product: Site, stored: Stored) -> None:
    inner = article(host, product.address, script(product.address), element(bank="interview"))
    outer = host.page(f'<iframe src="{inner}" width="100%" height="900"></iframe>')
    reader = visit(outer)
    reader.answer_all(reader.frame)
    assert stored() == 1


@pytest.mark.parametrize("sandbox", [None, "allow-scripts"])
def test_one_step_back_leaves_the_page(visit: Visit, host: Host, product: Site, sandbox: str | None) -> None:
    before = host.page("<h1>一覧</h1>")
    reader = visit(before)
    reader.open(article(host, product.address, frame(product.address, sandbox)))
    reader.tap_all(reader.frame, 1)
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="一覧")).to_be_visible()


def test_the_element_leaves_no_step_behind(visit: Visit, host: Host, product: Site) -> None:
    reader = visit(host.page("<h1>一覧</h1>"))
    tag = element(bank="interview", variant="card")
    reader.open(article(host, product.address, script(product.address), tag))
    reader.page.get_by_role("button").click()
    reader.tap_all(reader.frame, 1)
    reader.page.go_back()
    expect(reader.page.get_by_role("heading", name="一覧")).to_be_visible()
