"""What is told after the result, how far somebody came, and where what was followed began: in a real browser."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.embedding.axe import SOURCE
from tests.browser.hosts import Host, frame, running_host
from tests.browser.site import Site, running_site
from tests.browser.student import SHOWN, Student
from tests.browser.test_looks import RULES
from tests.conftest import FLAGS, chromium
from tests.deployments import ready

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)"
"""A browser without a head is a robot, and is not counted."""
ANSWERS = (1, 1, 1, 1, 1, 1)
SUMMARY = "よければ、統計に協力してください"


@pytest.fixture
def host() -> Iterator[Host]:
    with running_host() as host:
        yield host


@pytest.fixture
def own(tmp_path: Path, host: Host) -> Iterator[Site]:
    """A site of a test's own, which the host may embed."""
    with running_site(ready(tmp_path / "var"), QUIZ_EMBED_SITES=host.origin) as running:
        yield running


@pytest.fixture(scope="module")
def counted(browser: Browser) -> Iterator[Browser]:
    """A browser that calls itself a phone to the end: what a page sends while it is left names no context of a test."""
    own = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, f"--user-agent={IPHONE}"])
    yield own
    own.close()


@pytest.fixture
def phone(counted: Browser, own: Site) -> Iterator[Student]:
    student = Student(counted, own)
    yield student
    assert student.complaints == []
    student.close()


