"""Visit a host's pages in a real browser: once each with everything noted, then in turns for the times."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Request, ViewportSize, sync_playwright

from bench.embed import host
from bench.embed.measured import Embedded, Sent, Visit
from bench.machine import this_machine
from bench.servers import BenchError, Server
from bench.yard import SCRATCH, product
from tools.chromium import ADVICE, find_chromium

ROUNDS = 15
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PHONE: ViewportSize = {"width": 360, "height": 640}
TIMEOUT_MS = 15_000
NOTED = """
customElements.whenDefined("interview-diagnostic").then(() =>
  requestAnimationFrame(() => setTimeout(() => (window.defined = performance.now()))));
"""
FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
ORIGIN = "() => performance.timeOrigin"
ANSWER_ALL = """() => {
  document.querySelectorAll("fieldset").forEach((item) => item.querySelector("[type=radio]")?.click());
  document.querySelector("#quiz .go button").click();
}"""

Progress = Callable[[str, int], None]


def measure(port: int, environ: dict[str, str], progress: Progress) -> Embedded:
    """Measure everything in a scratch folder on the disk of the checkout."""
    path = find_chromium(environ)
    if path is None:
        raise BenchError(f"there is no Chromium that can be driven; {ADVICE}")
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="embed-", dir=SCRATCH) as scratch, ExitStack() as running:
        folder = Path(scratch)
        plain = product(folder / "product", port, 1)
        environment = {**plain.environment, "QUIZ_EMBED_SITES": f"http://localhost:{port + 1}"}
        server = running.enter_context(Server(replace(plain, environment=environment), folder / "product.log"))
        served = f"http://{server.address[0]}:{port}"
        around = running.enter_context(host.serving(port + 1, served))
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            return _visit_all(browser, around, served, folder, progress)
        finally:
            browser.close()


def _visit_all(browser: Browser, around: str, served: str, folder: Path, progress: Progress) -> Embedded:
    visits = {}
    for page in host.PAGES[1:]:
        visits[page] = _whole_visit(browser, around, served, page)
        progress(page, 1)
    own: dict[str, list[float]] = {page: [] for page in host.PAGES}
    inside: dict[str, list[float]] = {page: [] for page in host.PAGES[1:]}
    for turn in range(ROUNDS + 1):
        for page in host.PAGES:
            first, inner = _paints(browser, around, served, page)
            # The first round is for warming up.
            if turn:
                own[page].append(first)
            if turn and inner:
                inside[page].append(inner)
            progress(page, 1)
    return Embedded(
        machine=this_machine(folder),
        browser=f"Chromium {browser.version.partition('.')[0]}",
        visits=visits,
        host_paints={page: tuple(each) for page, each in own.items()},
        paints={page: tuple(each) for page, each in inside.items()},
    )


def _open(browser: Browser, around: str, page: str) -> tuple[BrowserContext, Page, list[Request]]:
    context = browser.new_context(locale="ja-JP", viewport=PHONE)
    context.add_init_script(NOTED)
    tab = context.new_page()
    tab.set_default_timeout(TIMEOUT_MS)
    requests: list[Request] = []
    tab.on("requestfinished", lambda request: requests.append(request))
    tab.goto(f"{around}/{page}")
    return context, tab, requests


def _whole_visit(browser: Browser, around: str, served: str, page: str) -> Visit:
    """Walk to the result, and tell what was sent before the first paint from what came after it."""
    context, tab, requests = _open(browser, around, page)
    painted = tab.evaluate(ORIGIN) + _inner_paint(tab, served, page)
    if page == "card":
        tab.locator("interview-diagnostic").get_by_role("button").first.click()
    frame = _frame(tab, served)
    frame.locator("#steps").wait_for()
    frame.evaluate(ANSWER_ALL)
    frame.wait_for_url("**/r/*", wait_until="load")
    tab.wait_for_load_state("networkidle")
    sent = [_sent(one, painted) for one in requests if one.url.startswith(served)]
    context.close()
    # What the browser had already, since the page before had asked for it, was on no wire.
    return Visit(tuple(one for one in sent if one.body + one.head > 0))


def _sent(request: Request, painted: float) -> Sent:
    sizes = request.sizes()
    is_before = request.timing["startTime"] <= painted
    return Sent(urlsplit(request.url).path, sizes["responseBodySize"], sizes["responseHeadersSize"], is_before)


def _paints(browser: Browser, around: str, served: str, page: str) -> tuple[float, float]:
    """Return the milliseconds to the first paint of the page, and of what is in it, if anything is."""
    context, tab, _ = _open(browser, around, page)
    inner = 0.0 if page == "bare" else _inner_paint(tab, served, page)
    first = _painted(tab)
    context.close()
    return first, inner


def _inner_paint(tab: Page, served: str, page: str) -> float:
    if page == "card":
        tab.wait_for_function("() => window.defined")
        return float(tab.evaluate("() => window.defined"))
    frame = _frame(tab, served)
    return float(frame.evaluate(ORIGIN) - tab.evaluate(ORIGIN)) + _painted(frame)


def _painted(frame: Page | Frame) -> float:
    frame.wait_for_function(FIRST_PAINT)
    return float(frame.evaluate(FIRST_PAINT))


def _frame(tab: Page, served: str) -> Frame:
    deadline = time.monotonic() + TIMEOUT_MS / 1000
    while time.monotonic() < deadline:
        for frame in tab.frames:
            if frame.url.startswith(served):
                frame.wait_for_load_state("load")
                return frame
        tab.wait_for_timeout(5)
    raise BenchError("the frame of the diagnostic did not come")
