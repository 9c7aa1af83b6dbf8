"""How far those come who begin: notes of the page, counted as sums.

Three notes exist, all without anybody in them, sent by `passage.js` in passing. Each names version, form and placement:

    to=-1             began: the first answer was given on a page that kept none from before
    to=4              left with four items answered: the page was hidden or closed before there was a result
    from=4 (to=5)     the one that left with four came back within a day, and finished (or left again, with five)

So of those who began, each who did not finish is left at exactly one position: where they were seen last. What fails to
arrive, or comes from a robot or somebody who asked to be left alone, is not counted; so starts are fewer than those who
really began, and the share that left is that of the notes alone. Without script there are no notes.
"""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.exceptions import BadRequest

from quiz.diagnostic import Diagnostic
from quiz.errors import StoreError
from quiz.sites import Placement
from quiz.store.sums import BEGAN
from quiz.web.bodies import form_fields
from quiz.web.budget import Budget, OverBudget
from quiz.web.counting import is_counted_note
from quiz.web.documents import Ready

LARGEST = 2_048
PLACES = 3
"""Digits of a position; no form asks a thousand items."""


class Passages:
    """The one address that takes notes, and answers nothing."""

    def __init__(self, diagnostic: Diagnostic, budget: Budget) -> None:
        self._diagnostic = diagnostic
        self._budget = budget

    def blueprint(self) -> Blueprint:
        """Return the route."""
        routes = Blueprint("passage", __name__)
        routes.add_url_rule("/passage", "note", self.note, methods=["POST"])
        return routes

    def note(self) -> Response:
        """Count a note, where it is one of ours and of somebody who may be counted."""
        spent = self._budget.note()
        if spent.wait:
            raise OverBudget(spent)
        if is_counted_note():
            self._count(form_fields(LARGEST))
        return Ready(b"", 204, [("Cache-Control", "no-store")])

    def _count(self, fields: dict[str, str]) -> None:
        gone, come = (_position(fields.get(name, "")) for name in ("from", "to"))
        placement = Placement.claimed(fields.get("site", ""), fields.get("page", ""))
        try:
            self._diagnostic.pass_by(fields.get("version", ""), fields.get("form", ""), placement, gone, come)
        except StoreError:
            # An old bank that cannot be fetched just now: it is not counted.
            return


def _position(written: str) -> int | None:
    """Return a position, None where none is named; BadRequest where it can be none."""
    if not written:
        return None
    if written == str(BEGAN):
        return BEGAN
    if written.isascii() and written.isdecimal() and len(written) <= PLACES:
        return int(written)
    raise BadRequest("A position is a number of items.")
