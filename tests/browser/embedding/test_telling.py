"""The page around learns a result when its site may ask and the student has said yes, and never before."""

from __future__ import annotations

from collections.abc import Iterator
from time import sleep

import pytest
from playwright.sync_api import expect

from quiz.clock import now
from quiz.store.sites import registry
from tests.browser.embedding.conftest import Visit
from tests.browser.embedding.pages import article, frame
from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import Host, element, running_host, script
from tests.browser.site import Site

KEYS = {"ready", "progress", "complete", "resize"}


@pytest.fixture(scope="module")
def asker(product: Site) -> Iterator[Host]:
    """A host whose site may ask for results."""
    with running_host("asker.localhost") as host:
        with product.store.opened().writing() as connection:
            registry.add(connection, "asker", (host.origin,), True, ("", ""), now())
        # So long the running site may go by what it knew.
        while host.origin not in product.store.sites.now().asking:
            sleep(0.1)
        yield host


def finished(visit: Visit, host: Host, product: Site, *parts: str) -> Visitor:
    """Return a reader who has answered everything, with the messages that their page has heard."""
    reader = visit(article(host, product.address, *parts), host=host.origin)
    reader.answer_all(reader.frame, 0, 1, 2, 3)
    reader.settle()
    said = [str(one["data"]) for one in reader.heard]
    assert not [one for one in said if "score" in one or "band" in one or product.code("quick", 0, 1, 2, 3) in one]
    return reader


def agree(reader: Visitor) -> None:
    """Look at the button for a moment, then tap it."""
    button = reader.frame.locator("#tell").get_by_role("button", name="伝える", exact=True)
    button.scroll_into_view_if_needed()
    sleep(1.2)
    button.click()


def test_a_tap_through_something_else_tells_nothing(visit: Visit, asker: Host, product: Site) -> None:
    reader = finished(visit, asker, product, script(product.address), element(bank="interview"))
    reader.frame.locator("#tell button").first.scroll_into_view_if_needed()
    reader.page.evaluate(
        """() => {
          const decoy = document.body.appendChild(document.createElement("div"));
          const look = { position: "fixed", inset: "0", background: "white", pointerEvents: "none" };
          Object.assign(decoy.style, look);
        }"""
    )
    sleep(1.2)
    reader.frame.locator("#tell").get_by_role("button", name="伝える", exact=True).click()
    expect(reader.frame.locator("#tell [role=status]")).to_have_text("少し待ってから、もう一度押してください。")
    assert not [one for one in reader.heard if one["data"].get("type") == "result"]


def test_who_says_yes_is_taken_at_their_word(visit: Visit, asker: Host, product: Site) -> None:
    reader = finished(visit, asker, product, script(product.address), element(bank="interview"))
    box = reader.frame.locator("#tell")
    expect(box.get_by_role("heading")).to_contain_text(asker.origin.removeprefix("http://"))
    agree(reader)
    told = reader.wait_to_be_told("result")
    score = int(reader.frame.locator("main").get_attribute("data-score") or "")
    assert told == {"score": score, "band": told["band"], "code": product.code("quick", 0, 1, 2, 3)}
    assert told["band"] in {band.id for band in product.bank.bands}
    expect(box.get_by_role("status")).to_have_text("伝えました。")
    expect(box.get_by_role("button")).to_have_count(0)


def test_what_was_agreed_to_is_sent_again_until_it_is_noted(visit: Visit, asker: Host, product: Site) -> None:
    reader = finished(visit, asker, product, script(product.address), element(bank="interview"))
    answers = [404, 503]
    reader.page.route("**/sharing", lambda route: route.fulfill(status=answers.pop()) if answers else route.continue_())
    with reader.page.expect_response(lambda answer: answer.url.endswith("/sharing") and answer.status == 204):
        agree(reader)
    assert reader.forgive("Failed to load resource") == 2


def test_who_says_no_tells_nothing(visit: Visit, asker: Host, product: Site) -> None:
    reader = finished(visit, asker, product, script(product.address), element(bank="interview"))
    reader.frame.locator("#tell").get_by_role("button", name="伝えない").click()
    reader.settle()
    assert {event for event, _ in reader.told} <= KEYS


def test_who_may_not_ask_shows_no_question(visit: Visit, host: Host, asker: Host, product: Site) -> None:
    assert asker.origin
    for bare in (
        frame(product.address, host=host.origin),
        # A page that takes another's name is found out, or speaks to nobody.
        frame(product.address, host=asker.origin),
        frame(product.address, "allow-scripts", host=asker.origin),
    ):
        reader = finished(visit, host, product, bare)
        expect(reader.frame.locator("#tell")).to_be_hidden()
        for forged in ("result", "tell", "yes", "complete"):
            reader.page.evaluate("type => frames[0].postMessage({ diagnostic: 1, type }, '*')", forged)
        reader.settle()
        assert not [one for one in reader.heard if one["data"].get("type") == "result"]


def test_a_result_that_was_not_answered_here_is_nobodys_to_tell(visit: Visit, asker: Host, product: Site) -> None:
    code = product.code("quick", 1)
    shown = frame(product.address, host=asker.origin).replace("/f/d/interview", f"/f/r/{code}")
    reader = visit(article(asker, product.address, shown), host=asker.origin)
    expect(reader.frame.locator("h1")).to_be_visible()
    reader.settle()
    expect(reader.frame.locator("#tell")).to_be_hidden()
    assert not [one for one in reader.heard if one["data"].get("type") == "result"]
