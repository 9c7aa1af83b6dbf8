"""The addresses of the Q&A site. What stands behind them is loaded when the first reader comes.

Its pages are many, and their modules take a tenth of a start to import: no student's first question waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.web.csrf import FormTokens
from quiz.web.limits import Limits
from quiz.web.rendering import Renderer

READ, SENT = ("GET",), ("POST",)
ROUTES = (
    ("/qa/", "pages", "home", READ),
    ("/qa/search", "pages", "search", READ),
    ("/qa/area/<area_id>", "pages", "area", READ),
    ("/qa/topic/<topic_id>", "pages", "topic", READ),
    ("/qa/advisors/", "pages", "advisors", READ),
    ("/qa/advisors/<advisor_id>", "pages", "advisor", READ),
    ("/qa/<consultation_id>", "pages", "consultation", READ),
    ("/qa/feed.atom", "robots", "feed", READ),
    ("/robots.txt", "robots", "robots", READ),
    ("/sitemap.xml", "robots", "index", READ),
    ("/sitemap-qa-<int:number>.xml", "robots", "sitemap", READ),
    ("/qa/ask", "ask", "form", READ),
    ("/qa/ask", "ask", "submit", SENT),
    ("/qa/ask/hints", "ask", "hints", SENT),
    ("/qa/ask/entries/<token>", "entries", "entry", READ),
    ("/qa/ask/entries/<token>/withdraw", "entries", "before_withdrawing", READ),
    ("/qa/ask/entries/<token>/withdraw", "entries", "withdraw", SENT),
)
"""Address, which views it belongs to, the name of its view there, and how it is asked for."""


class QaSite:
    """The routes of the Q&A site and its entry form."""

    def __init__(
        self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings, tokens: FormTokens, limits: Limits
    ) -> None:
        self._reading = (diagnostic, renderer, settings)
        self._tokens = tokens
        self._limits = limits

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("qa", __name__)
        for address, part, name, methods in ROUTES:
            routes.add_url_rule(address, f"{part}_{name}", self._late(part, name), methods=methods)
        return routes

    def _late(self, part: str, name: str) -> Callable[..., AnyResponse]:
        def view(**arguments: Any) -> AnyResponse:
            answer: AnyResponse = getattr(self._parts[part], name)(**arguments)
            return answer

        return view

    @cached_property
    def _parts(self) -> Mapping[str, object]:
        # Imported here for the reason that the module gives.
        from quiz.qa.ask import Ask
        from quiz.qa.ask_entries import AskEntries
        from quiz.qa.robots import Robots
        from quiz.qa.views import QA

        return {
            "pages": QA(*self._reading),
            "robots": Robots(*self._reading),
            "ask": Ask(*self._reading, self._tokens, self._limits),
            "entries": AskEntries(*self._reading, self._tokens),
        }
