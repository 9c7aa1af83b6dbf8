"""What stands behind each address of signing in, and of one's own account."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.config import SingleSignOn
from quiz.staff.elsewhere.journey import Journey
from quiz.staff.elsewhere.views import SigningInElsewhere
from quiz.staff.own.views import OwnAccount
from quiz.staff.record.views import Record
from quiz.staff.room import Room
from quiz.staff.signing_in.views import SigningIn
from quiz.web.signin import View


def views_of(room: Room, sign_on: SingleSignOn | None, public_url: str) -> Mapping[str, View]:
    """Return the views by the names of their routes."""
    door, own = SigningIn(room, sign_on.name if sign_on else None), OwnAccount(room, public_url)
    views: dict[str, View] = {
        "account": own.account,
        "password": own.password,
        "code": own.code,
        "audit": Record(room).audit,
        "signin": door.signin,
        "prove": door.prove,
        "sign_out": door.sign_out,
    }
    if sign_on:
        journey = Journey(sign_on, public_url, room.secret, room.tokens, room.clock)
        elsewhere = SigningInElsewhere(room, journey, sign_on)
        views.update(depart=elsewhere.depart, back=elsewhere.back)
    return views
