"""Which Q&As help, where attempts start, and the report of it all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert, update

from quiz.advice.model import Advisor, Listing
from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.content import Catalogue, content
from quiz.figures.room import FigureRoom
from quiz.figures.selection import Selection
from quiz.figures.sheet import Content
from quiz.figures.table import HIDDEN, Figure
from quiz.stats.bins import bins_of
from quiz.stats.tally import pack
from quiz.store.handle import StoreHandle
from quiz.store.tables import published_click, published_placing
from quiz.store.tallies.published import Published
from tests.attempts import MOMENT
from tests.factories import a_document, bank_of
from tests.figures import LEAST, a_bank_with_attributes, a_published_store
from tests.unit.figures.answers import by_item, some
from tests.unit.figures.walk import column_of, values_of

BANK = a_bank_with_attributes()
EVEN = (25, 25, 25, 25)


def a_listing(number: int, area: str, advisor: str = "", url: str = "") -> Listing:
    """Return a consultation that is published."""
    title = Text(f"サンプル{number}", f"Sample {number}")
    return Listing(f"sample-{number}", title, area, (), (), (advisor,) if advisor else (), url)


def a_catalogue(*listings: Listing) -> Catalogue:
    """Return what is published to read."""
    advisors = {name: Advisor(name, f"サンプル{name}", "", "") for name in ("a", "b")}
    return Catalogue({listing.id: listing for listing in listings}, advisors)


def click(store: StoreHandle, *rows: Sequence[Any], scale: str = BANK.scale) -> None:
    """Publish clicks: area, rank, consultation, impressions, clicks."""
    names = ("area", "rank", "consultation", "impressions", "clicks")
    fixed = {"scale": scale, "period": "all", "waiting_impressions": 0, "waiting_clicks": 0}
    with store.opened().writing() as connection:
        connection.execute(insert(published_click), [fixed | dict(zip(names, row, strict=True)) for row in rows])


def a_content(store: StoreHandle, catalogue: Catalogue) -> Content:
    """Return the sheet of content."""
    return content(Asked(Published(store.opened()), BANK, LEAST, Selection("quick"), "2026-07-01"), catalogue)


def test_what_is_followed_is_summed_by_area_rank_consultation_and_advisor(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40), BANK)
    click(
        store,
        ("area1", 1, "sample-1", 200, 50),
        ("area1", 2, "sample-2", 100, 20),
        ("area2", 1, "sample-3", 100, 60),
        ("area2", 2, "gone", 50, 12),
    )
    sheet = a_content(
        store,
        a_catalogue(
            a_listing(1, "area1", "a"), a_listing(2, "area1", "b"), a_listing(3, "area2", "a", "https://x.test/3")
        ),
    )
    assert [(line.id, line.impressions.value, line.clicks.value) for line in sheet.areas] == [
        ("area1", 300, 70),
        ("area2", 150, 70),
    ]
    assert [(line.id, line.rate.value) for line in sheet.ranks] == [("1", 37), ("2", 20)]
    assert [(line.id, line.title.ja, line.path) for line in sheet.consultations] == [
        ("sample-3", "サンプル3", "https://x.test/3"),
        ("sample-1", "サンプル1", "/qa/sample-1"),
        ("sample-2", "サンプル2", "/qa/sample-2"),
        ("gone", "gone", ""),
    ]
    assert [(line.title.ja, line.path, line.clicks.value) for line in sheet.advisors] == [
        ("サンプルa", "/qa/advisors/a", 110),
        ("サンプルb", "/qa/advisors/b", 20),
    ]
    assert values_of(sheet.table("content_areas"), "clicks") == [70, 70]


def test_areas_stand_in_the_order_of_the_bank(tmp_path: Path) -> None:
    """Which is not that of their names; an area that the bank has no more stands behind."""
    document = a_document()
    document["areas"].reverse()
    bank = bank_of(document)
    store = a_published_store(tmp_path, some(40), bank)
    click(store, *((name, 1, "sample-1", 100, 20) for name in ("area1", "area2", "area0", "area3")), scale=bank.scale)
    sheet = content(Asked(Published(store.opened()), bank, LEAST, Selection("quick"), "2026-07-01"), a_catalogue())
    assert [line.id for line in sheet.areas] == ["area3", "area2", "area1", "area0"]


def test_a_few_clicks_look_like_none(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40), BANK)
    click(store, ("area1", 1, "sample-1", 100, 9), ("area2", 1, "sample-2", 100, 0), ("area3", 1, "sample-3", 100, 10))
    first, second, third = a_content(store, a_catalogue()).areas
    assert (first.impressions, first.clicks, first.rate) == (second.impressions, second.clicks, second.rate)
    assert first.clicks == first.rate == HIDDEN and third.clicks == Figure(10)


def test_what_was_shown_to_few_is_not_told(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40), BANK)
    click(store, ("area1", 1, "sample-1", 9, 4), ("area2", 1, "sample-2", 30, 6))
    sheet = a_content(store, a_catalogue())
    told = {line.id: (line.impressions, line.clicks, line.rate) for line in sheet.areas}
    assert told["area1"] == (HIDDEN, HIDDEN, HIDDEN)
    assert told["area2"][0] == Figure(30) and told["area2"][1] == HIDDEN


def test_who_follows_twice_what_was_shown_once_breaks_nothing(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40), BANK)
    click(store, ("area1", 1, "sample-1", 30, 45))
    line = a_content(store, a_catalogue()).areas[0]
    assert line.rate == Figure(90, is_at_least=True)


def test_a_weak_area_with_little_to_read_is_named_first(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, by_item((60, 20, 10, 10), (20, 30, 25, 25), EVEN), BANK)
    listings = [a_listing(number, f"area{1 + (number > 2) + (number > 9)}") for number in range(1, 16)]
    sheet = a_content(store, a_catalogue(*listings))
    assert [(gap.area, gap.room.value, gap.consultations, gap.is_short) for gap in sheet.gaps] == [
        ("area1", 80, 2, True),
        ("area2", 50, 7, False),
        ("area3", 50, 6, False),
    ]
    assert sheet.gaps[0].sentence.ja == "80%が「area1」で伸びしろですが、読める相談Q&Aは2件です。"
    assert [text for text in column_of(sheet.table("gaps"), "remark") if text == Text("", "")] == [Text("", "")] * 2


def test_an_area_with_much_less_than_its_need_is_short_even_with_enough(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, by_item((60, 20, 10, 10), (20, 20, 30, 30), EVEN), BANK)
    listings = [a_listing(number, "area1" if number < 4 else f"area{2 + number % 2}") for number in range(1, 40)]
    assert [gap.area for gap in a_content(store, a_catalogue(*listings)).gaps if gap.is_short] == ["area1"]


def place(store: StoreHandle, *rows: Sequence[Any]) -> None:
    """Publish placements: site, page, starts, completions, clicks, and how long each completion took; others left."""
    written = []
    for site, page, starts, completions, clicks, ms in rows:
        times = np.bincount(bins_of(np.full(completions, ms, np.int64)))
        row = {"scale": BANK.scale, "form": "quick", "period": "all", "site": site, "page": page}
        passages = np.array([starts, max(0, starts - completions)], np.int64)
        row |= {"times": pack(times), "passages": pack(passages), "completions": completions, "clicks": clicks}
        written.append(row | {"waiting_passages": pack(np.zeros(0, np.int64)), "waiting_clicks": 0})
    with store.opened().writing() as connection:
        connection.execute(insert(published_placing), written)


def a_room(store: StoreHandle) -> FigureRoom:
    """Return a room of figures."""
    return FigureRoom(store, BANK, LEAST, lambda: MOMENT)


PLACES = (
    ("", "", 500, 400, 120, 30_000),
    ("campus", "", 200, 180, 60, 25_000),
    ("campus", "/career", 200, 180, 60, 25_000),
    ("portal", "", 300, 220, 9, 40_000),
)


def test_places_tell_starts_completions_time_and_clicks(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40, site="campus"), BANK)
    place(store, *PLACES)
    room = a_room(store)
    sheet = room.placements(room.selection({}))
    assert [(line.site, line.starts.value, line.completions.value, line.rate.value) for line in sheet.sites] == [
        ("", 500, 400, 80),
        ("campus", 200, 180, 90),
        ("portal", 300, 220, 73),
    ]
    assert [line.clicks.value for line in sheet.sites] == [120, 60, None]
    seconds = [line.seconds.value for line in sheet.sites]
    assert all(
        value is not None and abs(value - exact) <= exact / 8
        for value, exact in zip(seconds, (30, 25, 40), strict=True)
    )
    assert [(line.site, line.page) for line in sheet.lines] == [("campus", "/career")]
    assert column_of(sheet.table("placement_sites"), "site")[1:] == ["campus", "portal"]


def test_a_selected_site_shows_its_own_places(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, some(40, site="campus"), BANK)
    place(store, *PLACES)
    room = a_room(store)
    sheet = room.placements(room.selection({"site": "campus"}))
    assert {line.site for line in (*sheet.sites, *sheet.lines)} == {"campus"}


def test_who_asks_not_to_be_followed_makes_no_place_look_better(tmp_path: Path) -> None:
    """Of 120 who were noted 60 left, while 100 more completed who were not."""
    store = a_published_store(tmp_path, some(40), BANK)
    place(store, ("", "", 120, 60, 0, 30_000))
    with store.opened().writing() as connection:
        connection.execute(update(published_placing).values(completions=160))
    room = a_room(store)
    line = room.placements(room.selection({})).sites[0]
    assert (line.starts.value, line.completions.value, line.rate.value) == (120, 160, 50)


def test_a_report_says_first_what_matters_most(tmp_path: Path) -> None:
    store = a_published_store(tmp_path, by_item((70, 10, 10, 10), (20, 30, 25, 25), EVEN), BANK)
    place(store, *PLACES)
    room = a_room(store)
    report = room.report(room.selection({"period": "2026-06"}))
    said = [sentence.ja for sentence in report.sentences]
    assert said[0] == report.overview.sentence.ja
    assert said[1] == "70%が、「area1-1は？」に「0回」と答えています。次の一歩：1回する。"
    assert "80%が「area1」で伸びしろですが、読める相談Q&Aは0件です。" in said
    assert said[-1].startswith("「")
    assert report.overview.n == report.steps.n == report.items.n == report.n == Figure(100)


def test_a_report_of_nobody_says_nothing(tmp_path: Path) -> None:
    room = a_room(a_published_store(tmp_path, some(9), BANK))
    report = room.report(room.selection({}))
    assert report.is_empty and report.sentences == ()
