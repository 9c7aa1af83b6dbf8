"""The page where a site owner makes what they put into their own page."""

from __future__ import annotations

from dataclasses import fields

from flask import Response, request

from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.embed.forms import filled
from quiz.embed.pages import builder_page
from quiz.embed.snippets import Snippet, snippet
from quiz.embed.wanted import Wanted
from quiz.web.documents import page, send
from quiz.web.language import language
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

CACHE = "public, max-age=300"


class Builder:
    """The view. Everything that is chosen stands in the address: nothing is stored."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings) -> None:
        self._bank = diagnostic.bank
        self._renderer = renderer
        self._settings = settings

    def build(self) -> Response:
        """Show the choices and what they make, or what is wrong with them."""
        spoken, here = language(), origin(self._settings.public_url)
        given = {field.name: request.args.get(field.name, "") for field in fields(Wanted)}
        wanted, errors = filled(given, self._bank, spoken)
        shown = builder_page(self._bank, spoken, here, wanted, errors, None if errors else self._made(wanted, here))
        text = self._renderer.render("embed/builder.html", shown, spoken)
        return send(page(text, "no-store" if errors else CACHE), 422 if errors else 200)

    def _made(self, wanted: Wanted, here: str) -> tuple[str, Snippet]:
        """Return the snippet as HTML, and what shows the same here."""
        text = self._renderer.render("embed/snippet.html", snippet(wanted, self._bank, here), wanted.language)
        return text.strip(), snippet(wanted, self._bank, "")
