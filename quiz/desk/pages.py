"""What the pages of the desk show, as frozen values: the queue, and the parts that pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from quiz.advice.dossier import Queue
from quiz.advice.model import Help
from quiz.advice.workflow import CLOSED, State
from quiz.bank.model import Bank
from quiz.desk.forms import Problem
from quiz.desk.room import Frame, at

Problems = Mapping[str, Problem]


def by_field(problems: Iterable[Problem]) -> dict[str, Problem]:
    """Return the first problem of each field."""
    found: dict[str, Problem] = {}
    for problem in problems:
        found.setdefault(problem.field, problem)
    return found


BEFORE_ASSIGNED = frozenset({State.RECEIVED, State.SCREENED, State.REJECTED})
"""What an advisor never meets."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment for machines and for people."""

    iso: str
    text: str


def moment_text(moment: datetime) -> Moment:
    """Return a moment as the wall of a Japanese office shows it."""
    local = at(moment)
    return Moment(local.isoformat(timespec="minutes"), f"{local:%Y-%m-%d %H:%M}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from."""

    id: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HelpChoice:
    """An item with the rungs below its top."""

    title: str
    options: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Area, topics and helps to choose from."""

    areas: tuple[Choice, ...]
    topics: tuple[Choice, ...]
    helps: tuple[HelpChoice, ...]

    @property
    def chosen_helps(self) -> int:
        """How many rungs are chosen."""
        return sum(option.is_chosen for item in self.helps for option in item.options)


def subjects(bank: Bank, language: str, area: str, topics: Iterable[str], helps: Iterable[Help]) -> Subjects:
    """Return everything that a consultation may be about, with what is chosen."""
    chosen_topics = set(topics)
    chosen = {(one.item, option) for one in helps for option in one.options}
    return Subjects(
        areas=tuple(Choice(one.id, one.title[language], one.id == area) for one in bank.areas),
        topics=tuple(Choice(one.id, one.title[language], one.id in chosen_topics) for one in bank.topics),
        helps=tuple(
            HelpChoice(
                item.text[language],
                tuple(
                    Choice(f"{item.id}={option.id}", option.text[language], (item.id, option.id) in chosen)
                    for option in item.options
                    if item.rung_above(option) is not None
                ),
            )
            for item in bank.items
        ),
    )


@dataclass(frozen=True, slots=True)
class WaitingText:
    """An entry in the queue."""

    id: int
    receipt: str
    title: str
    state: str
    is_urgent: bool
    received: Moment
    advisors: tuple[str, ...]
    finished: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A state by which the queue can be filtered; `state` is empty for everything that is open."""

    state: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The queue, and how many entries each state has."""

    frame: Frame
    filters: tuple[Filter, ...]
    state: str
    entries: tuple[WaitingText, ...]
    total: int
    number: int
    pages: int
    is_everything_empty: bool


def queue_page(frame: Frame, queue: Queue, state: State | None, is_editor: bool = True) -> QueuePage:
    """Build the page of the queue."""
    waiting = sum(count for one, count in queue.counts.items() if one not in CLOSED)
    filters = [Filter("", waiting, state is None)]
    # An advisor has a part in what was assigned, and never sees the states before that.
    shown = State if is_editor else [one for one in State if one not in BEFORE_ASSIGNED]
    filters += [Filter(one.value, queue.counts.get(one, 0), one is state) for one in shown]
    return QueuePage(
        frame=frame,
        filters=tuple(filters),
        state=state.value if state else "",
        entries=tuple(
            WaitingText(
                id=one.id,
                receipt=one.receipt,
                title=one.title,
                state=one.state.value,
                is_urgent=one.is_urgent,
                received=moment_text(one.received_at),
                advisors=one.advisors,
                finished=one.finished,
            )
            for one in queue.entries
        ),
        total=queue.total,
        number=queue.page,
        pages=queue.pages,
        is_everything_empty=not queue.counts,
    )
