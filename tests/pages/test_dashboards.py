"""The pages of figures over HTTP: what they say, whom they say it to, and what they look like without script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from quiz.advice.workflow import Role
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.clock import now
from quiz.config import Settings
from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Overview
from quiz.figures.table import Figure
from quiz.simulation.drawing import draw_truth
from quiz.simulation.truth import Planted
from quiz.staff.dashboards.bundle import ADDRESS
from quiz.store.handle import StoreHandle
from quiz.store.tables import audit
from quiz.web.rendering import make_environment
from tests.accounts import an_account, signed_in
from tests.client import XHTML, Page, PageClient
from tests.deployments import ready
from tests.simulated import LEAST, SEED, with_figures

BASE = "/staff/figures/"
SECTIONS = ("", "steps", "steps?by=grade", "cohorts", "cohorts?by=site", "content", "items", "placements")
FEW = f"{BASE}?group=faculty:humanities&period=2025-10"


class Deployment:
    """An application with a store, and the room of figures that its pages show."""

    def __init__(self, settings: Settings) -> None:
        self.store = StoreHandle(settings)
        prepared = prepare(settings)
        self.bank, self.shelf = prepared.bank, prepared.shelf
        self.app: Flask = create_app(settings, prepared.bank, prepared.shelf, self.store)
        self.room = FigureRoom(self.store, prepared.bank, LEAST, now)

    def client(self, name: str = "viewer", role: Role = Role.VIEWER, advisor: str = "") -> PageClient:
        """Return a client signed in as a new account."""
        an_account(self.store, name, role, advisor)
        return signed_in(self.app, self.store, name)

    def noted(self) -> list[tuple[str, str]]:
        """Return what the audit log has of pages seen."""
        with self.store.opened().reading() as connection:
            rows = connection.execute(select(audit.c.kind, audit.c.detail).order_by(audit.c.id))
            return [(kind, detail) for kind, detail in rows]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A deployment with figures; no test changes what they say."""
    folder = ready(tmp_path_factory.mktemp("figures") / "var")
    made = Deployment(Settings.from_environment({"QUIZ_VAR": str(folder)}))
    with_figures(made.store, made.bank, made.shelf)
    yield made
    made.store.close()


@pytest.fixture
def empty(settings: Settings) -> Iterator[Deployment]:
    made = Deployment(settings)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def viewer(full: Deployment) -> PageClient:
    return full.client()


def charts_of(page: Page) -> dict[str, Any]:
    """Return the data of the charts that stand in a page."""
    blocks = page.all("script", type="application/json")
    return {block.get("id", ""): json.loads(block.text or "") for block in blocks}


def cells_of(page: Page, label: str) -> list[list[str]]:
    """Return the rows of a table in the box that is labelled so."""
    (box,) = page.all("div", role="region", aria_label=label)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in box.iter(XHTML + "tr")][1:]


def overview_of(full: Deployment, **arguments: str) -> Overview:
    return full.room.overview(full.room.selection(arguments))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_page_shows_its_tables_and_leads_on(viewer: PageClient, section: str, language: str) -> None:
    address = BASE + section + ("&" if "?" in section else "?") + f"lang={language}"
    page = viewer.get(address)
    assert page.one("html").get("lang") == language
    assert page.all("table") or page.all("ol", class_="rungs")
    assert "練習用のデータです" in page.text or "for practice" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_overview_says_what_its_sheet_says(full: Deployment, viewer: PageClient) -> None:
    sheet, page = overview_of(full), viewer.get(BASE)
    assert sheet.sentence.ja in page.text
    assert f"うすい帯の中（{sheet.grey_low}〜{sheet.grey_high}点）は境目" in page.text
    told = cells_of(page, "点数の分布")
    assert [row[0] for row in told] == [f"{bar.first}–{bar.last}" for bar in sheet.bars]
    for row, bar in zip(told, sheet.bars, strict=True):
        assert row[2].startswith(f"{bar.share.value}%" if bar.share.is_shown else "–")


