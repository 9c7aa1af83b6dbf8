"""What a site is told, and what it is never told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from quiz.bank.answers import decode, encode, split_code
from quiz.bank.model import Text
from quiz.store.told import AttemptFact, ConsultationFact, Kind, Message
from quiz.webhooks.payloads import payload_of
from tests.attempts import THE_BANK

HOST = "https://shindan.example.jp"
FINISHED = datetime(2026, 4, 1, 9, 38, 12, 345_000, UTC)
CODE = encode(THE_BANK, "quick", {item.id: item.options[-1].id for item in THE_BANK.items_of("quick")})
ATTEMPT = AttemptFact(
    bank=THE_BANK.id,
    version=THE_BANK.version,
    form="quick",
    answers=split_code(CODE)[1],
    score=67,
    page="https://blog.example.jp/相談",
    campaign="spring",
    finished=FINISHED,
)
CONSULTATION = ConsultationFact("q1", Text("面接が不安です", "I am nervous"), "area1", ("topic-a", "topic-b"), "")


def told(kind: Kind, fact: Any, public_url: str = HOST) -> dict[str, Any]:
    message = Message(5, "0f" * 16, kind, "blog", "https://x.example/", "whsec_x", FINISHED, 3, 0, fact)
    banks = {THE_BANK.version: THE_BANK}
    document: dict[str, Any] = json.loads(payload_of(message, banks.get, public_url))
    return document


def test_of_a_completed_attempt_a_site_is_told_what_it_could_count_by_itself() -> None:
    assert told(Kind.COMPLETED, ATTEMPT) == {
        "id": "msg_" + "0f" * 16,
        "type": "attempt.completed",
        "timestamp": "2026-04-01T09:00:00Z",
        "data": {
            "site": "blog",
            "bank": THE_BANK.id,
            "version": THE_BANK.version,
            "form": "quick",
            "page": "https://blog.example.jp/相談",
            "campaign": "spring",
        },
    }


@pytest.mark.parametrize(
    "secret", ["67", CODE.partition("-")[2], ATTEMPT.answers, "38", "score", "band", "code", "key"]
)
def test_a_completed_attempt_says_nothing_of_how_it_went_nor_of_who(secret: str) -> None:
    document = told(Kind.COMPLETED, ATTEMPT)
    del document["id"], document["data"]["version"]
    assert secret not in json.dumps(document, ensure_ascii=False)


def test_what_a_student_shared_says_the_result_too() -> None:
    document = told(Kind.SHARED, ATTEMPT)
    plain = told(Kind.COMPLETED, ATTEMPT)["data"]
    result = {"score": 67, "band": THE_BANK.band_of(67).id, "code": CODE}
    assert document["data"] == {**plain, **result}
    assert (document["type"], document["timestamp"]) == ("attempt.shared", "2026-04-01T09:00:00Z")
    assert decode(THE_BANK, split_code(CODE)[1])[0] == "quick"


def test_a_consultation_is_told_with_its_address() -> None:
    assert told(Kind.PUBLISHED, CONSULTATION) == {
        "id": "msg_" + "0f" * 16,
        "type": "consultation.published",
        "timestamp": "2026-04-01T09:38:12Z",
        "data": {
            "id": "q1",
            "url": f"{HOST}/qa/q1",
            "title": {"ja": "面接が不安です", "en": "I am nervous"},
            "area": "area1",
            "topics": ["topic-a", "topic-b"],
        },
    }


def test_an_address_is_that_of_the_publisher_or_begins_with_a_slash_where_the_own_is_not_known() -> None:
    elsewhere = ConsultationFact("q1", Text("題", ""), "", (), "https://publisher.example/q/1")
    assert told(Kind.PUBLISHED, elsewhere)["data"]["url"] == "https://publisher.example/q/1"
    assert told(Kind.PUBLISHED, CONSULTATION, "")["data"]["url"] == "/qa/q1"
