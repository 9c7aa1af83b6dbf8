"""A bank, or another frozen value, as a plain JSON document; reading it back gives an equal value."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from quiz.bank.model import Bank

V = TypeVar("V")


def dump(value: Any) -> Any:
    """Turn a frozen value of the model, with everything in it, into dicts, lists and scalars."""
    if dataclasses.is_dataclass(value):
        return {field.name: dump(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [dump(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def load(kind: type[V], document: Any) -> V:
    """Build a value of a dataclass from what `dump` made; TypeError, KeyError or ValueError where it does not fit.

    A field with a default may be missing: it is younger than the document.
    """
    hints = _hints_of(kind)  # type: ignore[arg-type]  # mypy does not see that a class is hashable
    fields = [f for f in dataclasses.fields(kind) if f.name in document or f.default is dataclasses.MISSING]  # type: ignore[arg-type]
    return kind(**{field.name: _load(hints[field.name], document[field.name]) for field in fields})


def load_bank(document: Any) -> Bank:
    """Build a bank from its document."""
    return load(Bank, document)


@cache
def _hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _load(hint: Any, document: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return load(hint, document)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return tuple(_load(get_args(hint)[0], part) for part in document)
    if get_origin(hint) in (Union, UnionType):
        inner = next(option for option in get_args(hint) if option is not NoneType)
        return None if document is None else _load(inner, document)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(document)
    return date.fromisoformat(document) if hint is date else document
