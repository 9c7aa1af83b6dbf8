"""A reader of somebody else's page that holds the diagnostic: what they see in its frame, and all that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Locator, Page, Request, Response, expect

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
RESULT_BUTTON = re.compile("結果を見る|See my result")
NOTED = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput)
      shifts.push([entry.value, entry.sources.map(({ node }) => node?.nodeName + "#" + (node?.id ?? "")).join(" ")]);
}).observe({ type: "layout-shift", buffered: true });
window.heard = [];
addEventListener("message", ({ data, origin }) => heard.push({ data, origin }));
window.told = [];
for (const type of ["ready", "progress", "complete", "resize", "result", "error"])
  addEventListener(type, (event) => event.target.localName?.includes("-") && told.push([type, event.detail]), true);
"""
"""Runs before the pages' own scripts: notes what moves by itself, what a page is told, and the element's events."""
ANSWER_ALL = """
(rungs) => {
  const items = [...document.querySelectorAll("fieldset:has([type=radio])")];
  items.forEach((item, n) => item.querySelectorAll("[type=radio]")[rungs[n % rungs.length]].click());
  document.querySelector("#quiz .go button").click();
}
"""


class Visitor:
    """One browser context of its own on a host's page; it notes whatever should not be."""

    def __init__(self, browser: Browser, host: str, product: str, **options: Any) -> None:
        self.context = browser.new_context(locale="ja-JP", **{"viewport": PHONE, **options})
        self.context.add_init_script(NOTED)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.host = host
        self.product = product
        self.requests: list[Request] = []
        self.cookies_sent: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", self._note_request)
        self.context.on("response", self._note_response)
        self.context.on("console", lambda message: self.complaints.append(message.text))
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request)

    def _note_response(self, response: Response) -> None:
        self.cookies_sent += [value for name, value in response.headers.items() if name.lower() == "set-cookie"]

    def open(self, address: str) -> Visitor:
        """Open a page of the host."""
        self.page.goto(address)
        return self

    @property
    def frames(self) -> list[Frame]:
        """The frames that show pages of the product, in the order of the page."""
        return [frame for frame in self.page.frames if frame.url.startswith(self.product)]

    @property
    def frame(self) -> Frame:
        """The only such frame, once it is there."""
        self.wait_for_frames(1)
        (frame,) = self.frames
        return frame

    def wait_for_frames(self, count: int) -> list[Frame]:
        """Wait for so many frames, each with its page; return them."""
        for _ in range(200):
            if len(self.frames) == count:
                break
            self.page.wait_for_timeout(25)
        for frame in self.frames:
            frame.wait_for_load_state("load")
        assert len(self.frames) == count, [frame.url for frame in self.page.frames]
        return self.frames

    def answer_all(self, frame: Frame | Page, *rungs: int) -> None:
        """Answer every item at once, where tapping is not the point, and wait for the result."""
        expect(frame.locator("#steps")).to_be_visible()
        frame.evaluate(ANSWER_ALL, list(rungs or (1,)))
        self.wait_for_result(frame)

    def tap_all(self, frame: Frame | Page, *rungs: int) -> None:
        """Tap a rung for each item that comes, then the button; wait for the result."""
        items = frame.locator("fieldset:has([type=radio])")
        expect(frame.locator("#steps")).to_be_visible()
        for number in range(items.count()):
            self.tap(items.nth(number).locator("label").nth(rungs[number % len(rungs)]))
            expect(items.nth(number)).to_be_hidden()
        self.send(frame)

    def fill_long_form(self, frame: Frame | Page, *rungs: int) -> None:
        """Answer as in a browser without script: one long form, one button."""
        items = frame.locator("fieldset:has([type=radio])")
        for number in range(items.count()):
            self.tap(items.nth(number).locator("label").nth(rungs[number % len(rungs)]))
        self.send(frame)

    def send(self, frame: Frame | Page) -> None:
        """Press the button, and wait for the result."""
        self.tap(frame.get_by_role("button", name=RESULT_BUTTON))
        self.wait_for_result(frame)

    def tap(self, target: Locator) -> None:
        """Bring something into sight, then tap it; a hand takes longer between the two than a program."""
        before = self.page.evaluate("scrollY")
        target.scroll_into_view_if_needed()
        if self.page.evaluate("scrollY") != before:
            # For a moment the browser takes a tap at the old place of the frame for one beside it.
            self.settle()
        target.click()

    def wait_for_result(self, frame: Frame | Page) -> None:
        """Wait until the result is shown."""
        frame.wait_for_url("**/r/*", wait_until="load")
        expect(frame.locator("h1")).to_be_visible()

    @property
    def shifted(self) -> float:
        """How much of the host's page moved without its reader's doing, all told."""
        return float(sum(value for value, _ in self.page.evaluate("shifts")))

    @property
    def heard(self) -> list[dict[str, Any]]:
        """The messages that the host's page has received."""
        heard: list[dict[str, Any]] = self.page.evaluate("heard")
        return heard

    @property
    def told(self) -> list[Sequence[Any]]:
        """The element's events: type and detail."""
        told: list[Sequence[Any]] = self.page.evaluate("told")
        return told

    def wait_to_be_told(self, event: str) -> Any:
        """Wait until the element dispatches such an event; return the detail of the first."""
        # Asked for from here: a strict policy forbids the page to evaluate what would wait inside it.
        for _ in range(200):
            for kind, detail in self.told:
                if kind == event:
                    return detail
            self.page.wait_for_timeout(25)
        raise AssertionError(f"no {event} among {self.told}")

    def settle(self) -> None:
        """Let every message that is under way arrive."""
        self.page.wait_for_timeout(100)

    def check(self) -> None:
        """Hold what is promised of every visit: nobody complains, nothing is kept, nobody else is asked."""
        assert self.complaints == [], self.complaints
        cookies = [*self.context.cookies(), *self.cookies_sent]
        assert cookies == [], cookies
        known = {urlsplit(self.host).netloc, urlsplit(self.product).netloc}
        strangers = [one.url for one in self.requests if urlsplit(one.url).netloc not in known]
        strangers = [url for url in strangers if not url.startswith(("data:", "about:", "blob:"))]
        assert strangers == [], strangers

    def forgive(self, said: str) -> int:
        """Take complaints that a test means to provoke from the list; return how many there were."""
        forgiven = [one for one in self.complaints if said in one]
        self.complaints[:] = [one for one in self.complaints if said not in one]
        return len(forgiven)

    def close(self) -> None:
        """Close the browser."""
        self.context.close()
