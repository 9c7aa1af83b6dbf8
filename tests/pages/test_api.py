"""The JSON API: shapes that other programs rely on, and what it makes of bad input."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.store.handle import StoreHandle
from tests.client import PageClient


def body_of(bank: Bank, rung: int = 1, form_id: str = "quick", **more: Any) -> dict[str, Any]:
    answers = {item.id: item.options[rung].id for item in bank.items_of(form_id)}
    return {"bank": bank.id, "form": form_id, "answers": answers, **more}


def put(client: PageClient, body: Any, key: str | None = None, **options: Any) -> Any:
    data = body if isinstance(body, (bytes, str)) else json.dumps(body)
    options.setdefault("content_type", "application/json")
    return client.http.put(f"/api/v1/attempts/{key or uuid.uuid4()}", data=data, **options)


def test_banks_are_listed_and_described(client: PageClient, bank: Bank) -> None:
    listed = client.http.get("/api/v1/banks").json
    assert listed == {"banks": [{"id": "interview", "version": bank.version, "title": "面接力診断"}]}
    one = client.http.get("/api/v1/banks/interview").json
    assert one is not None
    assert one["forms"] == {form.id: [item.id for item in bank.items_of(form.id)] for form in bank.forms}
    assert one["cut"] == 39 and one["version"] == bank.version
    first = one["items"][0]
    assert {"id", "area", "text", "options"} <= first.keys()
    assert first["options"][0].keys() == {"id", "text", "points"}
    assert client.http.get("/api/v1/banks/nothing").status_code == 404


def test_an_attempt_is_stored_once_and_a_replay_says_the_same(
    client: PageClient, bank: Bank, store: StoreHandle
) -> None:
    key = str(uuid.uuid4())
    first, again = put(client, body_of(bank), key), put(client, body_of(bank), key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert first.json["code"] == encode(bank, "quick", body_of(bank)["answers"])
    assert first.json["url"] == "/r/" + first.json["code"]
    assert (first.json["score"], first.json["flagged"], first.json["borderline"]) == (33, True, True)
    assert {"id", "url", "area", "reason"} <= first.json["recommendations"][0].keys()
    assert [area["id"] for area in first.json["areas"]] == [area.id for area in bank.areas]
    assert store.count_attempts() == 1


def test_a_sender_that_goes_on_to_the_result_may_ask_for_less(client: PageClient, bank: Bank) -> None:
    response = put(client, body_of(bank), headers={"Prefer": "return=minimal"})
    whole = put(client, body_of(bank)).json
    assert response.status_code == 201
    assert response.headers["Preference-Applied"] == "return=minimal"
    assert response.json.items() <= whole.items()
    assert response.json.keys() == {"code", "url", "form", "score", "stored"}


def test_another_body_under_the_same_key_is_a_conflict(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    key = str(uuid.uuid4())
    put(client, body_of(bank), key)
    response = put(client, body_of(bank, rung=2), key)
    assert (response.status_code, response.content_type) == (409, "application/problem+json")
    assert store.count_attempts() == 1


def test_a_result_is_described_by_its_code_alone(client: PageClient, bank: Bank) -> None:
    stored = put(client, body_of(bank)).json
    described = client.http.get("/api/v1/results/" + stored["code"]).json
    assert described == {name: value for name, value in stored.items() if name != "stored"}
    response = client.http.get("/api/v1/results/" + stored["code"][:-1])
    assert (response.status_code, response.content_type) == (404, "application/problem+json")


def test_claims_and_placement_are_stored_within_bounds(client: PageClient, bank: Bank) -> None:
    item = bank.items[0].id
    page = "https://publisher.example/qa/1?utm_source=mail#top"
    body = body_of(
        bank,
        version=bank.version,
        durations_ms={item: 10**12},
        placement={"site": "publisher", "page": page, "campaign": "spring"},
        previous=str(uuid.uuid4()),
    )
    assert put(client, body).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"text"', b"7", b"true", b"{", b"\xff\xfe", b"{'a': 1}", b'{"a": NaN}', b'{"a": 1e400}',
        b'{"a": Infinity}', b'{"bank": "interview", "bank": "interview"}', b"[" * 3000 + b"]" * 3000,
        b'{"a":' * 3000 + b"1" + b"}" * 3000, b'{"a": ' + b"9" * 5000 + b"}", b'\xef\xbb\xbf{"a": 1}',
    ],
)  # fmt: skip
def test_a_body_that_is_not_a_json_object_is_a_bad_request(client: PageClient, body: bytes) -> None:
    response = put(client, body)
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    assert response.json["status"] == 400 and response.json["title"]


@pytest.mark.parametrize("option", [True, 1.0, -1, 1, None, [], {}, "", "9", "\x00", "\ud800", "まだ", "x" * 5000])
def test_an_option_that_the_item_does_not_have_is_named(client: PageClient, bank: Bank, option: Any) -> None:
    body = body_of(bank)
    body["answers"][bank.items[0].id] = option
    response = put(client, body)
    assert response.status_code == 422
    assert response.json["errors"][0]["pointer"] == f"/answers/{bank.items[0].id}"


@pytest.mark.parametrize(
    "change",
    [
        {"bank": "other"}, {"bank": None}, {"version": "00000000"}, {"version": 1}, {"version": "\ud800"},
        {"version": "a\x00b"}, {"form": "half"}, {"form": []},
        {"answers": None}, {"answers": []}, {"answers": {}}, {"answers": {"\ud800": "x"}}, {"durations_ms": []},
        {"durations_ms": {"nothing": 1}}, {"placement": "home"}, {"placement": {"user": "x"}},
        {"placement": {"site": "x" * 65}}, {"placement": {"page": "a\x00b"}}, {"placement": {"campaign": "\u202e"}},
        {"placement": {"campaign": "\ud800"}}, {"previous": "yesterday"}, {"name": "a person"},
    ],
)  # fmt: skip
def test_content_that_cannot_be_used_is_refused_with_its_place(
    client: PageClient, bank: Bank, store: StoreHandle, change: dict[str, Any]
) -> None:
    response = put(client, {**body_of(bank), **change})
    assert (response.status_code, response.content_type) == (422, "application/problem+json")
    assert response.json["errors"]
    assert store.count_attempts() == 0


@pytest.mark.parametrize("claim", [True, 1.5, -1, "1", None, [], 1e300])
def test_a_duration_that_is_no_whole_number_is_refused(client: PageClient, bank: Bank, claim: Any) -> None:
    assert put(client, body_of(bank, durations_ms={bank.items[0].id: claim})).status_code == 422


def test_keys_hosts_types_methods_and_sizes_are_told_as_problems(client: PageClient, bank: Bank) -> None:
    for response, status in [
        (put(client, body_of(bank), "not-a-uuid"), 400),
        (put(client, body_of(bank), "{" + str(uuid.uuid4()) + "}"), 400),
        (put(client, body_of(bank), headers={"Host": "evil.example"}), 400),
        (put(client, body_of(bank), content_type="text/plain"), 415),
        (client.http.post(f"/api/v1/attempts/{uuid.uuid4()}", json={}), 405),
        (put(client, b" " * 70_000), 413),
        (client.http.get("/api/v1/nothing"), 404),
    ]:
        assert (response.status_code, response.content_type) == (status, "application/problem+json")
        assert "Traceback" not in response.get_data(as_text=True)