def test_a_dash_says_what_it_is_to_who_cannot_point_at_it(viewer: PageClient) -> None:
    page = viewer.get(BASE)
    dashes = page.all("span", class_="none")
    assert dashes and all(dash.get("title") is None for dash in dashes)
    assert {"".join(dash.itertext()) for dash in dashes} == {"–0か、人数が少ないため出していません"}
    assert "「–」は、0か、" in page.text and "空欄は、0か" not in page.text


@pytest.mark.parametrize(
    ("figure", "told"), [(Figure(46, 46, 46), "46点"), (Figure(46, 45, 47), "46点 45〜47"), (Figure(46), "46点")]
)
def test_a_range_of_no_width_is_not_shown(figure: Figure, told: str) -> None:
    environment = make_environment(lambda text: text)
    macro = environment.from_string(
        '{% from "staff/figures/figure.html" import figure with context %}{{ figure(value=page, unit="points") }}'
    )
    text = macro.render(page=figure, language="ja")
    assert " ".join(re.sub("<[^>]*>", "", text).split()) == told


@pytest.mark.parametrize("section", [*SECTIONS, "items/impression-recording", "report?period=2026-10"])
def test_no_heading_skips_a_level(viewer: PageClient, section: str) -> None:
    root = viewer.get(BASE + section).root
    levels = [int(found.tag[-1]) for found in root.iter() if re.fullmatch(rf"{XHTML}h[1-6]", str(found.tag))]
    assert levels[0] == 1 and all(later <= sooner + 1 for sooner, later in pairwise(levels))


def test_a_form_is_called_a_form_in_english_everywhere(viewer: PageClient) -> None:
    page = viewer.get(f"{BASE}?lang=en")
    (label,) = page.all("label", for_="form")
    assert label.text == "Form" and "Version" not in page.text


def test_no_chart_holds_a_number_that_its_table_hides(full: Deployment, viewer: PageClient) -> None:
    sheet, page = overview_of(full), viewer.get(BASE)
    (trace,) = charts_of(page)["chart-distribution"]["data"]
    assert trace["y"] == [bar.share.value for bar in sheet.bars if bar.share.is_shown]
    assert any(not bar.share.is_shown for bar in sheet.bars), "nothing is hidden, so this shows nothing"
    for trace, figures in zip(
        charts_of(page)["chart-areas"]["data"],
        zip(*((line.room, line.fair, line.strength) for line in sheet.areas), strict=True),
        strict=True,
    ):
        assert trace["x"] == [figure.value for figure in figures]


def test_filters_stay_in_the_address_and_on_the_way_to_other_pages(viewer: PageClient) -> None:
    page = viewer.get(f"{BASE}?form=full&site=sample-blog&group=grade:y3&lang=en")
    chosen = {
        select_.get("name"): next(
            option.get("value") for option in select_.iter(XHTML + "option") if option.get("selected") is not None
        )
        for select_ in page.all("select")
    }
    assert chosen == {"form": "full", "site": "sample-blog", "group": "grade:y3", "period": ""}
    assert page.hidden() == {"lang": "en"}
    onward = [link.get("href") for link in page.all("a") if (link.get("href") or "").startswith(f"{BASE}steps")]
    assert onward and all("site=sample-blog&group=grade:y3" in (address or "") for address in onward)


def test_what_an_address_asks_for_and_nobody_knows_is_told(viewer: PageClient) -> None:
    page = viewer.get(f"{BASE}?form=<b>&site=nowhere&group=grade:nobody&period=never")
    assert len(page.all("p", class_="told-so")) >= 4
    assert "点数の分布" in page.text


def test_two_groups_are_never_crossed(viewer: PageClient) -> None:
    page = viewer.get(f"{BASE}?grade=y3&faculty=science")
    assert "集団は1つずつ" in page.text


def test_before_and_after_of_a_group_are_one_choice_away(full: Deployment, viewer: PageClient) -> None:
    whole, page = full.room.cohorts(full.room.selection({})), viewer.get(f"{BASE}cohorts")
    assert whole.retakes.sentence.ja in page.text and "集団での絞りこみ" not in page.text
    (link,) = [link for link in page.all("a") if "#before-and-after" in (link.get("href") or "") and link.text == "3年"]
    part = full.room.cohorts(full.room.selection({"group": "grade:y3"}))
    page = viewer.get(link.get("href") or "")
    assert part.retakes.sentence != whole.retakes.sentence
    assert part.retakes.sentence.ja in page.text and "集団での絞りこみを外しています" in page.text


