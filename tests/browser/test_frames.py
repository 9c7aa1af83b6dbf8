"""The diagnostic in frames of another origin: alone in a sandbox, and with everything allowed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Locator, Page, Request, Route, ViewportSize, expect

from quiz.errors import StoreError
from tests.browser.hosts import Host, frame, running_host
from tests.browser.site import Site, running_site
from tests.browser.student import SHOWN
from tests.deployments import ready
from tests.web_server import Page as PageServed

ALONE = "allow-scripts"
RESERVED = 560
ATTEMPTS = "**/api/v1/attempts/*"
HEAD = "<style>body{margin:0}iframe{border:0;display:block}</style>"
HEARING = "window.heard = []; addEventListener('message', ({ data, origin }) => heard.push({ ...data, origin }))"

Enter = Callable[..., "Reader"]
Stored = Callable[[], int]


class Reader:
    """Somebody on a host's page with a frame in it; they note whatever is complained of."""

    def __init__(self, browser: Browser, host: Host, site: Site, width: int = 360, **options: Any) -> None:
        viewport: ViewportSize = {"width": width, "height": RESERVED}
        self.context = browser.new_context(locale="ja-JP", viewport=viewport, **options)
        self.context.add_init_script(HEARING)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.host, self.site = host, site
        self.complaints: list[str] = []
        self.sent: list[dict[str, Any]] = []
        self.context.on("console", self._note)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page.on("request", self._keep)

    def _keep(self, request: Request) -> None:
        if request.method == "PUT":
            self.sent.append(request.post_data_json or {})

    def _note(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def open(self, path: str = "/f/d/interview", sandbox: str | None = ALONE, behind: str = "", **said: str) -> Reader:
        """Open a page of the host whose frame says this behind the #."""
        fragment = urlencode({"host": self.host.origin, **said}, quote_via=quote) + behind
        address = self.host.page(frame(f"{self.site.address}{path}#{fragment}", sandbox), head=HEAD)
        self.page.goto(address)
        expect(self.frame.locator("#steps, .hero, .calm").first).to_be_visible()
        return self

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    @property
    def item(self) -> str:
        return self.frame.locator(f"{SHOWN} input").first.get_attribute("name") or ""

    @property
    def shown(self) -> Locator:
        return self.frame.locator(SHOWN)

    def answer(self, *rungs: int) -> Reader:
        for rung in rungs:
            before = self.item
            self.shown.locator("label").nth(rung).click()
            expect(self.frame.locator(f'fieldset:has([name="{before}"])')).to_be_hidden()
        return self

    def see_result(self) -> Reader:
        self.frame.locator(".go button").click()
        self.frame.wait_for_url("**/f/r/*", wait_until="load")
        expect(self.frame.locator("h1")).to_be_visible()
        return self

    @property
    def fragment(self) -> dict[str, str]:
        """What stands behind the #, by the frame's own account."""
        return {name: values[0] for name, values in parse_qs(self.frame.evaluate("location.hash.slice(1)")).items()}

    def heard(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        """What the page around was told of a kind, waiting for so many."""
        enough = "([kind, count]) => heard.filter(({ type }) => type === kind).length >= count"
        # Asked by the clock: a page that waits for its style sheets paints no frames to ask by.
        self.page.wait_for_function(enough, arg=[kind, count], polling=20)
        heard: list[dict[str, Any]] = self.page.evaluate("kind => heard.filter(({ type }) => type === kind)", kind)
        return [{k: v for k, v in message.items() if k not in ("type", "diagnostic", "origin")} for message in heard]

    def say(self, message: dict[str, Any]) -> None:
        """Let the page around send a message to the frame."""
        self.page.evaluate("message => frames[0].postMessage(message, '*')", message)

    def token(self, name: str) -> str:
        """Return a token of the look."""
        return str(
            self.frame.evaluate("name => getComputedStyle(document.documentElement).getPropertyValue(name)", name)
        )

    def wears(self, accent: str) -> None:
        """Wait until the look has a colour: what weighs it is loaded where a page asks for one."""
        worn = "accent => getComputedStyle(document.documentElement).getPropertyValue('--accent') === accent"
        self.frame.wait_for_function(worn, arg=accent)

    def fits(self) -> bool:
        return bool(
            self.frame.evaluate(
                "() => { const { scrollHeight, scrollWidth } = document.documentElement;"
                " return scrollHeight <= innerHeight && scrollWidth <= innerWidth }"
            )
        )


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture(scope="module")
def near() -> Iterator[Host]:
    """A host of the product's own name on another port: another origin of the same site, which may keep things."""
    with running_host("127.0.0.1") as host:
        yield host


@pytest.fixture(scope="module")
def product(host: Host, near: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    var: Path = ready(tmp_path_factory.mktemp("framed") / "var")
    with closing(sqlite3.connect(var / "quiz.db")) as connection, connection:
        connection.execute(
            "INSERT INTO site (key, origins, may_ask_results, webhook_url, webhook_secret, added_utc)"
            " VALUES ('blog', ?, 1, '', '', 0)",
            (host.origin,),
        )
    with running_site(var, QUIZ_EMBED_SITES=near.origin) as running:
        yield running


@pytest.fixture
def stored(product: Site) -> Stored:
    before = product.store.count_attempts()
    return lambda: product.store.count_attempts() - before


@pytest.fixture
def enter(browser: Browser, host: Host, product: Site) -> Iterator[Enter]:
    """Return a way to let readers in; nobody may complain, nothing may be set."""
    readers: list[Reader] = []

    def enter(**options: Any) -> Reader:
        readers.append(Reader(browser, options.pop("host", host), product, **options))
        return readers[-1]

    yield enter
    try:
        for reader in readers:
            assert reader.complaints == []
            assert reader.context.cookies() == []
    finally:
        for reader in readers:
            reader.context.close()


@pytest.mark.parametrize("sandbox", [ALONE, None])
def test_the_way_to_the_result_needs_nothing_but_script(enter: Enter, stored: Stored, sandbox: str | None) -> None:
    reader = enter().open(sandbox=sandbox, campaign="spring").answer(0, 1, 2, 3, 0, 1).see_result()
    assert reader.frame.url.partition("#")[0].endswith("/f/r/" + reader.site.code("quick", 0, 1, 2, 3))
    assert stored() == 1
    page = reader.host.origin + "/"
    assert reader.sent[0]["placement"] == {"site": "", "page": page, "campaign": "spring"}
    (ready, again) = reader.heard("ready", 2)
    version = reader.site.bank.version
    assert ready == again == {"bank": "interview", "version": version, "form": "quick", "language": "ja"}
    assert reader.heard("progress", 6) == [{"answered": n, "items": 6} for n in range(1, 7)]
    assert reader.heard("complete") == [{"bank": "interview", "version": version, "form": "quick"}]


def test_going_the_whole_way_leaves_no_step_in_the_history_of_the_page(enter: Enter) -> None:
    reader = enter().open()
    steps = reader.page.evaluate("history.length")
    reader.answer(1, 1, 1, 1, 1, 1)
    reader.frame.get_by_role("button", name="戻る").click()
    reader.answer(2).see_result()
    reader.frame.get_by_role("link", name="もう一度答える").click()
    reader.frame.wait_for_url("**/f/d/*")
    assert reader.page.evaluate("history.length") == steps


def test_a_result_is_complete_once_however_often_it_is_shown(enter: Enter) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1).see_result()
    reader.frame.get_by_role("link", name="English").click()
    expect(reader.frame.get_by_role("link", name="日本語")).to_be_visible()
    assert len(reader.heard("ready", 3)) == 3 and len(reader.heard("complete")) == 1


def test_nobody_is_told_anything_without_a_host_or_under_another_name(enter: Enter, near: Host) -> None:
    reader = enter()
    for said in ({"host": ""}, {"host": near.origin}, {"host": "javascript:alert(1)"}, {"host": "*"}):
        reader.open(**said).answer(1)
        reader.page.wait_for_timeout(200)
        assert reader.page.evaluate("heard") == [], said


@pytest.mark.parametrize("behind", ["#?secret=a1B2c3", "&secret=a1B2c3"])
def test_wordpress_and_amp_hear_the_height_as_they_ask_for_it(enter: Enter, behind: str) -> None:
    reader = enter().open(behind=f"&campaign=x{behind}&amp=1")
    (height,) = reader.heard("resize")
    heard = [
        {name: value for name, value in message.items() if name != "origin"}
        for message in reader.page.evaluate("heard.filter(({ diagnostic }) => !diagnostic)")
    ]
    assert {"message": "height", "value": height["height"], "secret": "a1B2c3"} in heard
    assert {"sentinel": "amp", "type": "embed-size", "height": height["height"]} in heard
    assert reader.fragment["campaign"] == "x" and reader.fragment["secret"] == "a1B2c3"


def test_the_height_stays_that_of_the_tallest_question(enter: Enter) -> None:
    reader = enter().open()
    reader.answer(1, 1, 1, 1, 1)
    (first,) = reader.heard("resize")
    tall = reader.frame.evaluate("document.documentElement.offsetHeight")
    assert tall <= first["height"] <= RESERVED
    reader.answer(1)
    expect(reader.frame.locator("#review")).to_be_visible()
    assert reader.heard("resize") == [first]


@pytest.mark.parametrize("language", ["", "?lang=en"])
@pytest.mark.parametrize("width", [260, 320, 360, 480, 800])
def test_no_height_tells_one_result_from_another_and_every_one_fits(enter: Enter, width: int, language: str) -> None:
    reader = enter(width=width)
    told = set()
    for form, *rungs in (("quick", 0), ("quick", 1), ("quick", 2, 3), ("quick", 3), ("full", 0), ("full", 3)):
        reader.open(f"/f/r/{reader.site.code(str(form), *map(int, rungs))}{language}")
        (height,) = {message["height"] for message in reader.heard("resize")}
        told.add(height)
        assert reader.frame.evaluate("document.documentElement.offsetHeight") <= height, (form, rungs)
    assert len(told) == 1


@pytest.mark.parametrize("path", ["/f/d/interview", "/f/r/8dpt3vn4-2nay"])
def test_a_frame_without_room_waits_for_it_before_it_tells_its_height(enter: Enter, path: str) -> None:
    reader, is_laid_out = enter(), Event()

    def late(response: Any) -> None:
        is_laid_out.wait(10)
        response.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\nContent-Length: 0\r\n\r\n")

    reader.host.server.pages["/late.css"] = PageServed(write=late)
    address = f"{reader.site.address}{path}#host={reader.host.origin}"
    head = f'<link rel="stylesheet" href="/late.css">{HEAD}'
    reader.page.goto(reader.host.page(frame(address, ALONE), head=head), wait_until="commit")
    reader.heard("ready")
    assert reader.frame.evaluate("innerWidth") == 0
    assert reader.page.evaluate("heard.filter(({ type }) => type === 'resize')") == []
    is_laid_out.set()
    (height,) = reader.heard("resize")
    assert 400 < height["height"] < 4_000


def test_what_is_opened_in_a_result_finds_room(enter: Enter) -> None:
    reader = enter().open("/f/r/8dpt3vn4-2nay")
    before = reader.heard("resize")[-1]["height"]
    reader.frame.locator("summary").first.click()
    assert reader.heard("resize", 2)[-1]["height"] == before + 900
    assert reader.frame.evaluate("document.documentElement.offsetHeight") <= before + 900


def test_measuring_shows_nobody_another_question(enter: Enter) -> None:
    reader = enter().open()
    assert reader.frame.locator(SHOWN).count() == 1
    assert reader.frame.locator("html").get_attribute("class") in (None, "")


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_every_question_and_the_first_of_a_result_fit_the_reserved_height(
    enter: Enter, width: int, language: str
) -> None:
    reader = enter(width=width).open(f"/f/d/interview{language}")
    for _ in range(6):
        assert reader.fits(), reader.item
        reader.answer(1)
    assert reader.frame.locator(".go button").bounding_box()["y"] < RESERVED - 40  # type: ignore[index]
    for rungs in ((1,), (1, 1, 2), (2, 3), (3,)):
        reader.open(f"/f/r/{reader.site.code('quick', *rungs)}{language}")
        for part in ("h1 b", ".strip", ".hero dl div:first-child dd", ".hero .act dd"):
            box = reader.frame.locator(part).bounding_box()
            assert box is not None and box["y"] + box["height"] <= RESERVED, (rungs, part)


def test_a_retake_names_the_attempt_before_it_and_is_compared_without_any_storage(enter: Enter) -> None:
    reader = enter().open().answer(0, 0, 0, 0, 0, 0).see_result()
    assert (
        reader.frame.evaluate("() => { try { return !Object.keys(localStorage).length } catch { return false } }")
        is False
    )
    reader.frame.get_by_role("link", name="もう一度答える").click()
    reader.answer(1, 1, 1, 1, 1, 1).see_result()
    bodies = [body for body in reader.sent if "answers" in body]
    assert ["previous" in body for body in bodies] == [False, True]
    expect(reader.frame.locator("#compare")).to_contain_text("+33点")
    reader.frame.get_by_text("これまでの記録").click()
    expect(reader.frame.locator("#history li")).to_have_count(2)
    reader.frame.locator("#history li a").last.click()
    reader.frame.wait_for_url(f"**/f/r/{reader.site.code('quick', 0)}*")


def test_what_could_not_be_stored_goes_along_and_is_sent_again(
    enter: Enter, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(attempt: Any) -> None:
        raise StoreError("the disk is full")

    reader = enter()
    with monkeypatch.context() as patched:
        patched.setattr(reader.site.store, "record", full_disk)
        reader.open().answer(1, 1, 1, 1, 1, 1)
        with reader.page.expect_response(lambda answer: answer.status == 202 and "/f/r/" in answer.frame.url):
            reader.see_result()
    assert reader.heard("error") == [{"reason": "storage"}] and stored() == 0
    with reader.page.expect_response(ATTEMPTS):
        reader.frame.get_by_role("link", name="English").click()
    reader.frame.wait_for_function("() => !location.hash.includes('unstored')")
    assert stored() == 1


def test_a_frame_without_network_says_so_once_and_goes_on_by_itself(enter: Enter, stored: Stored) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1)
    reader.context.set_offline(True)
    reader.frame.locator(".go button").click()
    expect(reader.frame.locator("#status")).to_contain_text("開いたまま")
    expect(reader.frame.locator("#status")).not_to_contain_text("端末に残って")
    reader.page.wait_for_timeout(1500)
    reader.context.set_offline(False)
    reader.frame.wait_for_url("**/f/r/*")
    assert reader.heard("error") == [{"reason": "offline"}] and stored() == 1
    reader.complaints[:] = [said for said in reader.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_a_refusal_is_told(enter: Enter) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1)
    reader.page.route(ATTEMPTS, lambda route: route.fulfill(status=422, headers={"Access-Control-Allow-Origin": "*"}))
    reader.frame.locator(".go button").click()
    expect(reader.frame.locator("#status")).to_contain_text("受け付けられませんでした")
    assert reader.heard("error") == [{"reason": "refused"}]
    reader.complaints.clear()


def test_an_item_may_be_asked_first_with_its_answer_given(enter: Enter) -> None:
    reader = enter()
    items = reader.site.bank.items_of("quick")
    third = items[2]
    reader.open(start=third.id)
    assert reader.item == third.id
    expect(reader.frame.locator("#count")).to_have_text("6問中1問目")
    assert reader.frame.locator("legend i").all_text_contents() == ["1", "2", "3", "4", "5", "6"]
    reader.open(start=f"{third.id}:{third.options[1].id}")
    assert reader.item == items[0].id
    expect(reader.frame.locator("#count")).to_have_text("6問中2問目")
    assert reader.heard("progress") == [{"answered": 1, "items": 6}]
    reader.answer(0, 0, 0, 0, 0).see_result()
    assert reader.sent[0]["answers"][third.id] == third.options[1].id
    reader.open(start="nothing:x")
    assert reader.item == items[0].id


def test_the_look_follows_the_page_around_where_it_can_be_read(enter: Enter) -> None:
    reader = enter().open(theme="dark", accent="#ffb4ab", radius="4")
    reader.wears("#ffb4ab")
    assert (reader.token("--page"), reader.token("--accent"), reader.token("--round")) == ("#121819", "#ffb4ab", "4px")
    assert reader.token("--on-accent") == "#000"
    reader.say({"diagnostic": 1, "type": "theme", "theme": "light", "accent": "#b3261e", "radius": 20})
    reader.wears("#b3261e")
    assert (reader.token("--accent"), reader.token("--on-accent"), reader.token("--round")) == (
        "#b3261e",
        "#fff",
        "20px",
    )
    reader.answer(1, 1, 1, 1, 1, 1).see_result()
    reader.wears("#b3261e")
    assert reader.token("--page") == "#f7f7f3", "the next page knows it too"


@pytest.mark.parametrize("accent", ["#ffd400", "#999999", "red", "#075e6", "#075e63;x", "url(x)", ""])
def test_a_colour_that_is_hard_to_read_or_none_is_left_out(enter: Enter, accent: str) -> None:
    reader = enter(color_scheme="light").open(accent=accent, theme="none", radius="2em")
    assert (reader.token("--accent"), reader.token("--round")) == ("#075e63", "16px")
    assert reader.frame.locator("html").get_attribute("data-theme") is None


def test_a_colour_is_weighed_again_when_the_scheme_changes(enter: Enter) -> None:
    reader = enter(color_scheme="light").open(accent="#8c1d18")
    reader.wears("#8c1d18")
    reader.page.emulate_media(color_scheme="dark")
    reader.wears("#7dd3cb")


def test_a_message_of_another_window_or_shape_changes_nothing(enter: Enter, near: Host) -> None:
    theme = {"diagnostic": 1, "type": "theme", "theme": "dark", "accent": "#ffb4ab"}
    reader = enter(color_scheme="light").open()
    for message in ({**theme, "diagnostic": 2}, {**theme, "type": "other"}, {}, theme | {"theme": {}, "accent": [1]}):
        reader.say(message)
    # A window beside the frame speaks under the host's origin, and is not the page around it.
    reader.page.evaluate(
        "theme => { const one = document.body.appendChild(document.createElement('iframe'));"
        " one.contentWindow.eval(`parent.frames[0].postMessage(${JSON.stringify(theme)}, '*')`) }",
        theme,
    )
    reader.page.wait_for_timeout(200)
    assert reader.token("--page") == "#f7f7f3" and reader.frame.locator("html").get_attribute("data-theme") is None
    reader.open(host=near.origin).say(theme)
    reader.page.wait_for_timeout(200)
    assert reader.token("--page") == "#f7f7f3", "the page around gave another name than its own"


def test_where_nothing_may_open_a_link_shows_its_address(enter: Enter) -> None:
    reader = enter().open()
    reader.answer(1, 1, 1, 1, 1, 1).see_result()
    link = reader.frame.locator(".links a").first
    link.click()
    field = reader.frame.locator("#away input")
    expect(field).to_be_focused()
    assert field.input_value() == reader.site.address + (link.get_attribute("href") or "")
    assert field.evaluate("field => field.selectionEnd - field.selectionStart === field.value.length")
    reader.frame.locator("#away button").click()
    expect(reader.frame.locator("#away [role=status]")).to_have_text("コピーしました。")
    reader.frame.locator("#window").click()
    expect(field).to_have_value(reader.site.address + "/r/" + reader.site.code("quick", 1))
    link.click(button="middle")
    assert len(reader.context.pages) == 1


def test_the_link_of_a_result_is_copied_as_it_opens_in_a_window(enter: Enter) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1).see_result()
    reader.frame.get_by_role("button", name="リンクをコピー").click()
    expect(reader.frame.locator("#away [role=status]")).to_have_text("コピーしました。")
    expect(reader.frame.locator("#away p").first).to_be_hidden()
    assert (
        reader.frame.locator("#away input").input_value() == f"{reader.site.address}/r/{reader.site.code('quick', 1)}"
    )


def test_that_a_link_was_copied_is_seen_within_the_frame(enter: Enter) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1).see_result()
    reader.frame.get_by_role("button", name="リンクをコピー").click()
    expect(reader.frame.locator("#away [role=status]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [360, 280])
def test_letters_of_twice_the_size_cut_nothing_off_the_header(enter: Enter, width: int) -> None:
    reader = enter(width=width).open()
    reader.frame.evaluate("document.documentElement.style.fontSize = '200%'")
    for part in reader.frame.locator(".top > *").all():
        left, right, lines = part.evaluate(
            "part => { const { left, right, height } = part.getBoundingClientRect();"
            " return [left, right, Math.floor(height / parseFloat(getComputedStyle(part).lineHeight))] }"
        )
        assert left >= 0 and right <= width and lines == 1, part.text_content()


def test_a_page_with_a_secret_learns_of_no_way_that_is_taken(enter: Enter) -> None:
    # Which consultation helps says which area is weak, and any page may call itself WordPress.
    reader = enter().open(behind="#?secret=abc").answer(1, 1, 1, 1, 1, 1).see_result()
    reader.frame.locator(".links a").first.click()
    expect(reader.frame.locator("#away")).to_be_visible()
    kinds = reader.page.evaluate("[...new Set(heard.map(({ message, type }) => message ?? type))]")
    assert sorted(kinds) == ["complete", "height", "progress", "ready", "resize"]


@pytest.mark.parametrize("sandbox", [None, f"{ALONE} allow-popups allow-popups-to-escape-sandbox"])
def test_where_windows_may_open_a_link_opens_one(enter: Enter, sandbox: str | None) -> None:
    reader = enter().open(sandbox=sandbox, popups="1").answer(1, 1, 1, 1, 1, 1).see_result()
    with reader.context.expect_page() as opened:
        reader.frame.locator(".links a").first.click()
    opened.value.wait_for_url("**/qa/*")
    assert opened.value.evaluate("window.opener") is None
    expect(reader.frame.locator("#away")).to_be_hidden()


def test_a_frame_of_our_origin_that_may_open_nothing_shows_the_address_too(enter: Enter) -> None:
    reader = enter().open(sandbox=f"{ALONE} allow-same-origin").answer(1, 1, 1, 1, 1, 1).see_result()
    reader.frame.locator(".links a").first.click()
    expect(reader.frame.locator("#away input")).to_be_focused()
    assert len(reader.context.pages) == 1
    # The browser says that it opens nothing; no page can ask it beforehand.
    reader.complaints[:] = [said for said in reader.complaints if "allow-popups" not in said]


def test_the_window_knows_where_its_reader_came_from(enter: Enter) -> None:
    reader = enter().open(campaign="spring", theme="dark")
    window = reader.frame.locator("#window").get_attribute("href") or ""
    address, _, behind = window.partition("#")
    assert address == f"{reader.site.address}/d/interview"
    assert parse_qs(behind) == {"page": [f"{reader.host.origin}/"], "campaign": ["spring"]}


def test_a_result_is_told_when_its_owner_says_so_and_not_before(enter: Enter) -> None:
    reader = enter().open()
    shared: list[Route] = []

    def share(route: Route) -> None:
        shared.append(route)
        route.fulfill(status=204, headers={"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "PUT"})

    reader.page.route("**/sharing", share)
    reader.answer(1, 1, 1, 1, 1, 1).see_result()
    box = reader.frame.locator("#tell")
    expect(box.locator("h2")).to_have_text(f"この結果を、{reader.host.origin.partition('//')[2]}に伝えますか？")
    assert reader.page.evaluate("heard.filter(({ type }) => type === 'result')") == [] and shared == []
    yes = box.get_by_role("button", name="伝える", exact=True)
    yes.scroll_into_view_if_needed()
    # It counts when it has been in sight for a moment.
    reader.page.wait_for_timeout(1200)
    yes.click()
    band = next(band.id for band in reader.site.bank.bands if band.first <= 33 <= band.last)
    assert reader.heard("result") == [{"score": 33, "band": band, "code": reader.site.code("quick", 1)}]
    expect(box.get_by_role("status")).to_have_text("伝えました。")
    expect(box.get_by_role("button")).to_have_count(0)
    assert [route.request.method for route in shared] == ["PUT"]
    assert shared[0].request.url.rpartition("/attempts/")[2].removesuffix("/sharing") == last_key(reader)


def test_whoever_says_no_is_told_that_nothing_was_told(enter: Enter) -> None:
    reader = enter().open().answer(1, 1, 1, 1, 1, 1).see_result()
    box = reader.frame.locator("#tell")
    box.get_by_role("button", name="伝えない").click()
    expect(box.get_by_role("status")).to_contain_text("何も伝えていません")
    assert reader.page.evaluate("heard.filter(({ type }) => type === 'result')") == []


def test_nobody_is_asked_for_a_site_that_may_not_or_for_somebody_elses_result(enter: Enter, near: Host) -> None:
    reader = enter().open(f"/f/r/{enter().site.code('quick', 1)}")
    expect(reader.frame.locator("#tell")).to_be_hidden()
    other = enter(host=near).open().answer(1, 1, 1, 1, 1, 1).see_result()
    expect(other.frame.locator("#tell")).to_be_hidden()


def test_where_storage_is_allowed_nothing_of_it_goes_behind_the_hash(enter: Enter, near: Host) -> None:
    reader = enter(host=near).open(sandbox=None).answer(1, 1, 1, 1, 1, 1).see_result()
    assert "kept" not in reader.fragment
    assert json.loads(reader.frame.evaluate("localStorage['quiz:results']"))[0]["code"] == reader.site.code("quick", 1)


@pytest.mark.parametrize(
    "kept",
    [
        "no json",
        '{"quiz:results":[{"key":"x","code":"c","url":"https://evil.example"}]}',
        '{"quiz:results":[{"key":"11111111-1111-4111-8111-111111111111","code":"c","url":"//evil.example"}]}',
        '{"quiz:unstored":{"../../x":{"answers":{}}}}',
        '{"other":1,"quiz:results":null}',
    ],
)
def test_what_a_page_writes_behind_the_hash_is_not_trusted(enter: Enter, kept: str) -> None:
    reader = enter().open(f"/f/r/{enter().site.code('quick', 1)}", kept=kept)
    reader.frame.get_by_text("これまでの記録").click()
    expect(reader.frame.locator("#history")).to_contain_text("この端末に記録はありません")
    assert reader.sent == []


def test_an_error_in_a_frame_leads_back_to_the_questions(enter: Enter) -> None:
    reader = enter().open("/f/d/other", campaign="spring")
    assert reader.page.evaluate("heard.some(({ type }) => type === 'ready')") is False
    reader.frame.get_by_role("link", name="診断の最初へ").click()
    reader.frame.wait_for_url("**/f/d/interview*")
    assert reader.fragment["campaign"] == "spring"
    reader.complaints[:] = [said for said in reader.complaints if "404" not in said]


def test_the_way_without_script_works_in_a_frame(enter: Enter, stored: Stored) -> None:
    reader = enter(java_script_enabled=False)
    reader.page.goto(reader.host.page(frame(f"{reader.site.address}/f/d/interview"), head=HEAD))
    for item in reader.site.bank.items_of("quick"):
        reader.frame.locator(f'label:has([name="{item.id}"])').nth(1).click()
    reader.frame.locator(".go button").click()
    reader.frame.wait_for_url("**/f/r/*")
    assert stored() == 1
    for part in ("#away", "#tell"):
        expect(reader.frame.locator(part)).to_be_hidden()


def last_key(reader: Reader) -> str:
    """Return the key of the last attempt that the frame knows."""
    return str(json.loads(reader.frame.evaluate("localStorage['quiz:last']")))
