"""The addresses of consultations."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from quiz.diagnostic import Diagnostic
from quiz.qa.pages import consultation_page
from quiz.web.documents import Document, page, send
from quiz.web.language import language
from quiz.web.rendering import Renderer

CACHE = "public, max-age=300"


class QA:
    """The views, with the diagnostic and the renderer that they use."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._document = lru_cache(maxsize=256)(self._make_document)

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("qa", __name__)
        routes.add_url_rule("/qa/<consultation_id>", view_func=self.consultation)
        return routes

    def consultation(self, consultation_id: str) -> Response:
        """Show one consultation with its answers."""
        return send(self._document(consultation_id, language()))

    def _make_document(self, consultation_id: str, language: str) -> Document:
        consultation = self._diagnostic.consultation(consultation_id)
        if consultation is None:
            raise NotFound()
        shown = consultation_page(consultation, self._diagnostic.bank, language)
        return page(self._renderer.render("qa/consultation.html", shown, language), CACHE)
