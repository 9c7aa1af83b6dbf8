"""The API's document, and the page on which people read it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from flask import Response

from quiz.api.openapi import openapi
from quiz.api.pages import api_page
from quiz.api.parameters import LANGUAGES, parameters
from quiz.bank.model import Bank
from quiz.web.documents import Document, page, send
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

CACHE = "public, max-age=300"
KEPT = 8
"""Two languages under a few origins; who invents more of them gets each written anew."""


class Documentation:
    """The views, which keep what they made."""

    def __init__(self, bank: Bank, renderer: Renderer, public_url: str) -> None:
        self._renderer = renderer
        self._public_url = public_url
        # Most of the work, and the same under every origin: who invents ports must not cost it each time.
        self._described = lru_cache(maxsize=len(LANGUAGES))(lambda language: openapi(bank, "", language))
        self._documents = lru_cache(maxsize=KEPT)(self._make_document)
        self._pages = lru_cache(maxsize=KEPT)(self._make_page)

    def document(self) -> Response:
        """Send the OpenAPI document."""
        return send(self._documents(origin(self._public_url), parameters("lang").language))

    def page(self) -> Response:
        """Show the document to people."""
        return send(self._pages(origin(self._public_url), parameters("lang").language))

    def _under(self, origin: str, language: str) -> dict[str, Any]:
        described = self._described(language)
        return {**described, "servers": [{"url": origin + server["url"]} for server in described["servers"]]}

    def _make_document(self, origin: str, language: str) -> Document:
        body = json.dumps(self._under(origin, language), ensure_ascii=False, indent=1)
        return Document(body.encode("utf-8"), "application/json", CACHE)

    def _make_page(self, origin: str, language: str) -> Document:
        shown = api_page(self._under(origin, language), language)
        return page(self._renderer.render("api/page.html", shown, language), CACHE)
