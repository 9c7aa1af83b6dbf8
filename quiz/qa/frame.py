"""What stands around the content of every page of the Q&A site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.bank.model import Bank
from quiz.qa.edition import Edition
from quiz.qa.words import HOME

FEED = "/qa/feed.atom"
NO_DATA = Markup("")
"""What describes a page to machines before it is known."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the first page to this one; `url` is the absolute address that machines get."""

    name: str
    address: str
    url: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and header of a page. Addresses in the head are absolute, those in the header are not.

    `kind` is Open Graph's type. `before` and `after` are empty where there is no such page of a list; so are
    `japanese` and `english` where robots should not keep the page.
    """

    site: str
    home: str
    advisors: str
    search: str
    ask: str
    start: str
    diagnostic: str
    other_language: str
    canonical: str
    japanese: str
    english: str
    before: str
    after: str
    feed: str
    locale: str
    kind: str
    section: str
    is_indexed: bool
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its path, the page of a list, what was searched, and the steps that lead to it.

    `section` is what the header marks as the present one: home, search, ask, or nothing.
    """

    path: str
    page: int = 1
    pages: int = 1
    query: str = ""
    section: str = ""
    kind: str = "website"
    is_indexed: bool = True


def frame(bank: Bank, edition: Edition, place: Place, steps: Sequence[tuple[str, str]] = ()) -> Frame:
    """Build the frame of a page; `steps` are names and paths from below the first page to this one."""
    path, number, query = place.path, place.page, {"q": place.query}
    japanese, english = (edition.absolute_in(language, path, number, **query) for language in ("ja", "en"))
    return Frame(
        site=edition.text(HOME),
        home=edition.address("/qa/"),
        advisors=edition.address("/qa/advisors/"),
        search=edition.address("/qa/search"),
        ask=edition.address("/qa/ask"),
        start=edition.address(f"/d/{bank.id}"),
        diagnostic=edition.text(bank.title),
        other_language=edition.in_other_language(path, number, **query),
        canonical=edition.absolute(path, number, **query),
        japanese=japanese if place.is_indexed else "",
        english=english if place.is_indexed else "",
        before=edition.absolute(path, number - 1, **query) if number > 1 else "",
        after=edition.absolute(path, number + 1, **query) if number < place.pages else "",
        feed=edition.origin + FEED,
        locale="en_GB" if edition.language == "en" else "ja_JP",
        kind=place.kind,
        section=place.section,
        is_indexed=place.is_indexed,
        crumbs=tuple(
            Crumb(name, edition.address(path), edition.absolute(path))
            for name, path in ((edition.text(HOME), "/qa/"), *steps)
        ),
    )
