"""The language of a page: Japanese, or English where the address says so.

It is read from the address alone, never from a header or a cookie: one address is the same bytes for everybody.
"""

from __future__ import annotations

from flask import request


def language() -> str:
    """Return the language that the address of this request asks for."""
    if not request.environ.get("QUERY_STRING"):
        return "ja"
    return "en" if request.args.get("lang") == "en" else "ja"


def suffix(language: str) -> str:
    """Return what an address needs behind it to stay in a language."""
    return "?lang=en" if language == "en" else ""
