"""The student's way without script: what the pages say and what a submit does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.resources import shipped_bank
from quiz.store.handle import StoreHandle
from tests.client import PageClient


def answers(bank: Bank, form_id: str, rung: int) -> dict[str, str]:
    return {item.id: item.options[rung].id for item in bank.items_of(form_id)}


def test_the_start_leads_to_the_diagnostic(client: PageClient) -> None:
    assert client.http.get("/").headers["Location"] == "/d/interview"
    assert client.http.get("/?lang=en").headers["Location"] == "/d/interview?lang=en"


@pytest.mark.parametrize(("path", "form_id"), [("/d/interview", "quick"), ("/d/interview/full", "full")])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_quiz_page_asks_every_item_of_its_form(
    client: PageClient, bank: Bank, path: str, form_id: str, language: str
) -> None:
    page = client.get(path + ("?lang=en" if language == "en" else ""))
    names = [field.get("name") for field in page.all("input", type="radio")]
    assert list(dict.fromkeys(names)) == [item.id for item in bank.items_of(form_id)]
    for item in bank.items_of(form_id):
        assert item.text[language] in page.text
        assert [f.get("value") for f in page.all("input", type="radio", name=item.id)] == [o.id for o in item.options]
    assert page.one("input", name="form").get("value") == form_id
    assert page.one("html").get("lang") == language


def test_the_quiz_page_is_the_same_bytes_for_everybody_and_is_not_sent_twice(client: PageClient) -> None:
    first = client.http.get("/d/interview", headers={"Accept-Encoding": "br", "Cookie": "a=b", "User-Agent": "one"})
    second = client.http.get("/d/interview", headers={"Accept-Encoding": "br", "Accept-Language": "en"})
    assert first.data == second.data
    assert "public" in first.headers["Cache-Control"]
    held = client.http.get("/d/interview", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]})
    assert (held.status_code, held.data) == (304, b"")


def test_a_submit_stores_one_attempt_and_leads_to_its_result(
    client: PageClient, bank: Bank, store: StoreHandle
) -> None:
    given = answers(bank, "quick", 1)
    location = client.post("/d/interview", {"form": "quick", "attempt": "", **given})
    assert location == "/r/" + encode(bank, "quick", given)
    assert store.count_attempts() == 1
    assert "33" in client.get(str(location)).text


def test_a_double_tap_without_script_stores_one_attempt(client: PageClient, bank: Bank, store: StoreHandle) -> None:
    fields = {"form": "quick", "attempt": "", **answers(bank, "quick", 1)}
    assert client.post("/d/interview", fields) == client.post("/d/interview", fields)
    assert store.count_attempts() == 1
    client.post("/d/interview", fields, headers={"User-Agent": "another phone"})
    assert store.count_attempts() == 2


def test_a_double_tap_without_script_across_two_windows_stores_one_attempt(
    settings: Settings, bank: Bank, store: StoreHandle
) -> None:
    shelf = prepare(settings).shelf
    seam = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    moments = [seam - timedelta(seconds=1), seam + timedelta(seconds=1), seam + timedelta(minutes=5)]
    time = [seam]
    client = PageClient(create_app(settings, bank, shelf, store, lambda: time[0]))
    fields = {"form": "quick", **answers(bank, "quick", 1)}
    for moment, stored in zip(moments, (1, 1, 2), strict=True):
        time[0] = moment
        client.post("/d/interview", fields)
        assert store.count_attempts() == stored


def test_a_submit_in_english_stays_in_english(client: PageClient, bank: Bank) -> None:
    location = client.post("/d/interview?lang=en", {"form": "quick", **answers(bank, "quick", 3)})
    assert str(location).endswith("?lang=en")
    assert client.get(str(location)).one("html").get("lang") == "en"


def test_missing_answers_bring_the_form_back_with_the_others_kept(
    client: PageClient, bank: Bank, store: StoreHandle
) -> None:
    given = answers(bank, "quick", 2)
    missing = list(given)[3]
    del given[missing]
    page = client.post("/d/interview", {"form": "quick", **given}, status=422)
    assert not isinstance(page, str)
    checked = {f.get("name"): f.get("value") for f in page.all("input", type="radio") if f.get("checked") is not None}
    assert checked == given
    assert any((link.get("href") or "").startswith("#") for link in page.all("a")), "the summary links to the item"
    assert store.count_attempts() == 0


def test_missing_answers_are_asked_for_in_the_words_that_were_answered(
    client: PageClient, bank: Bank, settings: Settings, tmp_path: Path
) -> None:
    first, *others = bank.items_of("quick")
    earlier = tmp_path / "earlier.yaml"
    text = shipped_bank().read_text(encoding="utf-8").replace(first.text.ja, "以前の言い方？")
    earlier.write_text(text, encoding="utf-8")
    old = prepare(replace(settings, bank=earlier)).bank
    assert old.version != bank.version
    given = {item.id: item.options[1].id for item in others}
    page = client.post("/d/interview", {"form": "quick", "version": old.version, **given}, status=422)
    assert not isinstance(page, str)
    assert page.one("input", name="version").get("value") == old.version
    assert "以前の言い方？" in page.text


def test_other_answers_under_a_key_that_is_taken_are_stored_too(
    client: PageClient, bank: Bank, store: StoreHandle
) -> None:
    key = "11111111-1111-4111-8111-111111111111"
    for rung in (1, 2, 2):
        location = client.post("/d/interview", {"form": "quick", "attempt": key, **answers(bank, "quick", rung)})
        assert location == "/r/" + encode(bank, "quick", answers(bank, "quick", rung))
    assert store.count_attempts() == 2


def test_answers_to_questions_that_nobody_knows_come_back_with_a_word(client: PageClient, bank: Bank) -> None:
    page = client.post(
        "/d/interview", {"form": "quick", "version": "00000000", **answers(bank, "quick", 1)}, status=422
    )
    assert not isinstance(page, str)
    assert "設問が新しくなりました" in page.text
    assert len([field for field in page.all("input", type="radio") if field.get("checked") is not None]) == 6


def test_a_quick_result_is_continued_with_the_other_items_only(client: PageClient, bank: Bank) -> None:
    given = answers(bank, "quick", 2)
    code = encode(bank, "quick", given)
    page = client.get(f"/d/interview/more/{code}")
    asked = list(dict.fromkeys(field.get("name") for field in page.all("input", type="radio")))
    assert asked == [item.id for item in bank.items_of("full") if item.id not in given]
    hidden = {f.get("name") or "": f.get("value") or "" for f in page.all("input", type="hidden")}
    assert given.items() <= hidden.items()
    full = {**answers(bank, "full", 0), **given}
    location = client.post("/d/interview", {**hidden, **full})
    assert location == "/r/" + encode(bank, "full", full)


def test_a_full_result_has_nothing_to_be_continued_with(client: PageClient, bank: Bank) -> None:
    code = encode(bank, "full", answers(bank, "full", 2))
    client.get(f"/d/interview/more/{code}", status=404)


@pytest.mark.parametrize("rung", [0, 1, 2, 3])
@pytest.mark.parametrize("form_id", ["quick", "full"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_result_shows_score_band_and_consultations(
    client: PageClient, bank: Bank, rung: int, form_id: str, language: str
) -> None:
    code = encode(bank, form_id, answers(bank, form_id, rung))
    page = client.get(f"/r/{code}" + ("?lang=en" if language == "en" else ""))
    score = (0, 33, 67, 100)[rung]
    assert str(score) in page.text
    assert bank.band_of(score).title[language] in page.text
    links = [a for a in page.all("a") if (a.get("href") or "").startswith("/go/")]
    assert links or rung == 3
    assert (bank.place_to_talk.title[language] in page.text) is (score <= bank.cut)
    assert "noindex" in (page.one("meta", name="robots").get("content") or "")


def test_a_code_that_stands_for_nothing_gets_a_friendly_page(client: PageClient, bank: Bank) -> None:
    code = encode(bank, "quick", answers(bank, "quick", 1))
    other = "a" if code[-1] != "a" else "b"
    for broken in (code[:-1] + other, code[:-1], code[:5], "x" * 5000, "０" * 8, "-", "../etc", "A%0D%0AB", "\ud83d"):
        response = client.http.get("/r/" + broken.encode("utf-8", "surrogatepass").decode("latin-1"))
        assert response.status_code in (301, 404), broken
        if response.status_code == 301:
            assert client.http.get(response.headers["Location"]).status_code == 404
    client.get("/r/" + code[:-1] + other, status=404)


def test_a_code_typed_with_capitals_or_full_width_digits_is_understood(client: PageClient, bank: Bank) -> None:
    code = encode(bank, "quick", answers(bank, "quick", 1))
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c.upper() for c in code)
    response = client.http.get("/r/" + wide)
    assert (response.status_code, response.headers["Location"]) == (301, f"/r/{code}")


def test_unknown_addresses_hosts_and_methods_are_told_plainly(client: PageClient, app: Flask) -> None:
    client.get("/nowhere", status=404)
    client.get("/d/another", status=404)
    client.get("/d/interview", status=400, headers={"Host": "evil.example"})
    client.get("/d/interview", headers={"Host": "LOCALHOST"})
    page = client._checked(client.http.delete("/d/interview"), 405)
    assert "POST" in page.headers["Allow"]


def test_a_large_body_is_refused_before_it_is_read(client: PageClient) -> None:
    page = client.post("/d/interview", {"form": "x" * 70_000}, status=413)
    assert not isinstance(page, str)


def test_a_body_of_unknown_length_is_read_up_to_the_same_limit(client: PageClient, bank: Bank) -> None:
    for body, status in [(urlencode(answers(bank, "quick", 1)).encode(), 303), (b"x" * 70_000, 413), (b"", 422)]:
        response = client.http.post(
            "/d/interview",
            input_stream=BytesIO(body),
            headers={"Transfer-Encoding": "chunked", "Content-Type": "application/x-www-form-urlencoded"},
        )
        assert response.status_code == status


def test_fifty_thousand_fields_bring_a_page_not_a_crash(client: PageClient) -> None:
    body = "&".join(f"f{n}=" for n in range(50_000))
    form = {"data": body, "content_type": "application/x-www-form-urlencoded"}
    assert client.http.post("/d/interview", **form).status_code == 413
    form["data"] = body[:60_000]
    assert client.http.post("/d/interview", **form).status_code == 422


def test_the_qr_code_of_a_result_is_an_image_without_script(client: PageClient, bank: Bank) -> None:
    code = encode(bank, "quick", answers(bank, "quick", 1))
    response = client.http.get(f"/r/{code}/qr.svg")
    assert response.content_type == "image/svg+xml"
    assert b"<script" not in response.data and b"<svg" in response.data


def test_the_answer_that_an_address_brings_along_is_chosen_already(client: PageClient, bank: Bank) -> None:
    first = bank.items_of("quick")[0]
    for option in first.options:
        page = client.get(f"/d/interview?{first.id}={option.id}&lang=en")
        chosen = [field for field in page.all("input", type="radio") if "checked" in field.keys()]
        assert [(field.get("name"), field.get("value")) for field in chosen] == [(first.id, option.id)]
        assert page.headers["Cache-Control"] == client.get("/d/interview").headers["Cache-Control"]


@pytest.mark.parametrize("query", ["{0}=nothing", "{0}=", "{0}=%00", "{1}={2}", "nothing={2}", "{0}[]={2}"])
def test_an_address_that_brings_no_answer_to_the_first_item_shows_the_plain_page(
    client: PageClient, bank: Bank, query: str
) -> None:
    first, second = bank.items_of("quick")[:2]
    asked = query.format(first.id, second.id, first.options[1].id)
    assert client.get(f"/d/interview?{asked}").headers["ETag"] == client.get("/d/interview").headers["ETag"]