def test_too_few_are_told_without_a_number(full: Deployment, viewer: PageClient) -> None:
    assert overview_of(full, group="faculty:humanities", period="2025-10").is_empty
    page = viewer.get(FEW)
    assert "人数がまだ足りません" in page.text and "0人のときも同じ" in page.text
    assert not page.all("table") and not charts_of(page)


def test_before_the_first_release_a_page_says_what_comes_next(empty: Deployment) -> None:
    viewer = empty.client()
    for section in ("", "steps", "cohorts", "content", "items", "placements", "report"):
        page = viewer.get(BASE + section)
        assert "まだ集計がありません" in page.text and "10人分たまると、次の日に" in page.text
        assert not page.all("table")


def test_each_step_begins_with_its_sentence(full: Deployment, viewer: PageClient) -> None:
    sheet = full.room.steps(full.room.selection({}), "site")
    page = viewer.get(f"{BASE}steps?by=site")
    heads = [" ".join("".join(head.itertext()).split()) for head in page.all("h2")]
    assert heads[: len(sheet.steps)] == [step.sentence.ja for step in sheet.steps]
    first = charts_of(page)[f"chart-{sheet.steps[0].id}"]
    told = [one.title.ja for one in sheet.steps[0].cohorts if any(rung.share.is_shown for rung in one.rungs)]
    assert told and first["data"][0]["y"] == ["全員", *told]


def test_every_item_has_a_page_and_others_have_none(full: Deployment, viewer: PageClient) -> None:
    for item in full.bank.items_of("quick"):
        page = viewer.get(f"{BASE}items/{item.id}")
        assert item.text.ja in page.text and "ここでやめた割合" in page.text
    viewer.get(f"{BASE}items/nothing", 404)


@pytest.mark.parametrize("section", [*SECTIONS, "items/impression-recording"])
def test_every_page_shows_a_group_that_is_large_enough_for_few_statistics(
    full: Deployment, viewer: PageClient, section: str
) -> None:
    n = overview_of(full, group="grade:y4").n.value
    assert n is not None and n < 50
    page = viewer.get(BASE + section + ("&" if "?" in section else "?") + "group=grade:y4")
    assert "人数がまだ足りません" not in page.text


def test_the_planted_bad_item_leads_the_list(full: Deployment, viewer: PageClient) -> None:
    bad = draw_truth(full.bank, SEED).planted[Planted.BAD]
    (text,) = (item.text.ja for item in full.bank.items if item.id == bad)
    page = viewer.get(f"{BASE}items")
    rows = page.one("table", class_="items").findall(f"./{XHTML}tbody/{XHTML}tr")
    assert text in "".join(rows[0].itertext()).replace("\u200b", "")


def test_a_report_without_a_month_is_of_the_last_that_is_over(viewer: PageClient) -> None:
    response = viewer.http.get(f"{BASE}report?lang=en")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{BASE}report?lang=en&period=2026-10"
    page = viewer.get(response.headers["Location"])
    assert page.all("ul", class_="sentences")


@pytest.mark.parametrize("period", ["", "all", "never"])
def test_a_report_of_all_time_is_not_offered_and_who_asks_for_one_is_told(viewer: PageClient, period: str) -> None:
    page = viewer.get(f"{BASE}report?period={period}")
    told = page.all("p", class_="told-so")[0]
    assert told.text == "このまとめは月か年度ごとなので、2026年10月を表示しています。"
    options = [option.get("value") for option in page.one("select", id="period").iter(XHTML + "option")]
    assert options[:2] == ["2026", "2025"] and "" not in options
    assert all("period=2026-10" in (link.get("href") or "") for link in page.all("a", download=""))


