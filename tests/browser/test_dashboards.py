"""Figures in a real browser: from signing in to a narrower look; by keyboard, without script, on paper, in the dark.

Nobody's page may say anything in the console here: a violation of the policy would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from quiz.advice.workflow import Role
from tests.accounts import an_account
from tests.browser.colleague import Colleague
from tests.browser.site import Site, running_site
from tests.browser.test_looks import assert_clean
from tests.simulated import with_figures

VIEWER = "browser-viewer"
ATTEMPTS = 12_000
"""So many that a grade has its steps told: few students tell theirs."""
BASE = "/staff/figures/"
PAGES = ("", "steps?by=grade", "cohorts", "content", "items", "items/impression-recording", "placements", "report")
WIDTH = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
DRAWN = "() => [...document.querySelectorAll('.chart')].every(one => one.querySelector('.main-svg'))"
DEVICES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
    "desktop in the dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}

Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def figures_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, with figures of simulated attempts."""
    with running_site(tmp_path_factory.mktemp("figures")) as site:
        with_figures(site.store, site.bank, site.shelf, attempts=ATTEMPTS)
        an_account(site.store, VIEWER, Role.VIEWER)
        yield site


@pytest.fixture
def enter(browser: Browser, figures_site: Site) -> Iterator[Enter]:
    """Return a way to come in as somebody who may see figures; no page may complain."""
    colleagues: list[Colleague] = []

    def enter(address: str = BASE, **options: Any) -> Page:
        colleagues.append(Colleague(browser, figures_site, VIEWER, **options, home=address))
        return colleagues[-1].page

    yield enter
    try:
        for colleague in colleagues:
            assert colleague.complaints == []
    finally:
        for colleague in colleagues:
            colleague.close()


def see_all(page: Page) -> None:
    """Scroll through a page until every chart is drawn."""
    for place in page.locator(".chart").all():
        place.scroll_into_view_if_needed()
    page.wait_for_function(DRAWN)


@pytest.mark.parametrize("device", DEVICES)
def test_every_page_draws_its_charts_and_axe_finds_nothing(enter: Enter, device: str) -> None:
    page = enter(**DEVICES[device])
    for address in PAGES:
        page.goto(BASE + address)
        see_all(page)
        assert page.evaluate(WIDTH) == 0, "the page is wider than the screen"
        assert not page.evaluate("document.querySelectorAll('style').length")
        page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
        assert_clean(page)


def test_a_viewer_goes_from_the_overview_to_the_missing_steps_of_a_grade(enter: Enter) -> None:
    page = enter()
    expect(page.get_by_role("heading", level=1)).to_have_text("全体のようす")
    everybody = page.locator(".heads dd").first.inner_text()
    page.get_by_label("集団", exact=True).select_option(label="3年")
    page.get_by_label("期間", exact=True).select_option("2026")
    with page.expect_navigation():
        page.get_by_role("button", name="表示する").click()
    assert "group=grade%3Ay3" in page.url and "period=2026" in page.url
    assert page.locator(".heads dd").first.inner_text() != everybody
    with page.expect_navigation():
        page.get_by_role("link", name="どの一歩がまだの人が多いかを見る").click()
    assert "group=grade:y3" in page.url
    expect(page.locator(".step h2").first).to_contain_text("%")
    expect(page.get_by_label("集団", exact=True)).to_have_value("grade:y3")


def test_a_group_that_stands_there_can_be_taken_away_again(enter: Enter) -> None:
    page = enter(f"{BASE}cohorts?by=site&value=sample-blog&value=sample-campus&value=sample-media")
    groups = page.get_by_role("region", name="集団のくらべ").get_by_role("rowheader")
    expect(groups).to_have_count(3)
    page.get_by_role("checkbox", name="sample-campus").uncheck()
    with page.expect_navigation():
        page.get_by_role("button", name="並べる", exact=True).click()
    expect(groups).to_have_count(2)
    expect(page.get_by_role("checkbox", name="sample-campus")).not_to_be_checked()


def test_the_page_is_there_before_the_script_that_draws_and_does_without_it(
    browser: Browser, figures_site: Site
) -> None:
    colleague = Colleague(browser, figures_site, VIEWER, home=BASE)
    page = colleague.page
    page.route("**/plotly-*.js", lambda route: route.abort())
    page.reload()
    see = page.locator(".chart").first
    see.scroll_into_view_if_needed()
    expect(see.get_by_text("図を読みこめませんでした")).to_be_visible()
    expect(page.get_by_role("region", name="点数の分布").get_by_role("row")).to_have_count(11)
    assert all("ERR_FAILED" in said for said in colleague.complaints)
    colleague.close()


def test_without_script_tables_have_bars(enter: Enter) -> None:
    page = enter(java_script_enabled=False)
    for address in PAGES:
        page.goto(BASE + address)
        assert page.locator(".chart").first.is_hidden() if page.locator(".chart").count() else True
        assert page.locator(".bar:visible, .stack:visible").count()
    page.goto(BASE)
    page.get_by_label("版", exact=True).select_option("full")
    with page.expect_navigation():
        page.get_by_role("button", name="表示する").click()
    assert "form=full" in page.url


def test_everything_can_be_reached_with_the_keyboard(enter: Enter) -> None:
    page = enter(**DEVICES["phone"])
    page.goto(BASE)
    summary = page.locator(".filters summary")
    expect(page.get_by_label("版", exact=True)).to_be_hidden()
    summary.press("Enter")
    expect(page.get_by_label("版", exact=True)).to_be_visible()
    meaning = page.locator(".meanings summary").first
    meaning.press("Enter")
    expect(page.locator(".meanings dl").first).to_be_visible()
    seen = set()
    page.evaluate("document.activeElement.blur()")
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.getAttribute('role') || document.activeElement.tagName"))
    assert {"A", "SELECT", "BUTTON", "SUMMARY", "region"} <= seen


def test_charts_follow_the_scheme_and_turn_to_paper(enter: Enter) -> None:
    page = enter(color_scheme="light")
    page.goto(f"{BASE}report")
    page.wait_for_function(DRAWN)
    bar = page.locator(".chart").first.locator(".bars path").last

    def colour() -> str:
        return str(bar.evaluate("one => getComputedStyle(one).fill"))

    light = colour()
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "colour => getComputedStyle([...document.querySelector('.chart')"
        ".querySelectorAll('.bars path')].at(-1)).fill !== colour",
        arg=light,
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert colour() == light, "paper is white, whatever the screen is"
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(27, 36, 38)"
    assert page.locator(".chart .main-svg").first.get_attribute("width") == "352"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert colour() != light


def test_a_chart_says_its_numbers_to_who_points_at_it(enter: Enter) -> None:
    page = enter()
    page.goto(BASE)
    page.wait_for_function("() => document.querySelector('.chart .bars path')")
    page.locator(".chart").first.locator(".bars path").nth(2).hover(force=True)
    expect(page.locator(".hoverlayer .hovertext").first).to_contain_text("%")
