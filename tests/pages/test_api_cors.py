"""Which pages of other sites may read what the API answers."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.bank.model import Bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from tests.deployments import ready

SITE = "https://blog.example.jp"
BANKS = "/api/v1/banks"


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    environ = {"QUIZ_VAR": str(ready(tmp_path / "var")), "QUIZ_EMBED_SITES": f"{SITE}, https://*.campus.example"}
    return Settings.from_environment(environ)


@pytest.fixture
def http(app: Flask) -> Any:
    return app.test_client(use_cookies=False)


def vary_of(response: Any) -> set[str]:
    assert len(response.headers.getlist("Vary")) == 1, "some caches look at one line only"
    return {name.strip() for name in response.headers["Vary"].split(",")}


def put(http: Any, bank: Bank, origin: str | None, key: str = "") -> Any:
    answers = {item.id: item.options[0].id for item in bank.items_of("quick")}
    headers = {"Origin": origin} if origin else {}
    body = {"bank": bank.id, "form": "quick", "answers": answers}
    return http.put(f"/api/v1/attempts/{key or uuid.uuid4()}", json=body, headers=headers)


@pytest.mark.parametrize("origin", [SITE, "https://law.campus.example", "null"])
def test_an_allowed_page_may_read_and_send(http: Any, bank: Bank, origin: str) -> None:
    for response in [http.get(BANKS, headers={"Origin": origin}), put(http, bank, origin)]:
        assert response.status_code < 300
        assert response.headers["Access-Control-Allow-Origin"] == origin
        assert "Access-Control-Allow-Credentials" not in response.headers
        exposed = response.headers["Access-Control-Expose-Headers"].split(", ")
        assert {"ETag", "Location", "Retry-After", "Preference-Applied"} <= set(exposed)
        assert "Origin" in vary_of(response)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://blog.example.jp",
        f"{SITE}.evil.example",
        "https://campus.example",
        "NULL",
        "",
        "*",
    ],
)
def test_no_other_page_may(http: Any, bank: Bank, origin: str) -> None:
    for response in [http.get(BANKS, headers={"Origin": origin}), put(http, bank, origin)]:
        assert response.status_code < 300, "the request is as good as that of any program"
        assert not [name for name, _ in response.headers if name.startswith("Access-Control-")]


def test_a_cache_keeps_an_answer_for_each_origin(http: Any) -> None:
    first = http.get(BANKS, headers={"Accept-Encoding": "br"})
    assert vary_of(first) == {"Accept-Encoding", "Origin"}
    again = http.get(BANKS, headers={"Origin": "null", "If-None-Match": first.headers["ETag"], "Accept-Encoding": "br"})
    assert again.status_code == 304
    assert vary_of(again) == {"Accept-Encoding", "Origin"}
    assert again.headers["Access-Control-Allow-Origin"] == "null"
    assert vary_of(http.get(BANKS, headers={"Origin": "https://evil.example"})) == {"Accept-Encoding", "Origin"}


def test_our_own_pages_need_no_leave(http: Any, bank: Bank) -> None:
    response = put(http, bank, "http://localhost")
    assert response.status_code == 201
    assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("origin", [SITE, "null"])
def test_a_browser_that_asks_before_it_sends_is_told_what_it_may(http: Any, origin: str) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "content-type,prefer",
    }
    response = http.options(f"/api/v1/attempts/{uuid.uuid4()}", headers=asked)
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["Access-Control-Allow-Origin"] == origin
    assert "PUT" in response.headers["Access-Control-Allow-Methods"]
    names = response.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"content-type", "prefer", "if-none-match"} == set(names)
    assert response.headers["Access-Control-Max-Age"] == "86400"
    assert "Origin" in vary_of(response)


def test_a_stranger_that_asks_is_told_nothing(http: Any) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}
    response = http.options(f"/api/v1/attempts/{uuid.uuid4()}", headers=asked)
    assert not [name for name, _ in response.headers if name.startswith("Access-Control-")]


def test_problems_can_be_read_too(http: Any, bank: Bank, store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: Any) -> Any:
        raise StoreError("the disk is gone")

    headers = {"Origin": "null"}
    key = f"/api/v1/attempts/{uuid.uuid4()}"
    monkeypatch.setattr(store, "bank", gone)
    for response, status in [
        (http.get("/api/v1/banks/nothing", headers=headers), 404),
        (http.get("/api/v2/nothing", headers=headers), 404),
        (http.put("/api/v1/attempts/1", json={}, headers=headers), 400),
        (http.put(key, json={"bank": bank.id}, headers=headers), 422),
        (http.put(key, data=" " * 70_000, content_type="application/json", headers=headers), 413),
        (http.post(key, json={}, headers=headers), 405),
        (http.put(key, json={"bank": bank.id, "version": "00000000"}, headers=headers), 503),
        (http.get(BANKS, headers={**headers, "Host": "evil.example"}), 400),
    ]:
        assert (response.status_code, response.content_type) == (status, "application/problem+json")
        assert response.headers["Access-Control-Allow-Origin"] == "null"
        assert json.loads(response.data)["status"] == status


def test_a_page_of_the_site_itself_stays_unreadable_for_others(http: Any) -> None:
    for path in ("/", "/qa/", "/desk/", "/healthz", "/embed.js/api/"):
        response = http.get(path, headers={"Origin": SITE})
        assert "Access-Control-Allow-Origin" not in response.headers


def test_where_no_site_is_named_none_may_read(tmp_path: Any) -> None:
    settings = Settings.from_environment({"QUIZ_VAR": str(ready(tmp_path / "other"))})
    store, prepared = StoreHandle(settings), prepare(settings)
    http = create_app(settings, prepared.bank, prepared.shelf, store).test_client(use_cookies=False)
    response = http.get(BANKS, headers={"Origin": SITE})
    store.close()
    assert "Access-Control-Allow-Origin" not in response.headers


def test_where_every_site_may_embed_an_origin_that_is_none_is_not_repeated(tmp_path: Any) -> None:
    settings = Settings.from_environment({"QUIZ_VAR": str(ready(tmp_path / "other")), "QUIZ_EMBED_SITES": "*"})
    store, prepared = StoreHandle(settings), prepare(settings)
    http = create_app(settings, prepared.bank, prepared.shelf, store).test_client(use_cookies=False)
    answers = {
        origin: http.get(BANKS, headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin")
        for origin in ("https://any.example", "x" * 5000, "https://\xe9.example")
    }
    store.close()
    assert list(answers.values()) == ["https://any.example", None, None]
