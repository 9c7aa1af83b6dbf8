"""The two addresses of signing in elsewhere: the one that leads there, and the one that people come back to.

The first is a plain link. A form could not lead there, since our pages let forms lead to nobody else, and it changes
nothing: who is sent here by a stranger finds themselves at their own provider.
"""

from __future__ import annotations

import logging
from functools import partial

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.workflow import Role
from quiz.config import SingleSignOn
from quiz.errors import AccountError, StoreError
from quiz.staff.elsewhere.arriving import Known, let_in, shut_out
from quiz.staff.elsewhere.faults import STATUS, Elsewhere, Fault
from quiz.staff.elsewhere.journey import BACK, LASTS, Arrival, Journey
from quiz.staff.elsewhere.people import name_of, numbered, role_of
from quiz.staff.room import Room
from quiz.staff.signing_in.pages import elsewhere_page
from quiz.web.language import language
from quiz.web.limits import Limit
from quiz.web.signin import safe_next, signin_address

log = logging.getLogger("quiz.staff")

COOKIE = "quiz-sso"
MOST_BACK = Limit("sso", times=60, seconds=600)
"""Each who comes back has us ask the provider something, whatever they bring."""


class SigningInElsewhere:
    """The views."""

    def __init__(self, room: Room, journey: Journey, sign_on: SingleSignOn) -> None:
        self._room = room
        self._journey = journey
        self._sign_on = sign_on

    def depart(self) -> AnyResponse:
        """Send somebody to the provider."""
        wanted = safe_next(request.args.get("next", ""), "")
        try:
            departure = self._journey.depart(wanted, language())
        except Elsewhere as refusal:
            return self._refused(refusal, wanted, language())
        return self._keep(redirect(departure.address, 303), departure.kept, int(LASTS.total_seconds()))

    def back(self) -> AnyResponse:
        """Let somebody in who comes back; whatever comes of it, the way there is over."""
        return self._keep(self._received(), "", 0)

    def _received(self) -> AnyResponse:
        kept = request.cookies.get(COOKIE, "")
        wanted, asked = "", "ja"
        try:
            if self._room.limits.hit(MOST_BACK):
                raise Elsewhere(Fault.AWAY, "too many come back from one network")
            arrival = self._journey.arrive(kept, request.args)
            wanted, asked = safe_next(arrival.next, ""), arrival.language
            token = self._let_in(arrival)
        except Elsewhere as refusal:
            return self._refused(refusal, wanted, asked)
        return self._room.let_in(redirect(signin_address(asked, wanted, is_kept=True), 303), token)

    def _let_in(self, arrival: Arrival) -> str:
        may = role_of(arrival.groups, self._sign_on.groups)
        if may is None:
            raise self._shut_out(arrival, f"none of {len(arrival.groups)} groups is known")
        named = partial(numbered, name_of(arrival.claims))
        known = Known(self._sign_on.issuer, arrival.subject, named, Role(may.role), may.advisor)
        try:
            token = self._arrived(known)
        except AccountError as error:
            raise self._shut_out(arrival, str(error)) from None
        if token is None:
            raise Elsewhere(Fault.DISABLED, "the account is disabled")
        return token

    def _shut_out(self, arrival: Arrival, reason: str) -> Elsewhere:
        """End what they may still have begun in other browsers, before they are refused in this one."""
        shut_out(self._room.store, self._sign_on.issuer, arrival.subject, self._room.clock())
        return Elsewhere(Fault.STRANGER, reason)

    def _arrived(self, known: Known) -> str | None:
        try:
            return let_in(self._room.store, known, self._room.clock())
        except StoreError:
            # Two first sign-ins at once would make the same account; the second finds it made.
            return let_in(self._room.store, known, self._room.clock())

    def _refused(self, refusal: Elsewhere, wanted: str, asked: str) -> AnyResponse:
        log.warning("sign-in elsewhere: %s: %s", refusal.fault, refusal.reason)
        shown = elsewhere_page(asked, refusal.fault, wanted)
        return self._room.shown("elsewhere", shown, STATUS[refusal.fault], asked=asked)

    def _keep(self, response: AnyResponse, kept: str, seconds: int) -> AnyResponse:
        """Let the browser keep what it has to bring back, for that address and nothing else, or forget it."""
        parts = [f"{COOKIE}={kept}", f"Path={BACK}", "HttpOnly", "SameSite=Lax", f"Max-Age={seconds}"]
        if not self._room.signins.is_plain_loopback():
            parts.append("Secure")
        response.headers.add("Set-Cookie", "; ".join(parts))
        return response
