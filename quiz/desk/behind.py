"""What stands behind each address of the desk."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.workflow import State
from quiz.clock import Clock
from quiz.desk.answers import Answers
from quiz.desk.entries import Entries
from quiz.desk.pages import queue_page
from quiz.desk.people import PeopleViews
from quiz.desk.room import Room, actor_of, number_of
from quiz.desk.stock import StockViews
from quiz.diagnostic import Diagnostic
from quiz.web.csrf import FormTokens
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, View


def views_of(
    diagnostic: Diagnostic, renderer: Renderer, tokens: FormTokens, clock: Clock, public_url: str
) -> Mapping[str, View]:
    """Return the views of the desk by the names of their routes."""
    room = Room(diagnostic, renderer, tokens, clock, public_url)
    entries, answers, people, stock = Entries(room), Answers(room), PeopleViews(room), StockViews(room)

    def queue(signin: Signin) -> AnyResponse:
        """Show what waits: everything open, or the entries of one state."""
        named = request.args.get("state", "")
        state = State(named) if named in set(State) else None
        actor = actor_of(signin)
        found = room.desk.queue(actor, state, number_of())
        return room.show("queue", queue_page(room.frame(signin, "queue"), found, state, actor.is_editor))

    return {
        "queue": queue,
        "entry": entries.entry,
        "own_answer": answers.mine,
        "answer": answers.of,
        "preview": answers.preview,
        "advisors": people.advisors,
        "new_advisor": people.new,
        "advisor": people.advisor,
        "imports": stock.imports,
        "coverage": stock.coverage,
        "helps": stock.helps,
    }
