"""The record of who signed in, saw figures and took them along, for those who answer for that."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from quiz.staff.record.pages import record_page
from quiz.staff.room import Room
from quiz.store.staff import accounts, audit
from quiz.store.staff.account import possible_name
from quiz.store.staff.audited import Kind, Wanted
from quiz.web.language import language
from quiz.web.signin import Signin

LONGEST_NUMBER = 18


class Record:
    """The view."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def audit(self, signin: Signin) -> AnyResponse:
        """Show what was done, newest first; by one account, or of one kind."""
        wanted = _wanted()
        with self._room.store.opened().reading() as connection:
            leaf = audit.leaf(connection, wanted)
            names = tuple(one.name for one in accounts.everybody(connection))
        return self._room.shown("record", record_page(language(), leaf, wanted, names))


def _wanted() -> Wanted:
    """Return what the address asks for; what it cannot mean is left out."""
    kind, before = request.args.get("kind", ""), request.args.get("before", "")
    is_number = before.isascii() and before.isdecimal() and len(before) <= LONGEST_NUMBER
    return Wanted(
        name=possible_name(request.args.get("name", "")) or "",
        kind=Kind(kind) if kind in set(Kind) else None,
        before=int(before) if is_number else None,
    )
