"""What the page of an entry shows, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from quiz.advice.dossier import Missing, Question
from quiz.advice.model import Advisor
from quiz.advice.workflow import Act
from quiz.bank.model import Bank
from quiz.desk.forms import Problem
from quiz.desk.marks import Piece
from quiz.desk.pages import Choice, Moment, Problems, Subjects
from quiz.desk.room import Frame


@dataclass(frozen=True, slots=True)
class Step:
    """A state on the way; done, present, or still to come."""

    state: str
    is_done: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class EventText:
    """A line of the history; without `who` it was the asker, or the program."""

    at: Moment
    who: str
    kind: str
    note: str
    fields: tuple[str, ...]
    advisor: str


@dataclass(frozen=True, slots=True)
class AdvisorChoice:
    """An advisor who can be assigned; one who has begun to write stays."""

    id: str
    name: str
    role: str
    is_chosen: bool
    is_fixed: bool
    is_qualified: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An advisor's answer as the editor sees it."""

    advisor: str
    name: str
    role: str
    is_begun: bool
    is_finished: bool
    is_withdrawn: bool
    is_qualified: bool
    sections: int
    heading: str


@dataclass(frozen=True, slots=True)
class Contested:
    """A field as somebody else saved it meanwhile; `is_theirs` says that it was they who changed it."""

    name: str
    theirs: tuple[Piece, ...]
    is_theirs: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who saved meanwhile, and every field in which the two versions differ."""

    who: str
    at: Moment | None
    fields: tuple[Contested, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and not saved: it stands in the form again, with what is wrong with it."""

    question: Question | None = None
    advisors: tuple[str, ...] | None = None
    reason: str = ""
    sentence: str = ""
    problems: tuple[Problem, ...] = ()
    conflict_from: int | None = None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry with everything that an editor may do with it; `acts` are the words of `Act`."""

    frame: Frame
    id: int
    receipt: str
    state: str
    reason: str
    is_urgent: bool
    is_emptied: bool
    mail: str
    is_notified: bool
    public_address: str
    asker: str
    received: Moment
    steps: tuple[Step, ...]
    title: str
    original_title: tuple[Piece, ...]
    original_body: tuple[tuple[Piece, ...], ...]
    hints: tuple[Piece, ...]
    remaining: tuple[Piece, ...]
    question: Question
    is_proposal: bool
    subjects: Subjects
    longest_body: int
    conflict: Conflict | None
    advisors: tuple[AdvisorChoice, ...]
    most_advisors: int
    is_ready_to_assign: bool
    parts: tuple[Part, ...]
    missing: tuple[Missing, ...]
    consultation: str
    history: tuple[EventText, ...]
    acts: frozenset[str]
    reasons: tuple[Choice, ...]
    stamp: str
    revision: int
    typed: Typed
    problems: Problems = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page of an entry needs beside the entry."""

    bank: Bank
    language: str
    advisors: Sequence[Advisor]
    acts: frozenset[Act]
    missing: Sequence[Missing]
    today: date
    origin: str
