"""A host that means no good: it forges messages, lies about itself, paints over, and frames what it should not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.embedding.conftest import Visit
from tests.browser.embedding.pages import article, frame
from tests.browser.embedding.visitor import Visitor
from tests.browser.hosts import Host, element, script
from tests.browser.site import Site

Stored = Callable[[], int]
EVIL = "https://evil.example"
FORGED = """[
  null, 7, "ready", [], {}, { diagnostic: 1 },
  { diagnostic: "1", type: "complete", bank: "a", version: "b", form: "c" },
  { diagnostic: 1, type: "__proto__" }, { diagnostic: 1, type: "constructor" }, { diagnostic: 1, type: "toString" },
  { diagnostic: 1, type: "complete" }, { diagnostic: 1, type: "complete", bank: {}, version: [], form: null },
  { diagnostic: 1, type: "complete", bank: "x".repeat(1e6), version: "b", form: "c" },
  { diagnostic: 1, type: "progress", answered: "1", items: 6 },
  { diagnostic: 1, type: "progress", answered: NaN, items: 6 },
  { diagnostic: 1, type: "resize", height: 1e9 }, { diagnostic: 1, type: "resize", height: -600 },
  { diagnostic: 1, type: "resize", height: NaN }, { diagnostic: 1, type: "resize", height: Infinity },
  { diagnostic: 1, type: "resize", height: "900" }, { diagnostic: 1, type: "resize", height: [900] },
  { diagnostic: 1, type: "resize", height: 0 }, { diagnostic: 1, type: "resize" },
  JSON.parse('{"diagnostic": 1, "type": "resize", "__proto__": {"height": 900}}'),
  JSON.parse('{"__proto__": {"diagnostic": 1, "polluted": 1}, "type": "ready"}'),
]"""
"""What no frame of ours ever says."""
TRUE_LOOKING = '{ diagnostic: 1, type: "complete", bank: "interview", version: "x", form: "quick" }'
LOOK = """() => {
  const style = getComputedStyle(document.querySelector(".go button") ?? document.querySelector("button"));
  const page = getComputedStyle(document.documentElement);
  const { backgroundColor, backgroundImage, borderRadius } = style;
  return [backgroundColor, backgroundImage, borderRadius, page.colorScheme, page.backgroundImage].join(" ");
}"""


@pytest.fixture
def reader(visit: Visit, host: Host, product: Site) -> Visitor:
    """A reader of a page with the element, whose frame is ready."""
    tag = element(bank="interview")
    reader = visit(article(host, product.address, script(product.address), tag))
    expect(reader.frame.locator("#steps")).to_be_visible()
    reader.wait_to_be_told("ready")
    return reader


def height_of(reader: Visitor) -> float:
    """Return the height of the element."""
    return float(reader.page.evaluate("document.querySelector('interview-diagnostic').getBoundingClientRect().height"))


def beside(host: Host, product: Site, sibling: str, *parts: str, sandbox: str = "") -> str:
    """Publish an article with a frame of the host's own after these parts; return its address."""
    held = f' sandbox="{sandbox}"' if sandbox else ""
    address = article(host, product.address, *parts, f'<iframe src="{sibling}"{held}></iframe>')
    headers = host.server.pages[address.removeprefix(host.origin)].headers
    headers["Content-Security-Policy"] = headers["Content-Security-Policy"].replace("frame-src", "frame-src 'self'")
    return address


def test_the_element_hears_nothing_that_another_window_says(visit: Visit, host: Host, product: Site) -> None:
    sibling = host.page("<p>…</p>")
    parts = [script(product.address), element(bank="interview")]
    # Without an origin, as a frame of ours is in a strict sandbox.
    address = beside(host, product, sibling, *parts, sandbox="allow-scripts")
    reader = visit(address, viewport={"width": 360, "height": 2400})
    reader.wait_to_be_told("ready")
    reader.settle()
    before = reader.told, height_of(reader)
    speaker = next(one for one in reader.page.frames if one.url == sibling)
    for said in (TRUE_LOOKING, "{ diagnostic: 1, type: 'resize', height: 1500 }"):
        reader.page.evaluate(f"postMessage({said}, '*')")
        speaker.evaluate(f"parent.postMessage({said}, '*')")
    reader.settle()
    assert (reader.told, height_of(reader)) == before
    assert [one["origin"] for one in reader.heard if one["data"].get("version") == "x"] == [host.origin, "null"]