def test_a_stranger_is_asked_to_sign_in_and_an_advisor_is_refused(full: Deployment) -> None:
    stranger = PageClient(full.app, may_sign_in=True)
    response = stranger.http.get(f"{BASE}steps?form=full")
    assert response.status_code == 303 and "next=/staff/figures/steps%3Fform%3Dfull" in response.headers["Location"]
    full.client("advisor", Role.ADVISOR, "sample-a").get(BASE, 403)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_only_who_may_go_there_is_led_to_the_desk(empty: Deployment, role: Role) -> None:
    page = empty.client(role=role).get(BASE)
    desk = [link for link in page.all("a") if (link.get("href") or "").startswith("/desk/")]
    assert bool(desk) == (role is Role.EDITOR)


def test_who_saw_what_is_noted_once_for_a_reload(empty: Deployment) -> None:
    viewer = empty.client()
    for address in (f"{BASE}?form=full", f"{BASE}?form=full", f"{BASE}steps", ADDRESS):
        assert viewer.http.get(address).status_code == 200
    assert empty.noted() == [("saw", "overview?form=full"), ("saw", "steps?form=quick")]


def test_the_record_names_the_groups_that_were_shown_and_no_other_text(full: Deployment) -> None:
    viewer, before = full.client("compares"), len(full.noted())
    padding = "x" * 500
    for asked in (f"value={padding}&value=y4", f"value={padding}&value=y3&value=y3", "value=y4", f"value={padding}"):
        assert viewer.http.get(f"{BASE}cohorts?by=grade&{asked}").status_code == 200
    viewer.http.get(f"{BASE}cohorts?by=grade&value={padding}&value=y4&as=json")
    noted = full.noted()[before:]
    assert noted[:3] == [
        ("saw", "cohorts?form=quick&by=grade&value=y4"),
        ("saw", "cohorts?form=quick&by=grade&value=y3"),
        ("saw", "cohorts?form=quick&by=grade"),
    ]
    assert len(noted) == 4 and noted[3][1].endswith(" cohorts?form=quick&by=grade&value=y4")


def test_the_drawing_script_is_kept_for_ever_and_served_small(full: Deployment) -> None:
    http = full.app.test_client()
    response = http.get(ADDRESS, headers={"Accept-Encoding": "br"})
    assert response.status_code == 200 and "immutable" in response.headers["Cache-Control"]
    assert len(response.data) < 370_000
    assert "Set-Cookie" not in response.headers


def test_a_name_that_looks_like_code_stays_a_name(full: Deployment) -> None:
    from quiz.staff.chart_bars import shares
    from quiz.staff.dashboards.pages import json_for_page

    chart = shares([("</script><b onclick=x>&", overview_of(full).flagged)], "ja")
    text = str(json_for_page(chart))
    assert "<" not in text and "&" not in text
    assert json.loads(text)["data"][0]["y"] == ["&lt;/script&gt;&lt;b onclick=x&gt;&amp;"]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "json", "codebook"])
def test_every_file_of_a_page_is_sent_to_save_and_noted(full: Deployment, viewer: PageClient, kind: str) -> None:
    table = "&table=areas" if kind in ("csv", "parquet") else ""
    answer = viewer.http.get(f"{BASE}?period=2026-10&as={kind}{table}")
    assert answer.status_code == 200 and answer.data and answer.headers["Cache-Control"] == "no-store"
    name = answer.headers["Content-Disposition"].removeprefix("attachment; filename=")
    assert name.startswith("practice-overview-quick-2026-10") and name.endswith("." + kind.replace("codebook", "csv"))
    through = overview_of(full).through
    assert through and through in name
    if kind == "json":
        assert json.loads(answer.data)["about"]["集計の最終日"] == through
    assert full.noted()[-1] == ("exported", f"{name} overview?form=quick&period=2026-10")


@pytest.mark.parametrize("asked", ["as=csv", "as=csv&table=nothing", "as=exe", "as=", "as=parquet&table=../areas"])
def test_a_file_that_is_none_is_not_found_and_not_noted(full: Deployment, viewer: PageClient, asked: str) -> None:
    before = full.noted()
    assert viewer.http.get(f"{BASE}?{asked}").status_code == 404
    assert full.noted() == before


def test_an_advisor_takes_no_file_along(full: Deployment) -> None:
    advisor = full.client("advisor-who-asks", Role.ADVISOR, "sample-a")
    assert advisor.http.get(f"{BASE}?as=xlsx").status_code == 403
