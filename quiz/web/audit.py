"""Keep who saw figures, and who took them along.

    audit = Audit(store, clock)                                       one an application
    audit.saw(signin)                                                 at the beginning of a view of figures
    audit.exported(signin, "xlsx")                                    before a file is handed out

The detail is the address that was asked for, with what it selects. StoreError where it cannot be noted: then nothing is
shown, since a record with gaps would be none.
"""

from __future__ import annotations

from flask import request

from quiz.clock import Clock, now
from quiz.store.handle import StoreHandle
from quiz.store.staff.audited import Kind
from quiz.web.signin import Signin


class Audit:
    """The record of one deployment."""

    def __init__(self, store: StoreHandle, clock: Clock = now) -> None:
        self._store = store
        self._clock = clock

    def saw(self, signin: Signin) -> None:
        """Note that somebody opens the page of this request; once within a few minutes."""
        from quiz.store.staff import audit  # Needs SQLAlchemy, which no first page of a student waits for.

        audit.note_view(self._store.opened(), self._clock(), signin.account, Kind.SAW, _here())

    def exported(self, signin: Signin, form: str) -> None:
        """Note that somebody takes along what this request selects, as a file of some form; every time."""
        from quiz.store.staff import audit  # For the same reason.

        with self._store.opened().writing() as connection:
            audit.note(connection, self._clock(), signin.account, Kind.EXPORTED, f"{form} {_here()}")


def _here() -> str:
    return request.full_path.rstrip("?")