def test_the_element_hears_nothing_that_has_another_shape(reader: Visitor) -> None:
    before = reader.told, height_of(reader)
    reader.frame.evaluate(f"for (const forged of {FORGED}) parent.postMessage(forged, '*')")
    reader.settle()
    assert (reader.told, height_of(reader)) == before
    assert reader.page.evaluate("[{}.polluted, {}.diagnostic, {}.height].every(one => one === undefined)")
    # And what it does hear would have come through.
    reader.frame.evaluate(f"parent.postMessage({TRUE_LOOKING}, '*')")
    reader.wait_to_be_told("complete")


def test_the_frame_hears_no_window_but_the_one_around_it(visit: Visit, host: Host, product: Site) -> None:
    sibling = host.page("<p>…</p>")
    reader = visit(beside(host, product, sibling, frame(product.address, host=host.origin)))
    expect(reader.frame.locator("#steps")).to_be_visible()
    before = reader.frame.evaluate(LOOK)
    dark = "{ diagnostic: 1, type: 'theme', theme: 'dark', accent: '', radius: 0 }"
    speaker = next(one for one in reader.page.frames if one.url == sibling)
    speaker.evaluate(f"parent.frames[0].postMessage({dark}, '*')")
    reader.frame.evaluate(f"postMessage({dark}, '*')")
    reader.settle()
    assert reader.frame.evaluate(LOOK) == before
    reader.page.evaluate(f"frames[0].postMessage({dark}, '*')")
    reader.settle()
    assert reader.frame.evaluate(LOOK) != before


PAINTS = [
    ("accent", f"red;background:url({EVIL})"),
    ("accent", f"url({EVIL})"),
    ("accent", "#ffff00"),
    ("accent", "#fefefe"),
    ("accent", "currentcolor"),
    ("accent", "var(--x)"),
    ("accent", "#075e6"),
    ("radius", "1e9"),
    ("radius", "-8"),
    ("radius", f"0;background:url({EVIL})"),
    ("theme", f"dark;background:url({EVIL})"),
    ("theme", "__proto__"),
]


def test_no_value_of_a_theme_paints_anything_else(visit: Visit, host: Host, product: Site) -> None:
    reader = visit(article(host, product.address, frame(product.address, host=host.origin)))
    expect(reader.frame.locator("#steps")).to_be_visible()
    plain = reader.frame.evaluate(LOOK)
    for name, value in PAINTS:
        reader.open(article(host, product.address, frame(product.address, host=host.origin, **{name: value})))
        expect(reader.frame.locator("#steps")).to_be_visible()
        seen = reader.frame.evaluate(LOOK)
        assert EVIL not in seen
        if name == "accent":
            assert seen == plain, value
    inside = reader.frame
    odd: list[tuple[str, Any]] = [("accent", {}), ("accent", None), ("radius", None), ("theme", ["dark"])]
    for name, forged in [*PAINTS, *odd]:
        reader.page.evaluate(
            "said => frames[0].postMessage({ diagnostic: 1, type: 'theme', ...said }, '*')", {name: forged}
        )
    reader.settle()
    assert EVIL not in inside.evaluate(LOOK)


@pytest.mark.parametrize("said", [EVIL, "*", "null", "javascript:alert(1)", "//", "http://127.0.0.1", ""])
def test_a_frame_that_is_lied_to_tells_the_page_nothing(
    visit: Visit, host: Host, product: Site, stored: Stored, said: str
) -> None:
    bare = frame(product.address, "allow-scripts", host=said, page=f"{EVIL}/page?mail=a@b.example")
    reader = visit(article(host, product.address, bare))
    reader.answer_all(reader.frame)
    assert reader.heard == []
    assert stored() == 1
    # A browser says in the console that a message had another addressee.
    reader.forgive("target origin provided")


def test_a_host_that_nobody_allowed_gets_the_link(visit: Visit, stranger: Host, product: Site) -> None:
    tag = element(bank="interview", link=f"{product.address}/d/interview")
    reader = visit(host=stranger.origin)
    reader.page.clock.install()
    reader.open(article(stranger, product.address, script(product.address), tag))
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    reader.page.wait_for_load_state("networkidle")
    assert reader.told == []
    # So long a slow connection may take.
    reader.page.clock.fast_forward(15_000)
    reader.wait_to_be_told("error")
    assert reader.told == [["error", {"reason": "blocked"}]]
    assert reader.frames == []
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    assert reader.forgive("frame-ancestors") == 1


