"""What readers of the Q&A site see, as the store hands it out: only what is published, nothing withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from quiz.advice.model import Advisor, Consultation, Listing
from quiz.bank.model import Text

PAGE_SIZE = 10
"""Teasers on one page of a list."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a card leads: the title and the address, within this site or elsewhere."""

    title: Text
    url: str


@dataclass(frozen=True, slots=True)
class Published:
    """One consultation as its page shows it.

    Its answers are those published, with the title and affiliation of their day filled in; its cards are those whose
    targets are published, each with an entry in `targets` under its kind and id. `related` is the nearest first,
    without itself and without what its cards lead to. `before` and `after` are its neighbours in the order of
    publication.
    """

    consultation: Consultation
    targets: Mapping[tuple[str, str], Target]
    related: tuple[Listing, ...]
    before: Listing | None
    after: Listing | None
    published_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Teaser:
    """A consultation in a list; `excerpt` is the beginning of its body, or where a search found its words."""

    id: str
    title: Text
    area: str
    topics: tuple[str, ...]
    excerpt: str
    answers: int
    asked_on: date | None
    changed_at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Teasers:
    """One page of a list, counted from 1, with how many there are in all; a page beyond the last is empty."""

    teasers: tuple[Teaser, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """The number of pages, at least 1."""
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `is_loose` where nothing had all the words, so those with any of them are shown."""

    teasers: Teasers
    is_loose: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """An advisor with one page of what they answered, the newest first."""

    advisor: Advisor
    answered: Teasers


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A page of this site for robots: its path, and when what it shows last changed."""

    path: str
    changed_at: datetime
