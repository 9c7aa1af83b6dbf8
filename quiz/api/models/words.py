"""Descriptions in both languages, beside what they describe; the document shows one of them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

BETWEEN = "\x1e"
"""Between the Japanese and the English text: a character that stands in neither."""


class Model(BaseModel):
    """A JSON object of the API."""


def both(ja: str, en: str) -> str:
    """Return a description in both languages."""
    return ja + BETWEEN + en


def said(ja: str, en: str, **constraints: Any) -> Any:
    """Describe a member; `constraints` are those of pydantic's Field."""
    return Field(description=both(ja, en), **constraints)


def described(ja: str, en: str, **more: Any) -> ConfigDict:
    """Describe a model."""
    return ConfigDict(json_schema_extra={"description": both(ja, en), **more})


def only(value: Any, language: str) -> Any:
    """Return a document with its descriptions in one language."""
    if isinstance(value, dict):
        return {name: only(part, language) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [only(part, language) for part in value]
    if isinstance(value, str) and BETWEEN in value:
        ja, en = value.split(BETWEEN)
        return en if language == "en" else ja
    return value
