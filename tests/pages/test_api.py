"""The JSON API: shapes that other programs rely on, and what it makes of bad input."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from quiz.advice.model import Catalogue
from quiz.api.models.bank import Bank as BankModel
from quiz.api.models.bank import Banks
from quiz.api.models.consultation import Consultation, Consultations
from quiz.api.models.result import MinimalResult, Recommendations, Result, StoredResult
from quiz.app import create_app
from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from tests.client import PageClient
from tests.deployments import ready


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


def test_what_is_missing_is_told_from_what_is_wrong(client: PageClient, bank: Bank) -> None:
    body = body_of(bank)
    (missing, wrong), options = list(body["answers"])[:2], [option.id for option in bank.items[0].options]
    del body["answers"][missing]
    body["answers"][wrong] = "?"
    first, second = put(client, body).json["errors"]
    assert first == {
        "pointer": f"/answers/{missing}",
        "detail": f"is missing: it has to be one of {', '.join(options)}",
    }
    assert second["detail"].startswith("has to be one of")
    pointers = [error["pointer"] for error in put(client, {"bank": "interview"}).json["errors"]]
    assert pointers == ["/form", "/answers"]


def test_an_address_that_leads_nowhere_says_where_the_others_are(client: PageClient) -> None:
    answer = client.http.post("/api/v1/attempts", json={})
    assert answer.status_code == 404 and "/api/v1/" in answer.get_json()["detail"]


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


def addresses(bank: Bank) -> list[str]:
    """Return one address of each kind that is read."""
    code = encode(bank, "quick", body_of(bank)["answers"])
    return [
        "/api/v1/banks", "/api/v1/banks/interview", f"/api/v1/banks/interview/versions/{bank.version}",
        f"/api/v1/results/{code}", f"/api/v1/results/{code}/recommendations", "/api/v1/consultations",
        "/api/v1/consultations/back-after-declining", "/api/v1/openapi.json", "/api/v1/",
    ]  # fmt: skip


def test_every_reading_address_names_its_content_and_answers_to_head(client: PageClient, bank: Bank) -> None:
    for address in addresses(bank):
        first = client.http.get(address)
        assert first.status_code == 200 and first.headers["Cache-Control"].startswith("public"), address
        again = client.http.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b""), address
        head = client.http.head(address)
        assert (head.status_code, head.data) == (200, b""), address
        assert head.headers["ETag"] == first.headers["ETag"] and int(head.headers["Content-Length"]) == len(first.data)
        assert client.http.get(address + "?lang=en").headers["ETag"] != first.headers["ETag"], address


@pytest.mark.parametrize("query", ["lang=fr", "lang=", "lang=en&lang=en", "topik=motivation", "%FF=1", "\u3042=1"])
def test_an_address_that_asks_for_what_there_is_not_is_refused(client: PageClient, bank: Bank, query: str) -> None:
    for address in addresses(bank):
        response = client.http.get(f"{address}?{query}")
        assert (response.status_code, response.content_type) == (400, "application/problem+json"), address


def test_an_attempt_with_an_odd_language_is_not_stored(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    response = client.http.put(f"/api/v1/attempts/{uuid.uuid4()}?lang=fr", json=body_of(bank))
    assert response.status_code == 400 and store.count_attempts() == 0


def test_consultations_are_listed_by_page_area_and_topic(client: PageClient, catalogue: Catalogue) -> None:
    listed, address = [], "/api/v1/consultations?lang=en"
    while address:
        page = client.http.get(address).json
        assert page is not None and page["total"] == len(catalogue.consultations)
        listed += [one["id"] for one in page["consultations"]]
        address = page["next"]
    assert sorted(listed) == sorted(one.id for one in catalogue.consultations)
    of_area = client.http.get("/api/v1/consultations?area=self").json
    assert of_area and {one["area"] for one in of_area["consultations"]} == {"self"}
    assert of_area["total"] == sum(one.area == "self" for one in catalogue.consultations)
    of_topic = client.http.get("/api/v1/consultations?topic=motivation&area=research").json
    assert of_topic and all("motivation" in one["topics"] for one in of_topic["consultations"])
    beyond = client.http.get("/api/v1/consultations?page=100000").json
    assert beyond and beyond["consultations"] == [] and beyond["next"] is None
    for bad in ("page=0", "page=100001", "page=1.0", "page=\uff11", "area=nothing", "topic=\x00", "page="):
        assert client.http.get(f"/api/v1/consultations?{bad}").status_code == 400, bad


def test_a_consultation_is_told_as_its_page_shows_it(client: PageClient, catalogue: Catalogue) -> None:
    for shown in catalogue.consultations:
        told = client.http.get(f"/api/v1/consultations/{shown.id}").json
        assert told is not None
        assert (told["title"], tuple(told["body"])) == (shown.title.ja, shown.body)
        assert [one["advisor"]["id"] for one in told["answers"]] == [one.advisor.id for one in shown.answers]
        for answer, given in zip(told["answers"], shown.answers, strict=True):
            assert answer["advisor"]["title"] == (given.title or given.advisor.title)
            assert [part["heading"] for part in answer["sections"]] == [part.heading for part in given.sections]
            cards = [card for part in answer["sections"] for card in part["cards"]]
            assert all(card["title"] and card["url"] for card in cards)
    for name in ("nothing", "x" * 500, "%00", "\u202e"):
        assert client.http.get(f"/api/v1/consultations/{name}").status_code == 404


def test_what_was_withdrawn_is_told_no_more(
    client: PageClient, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.diagnostic.SHELF_SECONDS", -1.0)
    address = "/api/v1/consultations/back-after-declining"
    known = client.http.get(address).headers["ETag"]
    store.publisher().withdraw("back-after-declining")
    assert client.http.get(address, headers={"If-None-Match": known}).status_code == 404


def test_recommendations_are_those_of_the_result(client: PageClient, bank: Bank) -> None:
    code = encode(bank, "quick", body_of(bank)["answers"])
    result = client.http.get(f"/api/v1/results/{code}").json
    alone = client.http.get(f"/api/v1/results/{code.upper()}/recommendations").json
    assert result and alone == {"code": code, "recommendations": result["recommendations"]}
    assert client.http.get("/api/v1/results/nothing/recommendations").status_code == 404


def test_a_version_is_read_and_one_that_never_was_is_not(client: PageClient, bank: Bank) -> None:
    now = client.http.get("/api/v1/banks/interview").json
    assert client.http.get(f"/api/v1/banks/interview/versions/{bank.version}").json == now
    for address in ("interview/versions/00000000", "interview/versions/x", f"other/versions/{bank.version}"):
        assert client.http.get(f"/api/v1/banks/{address}").status_code == 404


def test_health_tells_whether_the_database_can_be_read(
    client: PageClient, store: StoreHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = client.http.get("/api/v1/health")
    assert response.json == {"status": "ok", "database": "ok"}
    assert response.headers["Cache-Control"] == "no-store"

    def away(known: int = -1) -> None:
        raise StoreError("postgresql://user:secret@host is away")

    monkeypatch.setattr(store, "shelf", away)
    response = client.http.get("/api/v1/health")
    assert (response.status_code, response.content_type) == (503, "application/problem+json")
    assert "secret" not in response.get_data(as_text=True)


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_the_document_is_shown_to_people(client: PageClient, language: str) -> None:
    page = client.get(f"/api/v1/{language}")
    assert "PUT" in page.text and "/attempts/{key}" in page.text and "curl" in page.text
    assert all(link.get("href") for link in page.all("a"))
    assert "\x1e" not in page.text
    response = client.http.get(f"/api/{language}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/api/v1/{language}")


def test_the_document_names_the_public_address(tmp_path: Path) -> None:
    environ = {"QUIZ_VAR": str(ready(tmp_path / "public")), "QUIZ_PUBLIC_URL": "https://shindan.example.jp"}
    settings = Settings.from_environment(environ)
    store, prepared = StoreHandle(settings), prepare(settings)
    http = create_app(settings, prepared.bank, prepared.shelf, store).test_client(use_cookies=False)
    served = http.get("/api/v1/openapi.json", headers={"Host": "shindan.example.jp"}).json
    store.close()
    assert served is not None and served["servers"] == [{"url": "https://shindan.example.jp/api/v1"}]


def test_every_answer_has_the_members_that_its_model_says_and_no_others(client: PageClient, bank: Bank) -> None:
    stored = put(client, body_of(bank)).json
    minimal = put(client, body_of(bank), headers={"Prefer": "return=minimal"}).json
    models: list[tuple[type[BaseModel], Any]] = [(StoredResult, stored), (MinimalResult, minimal)]
    kinds: tuple[type[BaseModel], ...] = (
        Banks,
        BankModel,
        BankModel,
        Result,
        Recommendations,
        Consultations,
        Consultation,
    )
    for model, address in zip(kinds, addresses(bank), strict=False):
        models.append((model, client.http.get(address).json))
    for model, answer in models:
        model.model_validate_json(json.dumps(answer), strict=True, extra="forbid")
