"""The addresses of the desk. What stands behind them is loaded when the first editor comes.

The desk has many pages, and their modules take as long to import as the whole of the student's way; no student's
first page waits for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.permissions import Permission
from quiz.clock import Clock, now
from quiz.diagnostic import Diagnostic
from quiz.web.csrf import FormTokens
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, Signins, View

SHOWN = ("GET",)
PRESSED = ("GET", "POST")
"""A page and the forms on it have one address."""
ROUTES = (
    ("/desk/", "queue", Permission.ANSWER, SHOWN),
    ("/desk/entries/<int:entry_id>", "entry", Permission.ANSWER, PRESSED),
    ("/desk/entries/<int:entry_id>/answer", "own_answer", Permission.ANSWER, PRESSED),
    ("/desk/entries/<int:entry_id>/answers/<advisor_id>", "answer", Permission.EDIT, PRESSED),
    ("/desk/preview", "preview", Permission.ANSWER, ("POST",)),
    ("/desk/advisors", "advisors", Permission.EDIT, SHOWN),
    ("/desk/advisors/new", "new_advisor", Permission.EDIT, PRESSED),
    ("/desk/advisors/<advisor_id>", "advisor", Permission.EDIT, PRESSED),
    ("/desk/imports", "imports", Permission.EDIT, PRESSED),
    ("/desk/coverage", "coverage", Permission.EDIT, SHOWN),
    ("/desk/helps", "helps", Permission.FIGURES, SHOWN),
)


class EditorsDesk:
    """The routes of the desk; every one of them needs somebody who is signed in."""

    def __init__(
        self,
        diagnostic: Diagnostic,
        renderer: Renderer,
        tokens: FormTokens,
        signins: Signins,
        clock: Clock = now,
        public_url: str = "",
    ) -> None:
        self._tools = (diagnostic, renderer, tokens, clock, public_url)
        self._signins = signins

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("desk", __name__)
        for address, name, permission, methods in ROUTES:
            guarded = self._signins.require(permission)(self._late(name))
            routes.add_url_rule(address, name, guarded, methods=methods)
        return routes

    def _late(self, name: str) -> View:
        def view(signin: Signin, **arguments: Any) -> AnyResponse:
            return self._views[name](signin, **arguments)

        return view

    @cached_property
    def _views(self) -> Mapping[str, View]:
        # Imported here for the reason that the module gives.
        from quiz.desk.behind import views_of

        return views_of(*self._tools)
