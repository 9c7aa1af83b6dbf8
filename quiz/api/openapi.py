"""The OpenAPI document, made from the operations, the models and the bank. It is made when it is first asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from quiz.advice.model import CardKind, Reason, Source
from quiz.api.components import EVERYWHERE, RATE, headers, parameters_of, problems, referred_headers
from quiz.api.models.attempt import Sharing, attempt_models, cohort_model
from quiz.api.models.bank import Bank as BankModel
from quiz.api.models.bank import Banks
from quiz.api.models.consultation import Consultation, Consultations
from quiz.api.models.result import MinimalResult, Recommendations, Result, StoredResult
from quiz.api.models.service import Health, Problem
from quiz.api.models.words import both, only
from quiz.api.operations import OPERATIONS, TAGS, Operation
from quiz.bank.model import Bank
from quiz.scoring.result import Level

VERSION = "1.0.0"
REFERENCE = "#/components/schemas/"
ANSWERS: tuple[type[BaseModel], ...] = (
    Banks,
    BankModel,
    Result,
    StoredResult,
    MinimalResult,
    Recommendations,
    Consultations,
    Consultation,
    Health,
    Problem,
)
ABOUT = both(
    "面接力診断の設問、受検、結果、相談Q&Aを、ほかのプログラムから使うためのAPIです。登録もキーも要りません。",
    "The diagnostic's questions, attempts, results and consultations for other programs. No account and no API key.",
)
WORDS: dict[type[StrEnum], str] = {
    Level: both("強み・ふつう・伸びしろ", "A strength, fair, or room to grow"),
    Reason: both("回答・領域・話題のどれに合うか", "Whether an answer, an area or a topic is what it helps with"),
    Source: both("相談フォーム・窓口・見本", "The entry form, counselling, or a sample"),
    CardKind: both("記事・相談", "An article, or a consultation"),
}


class Untitled(GenerateJsonSchema):
    """Schemas without titles: pydantic's only say once more how a member is called."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Say no."""
        return False

    def model_schema(self, schema: Any) -> dict[str, Any]:
        """Leave the title out, which is the name of the schema."""
        made = super().model_schema(schema)
        made.pop("title", None)
        return made


def openapi(bank: Bank, origin: str, language: str) -> dict[str, Any]:
    """Return the document of the API of one deployment."""
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": both("面接力診断 API", "API of the interview diagnostic"),
            "version": VERSION,
            "description": ABOUT,
        },
        "servers": [{"url": f"{origin}/api/v1"}],
        "tags": [{"name": tag.id, "description": both(*tag.title)} for tag in TAGS],
        "paths": _paths(bank),
        "components": {
            "schemas": _schemas(bank),
            "parameters": parameters_of(bank),
            "headers": headers(),
            "responses": problems(),
        },
    }
    made: dict[str, Any] = only(document, language)
    return made


def _schemas(bank: Bank) -> dict[str, Any]:
    forms = attempt_models(bank)
    bodies: tuple[type[BaseModel], ...] = (*forms, Sharing, cohort_model(bank))
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(body, "validation") for body in bodies]
    models += [(model, "serialization") for model in ANSWERS]
    _, made = models_json_schema(models, ref_template=REFERENCE + "{model}", schema_generator=Untitled)
    for words, text in WORDS.items():
        # Pydantic takes the docstring, which is for whoever reads the code.
        made["$defs"][words.__name__]["description"] = text
    references = [REFERENCE + form.__name__ for form in forms]
    attempt = {
        "description": both("受検の本文。版ごとに形がちがう", "The body of an attempt; each form has its own"),
        "oneOf": [{"$ref": reference} for reference in references],
        "discriminator": {
            "propertyName": "form",
            "mapping": {form.id: reference for form, reference in zip(bank.forms, references, strict=True)},
        },
    }
    return {"Attempt": attempt, **made["$defs"]}


def _paths(bank: Bank) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, bank)
    return paths


def _operation(operation: Operation, bank: Bank) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": both(*operation.summary),
        "description": both(*operation.description),
    }
    if operation.parameters:
        made["parameters"] = [{"$ref": f"#/components/parameters/{name}"} for name in operation.parameters]
    if operation.body:
        made["requestBody"] = {"required": True, "content": {"application/json": _sent(operation.body, bank)}}
    made["responses"] = {status: _answer(operation, status) for status in operation.answers}
    if operation.is_kept:
        text = both("手もとのものと同じ", "What you hold is still the same")
        made["responses"]["304"] = {"description": text, "headers": referred_headers("ETag", "Cache-Control", *RATE)}
    for status in sorted({*EVERYWHERE, *operation.problems}):
        made["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
    return made


def _sent(schema: str, bank: Bank) -> dict[str, Any]:
    examples: dict[str, Any] = {"empty": {"value": {}}}
    if schema == "Attempt":
        examples = {
            form.id: {"summary": both(*_texts(form.title)), "value": example_of(bank, form.id)} for form in bank.forms
        }
    return {"schema": {"$ref": REFERENCE + schema}, "examples": examples}


def example_of(bank: Bank, form_id: str) -> dict[str, Any]:
    """Return the body of an attempt at a form, for examples."""
    answers = {item.id: item.options[len(item.options) // 2].id for item in bank.items_of(form_id)}
    return {"bank": bank.id, "form": form_id, "answers": answers}


def _texts(text: Any) -> tuple[str, str]:
    return text.ja, text.en


def _answer(operation: Operation, status: str) -> dict[str, Any]:
    references = [{"$ref": REFERENCE + name} for name in operation.answers[status]]
    made: dict[str, Any] = {
        "description": both(*STATUS[status]),
        "headers": referred_headers(*operation.headers, *RATE),
    }
    if references:
        schema = references[0] if len(references) == 1 else {"anyOf": references}
        made["content"] = {"application/json": {"schema": schema}}
    if operation.links:
        made["links"] = {
            name: {"operationId": target, "parameters": dict(values)}
            for name, (target, values) in operation.links.items()
        }
    return made


STATUS = {
    "200": ("成功", "Success"),
    "201": ("記録した", "Recorded"),
    "202": ("結果は出たが、まだ記録できていない", "Here is the result; it is not recorded yet"),
    "204": ("受け付けた", "Taken"),
}
