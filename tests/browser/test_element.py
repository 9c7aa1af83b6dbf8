"""The element in somebody else's page: what it shows, when it moves, whom it hears, what it does without its frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import brotli
import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from quiz.resources import static_folder
from quiz.web.assets import compact
from tests.browser.hosts import FILLER, Host, element, layout_shift, running_host, script, strict, style
from tests.browser.site import Site, running_site
from tests.browser.student import PHONE, SHOWN
from tests.deployments import ready

LISTEN = """
window.told = [];
for (const type of ["ready", "progress", "complete", "result", "resize", "error"])
  addEventListener(type, (event) => {
    if (event.target.localName === "interview-diagnostic") told.push([type, event.detail, event.target.id]);
  }, true);
"""
SAY = "message => parent.postMessage(message, '*')"
HEARD = "addEventListener('message', ({ data }) => (window.heard ??= []).push(data))"
BARE = "body{margin:0}interview-diagnostic{display:block}"
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


Read = Callable[..., Reader]


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture(scope="module")
def stranger() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture(scope="module")
def product(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(ready(tmp_path_factory.mktemp("element") / "var"), QUIZ_EMBED_SITES=host.origin) as site:
        yield site


@pytest.fixture
def enter(browser: Browser) -> Iterator[Read]:
    """Return a way to let readers in, in whose console nothing may stand."""
    readers: list[Reader] = []

    def enter(**options: Any) -> Reader:
        readers.append(Reader(browser, **options))
        return readers[-1]

    yield enter
    try:
        for reader in readers:
            assert reader.complaints == []
    finally:
        for reader in readers:
            reader.context.close()


@pytest.fixture
def page_with(host: Host, product: Site) -> Callable[..., str]:
    """Return a way to put up a page with the element between two paragraphs."""

    def put_up(*parts: str, above: str = "<h1>面接の前の日</h1>", below: str = FILLER, **options: Any) -> str:
        attributes = options.pop("attributes", {})
        tags = parts or (element(**{"bank": "interview", **attributes}),)
        return host.page(script(product.address), above, *tags, below, **{"head": style(), **options})

    return put_up


PageWith = Callable[..., str]


def test_the_script_weighs_no_more_than_three_kilobytes() -> None:
    body = compact((static_folder() / "embed.js").read_text(encoding="utf-8"), ".js").encode()
    assert len(brotli.compress(body, quality=11)) <= 3 * 1024


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
def test_nothing_moves_from_loading_to_the_result(enter: Read, page_with: PageWith, viewport: dict[str, int]) -> None:
    reader = enter(viewport=viewport).open(page_with())
    assert reader.height == 560
    reader.finish(1, 2, 0, 1, 2, 3)
    reader.settle()
    assert layout_shift(reader.page) < 0.05
    assert reader.state == "complete"
    assert reader.top >= 0, "the result begins in sight"


def test_events_tell_how_far_the_student_is_and_nothing_else(enter: Read, page_with: PageWith, product: Site) -> None:
    reader = enter().open(page_with())
    begun = {"bank": "interview", "version": product.bank.version, "form": "quick"}
    assert reader.told("ready") == [{**begun, "language": "ja"}]
    reader.finish(1, 2, 0, 1, 2, 3)
    assert reader.told("progress") == [{"answered": number, "items": 6} for number in range(1, 7)]
    assert reader.element.evaluate("one => one.progress") == {"answered": 6, "items": 6}
    assert reader.told("complete") == [begun]
    assert reader.told("result") == reader.told("error") == []


def test_events_bubble_unless_a_window_has_handlers_of_that_name(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    reader.page.evaluate(
        "window.bubbled = [];"
        "for (const type of ['progress', 'resize', 'error']) addEventListener(type, () => bubbled.push(type))"
    )
    reader.say(type="progress", answered=1, items=6)
    reader.say(type="error", reason="offline")
    reader.say(type="resize", height=700)
    assert [reader.told(kind)[-1] for kind in ("error", "resize")] == [{"reason": "offline"}, {"height": 700}]
    assert reader.page.evaluate("bubbled") == ["progress"]
    assert reader.state == "error"


def test_the_frame_grows_at_once_where_its_lower_edge_is_below_the_screen(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    reader.say(**TALL)
    assert reader.height == 2500
    assert layout_shift(reader.page) < 0.05


def test_the_frame_keeps_its_height_in_sight_until_its_reader_taps(enter: Read, page_with: PageWith) -> None:
    reader = enter(viewport={"width": 360, "height": 900}).open(page_with())
    reader.say(**TALL)
    assert reader.height == 560
    reader.element.get_by_role("button", name="すべて表示").click()
    assert reader.height == 2500
    expect(reader.element.get_by_role("button", name="すべて表示")).to_be_hidden()
    assert reader.element.evaluate("one => one.shadowRoot.activeElement.localName") == "iframe"
    assert layout_shift(reader.page) < 0.05


def test_the_frame_grows_when_its_lower_edge_leaves_the_screen(enter: Read, page_with: PageWith) -> None:
    reader = enter(viewport={"width": 360, "height": 900}).open(
        page_with(above="<div style='height:300px'></div>", below=FILLER * 9)
    )
    reader.page.evaluate("scrollTo(0, 200)")
    reader.say(**TALL)
    assert reader.height == 560
    reader.page.evaluate("scrollTo(0, 1200)")
    reader.settle()
    assert reader.height == 560, "what stands above the screen must not grow"
    reader.page.evaluate("scrollTo(0, 0)")
    reader.settle()
    reader.page.evaluate("document.body.style.paddingTop = '200px'")
    reader.settle()
    assert reader.height == 2500


def test_the_frame_shrinks_below_the_screen_only(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    reader.say(**TALL)
    before = layout_shift(reader.page)
    reader.say(type="resize", height=600)
    assert 600 <= reader.height <= 640
    assert reader.top + reader.height >= PHONE["height"]
    assert layout_shift(reader.page) == before


def test_a_page_that_begins_in_the_frame_is_brought_to_whoever_reads_there(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    begun = reader.told("ready")[-1]
    reader.say(**TALL)
    reader.page.evaluate("scrollTo(0, 1500)")
    reader.say(type="ready", **begun)
    assert reader.page.evaluate("scrollY") == 1500, "nobody reads in the frame yet"
    reader.page.evaluate("scrollTo(0, 0)")
    reader.answer(1)
    reader.page.evaluate("scrollTo(0, 1500)")
    reader.say(type="ready", **begun)
    assert reader.top == pytest.approx(0, abs=1)


NONSENSE: list[Any] = [
    None,
    "ready",
    [],
    {},
    {"diagnostic": "1", "type": "resize", "height": 900},
    {"diagnostic": 1, "type": "resize"},
    *(
        {"diagnostic": 1, "type": "resize", "height": height}
        for height in (99, 0, -1, 20_001, 1e12, "900", [900], None)
    ),
    {"diagnostic": 1, "type": "constructor"},
    {"diagnostic": 1, "type": "__proto__"},
    {"diagnostic": 1, "type": "complete", "bank": "b"},
    {"diagnostic": 1, "type": "complete", "bank": "b", "version": 1, "form": {}},
    {"diagnostic": 1, "type": "error", "reason": "x" * 200},
    {"diagnostic": 1, "type": "progress", "answered": "1", "items": 6},
]


def test_what_is_no_message_is_not_heard(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height, reader.state
    for message in NONSENSE:
        reader.frame.evaluate(SAY, message)
    reader.frame.evaluate(
        "for (const height of [NaN, Infinity]) parent.postMessage({ diagnostic: 1, type: 'resize', height }, '*')"
    )
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height, reader.state) == before
    reader.say(type="error", reason="storage", score=12, code="secret")
    assert reader.told("error") == [{"reason": "storage"}], "only what the documents name is passed on"


def test_no_other_window_is_heard(enter: Read, page_with: PageWith, host: Host, product: Site) -> None:
    other = f'<iframe id="other" src="{host.page("<p>…</p>")}"></iframe>'
    ours = f'<iframe id="ours" src="{product.address}/f/d/interview"></iframe>'
    reader = enter().open(page_with(element(bank="interview"), other, ours, above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height
    reader.page.evaluate("message => postMessage(message, '*')", TALL)
    for name in ("other", "ours"):
        frame = reader.page.locator(f"#{name}").element_handle().content_frame()
        assert frame
        frame.evaluate(SAY, TALL)
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height) == before


def test_a_frame_that_went_elsewhere_is_not_heard(enter: Read, page_with: PageWith, stranger: Host) -> None:
    reader = enter().open(page_with(above="<div style='height:200px'></div>"))
    before = reader.page.evaluate("told"), reader.height
    elsewhere = stranger.page("<p>…</p>")
    frame = reader.frame
    frame.evaluate("address => { location.href = address }", elsewhere)
    frame.wait_for_url(elsewhere)
    frame.evaluate(SAY, TALL)
    reader.settle()
    assert (reader.page.evaluate("told"), reader.height) == before


def test_a_page_with_the_strictest_policy_can_hold_it(enter: Read, page_with: PageWith, product: Site) -> None:
    tag = element(bank="interview", variant="card")
    reader = enter().open(page_with(tag, policy=strict(product.address), head="", above=""), until="")
    expect(reader.element.locator("b")).to_have_css("font-size", "20px")
    reader.element.get_by_role("button", name="はじめる").click()
    reader.wait_for("ready")
    assert reader.height == 560
    reader.finish(1, 2, 0, 1, 2, 3)


def test_whoever_may_not_embed_shows_the_link(enter: Read, stranger: Host, product: Site) -> None:
    reader = enter()
    reader.page.clock.install()
    link = f"{product.address}/d/interview"
    reader.open(stranger.page(script(product.address), element(bank="interview", link=link), head=style()), until="")
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    reader.page.wait_for_function("document.querySelector('interview-diagnostic').state === 'loading'")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    assert reader.wait_for("error") == {"reason": "blocked"}
    assert reader.state == "error"
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    expect(reader.element.get_by_role("status")).to_have_text("ここでは開けませんでした。")
    expect(reader.element.locator("iframe")).to_be_hidden()
    assert [text for text in reader.complaints if "frame-ancestors" not in text] == []
    reader.complaints.clear()


def test_a_frame_that_is_late_is_shown_even_so(enter: Read, page_with: PageWith, product: Site) -> None:
    reader = enter()
    held: list[Any] = []
    reader.page.route("**/f/d/interview*", lambda route: held.append(route))
    reader.page.clock.install()
    reader.open(page_with(), until="")
    reader.page.wait_for_function("document.querySelector('interview-diagnostic').state === 'loading'")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    reader.wait_for("error")
    held.pop().continue_()
    reader.wait_for("ready")
    assert reader.state == "ready"
    expect(reader.element.locator("iframe")).to_be_visible()
    expect(reader.page.get_by_role("link", name="面接力診断をひらく")).to_be_hidden()


def test_a_frame_far_below_is_fetched_when_its_reader_comes_near(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(above="<div style='height:3000px'></div>"), until="")
    reader.settle()
    assert reader.state == "idle"
    expect(reader.element.locator("iframe")).to_have_count(0)
    reader.page.evaluate("scrollTo(0, 2300)")
    reader.wait_for("ready")


@pytest.mark.parametrize("variant", ["card", "button"])
def test_a_call_opens_the_frame_in_its_place_and_closes_it(enter: Read, page_with: PageWith, variant: str) -> None:
    reader = enter().open(page_with(element(bank="interview", variant=variant), head=style(BARE)), until="")
    start = reader.element.get_by_role("button", name="面接力診断をはじめる")
    expect(start).to_have_attribute("aria-expanded", "false")
    expect(reader.page.get_by_text("いまの準備は、どこまで進んでいますか？")).to_be_visible(visible=variant == "card")
    expect(reader.page.get_by_role("link")).to_be_hidden()
    reader.settle()
    assert reader.state == "idle"
    before = layout_shift(reader.page)
    start.focus()
    reader.page.keyboard.press("Enter")
    reader.wait_for("ready")
    assert reader.element.evaluate("one => one.shadowRoot.activeElement.localName") == "iframe"
    assert layout_shift(reader.page) - before < 0.05
    reader.answer(1, 2)
    close = reader.element.get_by_role("button", name="とじる")
    expect(close).to_have_attribute("aria-expanded", "true")
    close.click()
    expect(reader.element.locator("iframe")).to_be_hidden()
    expect(start).to_be_focused()
    reader.element.evaluate("one => one.open()")
    expect(reader.frame.locator("#count")).to_have_text("6問中3問目")


def test_a_frame_needs_no_opening_and_cannot_be_closed(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    for act in ("close", "open"):
        reader.element.evaluate(f"one => one.{act}()")
        expect(reader.element.locator("iframe")).to_be_visible()
        expect(reader.element.get_by_role("button")).to_have_count(0)


def test_what_the_attributes_say_stands_in_the_address_of_the_frame(
    enter: Read, page_with: PageWith, host: Host
) -> None:
    attributes = {"form": "full", "campaign": "spring 春", "start": "reverse", "theme": "dark", "language": "en"}
    look = style("interview-diagnostic{--diagnostic-accent:#147;--diagnostic-radius:.5rem}")
    address = page_with(attributes=attributes, head=look, path="/blog/?name=secret")
    reader = enter().open(address + "#part")
    assert reader.told("ready")[0] | {"version": ""} == {
        "bank": "interview",
        "version": "",
        "form": "full",
        "language": "en",
    }
    assert reader.fragment == {
        "host": host.origin,
        "page": f"{host.origin}/blog/",
        "campaign": "spring 春",
        "start": "reverse",
        "popups": "1",
        "theme": "dark",
        "accent": "#114477",
        "radius": "8",
    }
    expect(reader.element.locator("iframe")).to_have_attribute("title", "Interview readiness check")


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("rebeccapurple", "#663399"),
        ("hsl(180 100% 25%)", "#008080"),
        ("oklch(0.628 0.2577 29.23)", "#ff0000"),
        ("rgb(1 2 3 / 50%)", ""),
        ("banana", ""),
        ("", ""),
    ],
)
def test_a_colour_is_understood_however_it_is_written(
    enter: Read, page_with: PageWith, written: str, understood: str
) -> None:
    reader = enter().open(page_with(head=style(f":root{{--diagnostic-accent:{written}}}")))
    assert reader.fragment["accent"] == understood
    assert reader.fragment["radius"] == "16"


def test_another_theme_or_colour_reaches_the_frame_without_loading_it_anew(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    background = (
        "getComputedStyle(document.documentElement).colorScheme + getComputedStyle(document.body).backgroundColor"
    )
    before = reader.frame.evaluate(background)
    reader.frame.evaluate(HEARD)
    reader.element.evaluate("one => { one.theme = 'dark' }")
    reader.settle()
    assert reader.frame.evaluate(background) != before
    assert reader.element.get_attribute("theme") == "dark"
    reader.element.evaluate("one => one.style.setProperty('--diagnostic-accent', '#b0e0e6')")
    reader.settle()
    reader.element.evaluate("one => { one.campaign = 'other' }")
    assert reader.frame.evaluate("heard.slice(0, 2)") == [
        {"diagnostic": 1, "type": "theme", "theme": "dark", "accent": "", "radius": 16},
        {"diagnostic": 1, "type": "theme", "theme": "dark", "accent": "#b0e0e6", "radius": 16},
    ]
    assert len(reader.told("ready")) == 1


def test_a_theme_that_changes_while_the_frame_loads_is_not_lost(enter: Read, page_with: PageWith) -> None:
    reader = enter()
    held: list[Any] = []
    reader.page.route("**/f/d/interview*", lambda route: held.append(route))
    reader.open(page_with(), until="")
    reader.page.wait_for_function("document.querySelector('interview-diagnostic').state === 'loading'")
    reader.element.evaluate("one => { one.theme = 'dark' }")
    reader.settle()
    held.pop().continue_()
    reader.wait_for("ready")
    reader.settle()
    assert reader.frame.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_another_form_or_language_begins_anew_without_a_step_in_the_history(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with())
    before = reader.page.evaluate("history.length")
    reader.element.evaluate("one => { one.form = 'full'; one.language = 'en' }")
    assert reader.wait_for("ready", 2) | {"version": ""} == {
        "bank": "interview",
        "version": "",
        "form": "full",
        "language": "en",
    }
    reader.element.evaluate("one => { one.form = 'full' }")
    reader.element.evaluate("one => one.reload()")
    reader.wait_for("ready", 3)
    reader.settle()
    assert len(reader.told("ready")) == 3
    assert reader.page.evaluate("history.length") == before


@pytest.mark.parametrize(
    ("around", "attributes", "name"),
    [
        ({"language": "ja"}, {}, "面接力診断をはじめる"),
        ({"language": "ja-JP"}, {}, "面接力診断をはじめる"),
        ({"language": "en-GB"}, {}, "Start the interview readiness check"),
        ({"language": "en"}, {"language": "ja"}, "面接力診断をはじめる"),
        ({"language": "ja"}, {"lang": "en"}, "Start the interview readiness check"),
    ],
)
def test_the_nearest_language_is_spoken(
    enter: Read, page_with: PageWith, around: dict[str, str], attributes: dict[str, str], name: str
) -> None:
    tag = element(bank="interview", variant="button", **attributes)
    reader = enter().open(page_with(tag, **around), until="")
    expect(reader.element.get_by_role("button", name=name)).to_be_visible()


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
    reader.page.evaluate("window.gone = document.querySelector('interview-diagnostic'); gone.remove()")
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


def test_a_page_from_right_to_left_reads_it_from_left_to_right(enter: Read, page_with: PageWith) -> None:
    reader = enter().open(page_with(element(bank="interview", variant="card"), direction="rtl"), until="")
    expect(reader.element.locator("b")).to_have_css("direction", "ltr")


def test_a_page_without_an_origin_keeps_the_link(enter: Read, page_with: PageWith, host: Host) -> None:
    reader = enter()
    inner = page_with()
    reader.page.clock.install()
    reader.open(
        host.page(f'<iframe sandbox="allow-scripts" src="{inner}" width="100%" height="900"></iframe>'), until=""
    )
    frame = reader.page.frames[1]
    frame.wait_for_function("document.querySelector('interview-diagnostic')?.state === 'loading'")
    frame.wait_for_load_state("load")
    reader.page.clock.fast_forward(PAST_ALL_PATIENCE)
    frame.wait_for_function("document.querySelector('interview-diagnostic').state === 'error'")
    expect(frame.get_by_role("link", name="面接力診断をひらく")).to_be_visible()
    reader.complaints[:] = [text for text in reader.complaints if "frame-ancestors" not in text]
