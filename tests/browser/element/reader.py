"""Somebody who reads a page with the element, and the words in which its frame talks."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Frame, Locator, Page, Route, expect

from tests.browser.student import PHONE, SHOWN

LISTEN = """
window.told = [];
for (const type of ["ready", "progress", "complete", "result", "resize", "error"])
  addEventListener(type, (event) => {
    if (event.target.localName === "interview-diagnostic") told.push([type, event.detail, event.target.id]);
  }, true);
"""
SAY = "message => parent.postMessage(message, '*')"
HEARD = "addEventListener('message', ({ data }) => (window.heard ??= []).push(data))"
TALL = {"diagnostic": 1, "type": "resize", "height": 2500}
PAST_ALL_PATIENCE = 60_000


class Reader:
    """Somebody who reads a host's page; the element's events and whatever a page should not say are noted."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(locale="ja-JP", **{"viewport": PHONE, **options})
        self.context.add_init_script(LISTEN)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str, *, until: str = "ready") -> Reader:
        """Open a page, and wait for an event of the element unless `until` is empty."""
        self.page.goto(address)
        if until:
            self.wait_for(until)
        return self

    @property
    def element(self) -> Locator:
        """The first element of the page."""
        return self.page.locator("interview-diagnostic").first

    @property
    def frame(self) -> Frame:
        """What is shown in the first element's frame."""
        found = self.element.locator("iframe").element_handle().content_frame()
        assert found
        return found

    @property
    def fragment(self) -> dict[str, str]:
        """What the first element's frame was told behind the #."""
        told: dict[str, str] = self.element.locator("iframe").evaluate(
            "frame => Object.fromEntries(new URLSearchParams(new URL(frame.src).hash.slice(1)))"
        )
        return told

    @property
    def height(self) -> float:
        """The height of the first element's frame with the button below it."""
        return float(
            self.element.evaluate("one => one.shadowRoot.querySelector('.body').getBoundingClientRect().height")
        )

    @property
    def top(self) -> float:
        """Where the first element begins on the screen."""
        return float(self.element.evaluate("one => one.getBoundingClientRect().top"))

    @property
    def state(self) -> str:
        """The state of the first element."""
        return str(self.element.evaluate("one => one.state"))

    def told(self, kind: str) -> list[Any]:
        """The payloads of all events of a kind."""
        return [detail for type_, detail, _ in self.page.evaluate("told") if type_ == kind]

    def wait_for(self, kind: str, count: int = 1) -> Any:
        """Wait for so many events of a kind; return the payload of the last."""
        self.page.wait_for_function(
            "([kind, count]) => told.filter(([type]) => type === kind).length >= count", arg=[kind, count]
        )
        return self.told(kind)[-1]

    def wait_for_state(self, state: str) -> None:
        """Wait until the first element is in a state."""
        self.page.wait_for_function(
            "state => document.querySelector('interview-diagnostic').state === state", arg=state
        )

    def hold_frames(self) -> list[Route]:
        """Keep what is asked for by frames from being answered; return what is held."""
        held: list[Route] = []
        self.page.route("**/f/d/interview*", lambda route: held.append(route))
        return held

    def let_go(self, held: list[Route]) -> None:
        """Have the held requests answered, once there are any."""
        for _ in range(500):
            if held:
                break
            self.page.wait_for_timeout(20)
        held.pop().continue_()

    def say(self, **message: Any) -> None:
        """Let the frame say something, and wait until it has been heard and the page drawn anew."""
        self.frame.evaluate(SAY, {"diagnostic": 1, **message})
        self.settle()

    def settle(self) -> None:
        """Wait until what was said has been heard and the page drawn anew."""
        self.page.evaluate(
            "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 100))"
        )

    def answer(self, *rungs: int) -> None:
        """Tap a rung for each item that comes, in the first element's frame."""
        frame = self.frame
        for rung in rungs:
            item = frame.locator(f"{SHOWN} input").first.get_attribute("name")
            frame.locator(f"{SHOWN} label").nth(rung).click()
            expect(frame.locator(f'fieldset:has([name="{item}"])')).to_be_hidden()

    def finish(self, *rungs: int) -> None:
        """Answer everything, and wait until the element says that the result is shown."""
        self.answer(*rungs)
        self.frame.get_by_role("button", name="結果を見る").click()
        self.wait_for("complete")
