"""The OpenAPI document: whole, in both languages, and of one mind with the addresses that the API has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from quiz.api.components import HEADERS, PROBLEMS
from quiz.api.models.words import BETWEEN
from quiz.api.openapi import openapi
from quiz.api.operations import OPERATIONS
from quiz.api.pages import api_page
from quiz.api.parameters import LAST_PAGE
from quiz.api.views import ROUTES
from tests.factories import a_bank, shipped_bank

ORIGIN = "https://shindan.example.jp"
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
ITS_OWN = {"/openapi.json", "/"}
"""Addresses that show the document, which need not describe itself."""


@pytest.fixture(scope="module", params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def document(language: str) -> dict[str, Any]:
    return openapi(shipped_bank(), ORIGIN, language)


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Walk every description and summary with what it belongs to."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("description", "summary", "title") and isinstance(part, str):
                yield name, part
            else:
                yield from texts(part, f"{name}/{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts(part, f"{name}/{number}")


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "$ref" or (key != "enum" and isinstance(part, str) and part.startswith("#/")):
                yield part
            else:
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_every_text_is_in_the_language_that_was_asked_for(document: dict[str, Any], language: str) -> None:
    found = list(texts(document))
    assert len(found) > 200
    for name, text in found:
        assert text and BETWEEN not in text, name
        if language == "en":
            assert not JAPANESE.search(text), (name, text)


def test_every_member_and_every_schema_is_described(document: dict[str, Any]) -> None:
    for schema in api_page(document, "en").schemas:
        assert schema.text, schema.id
        assert all(member.text for member in schema.members), schema.id


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = set(references(document))
    assert found
    for reference in found:
        part: Any = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]


def test_nothing_is_described_that_nobody_uses(document: dict[str, Any]) -> None:
    used = set(references(document))
    for kind, parts in document["components"].items():
        for name in parts:
            assert f"#/components/{kind}/{name}" in used, name


def test_operations_and_addresses_are_the_same() -> None:
    described = {re.sub(r"{.*?}", "<>", operation.path) for operation in OPERATIONS if operation.method == "get"}
    assert described == {re.sub(r"<.*?>", "<>", address) for address, _, _ in ROUTES} - ITS_OWN
    ids = [operation.id for operation in OPERATIONS]
    assert len(set(ids)) == len(ids)


def test_each_form_has_its_own_body_with_the_items_that_it_asks() -> None:
    bank = a_bank(areas=2)
    schemas = openapi(bank, ORIGIN, "en")["components"]["schemas"]
    assert schemas["Attempt"]["discriminator"]["mapping"] == {
        "quick": "#/components/schemas/AttemptQuick",
        "full": "#/components/schemas/AttemptFull",
    }
    for form, name in (("quick", "AnswersQuick"), ("full", "AnswersFull")):
        assert schemas[name]["additionalProperties"] is False
        assert schemas[name]["required"] == [item.id for item in bank.items_of(form)]
        first = bank.items_of(form)[0]
        assert schemas[name]["properties"][first.id]["enum"] == [option.id for option in first.options]


def test_the_values_of_parameters_are_those_of_the_bank(document: dict[str, Any]) -> None:
    bank, parameters = shipped_bank(), document["components"]["parameters"]
    assert parameters["area"]["schema"]["enum"] == [area.id for area in bank.areas]
    assert parameters["topic"]["schema"]["enum"] == [topic.id for topic in bank.topics]
    assert parameters["page"]["schema"]["maximum"] == LAST_PAGE
    assert document["servers"] == [{"url": f"{ORIGIN}/api/v1"}]


def test_what_goes_wrong_is_problem_details_everywhere(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            failing = {status for status in operation["responses"] if status[0] in "45"}
            assert {"400", "429", "503"} <= failing <= set(PROBLEMS), path
    for answer in document["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]
        assert set(answer["headers"]) <= set(HEADERS)


def test_the_page_shows_every_operation_and_every_schema(document: dict[str, Any], language: str) -> None:
    page = api_page(document, language)
    shown = [operation.id for chapter in page.chapters for operation in chapter.operations]
    assert sorted(shown) == sorted(operation.id for operation in OPERATIONS)
    assert {schema.id for schema in page.schemas} == set(document["components"]["schemas"])
