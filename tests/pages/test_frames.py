"""The student's way below /f, where other sites may show it: what differs there, and what does not."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.resources import static_folder
from quiz.store.handle import StoreHandle
from quiz.taking.views import MOST_ORIGINS
from quiz.web.assets import Assets
from tests.client import Page, PageClient
from tests.factories import extreme_answers

HOST = "https://blog.example.jp"
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)"}
ALONE = {**PHONE, "Sec-Fetch-Site": "cross-site"}
"""A frame without an origin: a browser calls all of its requests foreign."""
TOKENS = re.compile(r"(--[a-z-]+): ([^;]+);")

Allow = Callable[..., None]


@pytest.fixture
def allow(store: StoreHandle, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Allow:
    """Return a way to add a site, known at once."""
    monkeypatch.setattr(store.sites, "_seconds", -1.0)

    def allow(key: str, origins: str, *, may_ask_results: bool = False) -> None:
        with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection, connection:
            connection.execute(
                "INSERT INTO site (key, origins, may_ask_results, webhook_url, webhook_secret, added_utc)"
                " VALUES (?, ?, ?, '', '', 0)",
                (key, origins, may_ask_results),
            )

    return allow


@pytest.fixture
def flagged(bank: Bank) -> str:
    return encode(bank, "quick", extreme_answers(bank, "quick", top=False))


@pytest.fixture
def ways(flagged: str) -> list[str]:
    """The addresses below /f, without it."""
    paths = ["/d/interview", "/d/interview/full", f"/d/interview/more/{flagged}", f"/r/{flagged}"]
    return [path + language for path in paths for language in ("", "?lang=en")]


def ancestors(headers: dict[str, str]) -> str:
    return headers["Content-Security-Policy"].partition("frame-ancestors ")[2]


def inner_and_outer(page: Page) -> tuple[list[str], list[Any]]:
    """Return where the links and forms of a page lead within its frame, and the links out of it."""
    links = page.all("a")
    inner = [link.get("href") or "" for link in links if link.get("target") is None]
    inner += [form.get("action") or "" for form in page.all("form")]
    return [address for address in inner if not address.startswith("#")], [a for a in links if a.get("target")]


def test_only_pages_in_frames_name_the_sites_that_may_stand_around_them(
    client: PageClient, ways: list[str], allow: Allow
) -> None:
    allow("blog", f"{HOST} https://*.campus.example.jp")
    for way in ways:
        assert ancestors(client.get("/f" + way).headers) == f"'self' {HOST} https://*.campus.example.jp"
        assert ancestors(client.get(way).headers) == "'none'"


def test_every_address_within_a_frame_stays_there_in_its_language(client: PageClient, ways: list[str]) -> None:
    for way in ways:
        page = client.get("/f" + way)
        inner, outer = inner_and_outer(page)
        assert inner and all(address.startswith("/f/") for address in inner), (way, inner)
        other = [link.get("href") for link in page.all("a", class_="lang") if link.get("hreflang")]
        is_english = "lang=en" in way
        assert all(
            ("lang=en" in address) == is_english for address in inner if address not in other and "qr" not in address
        )
        assert all(link.get("target") == "_blank" and link.get("rel") == "noopener" for link in outer)


def test_a_page_in_a_frame_names_its_own_window(client: PageClient, ways: list[str]) -> None:
    for way in ways:
        framed, plain = client.get("/f" + way), client.get(way)
        window = f"http://localhost{way}"
        assert framed.one("link", rel="canonical").get("href") == window
        assert framed.one("a", id="window").get("href") == window
        assert framed.one("meta", name="robots").get("content") == "noindex"
        assert not plain.all("link", rel="canonical") and not plain.all("a", id="window")
        assert not [link for link in plain.all("a") if link.get("target")]


def test_a_page_in_a_frame_is_kept_as_the_plain_one_is(client: PageClient, ways: list[str]) -> None:
    for way in ways:
        first = client.http.get("/f" + way, headers={"Cookie": "a=b", "Referer": HOST, "User-Agent": "one"})
        second = client.http.get("/f" + way, headers={"Origin": "null", "Accept-Language": "en"})
        plain = client.http.get(way)
        assert first.data == second.data != plain.data
        assert first.headers["Cache-Control"] == plain.headers["Cache-Control"]
        held = client.http.get("/f" + way, headers={"If-None-Match": first.headers["ETag"]})
        assert held.status_code == 304


def test_the_way_without_script_stays_in_the_frame(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    page = client.get("/f/d/interview?lang=en")
    given = extreme_answers(bank, "quick", top=True)
    action = page.one("form").get("action") or ""
    fields = {**page.hidden(), **given}
    location = client.post(action, fields)
    assert location == f"/f/r/{encode(bank, 'quick', given)}?lang=en"
    assert "100" in client.get(str(location)).text
    assert store.count_attempts() == 1
    fields.pop(next(iter(given)))
    asked_again = client.post(action, fields, status=422)
    assert not isinstance(asked_again, str)
    assert asked_again.one("form").get("action") == action and asked_again.all("div", class_="errors")


def test_an_error_in_a_frame_is_told_there(client: PageClient, flagged: str, allow: Allow) -> None:
    allow("blog", HOST)
    for path in ("/f/d/other", "/f/nowhere", "/f/r/8dpt3vn4-zzzzz", "/f/d/interview/more/x"):
        page = client.get(path, 404)
        assert ancestors(page.headers) == f"'self' {HOST}"
        inner, outer = inner_and_outer(page)
        assert set(inner) == {"/f/"}
        assert all(link.get("target") == "_blank" for link in outer)
    assert client.http.get("/f/?lang=en").headers["Location"] == "/f/d/interview?lang=en"
    assert client.http.get(f"/f/r/{flagged.upper()}").headers["Location"] == f"/f/r/{flagged}"


def test_a_code_to_scan_leads_out_of_the_frame(client: PageClient, flagged: str) -> None:
    assert client.http.get(f"/f/r/{flagged}/qr.svg").data == client.http.get(f"/r/{flagged}/qr.svg").data


def test_a_result_names_who_may_ask_only_where_somebody_may(client: PageClient, flagged: str, allow: Allow) -> None:
    address = f"/f/r/{flagged}"
    allow("blog", HOST)
    assert not client.get(address).all("section", id="tell")
    allow("campus", "https://a.example.jp https://*.example.ac.jp", may_ask_results=True)
    box = client.get(address).one("section", id="tell")
    assert box.get("data-asking") == "https://a.example.jp https://*.example.ac.jp"
    assert box.get("hidden") is not None, "without script nobody is asked"
    assert not client.get(f"/r/{flagged}").all("section", id="tell")


def test_scripts_and_sheets_may_be_read_from_a_frame_without_an_origin(client: PageClient) -> None:
    page = client.get("/f/d/interview")
    names = [script.get("src") for script in page.all("script")]
    assert [re.sub(r"\..*", "", str(name)) for name in names] == ["/static/frame", "/static/main"]
    for name in [*names, *(link.get("href") for link in page.all("link", rel="stylesheet"))]:
        response = client.http.get(str(name), headers={"Origin": "null"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        held = client.http.get(str(name), headers={"If-None-Match": response.headers["ETag"]})
        assert (held.status_code, held.headers["Access-Control-Allow-Origin"]) == (304, "*")


def test_plain_pages_load_nothing_for_frames(client: PageClient, ways: list[str]) -> None:
    urls = Assets(static_folder()).urls
    for way in ways:
        html = client.http.get(way).get_data(as_text=True)
        assert urls["frame.js"] not in html and urls["frame.css"] not in html and "/f/" not in html


def test_a_scheme_that_a_page_asks_for_has_the_colours_of_the_sheet() -> None:
    main, frame = ((static_folder() / name).read_text(encoding="utf-8") for name in ("main.css", "frame.css"))
    light, dark = (dict(TOKENS.findall(part)) for part in re.findall(r":root \{(.*?)\}", main, re.DOTALL)[:2])
    asked = [dict(TOKENS.findall(part)) for part in re.findall(r":root\[data-theme=.*?\{(.*?)\}", frame, re.DOTALL)]
    del light["--round"]
    assert light and dark and asked == [light, dark]


def test_what_is_followed_from_a_frame_without_an_origin_is_counted(
    app: Flask, flagged: str, store: StoreHandle, settings: Settings
) -> None:
    client = PageClient(app, follow_links=False)
    page = client.get(f"/f/r/{flagged}", headers={**ALONE, "Sec-Fetch-Dest": "iframe"})
    links = [link.get("href") or "" for link in page.all("a") if "/go/" in (link.get("href") or "")]
    assert len(links) == 3 and all(link.startswith("/go/") and "from=frame" in link for link in links)
    tap = {**ALONE, "Sec-Fetch-Dest": "document"}
    assert client.http.get(links[0], headers=tap).headers["Location"].startswith("/qa/")
    assert counted(store, settings) == (3, 1)


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("{way}", {"Sec-Fetch-Dest": "image"}),
        ("{way}", {"Sec-Fetch-Dest": "iframe"}),
        ("{way}", {"Sec-Fetch-Dest": "document", "Referer": f"{HOST}/"}),
        ("{plain}", {"Sec-Fetch-Dest": "document"}),
        ("{way}", {"Sec-Fetch-Dest": "document", "DNT": "1"}),
        ("/f/r/{code}", {"Sec-Fetch-Dest": "document"}),
        ("/f/r/{code}", {"Sec-Fetch-Dest": "iframe", "Referer": f"{HOST}/"}),
        ("/r/{code}", {"Sec-Fetch-Dest": "iframe"}),
    ],
)
def test_what_another_site_links_to_or_loads_is_not_counted(
    app: Flask, flagged: str, store: StoreHandle, settings: Settings, address: str, headers: dict[str, str]
) -> None:
    client = PageClient(app, follow_links=False)
    page = client.get(f"/f/r/{flagged}", headers={**PHONE, "DNT": "1"})
    way = next(href for link in page.all("a") if (href := link.get("href") or "").startswith("/go/"))
    opened = address.format(way=way, plain=way.replace("&from=frame", ""), code=flagged)
    assert client.http.get(opened, headers={**ALONE, **headers}).status_code in (200, 302)
    assert counted(store, settings) == (0, 0)


def counted(store: StoreHandle, settings: Settings) -> tuple[int, int]:
    """Return how often consultations were shown and followed."""
    store.sums.flush()
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        (row,) = connection.execute("SELECT coalesce(sum(impressions), 0), coalesce(sum(clicks), 0) FROM click")
    return row[0], row[1]


@pytest.mark.parametrize(
    ("to", "way"),
    [
        ("/r/8dpt3vn4-5amv", "/f/r/8dpt3vn4-5amv"),
        ("/r/8dpt3vn4-5amv?lang=en", "/f/r/8dpt3vn4-5amv?lang=en"),
        ("/d/interview/more/8dpt3vn4-5amv", "/f/d/interview/more/8dpt3vn4-5amv"),
        ("/?lang=en", "/f/?lang=en"),
        *(
            (wrong, "/f/d/interview")
            for wrong in ("", "//evil.example", "https://evil.example", "/r/../../qa/", "/qa/")
        ),
        *((wrong, "/f/d/interview") for wrong in ("/r/a%0d%0aX: 1", "/r/a\r\nX: 1", "/r/a#b", "/r/a?x=1", "/r/あ")),
    ],
)
def test_a_frame_goes_on_to_pages_of_its_own_and_nowhere_else(client: PageClient, to: str, way: str) -> None:
    answer = client.http.get("/f/", query_string={"to": to})
    assert (answer.status_code, answer.headers["Location"]) == (302, way)
    assert client.http.get("/", query_string={"to": to}).headers["Location"] == "/d/interview"


def test_invented_ports_make_no_pages_without_end(client: PageClient) -> None:
    etags = {
        client.http.get("/d/interview", headers={"Host": f"localhost:{port}"}).headers["ETag"]
        for port in range(20_000, 20_040)
    }
    assert len(etags) <= MOST_ORIGINS + 1
    last = client.http.get("/d/interview", headers={"Host": "localhost:20040"}).get_data(as_text=True)
    assert "oembed" not in last and "面接力診断" in last
