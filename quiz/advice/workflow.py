"""What may be done with an entry at the editors' desk, by whom and from which state: one table.

    received ─┬─> screened ──> assigned ──> answered ──> edited ──> published ──> withdrawn
              └─> rejected (reconsidered: screened)         ^────────────┘  ^───────────┘

An entry that was published and is worked on again goes back to an earlier state; readers see what was published
last until it is published again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

MOST_ADVISORS = 3
"""Answers that one consultation may have."""


class Role(StrEnum):
    """What somebody who works here is there for; `quiz.advice.permissions` says what each may do."""

    VIEWER = "viewer"
    ADVISOR = "advisor"
    EDITOR = "editor"
    ADMIN = "admin"


class State(StrEnum):
    """How far an entry has come, in the order of the way."""

    RECEIVED = "received"
    SCREENED = "screened"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    EDITED = "edited"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody does with an entry; the history keeps it under this word."""

    SCREEN = "screened"
    REJECT = "rejected"
    RECONSIDER = "reconsidered"
    REVISE = "revised"
    ASSIGN = "assigned"
    DRAFT = "drafted"
    FINISH = "finished"
    CORRECT = "corrected"
    ACCEPT = "edited"
    PUBLISH = "published"
    WITHDRAW = "withdrawn"
    RESTORE = "restored"
    WITHDRAW_ANSWER = "answer-withdrawn"
    RESTORE_ANSWER = "answer-restored"
    NOTIFY = "notified"


class Done(StrEnum):
    """What became of an act: done; refused since somebody changed it meanwhile; or since it may not be done."""

    DONE = "done"
    STALE = "stale"
    REFUSED = "refused"
    GONE = "gone"


class Party(StrEnum):
    """Who acts, seen from the entry; an advisor without a part in it may do nothing with it."""

    EDITOR = "editor"
    ASSIGNED = "assigned"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands.

    `is_public` says that readers have seen it, or see it; `is_emptied` that the asker took back what they had sent.
    """

    state: State
    is_public: bool = False
    is_emptied: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One advisor's part in an entry, as far as the way of the entry depends on it."""

    is_finished: bool
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states an act is allowed to whom, and where it leads; without `to` the state stays."""

    states: frozenset[State]
    to: State | None = None
    for_advisors: bool = False


_OPEN = frozenset({State.RECEIVED, State.SCREENED, State.ASSIGNED, State.ANSWERED, State.EDITED})
_WORKED_ON = frozenset({State.ASSIGNED, State.ANSWERED, State.EDITED, State.PUBLISHED})
_WRITTEN = frozenset({State.ASSIGNED, State.ANSWERED})

RULES: Mapping[Act, Rule] = MappingProxyType(
    {
        Act.SCREEN: Rule(frozenset({State.RECEIVED}), State.SCREENED),
        Act.REJECT: Rule(_OPEN, State.REJECTED),
        Act.RECONSIDER: Rule(frozenset({State.REJECTED}), State.SCREENED),
        Act.REVISE: Rule(_OPEN | {State.PUBLISHED}),
        Act.ASSIGN: Rule(_WORKED_ON | {State.SCREENED}),
        Act.DRAFT: Rule(_WRITTEN, for_advisors=True),
        Act.FINISH: Rule(_WRITTEN, for_advisors=True),
        Act.CORRECT: Rule(frozenset({State.ANSWERED, State.EDITED, State.PUBLISHED}), State.EDITED),
        Act.ACCEPT: Rule(frozenset({State.ANSWERED}), State.EDITED),
        Act.PUBLISH: Rule(frozenset({State.EDITED}), State.PUBLISHED, for_advisors=True),
        Act.WITHDRAW: Rule(_WORKED_ON, State.WITHDRAWN),
        Act.RESTORE: Rule(frozenset({State.WITHDRAWN}), State.PUBLISHED),
        Act.WITHDRAW_ANSWER: Rule(_WORKED_ON),
        Act.RESTORE_ANSWER: Rule(_WORKED_ON),
        Act.NOTIFY: Rule(frozenset({State.PUBLISHED, State.REJECTED})),
    }
)
NEEDS_PUBLIC = frozenset({Act.WITHDRAW, Act.RESTORE})
ONLY_BEFORE = frozenset({Act.REJECT})
"""What readers have seen is withdrawn, never rejected: whoever has its address is told the truth."""
FOLLOWS_PARTS = frozenset({Act.ASSIGN, Act.DRAFT, Act.FINISH})
CLOSED = frozenset({State.PUBLISHED, State.REJECTED, State.WITHDRAWN})
"""Where nothing is waited for; the time until the contact address is erased runs from here."""


def may(act: Act, party: Party, standing: Standing) -> bool:
    """Say whether somebody may do something with an entry that stands so."""
    rule = RULES[act]
    allowed = party is Party.EDITOR or (party is Party.ASSIGNED and rule.for_advisors)
    if not allowed or standing.state not in rule.states or standing.is_emptied:
        return False
    return standing.is_public if act in NEEDS_PUBLIC else not (act in ONLY_BEFORE and standing.is_public)


def acts_for(party: Party, standing: Standing) -> frozenset[Act]:
    """Return everything that somebody may do with an entry that stands so."""
    return frozenset(act for act in Act if may(act, party, standing))


def state_after(act: Act, state: State, parts: tuple[Part, ...]) -> State:
    """Return where an act leads; `parts` are those of the advisors after it."""
    if act is Act.REVISE:
        return State.EDITED if state in (State.ANSWERED, State.PUBLISHED) else state
    if act in FOLLOWS_PARTS or (state in _WRITTEN and act in (Act.WITHDRAW_ANSWER, Act.RESTORE_ANSWER)):
        return state_of(parts)
    return RULES[act].to or state


def state_of(parts: tuple[Part, ...]) -> State:
    """Return the state of an entry that advisors have: answered, once all that count are finished."""
    counted = [part for part in parts if not part.is_withdrawn]
    if not parts:
        return State.SCREENED
    return State.ANSWERED if counted and all(part.is_finished for part in counted) else State.ASSIGNED


def party_of(role: Role, is_assigned: bool) -> Party:
    """Return how somebody of a role stands to an entry."""
    if role in (Role.EDITOR, Role.ADMIN):
        return Party.EDITOR
    return Party.ASSIGNED if is_assigned and role is Role.ADVISOR else Party.FOREIGN
