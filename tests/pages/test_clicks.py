"""What is counted of recommendations, and what is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.web.budget import NOTES
from tests.client import Page, PageClient
from tests.consultations import a_consultation, an_advisor
from tests.factories import extreme_answers
from tests.pages.qa_site import Site

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)"}


@pytest.fixture
def http(app: Flask) -> PageClient:
    # Looking for dead links would follow every recommendation.
    return PageClient(app, follow_links=False)


@pytest.fixture
def result(http: PageClient, bank: Bank) -> Page:
    return http.get(address_of(bank), headers=PHONE)


def address_of(bank: Bank) -> str:
    return f"/r/{encode(bank, 'quick', extreme_answers(bank, 'quick', top=False))}"


def ways(page: Page) -> list[str]:
    return [href for a in page.all("a") if (href := a.get("href") or "").startswith("/go/")]


def counted(store: StoreHandle, settings: Settings) -> list[tuple[str, int, str, int, int]]:
    store.sums.flush()
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        query = "SELECT area, rank, consultation, impressions, clicks FROM click ORDER BY area, rank, consultation"
        return connection.execute(query).fetchall()


def follow(http: PageClient, address: str, **headers: str) -> str:
    response = http.http.get(address, headers={**PHONE, **headers})
    assert response.status_code == 302 and response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return str(response.headers["Location"])


def test_what_a_result_shows_and_what_is_followed_is_counted(
    http: PageClient, result: Page, store: StoreHandle, settings: Settings, bank: Bank
) -> None:
    links = ways(result)
    assert len(links) == 3
    assert follow(http, links[0]).startswith("/qa/")
    http.get(address_of(bank), headers=PHONE)
    rows = counted(store, settings)
    assert len(rows) == 3 and {row[3] for row in rows} == {2}
    area, rank, consultation, _, _ = next(row for row in rows if row[4] == 1)
    assert f"/go/{consultation}?area={area}&rank={rank}&version={bank.version}" == links[0]
    assert sum(row[4] for row in rows) == 1


def test_counts_add_up_over_flushes_and_processes(
    http: PageClient, result: Page, store: StoreHandle, settings: Settings
) -> None:
    link = ways(result)[0]
    follow(http, link)
    store.sums.flush()
    follow(http, link)
    assert sum(row[4] for row in counted(store, settings)) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": ""},
        {"Sec-GPC": "1"},
        {"DNT": "1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_who_is_no_student_or_wants_to_be_left_alone_is_led_on_uncounted(
    http: PageClient, store: StoreHandle, settings: Settings, bank: Bank, headers: dict[str, str]
) -> None:
    page = http.get(address_of(bank), headers={**PHONE, **headers})
    assert follow(http, ways(page)[0], **headers).startswith("/qa/")
    assert counted(store, settings) == []


@pytest.mark.parametrize(
    "change",
    [
        ("area=", "area=nowhere"),
        ("rank=1", "rank=9"),
        ("rank=1", "rank=١"),
        ("rank=1", "rank=-1"),
        ("version=8", "version=9"),
        ("version=", "version=%00"),
        ("?", "?nothing&"),
    ],
)
def test_what_no_result_can_have_shown_is_led_on_uncounted(
    http: PageClient, result: Page, store: StoreHandle, settings: Settings, change: tuple[str, str]
) -> None:
    before = counted(store, settings)
    altered = ways(result)[0].replace(*change)
    if change[0] == "?":
        altered = altered.partition("?")[0]
    assert follow(http, altered).startswith("/qa/")
    assert counted(store, settings) == before


@pytest.mark.parametrize(
    "target", ["nowhere", "https:%2F%2Fevil.example", "%2F%2Fevil.example", "..%2F..", "%00", "a" * 5000, "%F0%9F"]
)
def test_it_leads_nowhere_but_to_what_is_published(http: PageClient, target: str) -> None:
    response = http.http.get(f"/go/{target}", headers=PHONE)
    # Two slashes are one, and the address with one is of this site as well.
    assert response.status_code in (404, 308)
    assert response.headers.get("Location", "http://localhost/go/").startswith("http://localhost/go/")


def test_a_withdrawn_consultation_is_not_led_to(
    http: PageClient, result: Page, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = ways(result)[0]
    store.publisher().withdraw(link.partition("?")[0].removeprefix("/go/"))
    monkeypatch.setattr("quiz.diagnostic.SHELF_SECONDS", -1.0)
    assert http.http.get(link, headers=PHONE).status_code == 404


def test_english_stays_english(http: PageClient, bank: Bank) -> None:
    page = http.get(f"{address_of(bank)}?lang=en", headers=PHONE)
    assert follow(http, ways(page)[0]).endswith("?lang=en")


@contextmanager
def gone(file: Path) -> Iterator[None]:
    """Take the database away for a block."""
    away = file.with_name("away.db")
    for suffix in ("", "-wal", "-shm"):
        if Path(f"{file}{suffix}").exists():
            Path(f"{file}{suffix}").rename(f"{away}{suffix}")
    yield
    for suffix in ("", "-wal", "-shm"):
        if Path(f"{away}{suffix}").exists():
            Path(f"{away}{suffix}").rename(f"{file}{suffix}")


def test_a_database_that_is_away_loses_no_count_and_stops_no_student(
    http: PageClient, bank: Bank, store: StoreHandle, settings: Settings
) -> None:
    with gone(Path(settings.var) / "quiz.db"):
        page = http.get(address_of(bank), headers=PHONE)
        assert follow(http, ways(page)[0]).startswith("/qa/")
        store.sums.flush()
    rows = counted(store, settings)
    assert (sum(row[3] for row in rows), sum(row[4] for row in rows)) == (3, 1)


def test_an_address_that_a_publisher_writes_in_japanese_fits_a_header(own: Site, bank: Bank) -> None:
    value = a_consultation(3, area=bank.areas[0].id, url="https://例.example/相談?q=面接")
    own.publish(value, advisors=(an_advisor(),), is_external=True)
    location = follow(own.client(), "/go/q3")
    assert location == "https://xn--fsq.example/%E7%9B%B8%E8%AB%87?q=%E9%9D%A2%E6%8E%A5"


@pytest.mark.parametrize(
    ("place", "rows"),
    [
        ("form=quick&site=&page=/qa/q1", [("quick", "", "/qa/q1", 2)]),
        (
            "form=quick&site=stranger&page=https://blog.example.jp/a%3Fwho",
            [("quick", "", "https://blog.example.jp/a", 2)],
        ),
        ("form=nothing&page=/qa/q1", []),
        ("page=/qa/q1", []),
        ("form=quick&page=/%00", [("quick", "", "", 2)]),
    ],
)
def test_what_is_followed_is_counted_for_the_place_where_the_attempt_began(
    http: PageClient,
    result: Page,
    store: StoreHandle,
    settings: Settings,
    place: str,
    rows: list[tuple[str, str, str, int]],
) -> None:
    for link in ways(result)[:2]:
        follow(http, f"{link}&{place}")
    assert sum(row[4] for row in counted(store, settings)) == 2
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        assert connection.execute("SELECT form, site, page, clicks FROM placement_click").fetchall() == rows


def test_of_one_network_no_more_places_are_counted_than_of_other_notes(
    http: PageClient, result: Page, store: StoreHandle, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.web.budget.NOTES", NOTES._replace(times=2))
    link = ways(result)[0]
    for number in range(4):
        follow(http, f"{link}&form=quick&page=/{number}")
    assert sum(row[4] for row in counted(store, settings)) == 4
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        assert connection.execute("SELECT sum(clicks) FROM placement_click").fetchall() == [(2,)]
