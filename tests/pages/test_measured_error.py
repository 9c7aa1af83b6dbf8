"""Once a norm is frozen, results are told with the standard error that was measured: pages, frames and API alike."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import insert

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.store.handle import StoreHandle
from quiz.store.tables import norm
from tests.client import PageClient
from tests.factories import extreme_answers


@pytest.fixture
def code(bank: Bank) -> str:
    return encode(bank, "quick", extreme_answers(bank, "quick", top=False))


@pytest.fixture(autouse=True)
def looking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.diagnostic.SHELF_SECONDS", -1.0)


def freeze(store: StoreHandle, bank: Bank, number: int, error: int | None, form: str = "quick") -> None:
    row = {"frozen_utc": 0, "people": 300, "standard_error": error, "document": "{}"}
    with store.opened().writing() as connection:
        connection.execute(insert(norm).values(scale=bank.scale, form=form, number=number, **row))


def told(client: PageClient, code: str) -> tuple[str, int]:
    """Return how page and API say that the error is known, and the highest score that it allows."""
    text, answer = client.get(f"/r/{code}").text, json.loads(client.http.get(f"/api/v1/results/{code}").data)
    assert f"0〜{answer['high']}点くらいです" in text and answer["low"] == 0
    known = {"推定した値です": "measured", "推定した値ではありません": "declared"}
    (how,) = [how for words, how in known.items() if words in text]
    return how, answer["high"]


def test_a_result_is_told_with_what_was_measured_last(
    client: PageClient, store: StoreHandle, bank: Bank, code: str
) -> None:
    tags = {client.http.get(f"/r/{code}").headers["ETag"]}
    assert told(client, code) == ("declared", 11)
    freeze(store, bank, 1, 849)
    assert told(client, code) == ("measured", 8)
    tags.add(client.http.get(f"/r/{code}").headers["ETag"])
    freeze(store, bank, 2, None)
    assert told(client, code) == ("measured", 8)
    freeze(store, bank, 3, 1250)
    assert told(client, code) == ("measured", 13)
    assert "0〜13点" in client.get(f"/f/r/{code}").text
    assert len(tags) == 2


def test_the_longer_form_is_promised_with_its_own_error(
    client: PageClient, store: StoreHandle, bank: Bank, code: str
) -> None:
    freeze(store, bank, 1, 520, form="full")
    assert "±11点から±5点" in client.get(f"/r/{code}").text


def test_another_scale_changes_nothing(client: PageClient, store: StoreHandle, bank: Bank, code: str) -> None:
    with store.opened().writing() as connection:
        row = {"frozen_utc": 0, "people": 300, "standard_error": 100, "document": "{}"}
        connection.execute(insert(norm).values(scale="00000000", form="quick", number=1, **row))
    assert told(client, code) == ("declared", 11)
