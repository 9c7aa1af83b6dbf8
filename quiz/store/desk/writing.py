"""Write what one act at the editors' desk changes: the entry, the advisors' parts, the event in the history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, update

from quiz.advice.dossier import Actor, Assignment, Dossier, Draft, Question
from quiz.advice.workflow import CLOSED, Act, Part, state_after
from quiz.store.attempt import milliseconds
from quiz.store.publishing.consultations import as_json
from quiz.store.tables import assignment, entry, entry_event


@dataclass(frozen=True, slots=True)
class Change:
    """What an act changes: columns of the entry, the parts after it, and what its event says."""

    values: dict[str, Any]
    parts: tuple[Part, ...]
    detail: dict[str, Any]


def changed_fields(before: Question, after: Question) -> list[str]:
    """Return the names of the fields that differ."""
    return [name for name in Question.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]


def conclude(
    connection: Connection, before: Dossier, act: Act, actor: Actor, moment: datetime, changed: Change
) -> None:
    """Write the entry's new state and the event of an act."""
    state = state_after(act, before.state, changed.parts)
    values = dict(changed.values)
    is_answer = "advisor" in changed.detail
    # What an advisor writes does not touch the question: who edits it meanwhile is not disturbed.
    values["revision"] = before.revision + (not is_answer)
    values["state"] = state.value
    if state in CLOSED and "closed_utc" not in values:
        values["closed_utc"] = func.coalesce(entry.c.closed_utc, milliseconds(moment))
    connection.execute(update(entry).where(entry.c.id == before.id).values(**values))
    detail = {"revision": values["revision"], **changed.detail}
    connection.execute(
        insert(entry_event).values(
            entry=before.id,
            moment_utc=milliseconds(moment),
            account=actor.account,
            kind=act.value,
            detail=as_json(detail),
        )
    )


def has_withdrawn(before: Dossier, name: str) -> bool:
    part = before.assignment(name)
    return part is not None and part.is_withdrawn


def write_assignments(connection: Connection, before: Dossier, names: Sequence[str]) -> tuple[Part, ...]:
    """Write who is assigned, in this order; return the parts after it."""
    wanted = list(dict.fromkeys(names))
    of_entry = assignment.c.entry == before.id
    connection.execute(assignment.delete().where(of_entry, assignment.c.advisor.not_in(wanted)))
    parts = []
    for position, name in enumerate(wanted):
        part = before.assignment(name)
        if part is None:
            fresh = {"sections": "[]", "is_finished": False, "is_withdrawn": False, "revision": 1}
            values = {"entry": before.id, "advisor": name, "position": position, **fresh}
            connection.execute(insert(assignment).values(**values))
        else:
            mine = update(assignment).where(of_entry, assignment.c.advisor == name)
            connection.execute(mine.values(position=position))
        parts.append(Part(part is not None and part.is_finished, part is not None and part.is_withdrawn))
    return tuple(parts)


def as_written(part: Assignment, act: Act, drafts: tuple[Draft, ...], moment: datetime) -> Assignment:
    """Return a part after it was written; equal to the one before where nothing is new."""
    is_finished = part.is_finished if act is Act.CORRECT else act is Act.FINISH
    if drafts == part.drafts and is_finished == part.is_finished:
        return part
    # A correction keeps the day on which the advisor answered.
    answered = part.answered_at if act is Act.CORRECT else moment if act is Act.FINISH else None
    return replace(part, drafts=drafts, is_finished=is_finished, answered_at=answered, revision=part.revision + 1)


def write_part(connection: Connection, entry_id: int, part: Assignment) -> None:
    mine = (assignment.c.entry == entry_id) & (assignment.c.advisor == part.advisor.id)
    connection.execute(
        update(assignment)
        .where(mine)
        .values(
            sections=as_json(part.drafts),
            is_finished=part.is_finished,
            is_withdrawn=part.is_withdrawn,
            answered_utc=None if part.answered_at is None else milliseconds(part.answered_at),
            revision=part.revision,
        )
    )
