"""What a reader found, before it is checked and made a consultation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quiz.advice.model import Section


@dataclass(frozen=True, slots=True)
class Author:
    """Who answered, as the source names them; an empty name is the publisher's own."""

    name: str = ""
    title: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; sections may be without a heading."""

    author: Author
    sections: tuple[Section, ...]
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One question with its answers, of which only `place` is certain: where it stands in the source.

    `key` names it in its source, empty where the source names it by nothing but its title. `area`, `topics` and
    `source` are words as written.
    """

    place: str
    key: str
    title: str
    body: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    title_en: str = ""
    area: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    grade: str = ""
    gender: str = ""
    asked_on: date | None = None
    url: str = ""
