"""The way from a recommendation to its consultation, where it is counted that somebody took it."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.urls import iri_to_uri

from quiz.diagnostic import Diagnostic
from quiz.errors import StoreError
from quiz.store.sums import Shown
from quiz.web.counting import is_counted
from quiz.web.documents import Ready
from quiz.web.language import language, suffix


class Clicks:
    """One address, which leads to published consultations and nowhere else."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self._diagnostic = diagnostic

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
        rank = asked.get("rank", "")
        place = int(rank) if rank.isascii() and rank.isdecimal() and len(rank) < 3 else 0
        try:
            self._diagnostic.follow(Shown(asked.get("version", ""), asked.get("area", ""), place, consultation_id))
        except StoreError:
            # An old bank that cannot be fetched just now: the student goes on all the same.
            return
