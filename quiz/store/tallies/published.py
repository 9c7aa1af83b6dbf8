"""Read what is published: the only figures of attempts that staff can see."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from quiz.stats.layout import Layout
from quiz.stats.tally import Tally
from quiz.store.opened import OpenedStore
from quiz.store.tables import fold, published

ALL_TIME = "all"


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
        return Tally.from_bytes(layout, kept) if kept else Tally.zero(layout)

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
        query = select(published.c.view, published.c.first).where(*wanted).order_by(published.c.view)
        with self._opened.reading() as connection:
            return tuple((view, first) for view, first in connection.execute(query))

    def freshness(self) -> Freshness:
        """Return how fresh the figures are."""
        with self._opened.reading() as connection:
            return Freshness(*connection.execute(select(fold.c.through, fold.c.is_synthetic)).one())
