"""Errors as somebody meets them who is signed in: in their own frame, with a way back to where they work.

Whoever is not signed in gets the page that everybody gets: it tells nothing of what there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.exceptions import HTTPException

from quiz.advice.permissions import Permission
from quiz.errors import StoreError
from quiz.web.documents import page, send
from quiz.web.language import language
from quiz.web.rendering import Renderer
from quiz.web.signin import PLACES, Signin, Signins, private

TOLD = frozenset({"403", "404", "405", "413"})
"""Kinds that have words of their own here; another is told like the general case of its class."""


@dataclass(frozen=True, slots=True)
class StaffErrorPage:
    """An error behind a sign-in; `kind` is a status code that has words, and they may go where they may work."""

    kind: str
    sees_figures: bool
    answers: bool


class StaffErrors:
    """The pages of errors behind a sign-in."""

    def __init__(self, signins: Signins, renderer: Renderer) -> None:
        self._signins = signins
        self._renderer = renderer

    def answer(self, error: HTTPException) -> Response | None:
        """Return the page for who is signed in, or None where nobody is, or that cannot be known just now."""
        signin = self._signin()
        if signin is None:
            return None
        shown = error_page(signin, error.code or 500)
        text = self._renderer.render("staff/error.html", shown, language())
        response = send(page(text, "no-store"), error.code or 500)
        private(response)
        return response

    def _signin(self) -> Signin | None:
        if not any(f"{request.path}/".startswith(f"{place}/") for place in PLACES):
            return None
        try:
            return self._signins.current()
        except StoreError:
            return None


def error_page(signin: Signin, code: int) -> StaffErrorPage:
    """Build the page of an error."""
    kind = str(code)
    if kind not in TOLD:
        kind = "503" if code in (429, 503) else "500" if code >= 500 else "400"
    return StaffErrorPage(kind, signin.may(Permission.FIGURES), signin.may(Permission.ANSWER))
