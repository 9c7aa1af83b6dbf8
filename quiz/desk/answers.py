"""The page on which an advisor writes, and an editor corrects."""

from __future__ import annotations

from dataclasses import replace

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.dossier import Assignment, Dossier, Draft, lacks_of
from quiz.advice.workflow import Act, Done, State, acts_for
from quiz.desk.answer_page import AnswerSurroundings, TypedAnswer, answer_page
from quiz.desk.entries import CONFLICT, UNPROCESSABLE, found, number_from
from quiz.desk.forms import Problem, drafts_from, rearranged, without_blanks
from quiz.desk.links import links_in
from quiz.desk.preview import preview_of
from quiz.desk.publishing import lacking, publish
from quiz.desk.room import Room, Sent, actor_of, go
from quiz.errors import PublishError
from quiz.web.language import language
from quiz.web.signin import Signin

SAVES = {"save": Act.DRAFT, "finish": Act.FINISH, "correct": Act.CORRECT}
OF_ANSWERS = frozenset({*SAVES.values(), Act.PUBLISH})


class Answers:
    """The views of answers in the making."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def mine(self, signin: Signin, entry_id: int) -> AnyResponse:
        """Show the answer of whoever is signed in."""
        return self._answer(signin, entry_id, signin.advisor)

    def of(self, signin: Signin, entry_id: int, advisor_id: str) -> AnyResponse:
        """Show the answer of an advisor to an editor."""
        return self._answer(signin, entry_id, advisor_id)

    def preview(self, signin: Signin) -> AnyResponse:
        """Render what is written so far, for the script of the page."""
        sent = self._room.sent(signin)
        kept = self._room.people.find(sent.fields.get("advisor", ""))
        if sent.refusal or kept is None:
            raise NotFound()
        drafts, _ = drafts_from(sent.fields)
        links = links_in(drafts, self._room.stock, request.host)
        return self._room.show("preview", preview_of(kept.advisor, drafts, links, language()))

    def _answer(self, signin: Signin, entry_id: int, advisor_id: str) -> AnyResponse:
        dossier = found(self._room, entry_id)
        part = dossier.assignment(advisor_id)
        is_theirs = actor_of(signin).is_editor or (part is not None and not part.is_withdrawn)
        if part is None or not is_theirs:
            # Whether there is such an entry is nobody's business to whom it is not assigned.
            raise NotFound()
        if request.method != "POST":
            return _Writing(self._room, signin, dossier, part).show(TypedAnswer())
        return _Writing(self._room, signin, dossier, part, self._room.sent(signin)).answer()


class _Writing:
    """One request for one answer. Whatever cannot be done comes back with everything that was typed."""

    def __init__(
        self, room: Room, signin: Signin, dossier: Dossier, part: Assignment, sent: Sent | None = None
    ) -> None:
        self._room = room
        self._signin = signin
        self._actor = actor_of(signin)
        self._dossier = dossier
        self._part = part
        self._sent = sent

    def answer(self) -> AnyResponse:
        """Do what the button says that was pressed."""
        assert self._sent is not None
        pressed = self._sent.fields.get("do", "preview")
        drafts, problems = drafts_from(self._sent.fields)
        typed = TypedAnswer(drafts, tuple(problems))
        if pressed == "publish":
            return self._publish()
        if self._sent.refusal:
            return self.show(typed, UNPROCESSABLE)
        if pressed in SAVES:
            return self._save(SAVES[pressed], without_blanks(drafts), typed)
        if pressed == "take":
            return self.show(TypedAnswer(self._part.drafts))
        return self.show(replace(typed, drafts=rearranged(drafts, pressed)))

    def show(self, typed: TypedAnswer, status: int = 200, refusal: str = "") -> AnyResponse:
        """Show the answer, with what was typed."""
        room, dossier = self._room, self._dossier
        drafts = self._part.drafts if typed.drafts is None else typed.drafts
        acts = acts_for(dossier.party(self._actor), dossier.standing) & OF_ANSWERS
        may_publish = Act.PUBLISH in acts and not self._actor.is_editor
        around = AnswerSurroundings(
            language=language(),
            links=links_in(drafts, room.stock, request.host),
            acts=acts,
            missing=lacking(room, dossier, self._actor) if may_publish else (),
        )
        frame = room.frame(self._signin, "answer", self._sent, refusal)
        return room.show("answer", answer_page(frame, dossier, self._part, around, typed), status)

    def _save(self, act: Act, drafts: tuple[Draft, ...], typed: TypedAnswer) -> AnyResponse:
        assert self._sent is not None
        problems = (*typed.problems, *(self._dead_links(drafts) if act is not Act.DRAFT else ()))
        lacks = tuple(lacks_of(drafts)) if act is not Act.DRAFT else ()
        if problems or lacks:
            return self.show(replace(typed, problems=problems, lacks=lacks), UNPROCESSABLE)
        read = number_from(self._sent.fields.get("revision", ""))
        done = self._room.desk.write_answer(
            self._dossier.id, act, self._actor, self._part.advisor.id, read, drafts, self._room.moment()
        )
        if done is Done.DONE:
            return go(request.path, act.value)
        self._look_again()
        if done is Done.STALE:
            return self.show(replace(typed, conflict_from=read), CONFLICT, "contested")
        return self.show(typed, UNPROCESSABLE, done.value)

    def _dead_links(self, drafts: tuple[Draft, ...]) -> list[Problem]:
        links = links_in(drafts, self._room.stock, request.host)
        return [
            Problem(f"target-{number}-{place}", "no-target")
            for number, draft in enumerate(drafts)
            for place, card in enumerate(draft.cards)
            if card.target not in links
        ]

    def _publish(self) -> AnyResponse:
        """Publish the entry as its advisor; whoever has no qualification that holds is refused, with words."""
        assert self._sent is not None
        if self._sent.refusal:
            return self.show(TypedAnswer(), UNPROCESSABLE)
        try:
            done, _ = publish(self._room, self._dossier, self._actor, self._sent.fields.get("stamp", ""))
        except PublishError:
            return self.show(TypedAnswer(), CONFLICT, "taken-id")
        if done is Done.DONE:
            return go(request.path, State.PUBLISHED.value)
        self._look_again()
        return self.show(TypedAnswer(), CONFLICT if done is Done.STALE else UNPROCESSABLE, done.value)

    def _look_again(self) -> None:
        self._dossier = found(self._room, self._dossier.id)
        part = self._dossier.assignment(self._part.advisor.id)
        if part is None:
            raise NotFound()
        self._part = part
