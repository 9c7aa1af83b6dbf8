"""Advisors as the desk keeps them: made, described, and their qualifications recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from quiz.advice.model import Advisor
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.publishing.consultations import advisors_of, as_json
from quiz.store.publishing.people import keep_qualifications
from quiz.store.publishing.publisher import DESK
from quiz.store.tables import advisor


@dataclass(frozen=True, slots=True)
class Kept:
    """An advisor as kept; `revision` is the moment of the last change."""

    advisor: Advisor
    revision: int


class People:
    """The advisors of one deployment. Every method raises StoreError where the database refuses."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def all(self) -> tuple[Advisor, ...]:
        """Return all advisors, by name."""
        with self._opened.reading() as connection:
            return tuple(sorted(advisors_of(connection).values(), key=lambda one: (one.name, one.id)))

    def find(self, advisor_id: str) -> Kept | None:
        """Return an advisor, or None."""
        with self._opened.reading() as connection:
            found = advisors_of(connection, [advisor_id]).get(advisor_id)
            changed = select(advisor.c.changed_utc).where(advisor.c.id == advisor_id)
            return Kept(found, connection.execute(changed).scalar_one()) if found else None

    def add(self, value: Advisor, moment: datetime) -> bool:
        """Add an advisor; False where the id is taken."""
        with self._opened.writing() as connection:
            if advisors_of(connection, [value.id]):
                return False
            changed = {"origin": DESK, "changed_utc": milliseconds(moment)}
            connection.execute(insert(advisor).values(id=value.id, **_columns(value), **changed))
            keep_qualifications(connection, value)
        return True

    def save(self, value: Advisor, revision: int, moment: datetime) -> bool:
        """Save an advisor, who from now on belongs to the desk; False where `revision` is not the present one."""
        with self._opened.writing() as connection:
            # Two changes in one millisecond are two revisions all the same.
            changed = {"origin": DESK, "changed_utc": max(milliseconds(moment), revision + 1)}
            mine = update(advisor).where(advisor.c.id == value.id, advisor.c.changed_utc == revision)
            if connection.execute(mine.values(**_columns(value), **changed)).rowcount == 0:
                return False
            keep_qualifications(connection, value)
        return True


def _columns(value: Advisor) -> dict[str, str]:
    return {
        "name": value.name,
        "title": value.title,
        "affiliation": value.affiliation,
        "profile": as_json(value.profile),
    }
