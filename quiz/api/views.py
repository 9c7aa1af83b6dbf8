"""The addresses of the API, and the one that students send their attempts to.

What stands behind the others is loaded when a program first asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import BadRequest, Conflict
from werkzeug.wrappers import Response as AnyResponse

from quiz.api.attempt import read_submission
from quiz.api.cohort import tell
from quiz.api.documents import minimal_document, result_document
from quiz.api.parameters import language
from quiz.api.sharing import share
from quiz.diagnostic import Diagnostic
from quiz.store.attempt import Outcome
from quiz.web.bodies import json_object, uuid_bytes
from quiz.web.budget import Budget
from quiz.web.documents import Ready
from quiz.web.language import suffix
from quiz.web.rendering import Renderer

V1 = "/v1"
ROUTES = (
    ("/banks", "_reading", "banks"),
    ("/banks/<bank_id>", "_reading", "bank"),
    ("/banks/<bank_id>/versions/<version>", "_reading", "bank_version"),
    ("/results/<code>", "_reading", "result"),
    ("/results/<code>/recommendations", "_reading", "recommendations"),
    ("/consultations", "_reading", "consultations"),
    ("/consultations/<consultation_id>", "_reading", "consultation"),
    ("/health", "_reading", "health"),
    ("/openapi.json", "_documentation", "document"),
    ("/", "_documentation", "page"),
)
"""Addresses that are read: where its view stands, and how that is called there."""
MINIMAL = "return=minimal"
WRITTEN = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))
_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` makes an encoder for every body."""


class Api:
    """The routes, with the diagnostic that they use."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, budget: Budget, public_url: str) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._budget = budget
        self._public_url = public_url

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("api", __name__, url_prefix="/api")
        self._budget.guard(routes)
        routes.add_url_rule("/", "newest", lambda: redirect(f"/api/v1/{suffix(language())}"))
        for address, part, name in ROUTES:
            routes.add_url_rule(V1 + address, name, self._late(part, name))
        routes.add_url_rule(f"{V1}/attempts/<key>", view_func=self.attempt, methods=["PUT"])
        for name, act in (("sharing", share), ("cohort", tell)):
            routes.add_url_rule(f"{V1}/attempts/<key>/{name}", name, partial(act, self._diagnostic), methods=["PUT"])
        return routes

    def attempt(self, key: str) -> Response:
        """Store an attempt under a key of the sender's making: 201 first, 200 on replay, 409 on another body.

        Where storing fails the result is sent all the same, with `"stored": false`, and the sender tries again later.
        Who goes on to the result page asks for `Prefer: return=minimal` (RFC 7240): two kilobytes and the work of
        a whole result less.
        """
        key_bytes, asked = uuid_bytes(key), language()
        if key_bytes is None:
            raise BadRequest("The key of an attempt has to be a UUID.")
        submission = read_submission(self._diagnostic, json_object())
        outcome = self._diagnostic.record(
            key_bytes,
            submission.form_id,
            submission.packed,
            submission.durations_ms,
            submission.placement,
            submission.previous,
        )
        if outcome is Outcome.CONFLICT:
            raise Conflict("Another attempt is stored under this key; an attempt is never changed.")
        code = submission.packed.code
        headers = [*WRITTEN, ("Location", f"/api/v1/results/{code}")]
        if MINIMAL in map(str.strip, request.environ.get("HTTP_PREFER", "").split(",")):
            headers.append(("Preference-Applied", "return=minimal"))
            document = minimal_document(submission.packed, submission.form_id, asked)
        else:
            result, recommendations = self._diagnostic.result(self._diagnostic.read(code))
            document = result_document(result, recommendations, code, asked)
        status = 201 if outcome is Outcome.CREATED else 200 if outcome is Outcome.REPLAYED else 202
        body = _dump({**document, "stored": outcome is not None})
        return Ready(body.encode("utf-8"), status, headers)

    def _late(self, part: str, name: str) -> Callable[..., AnyResponse]:
        def view(**arguments: Any) -> AnyResponse:
            answer: AnyResponse = getattr(getattr(self, part), name)(**arguments)
            return answer

        return view

    @cached_property
    def _reading(self) -> object:
        # Imported here for the reason that the module gives.
        from quiz.api.reading import Reading

        return Reading(self._diagnostic)

    @cached_property
    def _documentation(self) -> object:
        # Its pydantic takes longer to import than Flask, and no student needs it.
        from quiz.api.documentation import Documentation

        return Documentation(self._diagnostic.bank, self._renderer, self._public_url)
