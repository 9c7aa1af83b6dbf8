"""What the page of an entry shows: the original beside what is made of it, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.advice.classifying import propose
from quiz.advice.cleaning import cleaned, cleaned_line
from quiz.advice.dossier import Assignment, Dossier, Event, Question, is_qualified
from quiz.advice.model import Advisor
from quiz.advice.workflow import MOST_ADVISORS, State
from quiz.bank.model import Bank
from quiz.desk.entry_values import (
    AdvisorChoice,
    Conflict,
    Contested,
    EntryPage,
    EventText,
    Part,
    Step,
    Surroundings,
    Typed,
)
from quiz.desk.forms import LONGEST_BODY
from quiz.desk.marks import Piece, changed, hinted, paragraphs
from quiz.desk.pages import Choice, by_field, moment_text, subjects
from quiz.desk.room import Frame
from quiz.desk.words import REASONS

WAY = (State.RECEIVED, State.SCREENED, State.ASSIGNED, State.ANSWERED, State.EDITED, State.PUBLISHED)


def entry_page(frame: Frame, dossier: Dossier, around: Surroundings, typed: Typed) -> EntryPage:
    """Build the page of an entry."""
    saved = saved_question(dossier, around.bank)
    question = typed.question or saved
    shown = frozenset(act.value for act in around.acts)
    original = paragraphs(hinted(dossier.original_body))
    title = hinted(dossier.original_title)
    return EntryPage(
        frame=frame,
        id=dossier.id,
        receipt=dossier.receipt,
        state=dossier.state.value,
        reason=dossier.reason,
        is_urgent=dossier.is_urgent,
        is_emptied=dossier.standing.is_emptied,
        mail=dossier.mail,
        is_notified=dossier.is_notified,
        public_address=f"{around.origin}/qa/{dossier.consultation}" if dossier.consultation else "",
        asker="・".join(part for part in (dossier.grade, dossier.gender) if part),
        received=moment_text(dossier.received_at),
        steps=_steps(dossier.state),
        title=dossier.question.title or dossier.original_title,
        original_title=title,
        original_body=original,
        hints=tuple(piece for piece in (*title, *(one for part in original for one in part)) if piece.kind),
        remaining=tuple(piece for text in (question.title, question.body) for piece in hinted(text) if piece.kind),
        question=question,
        is_proposal=typed.question is None and not dossier.question.title,
        subjects=subjects(around.bank, around.language, question.area, question.topics, question.helps),
        longest_body=LONGEST_BODY,
        conflict=_conflict(dossier, typed),
        advisors=_choices(dossier, around, typed),
        most_advisors=MOST_ADVISORS,
        is_ready_to_assign=bool(dossier.question.title and dossier.question.body),
        parts=tuple(_part(one, around) for one in dossier.assignments),
        missing=tuple(around.missing),
        consultation=dossier.consultation,
        history=history_texts(dossier.history, dossier),
        acts=shown,
        reasons=tuple(Choice(one.ja, one[around.language], one.ja == typed.sentence) for one in REASONS),
        stamp=dossier.stamp,
        revision=dossier.revision,
        typed=typed,
        problems=by_field(typed.problems),
    )


def saved_question(dossier: Dossier, bank: Bank) -> Question:
    """Return the question as saved; before the first time, the original, with the area and topics of its words."""
    if dossier.question.title or dossier.question.body:
        return dossier.question
    title, body = cleaned_line(dossier.original_title), cleaned(dossier.original_body).strip()
    proposal = propose(bank, title, body, "")
    topics = tuple(topic.id for topic in bank.topics if topic.id in proposal.topics)
    return Question(title=title, body=body, area=proposal.area, topics=topics)


def _steps(state: State) -> tuple[Step, ...]:
    """Return the way of an entry; one that left it ends where it left."""
    if state is State.REJECTED:
        return (Step(State.RECEIVED.value, True, False), Step(state.value, False, True))
    way = (*WAY, state) if state is State.WITHDRAWN else WAY
    present = way.index(state)
    return tuple(Step(one.value, number < present, number == present) for number, one in enumerate(way))


def _conflict(dossier: Dossier, typed: Typed) -> Conflict | None:
    if typed.conflict_from is None or typed.question is None:
        return None
    since = [event for event in dossier.history if event.revision > typed.conflict_from and not event.advisor]
    theirs = {name for event in since for name in event.fields}
    fields = tuple(
        Contested(name, _pieces(name, typed.question, dossier.question), name in theirs, name in TEXTS)
        for name in (*TEXTS, *SUBJECTS)
        if getattr(typed.question, name) != getattr(dossier.question, name)
    )
    last = since[-1] if since else None
    return Conflict(last.who if last else "", moment_text(last.at) if last else None, fields)


TEXTS = ("title", "title_en", "body")
SUBJECTS = ("area", "topics", "helps")


def _pieces(name: str, mine: Question, theirs: Question) -> tuple[Piece, ...]:
    return changed(getattr(mine, name), getattr(theirs, name)) if name in TEXTS else ()


def _choices(dossier: Dossier, around: Surroundings, typed: Typed) -> tuple[AdvisorChoice, ...]:
    today = around.today
    assigned = {one.advisor.id for one in dossier.counted}
    begun = {one.advisor.id for one in dossier.counted if one.is_begun}
    gone = {one.advisor.id for one in dossier.assignments if one.is_withdrawn}
    chosen = assigned if typed.advisors is None else begun | set(typed.advisors)
    choices = (
        AdvisorChoice(one.id, one.name, role_of(one), one.id in chosen, one.id in begun, is_qualified(one, today))
        for one in around.advisors
        if one.id not in gone
    )
    return tuple(sorted(choices, key=lambda one: not one.is_chosen))


def role_of(advisor: Advisor) -> str:
    """Return title and affiliation in one line."""
    return "・".join(part for part in (advisor.title, advisor.affiliation) if part)


def _part(one: Assignment, around: Surroundings) -> Part:
    written = [draft for draft in one.drafts if not draft.is_blank]
    return Part(
        advisor=one.advisor.id,
        name=one.advisor.name,
        role=role_of(one.advisor),
        is_begun=one.is_begun,
        is_finished=one.is_finished,
        is_withdrawn=one.is_withdrawn,
        is_qualified=is_qualified(one.advisor, around.today),
        sections=len(written),
        heading=written[0].heading if written else "",
    )


def history_texts(history: Sequence[Event], dossier: Dossier) -> tuple[EventText, ...]:
    """Return the lines of the history, the newest first."""
    names = {one.advisor.id: one.advisor.name for one in dossier.assignments}
    return tuple(
        EventText(
            moment_text(event.at),
            event.who,
            event.kind,
            event.note,
            event.fields,
            names.get(event.advisor, event.advisor),
        )
        for event in reversed(history)
    )
