"""The addresses of the API."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, Conflict, NotFound

from quiz.api.attempt import read_submission
from quiz.api.documents import bank_document, bank_summary, minimal_document, result_document
from quiz.bank.answers import mend_code
from quiz.diagnostic import Diagnostic
from quiz.errors import CodeError
from quiz.store.attempt import Outcome
from quiz.web.bodies import json_object, uuid_bytes
from quiz.web.budget import Budget
from quiz.web.documents import Document, send
from quiz.web.language import language, suffix

CACHE = "public, max-age=300"


class Api:
    """The views, with the diagnostic that they use."""

    def __init__(self, diagnostic: Diagnostic, budget: Budget) -> None:
        self._diagnostic = diagnostic
        self._budget = budget

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("api", __name__, url_prefix="/api/v1")
        self._budget.guard(routes)
        routes.add_url_rule("/banks", view_func=self.banks)
        routes.add_url_rule("/banks/<bank_id>", view_func=self.bank)
        routes.add_url_rule("/attempts/<key>", view_func=self.attempt, methods=["PUT"])
        routes.add_url_rule("/results/<code>", view_func=self.result)
        return routes

    def banks(self) -> Response:
        """List the banks that are asked here."""
        return _send({"banks": [bank_summary(self._diagnostic.bank, language())]})

    def bank(self, bank_id: str) -> Response:
        """Describe one bank."""
        if bank_id != self._diagnostic.bank.id:
            raise NotFound("There is no bank of this id.")
        return _send(bank_document(self._diagnostic.bank, language()))

    def attempt(self, key: str) -> Response:
        """Store an attempt under a key of the sender's making: 201 first, 200 on replay, 409 on another body.

        Where storing fails the result is sent all the same, with `"stored": false`, and the sender tries again later.
        Who goes on to the result page asks for `Prefer: return=minimal` (RFC 7240): two kilobytes and the work of
        a whole result less.
        """
        key_bytes = uuid_bytes(key)
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
        headers = [("Location", f"/api/v1/results/{code}"), ("Cache-Control", "no-store")]
        if "return=minimal" in request.headers.get("Prefer", ""):
            headers.append(("Preference-Applied", "return=minimal"))
            document = minimal_document(submission.packed, submission.form_id, suffix(language()))
        else:
            document = self._describe(code)
        status = 201 if outcome is Outcome.CREATED else 200 if outcome is Outcome.REPLAYED else 202
        body = json.dumps({**document, "stored": outcome is not None}, ensure_ascii=False, separators=(",", ":"))
        return Response(body, status, headers, content_type="application/json")

    def result(self, code: str) -> Response:
        """Describe the result that a code stands for."""
        try:
            return _send(self._describe(mend_code(code)))
        except CodeError as error:
            raise NotFound(f"There is no such result: {error}.") from None

    def _describe(self, code: str) -> dict[str, Any]:
        result, recommendations = self._diagnostic.result(self._diagnostic.read(code))
        return result_document(result, recommendations, code, language(), suffix(language()))


def _send(value: dict[str, Any]) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return send(Document(body.encode("utf-8"), "application/json", CACHE))
