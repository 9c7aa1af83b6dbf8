"""The addresses of the desk, and its first page."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.workflow import Role, State
from quiz.clock import Clock, now
from quiz.desk.answers import Answers
from quiz.desk.entries import Entries
from quiz.desk.figures import FigureViews
from quiz.desk.pages import queue_page
from quiz.desk.people import PeopleViews
from quiz.desk.room import Room, actor_of, number_of
from quiz.diagnostic import Diagnostic
from quiz.web.csrf import FormTokens
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, Signins

BOTH = ["GET", "POST"]


class EditorsDesk:
    """The views of the desk; every one of them needs somebody who is signed in."""

    def __init__(
        self, diagnostic: Diagnostic, renderer: Renderer, tokens: FormTokens, signins: Signins, clock: Clock = now
    ) -> None:
        self._room = Room(diagnostic, renderer, tokens, clock)
        self._signins = signins

    def blueprint(self) -> Blueprint:
        """Return the routes of this room; a page and the forms on it have one address."""
        routes = Blueprint("desk", __name__)
        advisor, editor = (self._signins.require(role) for role in (Role.ADVISOR, Role.EDITOR))
        entries, answers = Entries(self._room), Answers(self._room)
        people, figures = PeopleViews(self._room), FigureViews(self._room)
        routes.add_url_rule("/desk/", view_func=advisor(self.queue))
        routes.add_url_rule("/desk/entries/<int:entry_id>", view_func=advisor(entries.entry), methods=BOTH)
        routes.add_url_rule("/desk/entries/<int:entry_id>/answer", view_func=advisor(answers.mine), methods=BOTH)
        routes.add_url_rule(
            "/desk/entries/<int:entry_id>/answers/<advisor_id>", view_func=editor(answers.of), methods=BOTH
        )
        routes.add_url_rule("/desk/preview", view_func=advisor(answers.preview), methods=["POST"])
        routes.add_url_rule("/desk/advisors", view_func=editor(people.advisors))
        routes.add_url_rule("/desk/advisors/new", view_func=editor(people.new), methods=BOTH)
        routes.add_url_rule("/desk/advisors/<advisor_id>", view_func=editor(people.advisor), methods=BOTH)
        routes.add_url_rule("/desk/imports", view_func=editor(figures.imports), methods=BOTH)
        routes.add_url_rule("/desk/coverage", view_func=editor(figures.coverage))
        routes.add_url_rule("/desk/helps", view_func=editor(figures.helps))
        return routes

    def queue(self, signin: Signin) -> AnyResponse:
        """Show what waits: everything open, or the entries of one state."""
        named = request.args.get("state", "")
        state = State(named) if named in set(State) else None
        queue = self._room.desk.queue(actor_of(signin), state, number_of())
        return self._room.show("queue", queue_page(self._room.frame(signin, "queue"), queue, state))
