"""Read what is published: the only figures of attempts that staff can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Row, func, select

from quiz.clock import beginning_of
from quiz.stats.layout import TIME_BINS, Layout
from quiz.stats.tally import Counters, Tally, unpack
from quiz.stats.weeks import ALL_TIME
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt, fold, published, published_click, published_placing, tally

__all__ = ["ALL_TIME", "ClickSums", "Freshness", "PeriodSums", "PlaceSums", "Published"]


@dataclass(frozen=True, slots=True)
class PeriodSums:
    """The sums of one view in one period: people who were counted, first attempts, their scores, those flagged."""

    period: str
    people: int
    first: int
    score_sum: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """Through which day figures go (empty before the first release), and whether any attempt was simulated."""

    through: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True, eq=False)
class PlaceSums:
    """The sums of a place in one period; both empty: everywhere, a site without a page: all of that site.

    `people` are those who completed their first attempt there. `times` is a histogram of whole times of these, by the
    bins of `quiz.stats.bins`; `left` how many stopped with 0, 1, 2 … items answered. Either may be shorter than asked
    for where the rest is zero.
    """

    site: str
    page: str
    starts: int
    completions: int
    clicks: int
    people: int
    times: Counters
    left: Counters


@dataclass(frozen=True, slots=True)
class ClickSums:
    """How often a consultation was shown in one place of results, and how often it was followed from there."""

    area: str
    rank: int
    consultation: str
    impressions: int
    clicks: int


class Published:
    """What is published of one deployment. Every method raises StoreError where the database cannot be read."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def tally(self, layout: Layout, scale: str, form: str, view: str, period: str) -> Tally:
        """Return the tally of a view in a period: `all`, a year or a month; of nothing where nothing is published."""
        wanted = (published.c.scale == scale, published.c.form == form, published.c.view == view)
        query = select(published.c.counters).where(*wanted, published.c.period == period)
        with self._opened.reading() as connection:
            kept = connection.execute(query).scalar()
        if not kept:
            return Tally.zero(layout)
        # An erasure is taken out of the next cell, which need not hold what it takes out.
        return Tally(layout, np.maximum(Tally.from_bytes(layout, kept).vector, 0))

    def periods(self, scale: str, form: str, view: str) -> tuple[PeriodSums, ...]:
        """Return the sums of every period of a view, by the names of the periods."""
        wanted = (published.c.scale == scale, published.c.form == form, published.c.view == view)
        columns = (published.c[name] for name in ("period", "people", "first", "score_sum", "flagged"))
        with self._opened.reading() as connection:
            rows = connection.execute(select(*columns).where(*wanted).order_by(published.c.period))
            return tuple(PeriodSums(*row) for row in rows)

    def views(self, scale: str, form: str, period: str) -> tuple[tuple[str, int], ...]:
        """Return the views that have anything in a period, with their first attempts, by their labels."""
        wanted = (published.c.scale == scale, published.c.form == form, published.c.period == period)
        # Put in order here: told to do so, SQLite takes the index of the views and reads all periods of each.
        with self._opened.reading() as connection:
            rows = connection.execute(select(published.c.view, published.c.first).where(*wanted))
            return tuple(sorted((view, first) for view, first in rows))

    def freshness(self) -> Freshness:
        """Return how fresh the figures are."""
        with self._opened.reading() as connection:
            return Freshness(*connection.execute(select(fold.c.through, fold.c.is_synthetic)).one())

    def waiting(self, today: str) -> int:
        """Return how many attempts of days before today are not published yet, or wait for company.

        Those of today are left out: whoever adds some could else watch the number for the moment of another one.
        """
        folded = select(func.coalesce(func.sum(tally.c.people), 0)).where(tally.c.release == 0, tally.c.day < today)
        with self._opened.reading() as connection:
            last = connection.execute(select(fold.c.attempt)).scalar_one()
            is_fresh = (attempt.c.id > last, attempt.c.finished_utc < milliseconds(beginning_of(today)))
            fresh = select(func.count()).select_from(attempt).where(*is_fresh)
            return int(connection.execute(folded).scalar_one()) + int(connection.execute(fresh).scalar_one())

    def places(self, scale: str, form: str, period: str) -> tuple[PlaceSums, ...]:
        """Return every place with completions in a period (`all`, a year, a month): everywhere first, then by name."""
        of_form = published_placing.c.scale == scale, published_placing.c.form == form
        wanted = (*of_form, published_placing.c.period == period)
        query = select(published_placing).where(*wanted, published_placing.c.completions > 0)
        order = (published_placing.c.site, published_placing.c.page)
        with self._opened.reading() as connection:
            return tuple(_place(row) for row in connection.execute(query.order_by(*order)))

    def place(self, scale: str, form: str, period: str, site: str = "", page: str = "") -> PlaceSums:
        """Return one place in a period; of nothing where nothing is published."""
        of_form = published_placing.c.scale == scale, published_placing.c.form == form
        wanted = (*of_form, published_placing.c.site == site, published_placing.c.page == page)
        query = select(published_placing).where(*wanted, published_placing.c.period == period)
        with self._opened.reading() as connection:
            row = connection.execute(query).first()
        return _place(row) if row else PlaceSums(site, page, 0, 0, 0, 0, *(np.zeros(0, np.int64) for _ in range(2)))

    def clicks(self, scale: str, period: str) -> tuple[ClickSums, ...]:
        """Return what was shown and followed in a period (`all`, a year or a month), by area, rank and consultation."""
        names = ("area", "rank", "consultation", "impressions", "clicks")
        wanted = (published_click.c.scale == scale, published_click.c.period == period)
        query = select(*(published_click.c[name] for name in names)).where(*wanted, published_click.c.impressions > 0)
        with self._opened.reading() as connection:
            return tuple(ClickSums(*row) for row in connection.execute(query.order_by(*query.selected_columns[:3])))


def _place(row: Row[Any]) -> PlaceSums:
    """Return a row as a place; what came back after midnight may leave a day with fewer than none who left."""
    passages = np.maximum(unpack(row.passages), 0)
    starts = int(passages[0]) if len(passages) else 0
    times = unpack(row.times)
    sums = (starts, row.completions, row.clicks, int(times.sum()))
    return PlaceSums(row.site, row.page, *sums, times[:TIME_BINS], passages[1:])
