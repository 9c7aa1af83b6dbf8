"""Notes of how far somebody came: sums a day, without anybody in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.model import Bank
from quiz.clock import now
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.sites import registry
from quiz.web.budget import NOTES
from tests.client import PageClient

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)", "Sec-Fetch-Site": "same-origin"}


def note(client: PageClient, bank: Bank, headers: dict[str, str] | None = None, **fields: Any) -> Any:
    sent = {"version": bank.version, "form": "quick", "site": "", "page": "/qa/q1", **fields}
    return client.http.post("/passage", data=sent, headers={**PHONE, **(headers or {})})


def counted(store: StoreHandle, settings: Settings) -> dict[int, int]:
    """Return the sums by position."""
    store.sums.flush()
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        rows = connection.execute("SELECT position, count FROM passage ORDER BY position").fetchall()
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def test_who_begins_and_leaves_and_comes_back_is_at_one_place_only(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings
) -> None:
    notes: tuple[dict[str, Any], ...] = (
        {"to": -1},
        {"to": 2},
        {"from": 2, "to": 5},
        {"to": -1},
        {"to": 2},
        {"from": 5},
    )
    for fields in notes:
        answer = note(client, bank, **fields)
        assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (204, b"", "no-store")
        assert "Set-Cookie" not in answer.headers
    assert counted(store, settings) == {-1: 2, 2: 1, 5: 0}


def test_sums_name_the_place_as_attempts_do(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings
) -> None:
    with store.opened().writing() as connection:
        registry.add(connection, "blog", ("https://blog.example.jp",), False, ("", ""), now())
    note(client, bank, to=-1, site="stranger", page="https://blog.example.jp/a?who=me#x")
    note(client, bank, to=-1, site="stranger", page="/qa/q1?x")
    store.sums.flush()
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        rows = connection.execute("SELECT version, form, site, page FROM passage ORDER BY site").fetchall()
    of = (bank.version, "quick")
    assert rows == [(*of, "", "/qa/q1"), (*of, "blog", "https://blog.example.jp/a")]


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": ""},
        {"Sec-GPC": "1"},
        {"DNT": "1"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "null", "Referer": "https://evil.example/"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://other.localhost"},
    ],
)
def test_who_is_no_student_or_wants_to_be_left_alone_is_not_counted(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings, headers: dict[str, str]
) -> None:
    assert note(client, bank, headers, to=-1).status_code == 204
    assert counted(store, settings) == {}


def test_a_frame_alone_in_its_sandbox_is_counted(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings
) -> None:
    note(client, bank, {"Sec-Fetch-Site": "cross-site", "Origin": "null"}, to=-1)
    assert counted(store, settings) == {-1: 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"version": "00000000", "to": -1},
        {"version": "", "to": -1},
        {"version": "\0", "to": -1},
        {"form": "nothing", "to": -1},
        {"to": 7},
        {"from": -1},
        {"from": 7, "to": 999},
        {},
    ],
)
def test_what_no_page_of_ours_sends_is_not_counted(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings, fields: dict[str, Any]
) -> None:
    assert note(client, bank, **fields).status_code == 204
    assert counted(store, settings) == {}


@pytest.mark.parametrize("position", ["-2", "1.5", "x", "٣", "1000", "--1"])
def test_a_position_that_is_none_is_refused(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings, position: str
) -> None:
    assert note(client, bank, to=position).status_code == 400
    assert counted(store, settings) == {}


def test_other_bodies_are_refused(client: PageClient) -> None:
    assert client.http.post("/passage", json={"to": -1}, headers=PHONE).status_code == 415
    assert client.http.post("/passage", data={"page": "x" * 3000}, headers=PHONE).status_code == 413
    assert client.http.get("/passage", headers=PHONE).status_code == 405


def test_a_page_that_is_no_plain_text_spoils_no_other_sum(
    client: PageClient, bank: Bank, store: StoreHandle, settings: Settings
) -> None:
    for page in ("/a\0b", "https://blog.example.jp/\0", "\u202e/a", "x" * 500, "javascript:alert(1)"):
        note(client, bank, to=-1, page=page)
    store.sums.flush()
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        pages = connection.execute("SELECT page, count FROM passage ORDER BY page").fetchall()
    assert pages == [("", 4), ("x" * 200, 1)]


def test_one_network_is_counted_so_often_a_minute_and_no_more(
    client: PageClient, bank: Bank, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.web.budget.NOTES", NOTES._replace(times=2))
    assert [note(client, bank, to=-1).status_code for _ in range(3)] == [204, 204, 429]
