"""An entry as the editors' desk holds it: what was asked, what is to be published, who answers, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quiz.advice.blocks import blocks_of
from quiz.advice.model import Advisor, Card, Help, Section
from quiz.advice.workflow import Act, Part, Party, Role, Standing, State, party_of


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in: an account and its role; `advisor` is the id of whom it writes as, or empty."""

    account: int
    name: str
    role: Role
    advisor: str = ""

    @property
    def is_editor(self) -> bool:
        """Say whether they may see everything."""
        return self.role in (Role.EDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is to be published; its body is text as typed, and an empty English title falls back."""

    title: str = ""
    title_en: str = ""
    body: str = ""
    area: str = ""
    topics: tuple[str, ...] = ()
    helps: tuple[Help, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A link card as typed: `target` is an id, or an address of this site."""

    lead: str
    target: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A headed part of an answer as typed."""

    heading: str = ""
    text: str = ""
    cards: tuple[DraftCard, ...] = ()

    def section(self, cards: tuple[Card, ...] = ()) -> Section:
        """Return it as readers see it, with the cards that lead somewhere."""
        return Section(self.heading, blocks_of(self.text), cards)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is written in it."""
        written = (self.heading, self.text, *(card.lead + card.target for card in self.cards))
        return not any(part.strip() for part in written)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One advisor's part: what they wrote so far, and whether it is finished; `is_public` once it was published."""

    advisor: Advisor
    drafts: tuple[Draft, ...]
    is_finished: bool
    is_withdrawn: bool
    is_public: bool
    answered_at: datetime | None
    revision: int

    @property
    def is_begun(self) -> bool:
        """Say whether anything is written, which then is never thrown away."""
        return any(not draft.is_blank for draft in self.drafts)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history. Without `who` it was the asker, or the program by itself.

    `fields` are the parts of the question or answer that changed, `advisor` whose answer it was about, and `revision`
    that of the entry, or of the advisor's part, which the act made.
    """

    at: datetime
    who: str
    kind: str
    note: str = ""
    fields: tuple[str, ...] = ()
    advisor: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything of one entry.

    `original_title` and `original_body` are as sent, empty once the asker withdrew. `mail` is where the asker wants a
    notice, or empty.
    """

    id: int
    receipt: str
    state: State
    reason: str
    is_urgent: bool
    grade: str
    gender: str
    original_title: str
    original_body: str
    mail: str
    question: Question
    consultation: str
    received_at: datetime
    revision: int
    assignments: tuple[Assignment, ...]
    history: tuple[Event, ...]

    @property
    def standing(self) -> Standing:
        """Where it stands, for the rules of the way."""
        return Standing(self.state, bool(self.consultation), not (self.original_title or self.original_body))

    @property
    def stamp(self) -> str:
        """The revisions of everything in it: who publishes names those that were seen."""
        return "-".join(str(one) for one in (self.revision, *(part.revision for part in self.assignments)))

    @property
    def is_notified(self) -> bool:
        """Say whether somebody noted that the asker was told of the latest decision."""
        kinds = [event.kind for event in self.history]
        told = [place for place, kind in enumerate(kinds) if kind == Act.NOTIFY]
        decided = [place for place, kind in enumerate(kinds) if kind in (Act.PUBLISH, Act.REJECT)]
        return bool(told) and told[-1] > max(decided, default=-1)

    @property
    def counted(self) -> tuple[Assignment, ...]:
        """The parts that are not withdrawn."""
        return tuple(one for one in self.assignments if not one.is_withdrawn)

    def assignment(self, advisor: str) -> Assignment | None:
        """Return an advisor's part, or None."""
        return next((one for one in self.assignments if one.advisor.id == advisor), None)

    def party(self, actor: Actor) -> Party:
        """Return how somebody stands to it; an advisor whose part was withdrawn has none."""
        mine = self.assignment(actor.advisor) if actor.advisor else None
        return party_of(actor.role, mine is not None and not mine.is_withdrawn)


class Lack(StrEnum):
    """What is missing before an entry can be published."""

    TITLE = "title"
    BODY = "body"
    AREA = "area"
    UNEDITED = "unedited"
    ANSWERS = "answers"
    UNFINISHED = "unfinished"
    EMPTY_ANSWER = "empty-answer"
    NO_HEADING = "no-heading"
    NO_TARGET = "no-target"
    QUALIFICATION = "qualification"
    OWN_QUALIFICATION = "own-qualification"
    EMPTIED = "emptied"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing; `about` is the advisor's name, or what was typed, where it belongs to one."""

    lack: Lack
    about: str = ""


def missing_of(
    dossier: Dossier, actor: Actor, areas: frozenset[str], targets: frozenset[str], day: date
) -> list[Missing]:
    """Return all that is missing before somebody may publish an entry on a day.

    `areas` are those of the bank; `targets` what cards of this entry name, as typed, that leads somewhere.
    """
    question = dossier.question
    if dossier.standing.is_emptied:
        return [Missing(Lack.EMPTIED)]
    missing = [
        Missing(lack)
        for lack, is_missing in (
            (Lack.TITLE, not question.title),
            (Lack.BODY, not question.body.strip()),
            (Lack.AREA, question.area not in areas),
            (Lack.ANSWERS, not dossier.counted),
        )
        if is_missing
    ]
    for one in dossier.counted:
        missing += _missing_in(one, targets, day)
    if not actor.is_editor and not any(_is_theirs(one, actor, day) for one in dossier.counted):
        missing.append(Missing(Lack.OWN_QUALIFICATION))
    if not missing and dossier.state is State.ANSWERED:
        missing.append(Missing(Lack.UNEDITED))
    return missing


def _missing_in(one: Assignment, targets: frozenset[str], day: date) -> list[Missing]:
    name = one.advisor.name
    if not one.is_finished:
        return [Missing(Lack.UNFINISHED, name)]
    missing = [Missing(lack, name) for lack in lacks_of(one.drafts)]
    cards = [card for draft in one.drafts for card in draft.cards]
    missing += [Missing(Lack.NO_TARGET, card.target) for card in cards if card.target not in targets]
    if not is_qualified(one.advisor, day):
        missing.append(Missing(Lack.QUALIFICATION, name))
    return missing


def lacks_of(drafts: tuple[Draft, ...]) -> list[Lack]:
    """Return what an answer lacks before it is finished; blank parts do not count."""
    written = [draft for draft in drafts if not draft.is_blank]
    if not written:
        return [Lack.EMPTY_ANSWER]
    lacks = []
    if any(not draft.heading.strip() for draft in written):
        lacks.append(Lack.NO_HEADING)
    if any(not draft.text.strip() for draft in written):
        lacks.append(Lack.EMPTY_ANSWER)
    return lacks


def is_qualified(advisor: Advisor, day: date) -> bool:
    """Say whether any qualification of an advisor holds on a day."""
    return any(one.holds_on(day) for one in advisor.qualifications)


def _is_theirs(one: Assignment, actor: Actor, day: date) -> bool:
    return one.advisor.id == actor.advisor and one.is_finished and is_qualified(one.advisor, day)


def parts_of(assignments: tuple[Assignment, ...]) -> tuple[Part, ...]:
    """Return the parts as the way of the entry sees them."""
    return tuple(Part(one.is_finished, one.is_withdrawn) for one in assignments)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry in the queue; `advisors` are the names of those it is assigned to, `finished` how many are done."""

    id: int
    receipt: str
    title: str
    state: State
    is_urgent: bool
    received_at: datetime
    advisors: tuple[str, ...]
    finished: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, and how many entries each state has, for whoever asks."""

    entries: tuple[Waiting, ...]
    counts: dict[State, int]
    total: int
    page: int
    pages: int
