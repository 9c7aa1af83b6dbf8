"""Every error that a person or a program can meet over HTTP, answered for whom it is meant.

Pages get a friendly page of their own, and staff one in their frame; addresses under /api/ get RFC 9457 problem
details. Nobody gets a traceback.
"""

from __future__ import annotations

import json
import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, ServiceUnavailable

from quiz.errors import StoreError
from quiz.web.budget import OverBudget
from quiz.web.documents import page, send
from quiz.web.headers import FRAMED
from quiz.web.language import language
from quiz.web.pages import error_page
from quiz.web.rendering import Renderer
from quiz.web.signin_errors import StaffErrors

log = logging.getLogger("quiz.http")

NOWHERE = "There is nothing at this address; every operation is listed at /api/v1/."


class NoSuchResult(NotFound):
    """The address of a result stands for none; `description` says why, for the log."""


class Unprocessable(HTTPException):
    """A well-formed request whose content cannot be used; `errors` names each place and what is wrong there."""

    code = 422
    description = "The content cannot be used."

    def __init__(self, description: str, errors: list[dict[str, str]] | None = None) -> None:
        super().__init__(description)
        self.errors = errors or []


def problem(error: HTTPException) -> Response:
    """Answer with problem details (RFC 9457)."""
    details: dict[str, object] = {"type": "about:blank", "title": error.name, "status": error.code}
    if error.description:
        details["detail"] = NOWHERE if error.description == NotFound.description else error.description
    if isinstance(error, OverBudget):
        details.update(error.members())
    if isinstance(error, Unprocessable):
        details["title"] = "Unprocessable Content"
        details["errors"] = error.errors
    body = json.dumps(details, ensure_ascii=True)
    response = Response(body, error.code or 500, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def handle_errors(app: Flask, renderer: Renderer, for_staff: StaffErrors | None = None) -> None:
    """Let every error of the app end in a page or in problem details."""

    def for_everybody(error: HTTPException) -> Response:
        kind = "result" if isinstance(error, NoSuchResult) else str(error.code)
        prefix = FRAMED.rstrip("/") if request.path.startswith(FRAMED) else ""
        shown = error_page(kind, language(), prefix)
        return send(page(renderer.render("errors/page.html", shown, language()), "no-store"), error.code or 500)

    def answer(error: HTTPException) -> Response:
        if request.path.startswith("/api/"):
            response = problem(error)
        else:
            response = (for_staff.answer(error) if for_staff else None) or for_everybody(error)
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        wait = getattr(error, "retry_after", None)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response

    def answer_unavailable(error: StoreError) -> Response:
        log.error("store unavailable: %s %s: %s", request.method, _kind_of_address(), error)
        return answer(ServiceUnavailable())

    def answer_unforeseen(error: Exception) -> Response:
        log.exception("unforeseen: %s %s", request.method, _kind_of_address())
        return answer(InternalServerError())

    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(StoreError, answer_unavailable)
    app.register_error_handler(Exception, answer_unforeseen)


def _kind_of_address() -> str:
    """Return the pattern of this request's address: the address itself may be somebody's result, or open an entry."""
    return request.url_rule.rule if request.url_rule else "nowhere"