def test_nothing_but_a_frame_can_be_framed(visit: Visit, host: Host, product: Site) -> None:
    code = product.code("quick", 1)
    paths = ["/", "/d/interview", "/d/interview/full", f"/d/interview/more/{code}", f"/r/{code}", "/qa/", "/qa/ask"]
    paths += [
        f"/qa/{product.shelf.listings[0].id}",
        "/staff/sign-in",
        "/staff/",
        "/desk/",
        "/embed",
        "/api/v1/docs",
        "/nowhere",
    ]
    frames = "".join(f'<iframe src="{product.address}{path}"></iframe>' for path in paths)
    reader = visit(host.page(frames))
    reader.page.wait_for_load_state("networkidle")
    assert [one.url for one in reader.page.frames if one.url.startswith(product.address)] == []
    reader.forgive("404")
    assert reader.forgive("frame-ancestors") == len(paths)


CALL = """async ([address, options]) => {
  try {
    const answer = await fetch(address, options);
    return answer.status;
  } catch (error) {
    return error.name;
  }
}"""


def test_no_page_reaches_the_api_with_credentials_and_no_stranger_without(
    visit: Visit, host: Host, stranger: Host, product: Site, stored: Stored
) -> None:
    results = f"{product.address}/api/v1/results/{product.code('quick', 1)}"
    attempts = f"{product.address}/api/v1/attempts/00000000-0000-4000-8000-000000000001"
    items = product.bank.items_of("quick")
    body = {"bank": "interview", "version": product.bank.version, "form": "quick"}
    answers = {item.id: item.options[0].id for item in items}
    put = {
        "method": "PUT",
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({**body, "answers": answers}),
    }

    def call(around: Host, address: str, **options: Any) -> object:
        reader = visit(around.page("<p>…</p>"), host=around.origin)
        answered = reader.page.evaluate(CALL, [address, options])
        reader.complaints.clear()
        return answered

    assert call(host, results, credentials="omit") == 200
    assert call(host, results, credentials="include") == "TypeError"
    assert call(host, attempts, credentials="include", **put) == "TypeError"
    assert call(stranger, results, credentials="omit") == "TypeError"
    assert call(stranger, attempts, credentials="omit", **put) == "TypeError"
    assert stored() == 0


KEY = "00000000-0000-4000-8000-000000000007"
LINK = "javascript:parent.postMessage('taken', '*')"
CARRIED = [
    "not json",
    '"text"',
    '{"quiz:results": 7, "quiz:last": "x", "quiz:unstored": "[]"}',
    json.dumps({"quiz:results": json.dumps([{"key": KEY, "code": "x", "url": LINK, "at": "never", "score": {}}])}),
    json.dumps({"quiz:unstored": json.dumps({"../../staff": {"answers": {}}, "__proto__": {"answers": 1}})}),
    '{"__proto__": {"polluted": 1}, "constructor": "x", "quiz:__proto__": "{\\"polluted\\": 1}"}',
]


def test_what_a_page_says_that_the_frame_had_kept_is_not_trusted(visit: Visit, host: Host, product: Site) -> None:
    reader = visit()
    for kept in CARRIED:
        bare = frame(product.address, "allow-scripts", host=host.origin, kept=kept)
        reader.open(article(host, product.address, bare))
        expect(reader.frame.locator("#steps")).to_be_visible()
        links = reader.frame.locator("a").evaluate_all("links => links.map(link => link.href)")
        assert not [link for link in links if link.startswith("javascript:")]
        assert reader.frame.evaluate("({}).polluted === undefined")
        reader.settle()
    puts = [one.url for one in reader.requests if one.method == "PUT"]
    assert puts == [], puts
    assert not [one for one in reader.heard if one["data"] == "taken"]


def test_no_policy_tells_a_page_which_result_its_frame_shows(visit: Visit, host: Host, product: Site) -> None:
    # It names one result, and lets every other pass: what it forbids is only reported.
    policy = f"frame-src {product.address}/f/d/ {product.address}/f/r/{product.code('quick', 1)}"
    reported = []
    for rung in (1, 3):
        address = article(host, product.address, frame(product.address), Content_Security_Policy_Report_Only=policy)
        reader = visit(address)
        reader.page.evaluate(
            "() => { window.seen = [];"
            " addEventListener('securitypolicyviolation', ({ blockedURI }) => seen.push(blockedURI)) }"
        )
        reader.answer_all(reader.frame, rung)
        assert reader.frame.url.partition("#")[0] == f"{product.address}/f/r/{product.code('quick', rung)}"
        reader.frame.get_by_role("link", name="English").click()
        reader.frame.wait_for_url("**/r/*lang=en*")
        reader.settle()
        reported.append((reader.page.evaluate("seen"), reader.forgive("report-only")))
    assert reported[0] == reported[1]
