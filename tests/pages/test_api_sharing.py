"""Sharing a result with the site around the frame: noted once, for the right site, or refused with a reason."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from quiz.bank.model import Bank
from quiz.clock import now
from quiz.store.handle import StoreHandle
from quiz.store.sites import registry
from quiz.store.tables import outbox
from tests.client import PageClient

ASKING = ("blog", "https://blog.example.jp", True, "https://blog.example.jp/hooks")
SILENT = ("news", "https://news.example.jp", True, "")
A_KEY = "0f8b1c5e-7d2a-4c3b-9e6f-1a2b3c4d5e6f"
WISH = {"host": "https://blog.example.jp"}
SHY = ("shop", "https://shop.example.jp", False, "https://shop.example.jp/hooks")


@pytest.fixture(autouse=True)
def sites(store: StoreHandle, client: PageClient) -> None:
    with store.opened().writing() as connection:
        for key, origin, may_ask, url in (ASKING, SILENT, SHY):
            registry.add(connection, key, (origin,), may_ask, (url, "whsec_c2VjcmV0" if url else ""), now())


def attempt(client: PageClient, bank: Bank, page: str = "") -> str:
    key = str(uuid.uuid4())
    answers = {item.id: item.options[1].id for item in bank.items_of("quick")}
    body = {"bank": bank.id, "form": "quick", "answers": answers, "placement": {"page": page}}
    assert client.http.put(f"/api/v1/attempts/{key}", json=body).status_code == 201
    return key


def share(client: PageClient, key: str, body: Any = WISH, **options: Any) -> Any:
    options.setdefault("content_type", "application/json")
    data = body if isinstance(body, str) else json.dumps(body)
    return client.http.put(f"/api/v1/attempts/{key}/sharing", data=data, **options)


def noted(store: StoreHandle) -> list[tuple[str, str]]:
    with store.opened().reading() as connection:
        rows = connection.execute(select(outbox.c.kind, outbox.c.subject).order_by(outbox.c.id))
        return [(row.kind, row.subject) for row in rows]


def test_a_wish_is_noted_once_however_often_it_is_sent(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    key = attempt(client, bank, "https://blog.example.jp/a")
    for _ in range(2):
        answer = share(client, key)
        assert (answer.status_code, answer.data) == (204, b"")
        assert answer.headers["Cache-Control"] == "no-store"
    assert noted(store) == [("attempt.completed", "1"), ("attempt.shared", "1")]


def test_a_site_without_a_webhook_is_told_by_the_frame_alone(
    client: PageClient, bank: Bank, store: StoreHandle
) -> None:
    key = attempt(client, bank, "https://news.example.jp/")
    assert share(client, key, {"host": "https://news.example.jp"}).status_code == 204
    assert noted(store) == []


@pytest.mark.parametrize("page", ["https://shop.example.jp/", "https://unknown.example/", ""])
def test_a_site_that_may_not_ask_is_never_told(client: PageClient, bank: Bank, store: StoreHandle, page: str) -> None:
    answer = share(client, attempt(client, bank, page), {"host": page.rstrip("/") or "https://blog.example.jp"})
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert "attempt.shared" not in dict(noted(store))


def test_a_site_is_told_only_what_was_agreed_for_itself(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    key = attempt(client, bank, "https://news.example.jp/")
    assert share(client, key, WISH).status_code == 403
    assert "attempt.shared" not in dict(noted(store))


def test_an_attempt_that_is_not_stored_is_not_found(client: PageClient, store: StoreHandle) -> None:
    assert share(client, str(uuid.uuid4())).status_code == 404
    assert noted(store) == []


@pytest.mark.parametrize(
    ("key", "body", "status"),
    [
        ("no-uuid", WISH, 400),
        (A_KEY, "", 400),
        (A_KEY, "[]", 400),
        (A_KEY, "{}", 422),
        (A_KEY, {"host": 7}, 422),
        (A_KEY, {"host": "https://blog.example.jp/a"}, 422),
        (A_KEY, {**WISH, "score": 100}, 422),
    ],
)
def test_what_is_no_wish_is_refused(client: PageClient, key: str, body: Any, status: int) -> None:
    assert share(client, key, body).status_code == status


def test_a_wish_has_to_be_json_so_that_no_plain_form_can_send_it(client: PageClient, bank: Bank) -> None:
    key = attempt(client, bank, "https://blog.example.jp/a")
    assert share(client, key, content_type="text/plain").status_code == 415
    assert client.http.post(f"/api/v1/attempts/{key}/sharing", json={}).status_code == 405
