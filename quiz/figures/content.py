"""Content: which Q&As are shown and followed, and where students are weak while there is little to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.advice.coverage import ENOUGH
from quiz.advice.model import Advisor, Listing
from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.levels import area_lines
from quiz.figures.sheet import AreaLine, Content, ContentLine, Gap
from quiz.figures.shown import figure, share_of
from quiz.figures.table import Cell, Figure, Table
from quiz.figures.wording import fill, percent, quoted
from quiz.figures.words import NOTES, NOTHING, SENTENCES, TITLES
from quiz.stats import disclosure
from quiz.store.tallies.published import ClickSums

MOST_LINES = 50
"""Consultations and advisors in a table: those that were followed most."""
TOO_LITTLE = 0.5
"""An area has too little content where its part of all Q&As is less than half of its part of all need."""


@dataclass(frozen=True)
class Catalogue:
    """What is published to read: consultations by their ids, and advisors by theirs."""

    listings: Mapping[str, Listing]
    advisors: Mapping[str, Advisor]


def content(asked: Asked, catalogue: Catalogue) -> Content:
    """Return what helps, for the period; sums of clicks know neither site nor group."""
    clicks = asked.published.clicks(asked.bank.scale, asked.selection.period)
    titles = {area.id: area.title for area in asked.bank.areas}
    least = asked.least
    areas = _lines(clicks, lambda one: one.area, least, lambda name: (titles.get(name, _same(name)), ""), list(titles))
    ranks = _lines(clicks, lambda one: str(one.rank), least, lambda name: (_same(name), ""))
    of_consultations = _lines(clicks, lambda one: one.consultation, least, catalogue_title(catalogue))
    of_advisors = _lines(clicks, _advisor_of(catalogue), least, _advisor_title(catalogue))
    consultations, advisors = _most(of_consultations), _most(of_advisors)
    gaps = _gaps(area_lines(asked.bank, asked.tally, least, asked.everybody), catalogue)
    tables = (
        _table("content_areas", "area", areas),
        _table("content_ranks", "rank", ranks),
        _table("content_consultations", "consultation", consultations),
        _table("content_advisors", "advisor", advisors),
        _gap_table(gaps),
    )
    has_any = asked.n.is_shown or any(line.impressions.is_shown for line in areas)
    return Content(
        **asked.head("content"),
        tables=tables if has_any else (),
        notes=(NOTES["clicks"], NOTES["hidden"]),
        areas=areas,
        ranks=ranks,
        consultations=consultations,
        advisors=advisors,
        gaps=gaps,
    )


Titled = Callable[[str], tuple[Text, str]]
"""What something is called, and the path of its page, or nothing."""


def catalogue_title(catalogue: Catalogue) -> Titled:
    """Return what names consultations; one that is published no more is called by its id."""

    def named(name: str) -> tuple[Text, str]:
        listing = catalogue.listings.get(name)
        return (listing.title, listing.url or f"/qa/{name}") if listing else (_same(name), "")

    return named


def _advisor_of(catalogue: Catalogue) -> Callable[[ClickSums], str]:
    """Return what names the first advisor of what was followed; nobody where it is published no more."""

    def named(one: ClickSums) -> str:
        listing = catalogue.listings.get(one.consultation)
        return listing.advisors[0] if listing and listing.advisors else ""

    return named


def _advisor_title(catalogue: Catalogue) -> Titled:
    def named(name: str) -> tuple[Text, str]:
        advisor = catalogue.advisors.get(name)
        return (_same(advisor.name), f"/qa/advisors/{name}") if advisor else (_same(name), "")

    return named


def _lines(
    clicks: Sequence[ClickSums],
    key: Callable[[ClickSums], str],
    least: int,
    titled: Titled,
    order: Sequence[str] = (),
) -> tuple[ContentLine, ...]:
    """Return the sums by a key, in that order, others behind by their names; what has no key is left out."""
    shown: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    for one in clicks:
        shown[key(one)] += one.impressions
        followed[key(one)] += one.clicks
    places = {name: place for place, name in enumerate(order)}
    names = sorted((name for name in shown if name), key=lambda name: (places.get(name, len(places)), name))
    return tuple(_line(name, shown[name], followed[name], least, titled) for name in names)


def _line(name: str, shown: int, followed: int, least: int, titled: Titled) -> ContentLine:
    title, path = titled(name)
    impressions, clicks = figure(disclosure.part(shown, least)), figure(disclosure.part(followed, least))
    # Somebody may follow twice what was shown once.
    rate = share_of(min(followed, shown), shown, least)
    return ContentLine(name, title, path, impressions, clicks, rate)


def _most(lines: Iterable[ContentLine]) -> tuple[ContentLine, ...]:
    """Return those that were followed most, by what may be shown of it."""
    order = sorted(lines, key=lambda line: (-(line.clicks.value or 0), -(line.impressions.value or 0), line.id))
    return tuple(order[:MOST_LINES])


def _table(table_id: str, column: str, lines: Sequence[ContentLine]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((line.title, line.impressions, line.clicks, line.rate) for line in lines)
    return Table(table_id, TITLES[table_id], columns(column, "impressions", "clicks", "rate"), rows)


def _gaps(areas: Sequence[AreaLine], catalogue: Catalogue) -> tuple[Gap, ...]:
    """Return the areas, the weakest first, each with how much there is to read."""
    counts = {area.id: 0 for area in areas}
    for listing in catalogue.listings.values():
        if listing.area in counts:
            counts[listing.area] += 1
    need, supply = sum(area.room.value or 0 for area in areas), sum(counts.values())
    gaps = []
    for area in areas:
        count, room = counts[area.id], area.room.value or 0
        is_short = count < ENOUGH or (need > 0 and count / supply < TOO_LITTLE * room / need)
        gaps.append(Gap(area.id, area.title, area.room, count, is_short, _remark(area, count, is_short)))
    return tuple(sorted(gaps, key=lambda gap: -(gap.room.value or 0)))


def _remark(area: AreaLine, count: int, is_short: bool) -> Text:
    if not is_short:
        return NOTHING
    if not area.room.is_shown:
        return fill(SENTENCES["gap-unknown"], area=quoted(area.title), count=count)
    return fill(SENTENCES["gap"], area=quoted(area.title), count=count, share=percent(area.room))


def _gap_table(gaps: Sequence[Gap]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (gap.title, gap.room, Figure(gap.consultations), gap.sentence) for gap in gaps
    )
    return Table("gaps", TITLES["gaps"], columns("area", "room", "consultations", "remark"), rows)


def _same(name: str) -> Text:
    return Text(name, name)
