"""The way from a recommendation to its consultation, where it is counted that somebody took it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.urls import iri_to_uri

from quiz.diagnostic import Diagnostic
from quiz.errors import StoreError
from quiz.sites import NOWHERE, Placement
from quiz.store.sums import Shown
from quiz.web.budget import Budget
from quiz.web.counting import is_counted
from quiz.web.documents import Ready
from quiz.web.language import language, suffix


class Clicks:
    """One address, which leads to published consultations and nowhere else."""

    def __init__(self, diagnostic: Diagnostic, budget: Budget) -> None:
        self._diagnostic = diagnostic
        self._budget = budget

    def blueprint(self) -> Blueprint:
        """Return the route."""
        routes = Blueprint("clicks", __name__)
        routes.add_url_rule("/go/<consultation_id>", view_func=self.follow)
        return routes

    def follow(self, consultation_id: str) -> Response:
        """Send a student on to a consultation, and count it where that is wanted and makes sense."""
        listing = self._diagnostic.listing(consultation_id)
        if listing is None:
            raise NotFound()
        if is_counted():
            self._count(consultation_id)
        # A header holds ASCII alone; Japanese publishers write their addresses in Japanese.
        location = iri_to_uri(listing.url) or f"/qa/{consultation_id}{suffix(language())}"
        # A cache in between would count for us, and a search engine has the consultation itself to show.
        headers = [("Location", location), ("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex")]
        return Ready(b"", 302, headers)

    def _count(self, consultation_id: str) -> None:
        asked = request.args
        form_id, placement = self._place(asked)
        rank = asked.get("rank", "")
        place = int(rank) if rank.isascii() and rank.isdecimal() and len(rank) < 3 else 0
        try:
            shown = Shown(asked.get("version", ""), asked.get("area", ""), place, consultation_id)
            self._diagnostic.follow(shown, form_id, placement)
        except StoreError:
            # An old bank that cannot be fetched just now: the student goes on all the same.
            return

    def _place(self, asked: Mapping[str, str]) -> tuple[str, Placement]:
        """Return the form and the place where the attempt began, as the page of its result adds them.

        Anybody may invent places, so of one network no more are counted than of any other notes.
        """
        form_id = asked.get("form", "")
        if not form_id or self._budget.note().wait:
            return "", NOWHERE
        return form_id, Placement.claimed(asked.get("site", ""), asked.get("page", ""))
