"""The addresses that other sites use to embed. What stands behind most of them is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from flask import Blueprint, Response

from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.resources import static_folder
from quiz.web.assets import TYPES, compact
from quiz.web.documents import BEST_QUALITY, Document, send
from quiz.web.headers import FRAMING
from quiz.web.origin import OEMBED
from quiz.web.rendering import Renderer

ELEMENT = "embed.js"
ELEMENT_CACHE = "public, max-age=3600, stale-while-revalidate=86400"
"""Its address stands in other people's pages and never changes, so it is looked for again within hours."""


class Embed:
    """The routes of this room."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings) -> None:
        source = (static_folder() / ELEMENT).read_text(encoding="utf-8")
        body = compact(source, ".js").encode("utf-8")
        self._element = Document(body, TYPES[".js"], ELEMENT_CACHE, BEST_QUALITY)
        self._needed = (diagnostic, renderer, settings)

    def blueprint(self) -> Blueprint:
        """Return its routes."""
        routes = Blueprint("embed", __name__)
        routes.add_url_rule(f"/{ELEMENT}", view_func=self.element)
        for address in (FRAMING, OEMBED):
            routes.add_url_rule(address, address.strip("/"), self._later(address))
        return routes

    def element(self) -> Response:
        """Send the script of the element; a module of another site asks for leave to read it."""
        response = send(self._element)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def _later(self, address: str) -> Callable[[], Response]:
        return lambda: self._late[address]()

    @cached_property
    def _late(self) -> Mapping[str, Callable[[], Response]]:
        # Site owners are few: no student's first question waits for what only they need.
        from quiz.embed.builder import Builder
        from quiz.embed.oembed import OEmbed

        return {FRAMING: Builder(*self._needed).build, OEMBED: OEmbed(*self._needed).embed}
