"""Read entries as dossiers, for the editors' desk."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from quiz.advice.dossier import Assignment, Dossier, Draft, Event, Question
from quiz.advice.workflow import State
from quiz.bank.document import load
from quiz.store.publishing.consultations import advisors_of, helps_of
from quiz.store.tables import account, answer, assignment, consultation, entry, entry_event


def find(connection: Connection, entry_id: int, for_change: bool = False) -> Dossier | None:
    """Return everything of an entry, or None; `for_change` holds it until the transaction ends."""
    query = select(entry).where(entry.c.id == entry_id)
    row = connection.execute(query.with_for_update() if for_change else query).first()
    if row is None:
        return None
    return Dossier(
        id=row.id,
        receipt=row.receipt,
        state=State(row.state),
        reason=row.reason,
        is_urgent=row.is_urgent,
        grade=row.grade,
        gender=row.gender,
        original_title=row.title,
        original_body=row.body,
        mail=row.mail or "",
        question=_question_of(row),
        consultation=_consultation_of(connection, row.consultation),
        received_at=moment_of(row.received_utc),
        revision=row.revision,
        assignments=_assignments(connection, entry_id, row.consultation),
        history=_history(connection, entry_id),
    )


def moment_of(milliseconds: int) -> datetime:
    """Return the moment that a column says."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _question_of(row: Row[Any]) -> Question:
    return Question(
        title=row.edited_title,
        title_en=row.edited_title_en,
        body=row.edited_body,
        area=row.area,
        topics=tuple(json.loads(row.topics or "[]")),
        helps=helps_of(row.helps or "[]"),
    )


def _consultation_of(connection: Connection, number: int | None) -> str:
    query = select(consultation.c.id).where(consultation.c.number == number)
    return "" if number is None else connection.execute(query).scalar_one()


def _assignments(connection: Connection, entry_id: int, number: int | None) -> tuple[Assignment, ...]:
    query = select(assignment).where(assignment.c.entry == entry_id)
    rows = connection.execute(query.order_by(assignment.c.position, assignment.c.advisor)).all()
    advisors = advisors_of(connection, [row.advisor for row in rows]) if rows else {}
    shown = select(answer.c.advisor).where(answer.c.consultation == number)
    public = frozenset() if number is None else frozenset(connection.execute(shown).scalars())
    return tuple(
        Assignment(
            advisor=advisors[row.advisor],
            drafts=drafts_of(row.sections),
            is_finished=row.is_finished,
            is_withdrawn=row.is_withdrawn,
            is_public=row.advisor in public,
            answered_at=None if row.answered_utc is None else moment_of(row.answered_utc),
            revision=row.revision,
        )
        for row in rows
    )


def drafts_of(text: str) -> tuple[Draft, ...]:
    """Return the parts of an answer as typed, from the text of their column."""
    return tuple(load(Draft, part) for part in json.loads(text or "[]"))


def _history(connection: Connection, entry_id: int) -> tuple[Event, ...]:
    query = select(entry_event, account.c.name.label("who")).select_from(entry_event.outerjoin(account))
    rows = connection.execute(query.where(entry_event.c.entry == entry_id).order_by(entry_event.c.id))
    return tuple(Event(moment_of(row.moment_utc), row.who or "", row.kind, **_detail_of(row.detail)) for row in rows)


def _detail_of(text: str) -> dict[str, Any]:
    """Return what a detail says; text that is no document of this desk is a note."""
    try:
        detail = json.loads(text)
    except ValueError:
        return {"note": text}
    if not isinstance(detail, dict):
        return {"note": text}
    return {
        "note": str(detail.get("note", "")),
        "fields": tuple(map(str, detail.get("fields", ()))),
        "advisor": str(detail.get("advisor", "")),
        "revision": int(detail.get("revision", 0)),
    }
