"""What a site is told, as values: the message, what it is about, and what came of a try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quiz.bank.model import Text


class Kind(StrEnum):
    """What has happened."""

    COMPLETED = "attempt.completed"
    SHARED = "attempt.shared"
    PUBLISHED = "consultation.published"


class State(StrEnum):
    """Whether a message has arrived."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class AttemptFact:
    """What is known of an attempt; how much of it a site is told depends on what the student agreed to."""

    bank: str
    version: str
    form: str
    answers: str
    score: int
    page: str
    campaign: str
    finished: datetime


@dataclass(frozen=True, slots=True)
class ConsultationFact:
    """What is known of a consultation that is published; `url` is where, if not here."""

    id: str
    title: Text
    area: str
    topics: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """Something to tell a site, lent to whoever claimed it. `fact` is None where it is true no more.

    `name` is what the site knows the message by; `lease` is what tells this claim from another.
    """

    id: int
    name: str
    kind: Kind
    site: str
    url: str
    secret: str
    created: datetime
    tries: int
    lease: int
    fact: AttemptFact | ConsultationFact | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a try: the status that was answered, or None and the reason; and when it is due next, if ever."""

    message: Message
    tried: datetime
    took_ms: int
    status: int | None
    reason: str
    state: State
    due: datetime


@dataclass(frozen=True, slots=True)
class Logged:
    """A message as the log shows it, with its last try."""

    id: int
    site: str
    kind: str
    state: str
    tries: int
    created: datetime
    due: datetime
    status: int | None
    reason: str
