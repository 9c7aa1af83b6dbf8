"""The page of an entry, and everything that an editor does there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.dossier import Actor, Dossier, Question
from quiz.advice.workflow import MOST_ADVISORS, Act, Done, acts_for, may
from quiz.desk.entry_page import SUBJECTS, TEXTS, entry_page, saved_question
from quiz.desk.entry_values import Surroundings, Typed
from quiz.desk.forms import Fields, Problem, question_from, reason_from
from quiz.desk.publishing import decide, lacking, publish, show_answer
from quiz.desk.room import Room, Sent, actor_of, go
from quiz.errors import PublishError
from quiz.web.language import language
from quiz.web.signin import Signin

DECIDED = (Act.SCREEN, Act.RECONSIDER, Act.ACCEPT, Act.WITHDRAW, Act.RESTORE, Act.NOTIFY)
DECISIONS = {act.name.lower(): act for act in DECIDED}
UNPROCESSABLE, CONFLICT = 422, 409


class Entries:
    """The views of single entries."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def entry(self, signin: Signin, entry_id: int) -> AnyResponse:
        """Show an entry to an editor, or do what was asked; an advisor is led to their answer."""
        if not actor_of(signin).is_editor:
            return go(f"/desk/entries/{entry_id}/answer")
        dossier = found(self._room, entry_id)
        if request.method != "POST":
            return _Doing(self._room, signin, dossier).show(Typed())
        return _Doing(self._room, signin, dossier, self._room.sent(signin)).answer()


def found(room: Room, entry_id: int) -> Dossier:
    """Return an entry; NotFound where there is none."""
    dossier = room.desk.dossier(entry_id) if entry_id < 2**63 else None
    if dossier is None:
        raise NotFound()
    return dossier


