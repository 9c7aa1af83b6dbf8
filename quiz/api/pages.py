"""The page that shows the API's document: everything on it is read from the document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any

from quiz.web.language import suffix

SCHEMA = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what a member is; `target` is the schema that it leads to, or nothing."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter or a member of an object; `values` are the ones that it may have, where they are few."""

    name: str
    kind: tuple[Piece, ...]
    text: str
    values: tuple[str, ...]
    is_required: bool
    place: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One status of an answer, with the schemas of what is sent."""

    status: str
    text: str
    kind: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class OperationShown:
    """One operation; `curl` calls it from a shell."""

    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: tuple[Member, ...]
    body: tuple[Piece, ...]
    answers: tuple[Told, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The operations of a tag."""

    id: str
    title: str
    operations: tuple[OperationShown, ...]


@dataclass(frozen=True, slots=True)
class SchemaShown:
    """One schema; a list of `values` where it is no object, `kind` where it is one of several."""

    id: str
    text: str
    members: tuple[Member, ...]
    values: tuple[str, ...]
    kind: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """The whole page."""

    title: str
    about: str
    version: str
    server: str
    document: str
    start: str
    other_language: str
    chapters: tuple[Chapter, ...]
    schemas: tuple[SchemaShown, ...]


def api_page(document: Mapping[str, Any], language: str) -> ApiPage:
    """Read a document of `quiz.api.openapi` as a page."""
    info, server = document["info"], document["servers"][0]["url"]
    return ApiPage(
        title=info["title"],
        about=info["description"],
        version=info["version"],
        server=server,
        document=f"/api/v1/openapi.json{suffix(language)}",
        start=f"/{suffix(language)}",
        other_language=f"/api/v1/{suffix('ja' if language == 'en' else 'en')}",
        chapters=tuple(_chapter(tag, document) for tag in document["tags"]),
        schemas=tuple(_schema(name, schema, document) for name, schema in _named_schemas(document)),
    )


def _chapter(tag: Mapping[str, str], document: Mapping[str, Any]) -> Chapter:
    operations = tuple(
        _operation(path, method, operation, document)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if tag["name"] in operation["tags"]
    )
    return Chapter(tag["name"], tag["description"], operations)


def _operation(path: str, method: str, operation: Mapping[str, Any], document: Mapping[str, Any]) -> OperationShown:
    parameters = [_followed(parameter, document) for parameter in operation.get("parameters", [])]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return OperationShown(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation["description"],
        parameters=tuple(_parameter(parameter) for parameter in parameters),
        body=tuple(_kind(content["schema"])) if content else (),
        answers=tuple(
            _told(status, _followed(answer, document)) for status, answer in sorted(operation["responses"].items())
        ),
        curl=_curl(document["servers"][0]["url"] + path, method, parameters, content),
    )


def _followed(value: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in value:
        return value
    found: Any = document
    for name in value["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    followed: Mapping[str, Any] = found
    return followed


def _parameter(parameter: Mapping[str, Any]) -> Member:
    schema = parameter["schema"]
    kind, values = tuple(_kind(schema)), _values(schema)
    return Member(
        parameter["name"], kind, parameter["description"], values, parameter.get("required", False), parameter["in"]
    )


def _told(status: str, answer: Mapping[str, Any]) -> Told:
    schemas = [media["schema"] for media in answer.get("content", {}).values()]
    return Told(status, answer["description"], tuple(piece for schema in schemas for piece in _kind(schema)))


def _named_schemas(document: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return sorted(document["components"]["schemas"].items())


def _schema(name: str, schema: Mapping[str, Any], document: Mapping[str, Any]) -> SchemaShown:
    required = schema.get("required", ())
    members = tuple(
        Member(
            member,
            tuple(_kind(part)),
            # What is said of a member in the words of its schema stands at the schema alone.
            part.get("description") or _followed(part, document).get("description", ""),
            _values(part),
            member in required,
        )
        for member, part in schema.get("properties", {}).items()
    )
    kind = tuple(_kind(schema)) if "oneOf" in schema else ()
    return SchemaShown(name, schema.get("description", ""), members, _values(schema), kind)


def _values(schema: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in schema.get("enum", ()))


def _kind(schema: Mapping[str, Any]) -> Iterator[Piece]:
    """Say what a value is, in pieces of which some lead to a schema."""
    several = schema.get("anyOf") or schema.get("oneOf")
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(SCHEMA)
        yield Piece(name, name)
    elif several:
        for number, part in enumerate(several):
            if number:
                yield Piece(" | ")
            yield from _kind(part)
    elif schema.get("type") == "array":
        yield from _kind(schema["items"])
        yield Piece("[]")
    elif "additionalProperties" in schema and isinstance(schema["additionalProperties"], dict):
        yield Piece("{ … : ")
        yield from _kind(schema["additionalProperties"])
        yield Piece(" }")
    elif "const" in schema:
        yield Piece(json.dumps(schema["const"], ensure_ascii=False))
    else:
        yield Piece(_plain(schema))


def _plain(schema: Mapping[str, Any]) -> str:
    kind = str(schema.get("type", ""))
    if "format" in schema:
        return f"{kind} ({schema['format']})"
    if "minimum" in schema:
        return f"{kind} ({schema['minimum']}–{schema.get('maximum', '')})"
    return f"{kind} (≤ {schema['maxLength']})" if "maxLength" in schema else kind


def _curl(url: str, method: str, parameters: list[Mapping[str, Any]], content: Mapping[str, Any]) -> str:
    for parameter in parameters:
        if parameter["in"] == "path":
            name = parameter["name"]
            url = url.replace(f"{{{name}}}", parameter.get("example") or name.upper())
    if not content:
        return f"curl {quote(url)}"
    example = next(iter(content["examples"].values()))["value"]
    body = json.dumps(example, ensure_ascii=False, indent=2)
    return "\n".join(
        [
            f"curl -X {method.upper()} {quote(url)} \\",
            "  -H 'Content-Type: application/json' \\",
            f"  -d {quote(body)}",
        ]
    )