@pytest.fixture
def rows(own: Site, tmp_path: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    """Return a way to ask the database, once what was gathered is written."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        own.store.sums.flush()
        with closing(sqlite3.connect(tmp_path / "var" / "quiz.db")) as connection:
            return connection.execute(query).fetchall()

    return rows


Rows = Callable[[str], list[tuple[Any, ...]]]
POSITIONS = "SELECT position, count FROM passage WHERE count <> 0 ORDER BY position"


def soon(phone: Student, found: Callable[[], object], wanted: object) -> None:
    """Wait until what is found is what is wanted: a page that is left waits for no answer to its notes."""
    for _ in range(50):
        if found() == wanted:
            return
        phone.page.wait_for_timeout(100)
    assert found() == wanted


def settled(phone: Student) -> None:
    """Wait until nothing is under way any more."""
    phone.page.wait_for_load_state("networkidle")


def test_a_fresh_result_asks_at_its_end_and_what_is_told_is_kept(phone: Student, rows: Rows) -> None:
    phone.open().answer(*ANSWERS).see_result()
    box = phone.page.locator("#cohort")
    box.get_by_text(SUMMARY).click()
    expect(box).to_contain_text("10人未満の集計は出しません")
    box.get_by_label("学年").select_option("3年")
    box.get_by_label("講座コード").fill("Ｓ－０１")
    box.get_by_role("button", name="協力する").click()
    expect(box.get_by_role("status")).to_contain_text("受け取りました")
    assert rows("SELECT attributes FROM cohort") == [("grade=y3;seminar=s-01",)]
    box.get_by_label("学年").select_option("4年")
    box.get_by_role("button", name="協力する").click()
    expect(box.get_by_role("status")).to_contain_text("受け取りました")
    settled(phone)
    assert rows("SELECT attributes FROM cohort") == [("grade=y4;seminar=s-01",)]


def test_everything_can_be_told_by_keyboard(phone: Student, rows: Rows) -> None:
    phone.open().answer(*ANSWERS).see_result()
    summary = phone.page.locator("#cohort summary")
    summary.focus()
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_label("学年")).to_be_visible()
    for key in ("Tab", "3", "Tab", "Tab", "Tab"):
        phone.page.keyboard.press(key)
    phone.page.keyboard.type("spring")
    phone.page.keyboard.press("Enter")
    expect(phone.page.locator("#cohort [role]")).to_contain_text("受け取りました")
    assert rows("SELECT attributes FROM cohort") == [("grade=y3;seminar=spring",)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_fields_pass_axe_and_fit_a_phone(counted: Browser, own: Site, scheme: str) -> None:
    phone = Student(counted, own, color_scheme=scheme)
    phone.open().answer(*ANSWERS).see_result()
    phone.page.get_by_text(SUMMARY).click()
    expect(phone.page.get_by_label("学年")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = phone.page.eval_on_selector_all(
        "#cohort select, #cohort input, #cohort button", "parts => parts.map(part => part.offsetHeight)"
    )
    assert min(heights) >= 44
    phone.page.evaluate(f"() => {{ {SOURCE.read_text(encoding='utf-8')} }}")
    found = phone.page.evaluate("rules => axe.run(document, { preload: false, ...rules })", RULES)["violations"]
    assert found == [], [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]
    phone.close()


def test_the_next_attempt_offers_what_was_told_and_sends_nothing_by_itself(phone: Student, rows: Rows) -> None:
    box = phone.page.locator("#cohort")
    for _ in range(2):
        phone.open().answer(*ANSWERS).see_result()
        box.get_by_text(SUMMARY).click()
        expect(box.get_by_label("学年")).to_be_visible()
        if not box.get_by_label("学年").input_value():
            box.get_by_label("学年").select_option("3年")
            box.get_by_role("button", name="協力する").click()
            expect(box.get_by_role("status")).to_contain_text("受け取りました")
    assert box.get_by_label("学年").input_value() == "y3"
    settled(phone)
    assert len(rows("SELECT * FROM attempt")) == 2 and len(rows("SELECT * FROM cohort")) == 1


def test_a_code_that_is_none_is_said_kindly(phone: Student, rows: Rows) -> None:
    phone.open().answer(*ANSWERS).see_result()
    box = phone.page.locator("#cohort")
    box.get_by_text(SUMMARY).click()
    box.get_by_label("講座コード").fill("春の講座")
    box.get_by_role("button", name="協力する").click()
    expect(box.get_by_role("status")).to_contain_text("半角の英数字")
    # A browser says of every answer beyond 399 that it came.
    assert all("422" in complaint for complaint in phone.complaints)
    phone.complaints.clear()
    assert rows("SELECT * FROM cohort") == []


def test_what_is_counted_already_is_said_to_be(phone: Student, own: Site) -> None:
    phone.open().answer(*ANSWERS).see_result()
    own.store.opened().run("UPDATE fold SET attempt = 99", {})
    box = phone.page.locator("#cohort")
    box.get_by_text(SUMMARY).click()
    box.get_by_role("button", name="協力する").click()
    expect(box.get_by_role("status")).to_contain_text("もう集計に入りました")
    phone.complaints.clear()


def test_nobody_is_asked_whose_result_it_is_not_or_who_got_it_long_ago(phone: Student, own: Site) -> None:
    phone.open(f"/r/{own.code('quick', 2)}")
    settled(phone)
    expect(phone.page.locator("#cohort")).to_have_count(0)
    phone.open().answer(*ANSWERS).see_result()
    phone.page.evaluate(
        "() => { const [mine] = JSON.parse(localStorage['quiz:results']); mine.at -= 36e5;"
        " localStorage['quiz:results'] = JSON.stringify([mine]) }"
    )
    phone.page.reload()
    settled(phone)
    expect(phone.page.locator("#cohort")).to_have_count(0)


def test_who_finishes_began_once_and_left_nowhere(phone: Student, rows: Rows) -> None:
    phone.open().answer(*ANSWERS)
    phone.see_result()
    settled(phone)
    assert rows(POSITIONS) == [(-1, 1)]


def test_who_leaves_is_counted_where_they_were_and_taken_back_when_they_finish(phone: Student, rows: Rows) -> None:
    phone.open("/d/interview#page=/qa/q1").answer(1, 1)
    phone.page.goto("about:blank")
    soon(phone, lambda: rows(POSITIONS), [(-1, 1), (2, 1)])
    phone.open("/d/interview#page=/qa/q1").answer(1)
    phone.page.goto("about:blank")
    soon(phone, lambda: rows(POSITIONS), [(-1, 1), (3, 1)])
    phone.open("/d/interview#page=/qa/q1")
    phone.page.goto("about:blank")
    soon(phone, lambda: rows(POSITIONS), [(-1, 1), (3, 1)])
    phone.open("/d/interview#page=/qa/q1").answer(1, 1, 1).see_result()
    settled(phone)
    assert rows(POSITIONS) == [(-1, 1)]
    assert set(rows("SELECT site, page FROM passage")) == {("", "/qa/q1")}


def test_who_only_looks_is_not_counted(phone: Student, rows: Rows) -> None:
    phone.open()
    phone.page.goto("about:blank")
    soon(phone, lambda: rows(POSITIONS), [])


def test_what_is_followed_is_counted_for_the_place_where_the_attempt_began(phone: Student, rows: Rows) -> None:
    phone.open("/d/interview#page=/qa/q1").answer(*ANSWERS).see_result()
    settled(phone)
    phone.page.locator(".links a").first.click()
    phone.page.wait_for_url("**/qa/*")
    assert rows("SELECT form, site, page, clicks FROM placement_click") == [("quick", "", "/qa/q1", 1)]
    assert rows("SELECT sum(clicks) FROM click") == [(1,)]


@pytest.mark.parametrize("sandbox", ["allow-scripts", None])
def test_in_a_frame_all_this_works_as_well(
    counted: Browser, own: Site, host: Host, rows: Rows, sandbox: str | None
) -> None:
    context = counted.new_context(locale="ja-JP", viewport={"width": 360, "height": 900})
    complaints: list[str] = []
    context.on("console", lambda message: complaints.append(message.text))
    page = context.new_page()
    page.set_default_timeout(10_000)
    inside = frame(f"{own.address}/f/d/interview#host={host.origin}&page={host.origin}/article", sandbox)
    page.goto(host.page(inside, head="<style>body{margin:0}iframe{border:0;display:block}</style>"))
    shown = page.frames[1]
    for rung in ANSWERS:
        before = shown.locator(f"{SHOWN} input").first.get_attribute("name")
        shown.locator(f"{SHOWN} label").nth(rung).click()
        expect(shown.locator(f'fieldset:has([name="{before}"])')).to_be_hidden()
    shown.locator(".go button").click()
    shown.wait_for_url("**/f/r/*", wait_until="load")
    box = shown.locator("#cohort")
    box.get_by_text(SUMMARY).click()
    box.get_by_label("学年").select_option("3年")
    box.get_by_role("button", name="協力する").click()
    expect(box.get_by_role("status")).to_contain_text("受け取りました")
    assert rows("SELECT attributes FROM cohort") == [("grade=y3",)]
    assert rows("SELECT position, page, count FROM passage") == [(-1, f"{host.origin}/article", 1)]
    href = shown.locator(".links a").first.get_attribute("href") or ""
    assert "form=quick" in href and "from=frame" in href and "article" in href
    assert complaints == []
    context.close()
