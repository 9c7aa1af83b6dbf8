"""What lists of consultations show: the newest, those of an area or a topic, what a search found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.bigrams import Query
from quiz.advice.excerpts import excerpt
from quiz.advice.published import PAGE_SIZE, Found, Teaser, Teasers
from quiz.bank.model import Area, Bank, Topic
from quiz.qa.edition import Day, Edition, day
from quiz.qa.frame import NO_DATA, Frame, Place, frame
from quiz.qa.pages import area_name
from quiz.qa.words import SEARCH
from quiz.web.phrases import phrased

MOST_TOPICS = 12
"""Topics offered where a search found nothing: as many as fit a phone without scrolling far."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An area or a topic with how many consultations it has."""

    name: str
    address: str
    count: int
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an excerpt; a hit is a word that was searched."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class TeaserText:
    """A consultation in a list."""

    title: str
    heading: Markup
    address: str
    is_external: bool
    area: str
    excerpt: tuple[Piece, ...]
    answers: int
    asked_on: Day | None


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of a list; without an address it stands for those left out."""

    number: int
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: what it shows, counted from `first` to `last` of `total`, and the ways to the others."""

    teasers: tuple[TeaserText, ...]
    total: int
    first: int
    last: int
    page: int
    pages: tuple[PageLink, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page of the Q&A site, and the further pages of its list."""

    frame: Frame
    listed: Listed
    areas: tuple[Subject, ...]
    topics: tuple[Subject, ...]
    structured: Markup = NO_DATA


@dataclass(frozen=True, slots=True)
class SubjectPage:
    """The consultations of an area or a topic, with the others beside it."""

    frame: Frame
    name: str
    heading: Markup
    is_area: bool
    listed: Listed
    others: tuple[Subject, ...]
    structured: Markup = NO_DATA


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found. `query` is what was typed; empty, nothing was searched and `listed` is empty too."""

    frame: Frame
    query: str
    is_loose: bool
    listed: Listed
    areas: tuple[Subject, ...]
    topics: tuple[Subject, ...]
    structured: Markup = NO_DATA


Counts = tuple[Mapping[str, int], Mapping[str, int]]


def home_page(teasers: Teasers, counts: Counts, bank: Bank, edition: Edition) -> HomePage:
    """Build the page of the newest consultations."""
    place = Place("/qa/", teasers.page, teasers.pages, section="home")
    return HomePage(
        frame=frame(bank, edition, place),
        listed=listed(teasers, place, bank, edition),
        areas=areas_of(bank, counts, edition),
        topics=topics_of(bank, counts, edition),
    )


def subject_page(subject: Area | Topic, teasers: Teasers, counts: Counts, bank: Bank, edition: Edition) -> SubjectPage:
    """Build the page of an area or of a topic."""
    is_area = isinstance(subject, Area)
    name = edition.text(subject.title)
    place = Place(f"/qa/{'area' if is_area else 'topic'}/{subject.id}", teasers.page, teasers.pages)
    of = areas_of if is_area else topics_of
    return SubjectPage(
        frame=frame(bank, edition, place, [(name, place.path)]),
        name=name,
        heading=phrased(name),
        is_area=is_area,
        listed=listed(teasers, place, bank, edition),
        others=of(bank, counts, edition, current=subject.id),
    )


def search_page(query: str, found: Found, counts: Counts, bank: Bank, edition: Edition) -> SearchPage:
    """Build the page of a search."""
    teasers = found.teasers
    place = Place("/qa/search", teasers.page, teasers.pages, query, section="search", is_indexed=False)
    topics = sorted(topics_of(bank, counts, edition), key=lambda topic: -topic.count)
    return SearchPage(
        frame=frame(bank, edition, place, [(edition.text(SEARCH), place.path)]),
        query=query,
        is_loose=found.is_loose,
        listed=listed(teasers, place, bank, edition, Query.of(query).words),
        areas=areas_of(bank, counts, edition),
        topics=tuple(topics[:MOST_TOPICS]),
    )


def areas_of(bank: Bank, counts: Counts, edition: Edition, current: str = "") -> tuple[Subject, ...]:
    """Return every area of the bank, in its order."""
    return tuple(
        Subject(
            edition.text(area.title),
            edition.address(f"/qa/area/{area.id}"),
            counts[0].get(area.id, 0),
            area.id == current,
        )
        for area in bank.areas
    )


def topics_of(bank: Bank, counts: Counts, edition: Edition, current: str = "") -> tuple[Subject, ...]:
    """Return the topics of the bank that have consultations, in its order."""
    return tuple(
        Subject(
            edition.text(topic.title),
            edition.address(f"/qa/topic/{topic.id}"),
            counts[1].get(topic.id, 0),
            topic.id == current,
        )
        for topic in bank.topics
        if counts[1].get(topic.id)
    )


def listed(teasers: Teasers, place: Place, bank: Bank, edition: Edition, words: Sequence[str] = ()) -> Listed:
    """Build one page of a list that stands at a place; `words` are those searched, to be marked."""
    first = (teasers.page - 1) * PAGE_SIZE + 1

    def address(number: int) -> str:
        return edition.address(place.path, number, q=place.query)

    return Listed(
        teasers=tuple(_teaser(teaser, words, bank, edition) for teaser in teasers.teasers),
        total=teasers.total,
        first=first,
        last=first + len(teasers.teasers) - 1,
        page=teasers.page,
        pages=tuple(
            PageLink(number, address(number) if number else "", number == teasers.page)
            for number in numbers_shown(teasers.page, teasers.pages)
        ),
        before=address(teasers.page - 1) if teasers.page > 1 else "",
        after=address(teasers.page + 1) if teasers.page < teasers.pages else "",
    )


def numbers_shown(page: int, pages: int) -> tuple[int, ...]:
    """Return the pages that a list links to: the first, the last, and the present one's neighbours.

    0 stands for several left out; a single one is shown, being no wider.
    """
    shown = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[int] = []
    for number in shown:
        gap = number - numbers[-1] - 1 if numbers else 0
        if gap:
            numbers.append(number - 1 if gap == 1 else 0)
        numbers.append(number)
    return tuple(numbers)


def _teaser(teaser: Teaser, words: Sequence[str], bank: Bank, edition: Edition) -> TeaserText:
    title = edition.text(teaser.title)
    return TeaserText(
        title=title,
        heading=phrased(title),
        address=teaser.url or edition.address(f"/qa/{teaser.id}"),
        is_external=bool(teaser.url),
        area=area_name(bank, teaser.area, edition),
        excerpt=tuple(Piece(text, is_hit) for text, is_hit in excerpt(teaser.excerpt, words)),
        answers=teaser.answers,
        asked_on=day(teaser.asked_on, edition.language),
    )
