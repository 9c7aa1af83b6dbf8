"""The body of an attempt: what the document promises is what the fast reader takes."""

from __future__ import annotations

import uuid
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from quiz.advice.model import Shelf
from quiz.api.attempt import LARGEST_CLAIM, read_submission
from quiz.api.models.attempt import attempt_type
from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.sites import LONGEST_PAGE
from quiz.store.handle import StoreHandle
from quiz.web.errors import Unprocessable
from tests.factories import a_bank, a_document, an_item, answers_to, bank_of, shipped_bank

ODD_TEXTS = [
    "",
    "春　新生活",
    "a\x00b",
    "a\nb",
    "\u202eabc",
    "\u2028",
    "\x7f",
    "\x9f",
    "\ud800",
    "x" * 64,
    "x" * 65,
    "x" * 2001,
]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=5),
    st.lists(st.none(), max_size=1), st.dictionaries(st.text(max_size=3), st.none(), max_size=1),
    st.sampled_from(ODD_TEXTS),
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=70), st.sampled_from(ODD_TEXTS))
CLAIMS = st.one_of(
    st.integers(0, LARGEST_CLAIM),
    st.sampled_from([-1, -1.0, 0, -0.0, 1.0, 1.5, 1e300, LARGEST_CLAIM, LARGEST_CLAIM + 1]),
)


@cache
def diagnostic_of(bank: Bank) -> Diagnostic:
    # Its database does not exist, and is never asked: every body here names the present version or none that can be.
    settings = Settings.from_environment({"QUIZ_VAR": str(Path("/nowhere"))})
    return Diagnostic(bank, Shelf(1, ()), StoreHandle(settings))


@cache
def model_of(bank: Bank) -> TypeAdapter[Any]:
    return TypeAdapter(attempt_type(bank))


def model_takes(bank: Bank, body: dict[str, Any]) -> bool:
    try:
        model_of(bank).validate_python(body)
    except ValidationError:
        return False
    return True


def reader_takes(bank: Bank, body: dict[str, Any]) -> bool:
    try:
        read_submission(diagnostic_of(bank), body)
    except Unprocessable:
        return False
    return True


@st.composite
def bodies(draw: st.DrawFn, bank: Bank) -> dict[str, Any]:
    """Draw bodies as they should be, with nothing, something or several things wrong."""
    form = draw(st.sampled_from(bank.forms)).id
    items = [item.id for item in bank.items_of(form)]
    body: dict[str, Any] = {"bank": bank.id, "form": form, "answers": draw(answers_to(bank, form))}
    optional = {
        "version": st.just(bank.version),
        "durations_ms": st.none() | st.dictionaries(st.sampled_from(items), CLAIMS, max_size=3),
        "placement": st.none() | st.dictionaries(st.sampled_from(["site", "page", "campaign"]), TEXTS, max_size=3),
        "previous": st.none() | st.uuids().map(str) | st.sampled_from([str(uuid.UUID(int=5)).upper(), "0" * 32]),
    }
    for name in draw(st.sets(st.sampled_from(sorted(optional)))):
        body[name] = draw(optional[name])
    for _ in range(draw(st.integers(0, 2))):
        _spoil(draw, body)
    return body


def _spoil(draw: st.DrawFn, body: dict[str, Any]) -> None:
    inner = [part for part in (body, body.get("answers"), body.get("placement")) if isinstance(part, dict)]
    part = draw(st.sampled_from(inner))
    name = draw(st.sampled_from([*part, "stranger", "area1-2"]))
    if draw(st.booleans()):
        part.pop(name, None)
    else:
        part[name] = draw(ANYTHING)


@given(st.data())
@pytest.mark.parametrize("bank", [shipped_bank(), a_bank()], ids=["shipped", "made"])
def test_the_document_and_the_reader_take_the_same_bodies(bank: Bank, data: st.DataObject) -> None:
    body = data.draw(bodies(bank))
    assert model_takes(bank, body) == reader_takes(bank, body), body


@given(st.dictionaries(st.sampled_from(["bank", "version", "form", "answers", "other"]), ANYTHING))
@example({})
def test_any_object_is_taken_or_refused_by_both(body: dict[str, Any]) -> None:
    bank = shipped_bank()
    # A version that is none of this deployment's may be asked of the database, which is not there.
    body.pop("version", None) if isinstance(body.get("version"), str) else None
    assert model_takes(bank, body) == reader_takes(bank, body), body


def test_a_good_body_is_taken_and_not_all_are_refused() -> None:
    bank = shipped_bank()
    answers = {item.id: item.options[0].id for item in bank.items_of("full")}
    assert model_takes(bank, {"bank": bank.id, "form": "full", "answers": answers})
    assert reader_takes(bank, {"bank": bank.id, "form": "full", "answers": answers})


def test_items_may_be_called_like_the_methods_of_a_model() -> None:
    document = a_document(areas=1)
    document["items"] = [an_item(name, "area1") for name in ("copy", "json", "model-fields", "schema")]
    bank = bank_of(document)
    answers = dict.fromkeys(("copy", "json", "model-fields", "schema"), "p1")
    assert model_takes(bank, {"bank": bank.id, "form": "quick", "answers": answers})
    assert not model_takes(bank, {"bank": bank.id, "form": "quick", "answers": {**answers, "json": "p9"}})


def test_of_a_long_page_its_beginning_is_kept_and_whole_numbers_stay_whole() -> None:
    bank = shipped_bank()
    item = bank.items_of("quick")[0].id
    body = {
        "bank": bank.id,
        "form": "quick",
        "answers": {item.id: item.options[0].id for item in bank.items_of("quick")},
        "placement": {"page": "https://blog.example.jp/" + "p" * 500 + "?utm=mail", "campaign": "春　新生活"},
        "durations_ms": {item: 1500.0},
    }
    read = read_submission(diagnostic_of(bank), body)
    assert read.placement.page == "https://blog.example.jp/" + "p" * (LONGEST_PAGE - 24)
    assert read.placement.campaign == "春　新生活"
    assert read.durations_ms[0] == 1500 and type(read.durations_ms[0]) is int