class _Doing:
    """One request for one entry. Whatever cannot be done comes back with everything that was typed."""

    def __init__(self, room: Room, signin: Signin, dossier: Dossier, sent: Sent | None = None) -> None:
        self._room = room
        self._signin = signin
        self._actor: Actor = actor_of(signin)
        self._dossier = dossier
        self._sent = sent

    def answer(self) -> AnyResponse:
        """Do what the button says that was pressed."""
        name, _, about = self._fields.get("do", "").partition("-")
        acts: dict[str, Callable[[str], AnyResponse]] = {
            "question": self._save_question,
            "take": self._take,
            "assign": self._assign,
            "reject": self._reject,
            "publish": self._publish,
            "hide": lambda advisor: self._show_answer(advisor, False),
            "show": lambda advisor: self._show_answer(advisor, True),
        }
        if name not in ("question", "take") and self._is_unsaved:
            return self.show(self._typed(), UNPROCESSABLE, "unsaved")
        if name in DECISIONS:
            return self._decide(DECISIONS[name])
        if name not in acts:
            return self.show(self._typed(), UNPROCESSABLE, "unknown")
        return acts[name](about)

    def show(self, typed: Typed, status: int = 200, refusal: str = "") -> AnyResponse:
        """Show the entry as it is now, with what was typed."""
        room, dossier = self._room, self._dossier
        frame = room.frame(self._signin, "entry", self._sent, refusal)
        around = Surroundings(
            bank=room.bank,
            language=language(),
            advisors=room.people.all(),
            acts=acts_for(dossier.party(self._actor), dossier.standing),
            missing=lacking(room, dossier, self._actor),
            today=room.today(),
            origin=room.origin(),
        )
        return room.show("entry", entry_page(frame, dossier, around, typed), status)

    @property
    def _fields(self) -> Fields:
        assert self._sent is not None
        return self._sent.fields

    def _typed(self) -> Typed:
        """Return what was typed in whichever form was sent."""
        typed = Typed(reason=self._fields.get("reason", ""), sentence=self._fields.get("sentence", ""))
        if "body" in self._fields:
            question, problems = question_from(self._fields, self._room.bank)
            return replace(typed, question=question, problems=tuple(problems))
        return typed

    def _save_question(self, _: str) -> AnyResponse:
        typed = self._typed()
        question = typed.question
        if question is None:
            return self.show(typed, UNPROCESSABLE, "unknown")
        if self._is_foreign or typed.problems:
            return self.show(typed, UNPROCESSABLE)
        read = self._revision
        done = self._room.desk.revise(self._dossier.id, self._actor, read, question, self._room.moment())
        if done is Done.STALE:
            return self._contested(typed, read)
        return self._done(done, "question", typed)

    def _contested(self, typed: Typed, read: int) -> AnyResponse:
        """Show both versions; nothing is overwritten, and what was typed stays in the form."""
        self._look_again()
        return self.show(replace(typed, conflict_from=read), CONFLICT, "contested")

    def _take(self, field: str) -> AnyResponse:
        """Put a field of the version that is saved into the form, in place of what was typed."""
        typed = self._typed()
        if typed.question is None or field not in (*TEXTS, *SUBJECTS):
            return self.show(typed, UNPROCESSABLE, "unknown")
        taken: Question = replace(typed.question, **{field: getattr(self._dossier.question, field)})
        return self.show(Typed(question=taken, conflict_from=self._conflict_from), 200)

    def _assign(self, _: str) -> AnyResponse:
        chosen = tuple(self._fields.getlist("advisors"))
        typed = replace(self._typed(), advisors=chosen)
        begun = {one.advisor.id for one in self._dossier.counted if one.is_begun}
        if not 1 <= len(begun | set(chosen)) <= MOST_ADVISORS:
            return self.show(replace(typed, problems=(Problem("advisors", "number"),)), UNPROCESSABLE)
        if self._is_foreign:
            return self.show(typed, UNPROCESSABLE)
        desk, moment = self._room.desk, self._room.moment()
        return self._done(desk.assign(self._dossier.id, self._actor, self._revision, chosen, moment), "assigned", typed)

    def _reject(self, _: str) -> AnyResponse:
        reason, problems = reason_from(self._fields)
        typed = replace(self._typed(), problems=tuple(problems))
        if problems or self._is_foreign:
            return self.show(typed, UNPROCESSABLE)
        done = decide(self._room, self._dossier, Act.REJECT, self._actor, self._stamp, reason)
        return self._done(done, "rejected", typed)

    def _decide(self, act: Act) -> AnyResponse:
        if self._is_foreign:
            return self.show(self._typed(), UNPROCESSABLE)
        done = decide(self._room, self._dossier, act, self._actor, self._stamp)
        return self._done(done, act.value, self._typed())

    def _publish(self, _: str) -> AnyResponse:
        if self._is_foreign:
            return self.show(self._typed(), UNPROCESSABLE)
        try:
            done, _missing = publish(self._room, self._dossier, self._actor, self._stamp)
        except PublishError:
            return self.show(self._typed(), CONFLICT, "taken-id")
        return self._done(done, "published", self._typed())

    def _show_answer(self, advisor: str, is_shown: bool) -> AnyResponse:
        if self._is_foreign:
            return self.show(self._typed(), UNPROCESSABLE)
        done = show_answer(self._room, self._dossier, self._actor, advisor, self._stamp, is_shown)
        return self._done(done, "answer-shown" if is_shown else "answer-hidden", self._typed())

    def _done(self, done: Done, notice: str, typed: Typed) -> AnyResponse:
        """Lead on where it is done; else show the entry as it is now and say why it is not."""
        if done is Done.DONE:
            return go(f"/desk/entries/{self._dossier.id}", notice)
        self._look_again()
        return self.show(typed, CONFLICT if done is Done.STALE else UNPROCESSABLE, done.value)

    @property
    def _is_unsaved(self) -> bool:
        """Say whether the question in the form is another than the one that is saved, which no act may lose."""
        question = self._typed().question
        is_open = may(Act.REVISE, self._dossier.party(self._actor), self._dossier.standing)
        return is_open and question is not None and question != saved_question(self._dossier, self._room.bank)

    def _look_again(self) -> None:
        self._dossier = found(self._room, self._dossier.id)

    @property
    def _is_foreign(self) -> bool:
        assert self._sent is not None
        return bool(self._sent.refusal)

    @property
    def _stamp(self) -> str:
        return str(self._fields.get("stamp", ""))

    @property
    def _revision(self) -> int:
        return number_from(self._fields.get("revision", ""))

    @property
    def _conflict_from(self) -> int:
        return number_from(self._fields.get("conflict_from", ""))


def number_from(written: str) -> int:
    """Return a revision; one that makes no sense is none that there ever was."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 19 else -1
