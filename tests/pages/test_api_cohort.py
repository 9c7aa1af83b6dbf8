"""What a student tells after the result: kept until the attempt is folded, checked, and never needed."""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.stats.segment import segment_of
from quiz.store.handle import StoreHandle
from tests.client import PageClient

A_KEY = "0f8b1c5e-7d2a-4c3b-9e6f-1a2b3c4d5e6f"
EVERYTHING = {"grade": "y3", "graduation": "y2028", "faculty": "engineering", "seminar": "spring-01"}


@pytest.fixture
def key(client: PageClient, bank: Bank) -> str:
    key = str(uuid.uuid4())
    answers = {item.id: item.options[1].id for item in bank.items_of("quick")}
    body = {"bank": bank.id, "form": "quick", "answers": answers}
    assert client.http.put(f"/api/v1/attempts/{key}", json=body).status_code == 201
    return key


def tell(client: PageClient, key: str, body: Any, **options: Any) -> Any:
    data = body if isinstance(body, str) else json.dumps(body)
    return client.http.put(
        f"/api/v1/attempts/{key}/cohort", data=data, content_type=options.pop("kind", "application/json"), **options
    )


def kept(settings: Settings) -> list[tuple[str, str]]:
    """Return the keys and labels that are kept."""
    with closing(sqlite3.connect(Path(settings.var) / "quiz.db")) as connection:
        rows = connection.execute("SELECT key, attributes FROM cohort").fetchall()
    return [(str(uuid.UUID(bytes=key)), label) for key, label in rows]


def test_what_is_told_is_kept_as_a_segment_in_the_order_of_importance(
    client: PageClient, key: str, settings: Settings
) -> None:
    answer = tell(client, key, dict(reversed(EVERYTHING.items())))
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (204, b"", "no-store")
    ((of, label),) = kept(settings)
    assert (of, segment_of(label)) == (key, tuple(EVERYTHING.items()))


def test_the_last_word_counts_and_may_be_that_nothing_is_told(client: PageClient, key: str, settings: Settings) -> None:
    for body, label in (({"grade": "y3"}, "grade=y3"), ({"grade": "y4"}, "grade=y4"), ({"grade": ""}, ""), ({}, "")):
        for _ in range(2):
            assert tell(client, key, body).status_code == 204
        assert kept(settings) == [(key, label)]


@pytest.mark.parametrize("written", ["spring-01", " Spring-01 ", "ＳＰＲＩＮＧ－０１"])
def test_a_code_is_kept_alike_however_it_is_typed(
    client: PageClient, key: str, settings: Settings, written: str
) -> None:
    assert tell(client, key, {"seminar": written}).status_code == 204
    assert kept(settings) == [(key, "seminar=spring-01")]


@pytest.mark.parametrize(
    "body",
    [
        {"grade": "y9"},
        {"grade": 3},
        {"grade": None},
        {"site": "campus"},
        {"name": "サンプル花子"},
        {"seminar": "a;grade=y1"},
        {"seminar": "a=b"},
        {"seminar": "春期講座"},
        {"seminar": "a" * 13},
        {"seminar": "a" + " " * 60},
        {"grade": "y3", "faculty": "no such"},
        {"\ud800": "x"},
    ],
)
def test_what_is_not_asked_is_refused_whole_with_its_place(
    client: PageClient, key: str, settings: Settings, body: dict[str, Any]
) -> None:
    answer = tell(client, key, body)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert all(error["pointer"].startswith("/") for error in answer.json["errors"])
    assert kept(settings) == []


@pytest.mark.parametrize(
    ("key", "body", "kind", "status"),
    [
        (A_KEY, {"grade": "y3"}, "application/json", 404),
        ("no-uuid", {}, "application/json", 400),
        (A_KEY, "[]", "application/json", 400),
        (A_KEY, "{}", "text/plain", 415),
    ],
)
def test_what_belongs_to_no_attempt_is_refused(
    client: PageClient, settings: Settings, key: str, body: Any, kind: str, status: int
) -> None:
    assert tell(client, key, body, kind=kind).status_code == status
    assert kept(settings) == []


def test_what_comes_after_the_fold_is_gone(
    client: PageClient, key: str, store: StoreHandle, settings: Settings
) -> None:
    assert tell(client, key, {"grade": "y3"}).status_code == 204
    store.opened().run("UPDATE fold SET attempt = (SELECT max(id) FROM attempt)", {})
    answer = tell(client, key, {"grade": "y4"})
    assert (answer.status_code, answer.content_type) == (410, "application/problem+json")
    assert kept(settings) == [(key, "grade=y3")]


@pytest.mark.parametrize("origin", ["null", "https://blog.example.jp"])
def test_a_page_in_a_sandbox_may_tell_and_a_stranger_may_not_read_the_answer(
    client: PageClient, key: str, origin: str
) -> None:
    answer = tell(client, key, {}, headers={"Origin": origin})
    assert (answer.headers.get("Access-Control-Allow-Origin") == "null") is (origin == "null")


def test_the_bank_tells_programs_what_may_be_told(client: PageClient, bank: Bank) -> None:
    asked = json.loads(client.http.get(f"/api/v1/banks/{bank.id}?lang=en").data)["attributes"]
    assert [attribute["id"] for attribute in asked] == list(EVERYTHING)
    assert asked[0]["choices"][0] == {"id": "y1", "text": "1st year"} and asked[-1]["choices"] == []
