"""Advisors: who they are, and what they are qualified by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.dossier import is_qualified
from quiz.advice.model import Advisor
from quiz.desk.entries import CONFLICT, UNPROCESSABLE, number_from
from quiz.desk.entry_page import role_of
from quiz.desk.forms import MOST_QUALIFICATIONS, Fields, PaperTyped, Problem, advisor_from, papers_typed
from quiz.desk.pages import Problems, by_field
from quiz.desk.room import Frame, Room, Sent, go
from quiz.web.signin import Signin


@dataclass(frozen=True, slots=True)
class PersonLine:
    """An advisor in the list; `until` is the last day of the qualification that holds longest, or empty."""

    id: str
    name: str
    role: str
    is_qualified: bool
    until: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """All advisors."""

    frame: Frame
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """An advisor to fill in; `theirs` is the version that somebody else saved meanwhile."""

    frame: Frame
    id: str
    is_new: bool
    name: str
    title: str
    affiliation: str
    profile: str
    papers: tuple[PaperTyped, ...]
    is_qualified: bool
    theirs: Advisor | None
    revision: int
    problems: Problems


class PeopleViews:
    """The views of advisors."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def advisors(self, signin: Signin) -> AnyResponse:
        """Show all advisors."""
        today = self._room.today()
        people = tuple(
            PersonLine(one.id, one.name, role_of(one), is_qualified(one, today), _until(one, today))
            for one in self._room.people.all()
        )
        return self._room.show("advisors", PeoplePage(self._room.frame(signin, "advisors"), people))

    def new(self, signin: Signin) -> AnyResponse:
        """Add an advisor."""
        if request.method != "POST":
            return self._show(signin, Advisor("", "", "", ""), 0)
        sent = self._room.sent(signin)
        advisor, problems = advisor_from(sent.fields, "")
        if not problems and not sent.refusal:
            if self._room.people.add(advisor, self._room.moment()):
                return go(f"/desk/advisors/{advisor.id}", "advisor-added")
            problems = [Problem("id", "taken")]
        return self._show(signin, advisor, 0, sent, problems, UNPROCESSABLE)

    def advisor(self, signin: Signin, advisor_id: str) -> AnyResponse:
        """Show an advisor, or save what was changed."""
        kept = self._room.people.find(advisor_id)
        if kept is None:
            raise NotFound()
        if request.method != "POST":
            return self._show(signin, kept.advisor, kept.revision)
        sent = self._room.sent(signin)
        advisor, problems = advisor_from(sent.fields, advisor_id)
        if problems or sent.refusal:
            read = number_from(sent.fields.get("revision", ""))
            return self._show(signin, advisor, read, sent, problems, UNPROCESSABLE)
        if self._room.people.save(advisor, number_from(sent.fields.get("revision", "")), self._room.moment()):
            return go(f"/desk/advisors/{advisor_id}", "advisor-saved")
        now = self._room.people.find(advisor_id) or kept
        return self._show(signin, advisor, now.revision, sent, [], CONFLICT, now.advisor)

    def _show(
        self,
        signin: Signin,
        advisor: Advisor,
        revision: int,
        sent: Sent | None = None,
        problems: list[Problem] | None = None,
        status: int = 200,
        theirs: Advisor | None = None,
    ) -> AnyResponse:
        frame = self._room.frame(signin, "advisors", sent, "contested" if theirs else "")
        shown = PersonPage(
            frame=frame,
            id=advisor.id,
            is_new=revision == 0,
            name=advisor.name,
            title=advisor.title,
            affiliation=advisor.affiliation,
            profile="\n\n".join(advisor.profile),
            papers=_papers(advisor, sent.fields if sent else None),
            is_qualified=is_qualified(advisor, self._room.today()),
            theirs=theirs,
            revision=revision,
            problems=by_field(problems or ()),
        )
        return self._room.show("advisor", shown, status)


def _papers(advisor: Advisor, fields: Fields | None) -> tuple[PaperTyped, ...]:
    """Return the rows of qualifications, as typed or as kept, with an empty one behind them."""
    if fields is not None:
        rows = papers_typed(fields)
    else:
        rows = tuple(
            PaperTyped(number, one.name, _iso(one.verified_on), _iso(one.expires_on))
            for number, one in enumerate(advisor.qualifications)
        )
    if len(rows) >= MOST_QUALIFICATIONS or (rows and not rows[-1].is_filled):
        return rows
    return (*rows, PaperTyped(rows[-1].number + 1 if rows else 0, "", "", ""))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _until(advisor: Advisor, today: date) -> str:
    holding = [one for one in advisor.qualifications if one.holds_on(today)]
    if not holding or any(one.expires_on is None for one in holding):
        return ""
    return _iso(max(one.expires_on for one in holding if one.expires_on))
