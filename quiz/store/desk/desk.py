"""The editors' desk, kept in the database: the queue, and every act on an entry in one transaction with its event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from quiz.advice.dossier import Actor, Dossier, Draft, Question, Queue, Waiting, parts_of
from quiz.advice.workflow import CLOSED, MOST_ADVISORS, Act, Done, State, may
from quiz.store.desk.reading import find, moment_of
from quiz.store.desk.writing import (
    Change,
    as_written,
    changed_fields,
    conclude,
    has_withdrawn,
    write_assignments,
    write_part,
)
from quiz.store.opened import OpenedStore
from quiz.store.publishing.consultations import advisors_of, as_json
from quiz.store.tables import advisor, assignment, consultation, entry

QUEUE_SIZE = 30
"""Entries on one page of the queue."""


class Desk:
    """The entries of one deployment. Every method raises StoreError where the database refuses."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def queue(self, actor: Actor, state: State | None = None, page: int = 1) -> Queue:
        """Return a page of what waits, the urgent first, then the oldest; without a state everything still open.

        An advisor gets what is assigned to them.
        """
        mine = _visible_to(actor)
        wanted = entry.c.state == state if state else entry.c.state.not_in(CLOSED)
        with self._opened.reading() as connection:
            counting = select(entry.c.state, func.count()).where(mine).group_by(entry.c.state)
            counts = {State(name): number for name, number in connection.execute(counting)}
            total = counts.get(state, 0) if state else sum(n for one, n in counts.items() if one not in CLOSED)
            order = (entry.c.is_urgent.desc(), entry.c.received_utc, entry.c.id)
            query = select(entry).where(mine, wanted).order_by(*order)
            rows = connection.execute(query.limit(QUEUE_SIZE).offset((page - 1) * QUEUE_SIZE)).all()
            parts = _parts_of(connection, [row.id for row in rows])
        entries = tuple(
            Waiting(
                id=row.id,
                receipt=row.receipt,
                title=row.edited_title or (row.title if actor.is_editor else ""),
                state=State(row.state),
                is_urgent=row.is_urgent,
                received_at=moment_of(row.received_utc),
                advisors=tuple(name for name, _ in parts.get(row.id, ())) if actor.is_editor else (),
                finished=sum(is_finished for _, is_finished in parts.get(row.id, ())),
            )
            for row in rows
        )
        return Queue(entries, counts, total, page, max(1, -(-total // QUEUE_SIZE)))

    def dossier(self, entry_id: int) -> Dossier | None:
        """Return everything of an entry, or None."""
        with self._opened.reading() as connection:
            return find(connection, entry_id)

    def decide(self, entry_id: int, act: Act, actor: Actor, stamp: str, moment: datetime, reason: str = "") -> Done:
        """Do what changes only the state of an entry; `stamp` names everything in it as it was seen."""

        def change(connection: Connection, before: Dossier) -> Change | None:
            if act is Act.NOTIFY and not before.mail:
                return None
            values: dict[str, Any] = {"reason": reason} if act is Act.REJECT else {}
            if act is Act.RECONSIDER:
                values = {"reason": "", "closed_utc": None}
            return Change(values, parts_of(before.assignments), {"note": reason} if reason else {})

        return self._perform(entry_id, act, actor, moment, lambda before: before.stamp == stamp, change)

    def revise(self, entry_id: int, actor: Actor, revision: int, question: Question, moment: datetime) -> Done:
        """Save the question as it is to be published; STALE where `revision` is not the present one."""

        def change(connection: Connection, before: Dossier) -> Change | None:
            fields = changed_fields(before.question, question)
            values = {
                "edited_title": question.title,
                "edited_title_en": question.title_en,
                "edited_body": question.body,
                "area": question.area,
                "topics": as_json(question.topics),
                "helps": as_json(question.helps),
            }
            return Change(values, parts_of(before.assignments), {"fields": fields}) if fields else None

        return self._perform(entry_id, Act.REVISE, actor, moment, lambda before: before.revision == revision, change)

    def assign(self, entry_id: int, actor: Actor, revision: int, advisors: Sequence[str], moment: datetime) -> Done:
        """Assign one to three advisors; whoever has begun to write stays, so that nothing written is thrown away."""

        def change(connection: Connection, before: Dossier) -> Change | None:
            if not (before.question.title and before.question.body.strip()):
                # An advisor sees the edited question alone, so there has to be one.
                return None
            staying = [one for one in before.assignments if one.is_begun or one.is_withdrawn]
            chosen = [*(one.advisor.id for one in staying if not one.is_withdrawn), *advisors]
            chosen = [name for name in dict.fromkeys(chosen) if not has_withdrawn(before, name)]
            known = advisors_of(connection, chosen)
            if not 1 <= len(chosen) <= MOST_ADVISORS or len(known) != len(chosen):
                return None
            after = write_assignments(connection, before, [*(one.advisor.id for one in staying), *chosen])
            return Change({}, after, {"note": "、".join(known[name].name for name in chosen)})

        return self._perform(entry_id, Act.ASSIGN, actor, moment, lambda before: before.revision == revision, change)

    def write_answer(
        self,
        entry_id: int,
        act: Act,
        actor: Actor,
        advisor_id: str,
        revision: int,
        drafts: tuple[Draft, ...],
        moment: datetime,
    ) -> Done:
        """Save an answer as a draft, as finished, or corrected by an editor; the revision is that of the answer."""

        def is_current(before: Dossier) -> bool:
            part = before.assignment(advisor_id)
            return part is not None and part.revision == revision

        def change(connection: Connection, before: Dossier) -> Change | None:
            part = before.assignment(advisor_id)
            assert part is not None
            if part.is_withdrawn or (not actor.is_editor and actor.advisor != advisor_id):
                return None
            after = as_written(part, act, drafts, moment)
            if after == part:
                return None
            write_part(connection, entry_id, after)
            parts = parts_of(tuple(after if one is part else one for one in before.assignments))
            return Change({}, parts, {"advisor": advisor_id, "revision": after.revision})

        return self._perform(entry_id, act, actor, moment, is_current, change)

    def show_answer(
        self, entry_id: int, actor: Actor, advisor_id: str, stamp: str, is_shown: bool, moment: datetime
    ) -> Done:
        """Withdraw one answer, or take it back in; what is published of it is not changed here."""
        act = Act.RESTORE_ANSWER if is_shown else Act.WITHDRAW_ANSWER

        def change(connection: Connection, before: Dossier) -> Change | None:
            part = before.assignment(advisor_id)
            if part is None or part.is_withdrawn is not is_shown:
                return None
            if is_shown and len(before.counted) >= MOST_ADVISORS:
                return None
            after = replace(part, is_withdrawn=not is_shown, revision=part.revision + 1)
            write_part(connection, entry_id, after)
            parts = parts_of(tuple(after if one is part else one for one in before.assignments))
            return Change({}, parts, {"advisor": advisor_id, "revision": after.revision})

        return self._perform(entry_id, act, actor, moment, lambda before: before.stamp == stamp, change)

    def mark_published(self, entry_id: int, actor: Actor, stamp: str, key: str, moment: datetime) -> Done:
        """Note that an entry is published under a key, also where it was changed meanwhile: then as not yet again."""
        with self._opened.writing() as connection:
            of_desk = (consultation.c.origin == "desk") & (consultation.c.key == key)
            number = connection.execute(select(consultation.c.number).where(of_desk)).scalar_one()
            connection.execute(update(entry).where(entry.c.id == entry_id).values(consultation=number))
        return self.decide(entry_id, Act.PUBLISH, actor, stamp, moment)

    def _perform(
        self,
        entry_id: int,
        act: Act,
        actor: Actor,
        moment: datetime,
        is_current: Callable[[Dossier], bool],
        change: Callable[[Connection, Dossier], Change | None],
    ) -> Done:
        """Do one act in one transaction: looked at, allowed, changed, written into the history; or nothing of it."""
        with self._opened.writing() as connection:
            before = find(connection, entry_id, for_change=True)
            if before is None:
                return Done.GONE
            if not is_current(before):
                return Done.STALE
            if not may(act, before.party(actor), before.standing):
                return Done.REFUSED
            changed = change(connection, before)
            if changed is None:
                # Saving what is there already is done, and no event.
                return Done.DONE if act in (Act.REVISE, Act.DRAFT, Act.FINISH, Act.CORRECT) else Done.REFUSED
            conclude(connection, before, act, actor, moment, changed)
        return Done.DONE


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    if actor.is_editor:
        return entry.c.id.is_not(None)
    theirs = (assignment.c.advisor == actor.advisor) & assignment.c.is_withdrawn.is_(False)
    return entry.c.id.in_(select(assignment.c.entry).where(theirs))


def _parts_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[str, bool]]]:
    query = select(assignment.c.entry, advisor.c.name, assignment.c.is_finished).join(advisor)
    query = query.where(assignment.c.entry.in_(ids), assignment.c.is_withdrawn.is_(False))
    parts: dict[int, list[tuple[str, bool]]] = {}
    for row in connection.execute(query.order_by(assignment.c.entry, assignment.c.position)):
        parts.setdefault(row.entry, []).append((row.name, row.is_finished))
    return parts
