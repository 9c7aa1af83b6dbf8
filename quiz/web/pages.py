"""Pages that belong to no feature."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.web.language import suffix

TOLD = frozenset({"400", "403", "404", "405", "413", "415", "422", "429", "500", "503", "result"})
"""Kinds that have words of their own; another is told like the general case of its class."""


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """An error as a person meets it; `kind` is a status code, or `result` for a broken result code."""

    kind: str
    start: str
    consultations: str
    is_framed: bool


def error_page(kind: str, language: str, prefix: str = "") -> ErrorPage:
    """Build the page of an error; `prefix` stands before the addresses of a frame."""
    known = kind if kind in TOLD else "500" if kind.startswith("5") else "400"
    return ErrorPage(known, f"{prefix}/{suffix(language)}", f"/qa/{suffix(language)}", bool(prefix))
