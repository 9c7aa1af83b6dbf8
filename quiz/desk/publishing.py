"""Publish an entry, take it back, show it again: the entry at the desk and what readers see, one after the other.

What readers see is changed first where it is added to, and last where it is taken away: an interruption leaves the
button where it was, and pressing it again finishes what was begun.
"""

from __future__ import annotations

from dataclasses import replace

from flask import request

from quiz.advice.blocks import blocks_of
from quiz.advice.dossier import Actor, Assignment, Dossier, Missing, missing_of
from quiz.advice.model import Answer, Consultation, Source
from quiz.advice.workflow import Act, Done, State, may
from quiz.bank.model import Text
from quiz.desk.links import Links, links_in, section_of
from quiz.desk.room import Room, at
from quiz.errors import PublishError, TakenBackError
from quiz.store.publishing.changes import Record

MOST_TRIES = 9
"""Ids that are tried for a consultation; more than one is needed only where an import brought the same."""


def links_of(room: Room, dossier: Dossier) -> Links:
    """Return where all cards of an entry lead."""
    drafts = [draft for one in dossier.assignments for draft in one.drafts]
    return links_in(drafts, room.stock, request.host)


def lacking(room: Room, dossier: Dossier, actor: Actor) -> list[Missing]:
    """Return all that is missing before somebody may publish an entry today."""
    areas = frozenset(area.id for area in room.bank.areas)
    return missing_of(dossier, actor, areas, frozenset(links_of(room, dossier)), room.today())


def publish(room: Room, dossier: Dossier, actor: Actor, stamp: str) -> tuple[Done, list[Missing]]:
    """Publish an entry as it was seen; the second value says what is missing where it is refused."""
    if dossier.stamp != stamp:
        return Done.STALE, []
    missing = lacking(room, dossier, actor)
    if missing or not may(Act.PUBLISH, dossier.party(actor), dossier.standing):
        return Done.REFUSED, missing
    try:
        _publish(room, dossier, consultation_of(dossier, links_of(room, dossier)))
    except TakenBackError:
        return Done.STALE, []
    done = room.desk.mark_published(dossier.id, actor, stamp, dossier.receipt, room.moment())
    if done is not Done.DONE:
        _take_back_withdrawn(room, dossier.id)
    return done, []


def _publish(room: Room, dossier: Dossier, value: Consultation) -> None:
    """Publish a consultation; where another source has its id already, under the next that is free."""
    for number in range(2, MOST_TRIES):
        try:
            return room.publisher.publish_one(Record(dossier.receipt, value), room.moment())
        except PublishError as error:
            if dossier.consultation or isinstance(error, TakenBackError):
                raise
            value = replace(value, id=f"q{dossier.id}-{number}")
    return room.publisher.publish_one(Record(dossier.receipt, value), room.moment())


def decide(room: Room, dossier: Dossier, act: Act, actor: Actor, stamp: str, reason: str = "") -> Done:
    """Do what changes the state of an entry, and what readers see of it."""
    allowed = dossier.stamp == stamp and may(act, dossier.party(actor), dossier.standing)
    if allowed and act is Act.RESTORE:
        room.publisher.restore(dossier.consultation, room.moment())
    done = room.desk.decide(dossier.id, act, actor, stamp, room.moment(), reason)
    if done is Done.DONE and act is Act.WITHDRAW:
        room.publisher.withdraw(dossier.consultation, "editor", room.moment())
    if done is not Done.DONE and allowed:
        _take_back_withdrawn(room, dossier.id)
    return done


def show_answer(room: Room, dossier: Dossier, actor: Actor, advisor: str, stamp: str, is_shown: bool) -> Done:
    """Withdraw one answer, or show it again, at the desk and for readers."""
    done = room.desk.show_answer(dossier.id, actor, advisor, stamp, is_shown, room.moment())
    part = dossier.assignment(advisor)
    if done is Done.DONE and dossier.consultation and part is not None and part.is_public:
        change = room.publisher.restore_answer if is_shown else room.publisher.withdraw_answer
        change(dossier.consultation, advisor, room.moment())
    return done


def consultation_of(dossier: Dossier, links: Links) -> Consultation:
    """Return an entry as readers see it.

    Answers that were published and then withdrawn stay in it: they are kept as withdrawn, and can be shown again.
    """
    question = dossier.question
    return Consultation(
        id=dossier.consultation or f"q{dossier.id}",
        title=Text(question.title, question.title_en or question.title),
        area=question.area,
        topics=question.topics,
        helps=question.helps,
        grade=dossier.grade,
        gender=dossier.gender,
        asked_on=at(dossier.received_at).date(),
        source=Source.ENTRY_FORM,
        body=tuple(line for block in blocks_of(question.body) for line in block),
        answers=tuple(answer_of(one, links) for one in dossier.assignments if not one.is_withdrawn or one.is_public),
    )


def answer_of(one: Assignment, links: Links) -> Answer:
    """Return an advisor's answer; title and affiliation are those of the day on which it is first published."""
    sections = tuple(section_of(draft, links) for draft in one.drafts if not draft.is_blank)
    return Answer(one.advisor, sections, answered_on=at(one.answered_at).date() if one.answered_at else None)


def _take_back_withdrawn(room: Room, entry_id: int) -> None:
    """Withdraw what was published while its asker took the question back."""
    now = room.desk.dossier(entry_id)
    if now is not None and now.state is State.WITHDRAWN and now.consultation:
        room.publisher.withdraw(now.consultation, "editor", room.moment())
