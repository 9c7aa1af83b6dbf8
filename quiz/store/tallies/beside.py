"""Take in the sums that stand beside attempts, once each day is closed: what was shown and followed, began and left.

They are nobody's: counts of what happened. Still nothing is published of a day by itself. What was shown waits until it
was shown to the smallest group; the rest waits for the next cell of completions at its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, Table, and_, select, text, update

from quiz.stats.publishing import long_periods_of
from quiz.stats.tally import pack, unpack
from quiz.stats.weeks import week_of
from quiz.store.tables import bank_version, click, fold, passage, placement_click, published_click
from quiz.store.tallies.ledger import Ledger
from quiz.store.tallies.places import UPSERT, Key, added, keys_of, read, segment_of_place

ADD_CLICKS = """
    INSERT INTO published_click
        (scale, period, area, rank, consultation, impressions, clicks, waiting_impressions, waiting_clicks)
    VALUES (:scale, :period, :area, :rank, :consultation, 0, 0, :impressions, :clicks)
    ON CONFLICT (scale, period, area, rank, consultation) DO UPDATE SET
        waiting_impressions = published_click.waiting_impressions + excluded.waiting_impressions,
        waiting_clicks = published_click.waiting_clicks + excluded.waiting_clicks
"""


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that are taken in: after one, through another."""

    after: str
    through: str

    def include(self, table: Table) -> ColumnElement[bool]:
        """Return the condition on a table of sums."""
        return and_(table.c.day > self.after, table.c.day <= self.through)


def take_in(ledger: Ledger, k: int, after: str, through: str) -> None:
    """Add the sums of days to what waits, and publish what was shown to k."""
    days = _Days(after, through)
    clicks = _clicks(ledger, days)
    passages, placed = _passages(ledger, days), _placement_clicks(ledger, days)
    places = read(ledger, {key for key, _ in passages} | set(placed))
    for (key, position), count in passages.items():
        counts = np.zeros(position + 2, np.int64)
        counts[position + 1] = count
        places[key]["waiting_passages"] = pack(added(unpack(places[key]["waiting_passages"]), counts))
    for key, count in placed.items():
        places[key]["waiting_clicks"] += count
    shown = published_click.c
    enough = update(published_click).where(shown.waiting_impressions >= k)
    with ledger.turn() as (connection, _):
        if clicks:
            connection.execute(text(ADD_CLICKS), clicks)
        if places:
            connection.execute(text(UPSERT), list(places.values()))
        connection.execute(
            enough.values(
                impressions=shown.impressions + shown.waiting_impressions,
                clicks=shown.clicks + shown.waiting_clicks,
                waiting_impressions=0,
                waiting_clicks=0,
            )
        )
        connection.execute(update(fold).values(summed=through))


def _clicks(ledger: Ledger, days: _Days) -> list[dict[str, object]]:
    names = ("area", "rank", "consultation")
    columns = (click.c[name] for name in ("day", *names, "impressions", "clicks"))
    impressions: Counter[tuple[object, ...]] = Counter()
    clicks: Counter[tuple[object, ...]] = Counter()
    with ledger.opened.reading() as connection:
        for row in connection.execute(_with_scale(click, columns, days)):
            for period in long_periods_of(week_of(row.day)):
                key = (row.scale, period, row.area, row.rank, row.consultation)
                impressions[key] += row.impressions
                clicks[key] += row.clicks
    return [
        dict(zip(("scale", "period", *names), key, strict=True)) | {"impressions": count, "clicks": clicks[key]}
        for key, count in sorted(impressions.items())
    ]


def _passages(ledger: Ledger, days: _Days) -> Counter[tuple[Key, int]]:
    columns = (passage.c[name] for name in ("day", "form", "site", "page", "position", "count"))
    found: Counter[tuple[Key, int]] = Counter()
    with ledger.opened.reading() as connection:
        for scale, day, form, site, page, position, count in connection.execute(_with_scale(passage, columns, days)):
            for key in keys_of((scale, form), segment_of_place(site, page), week_of(day)):
                found[key, position] += count
    return found


def _placement_clicks(ledger: Ledger, days: _Days) -> Counter[Key]:
    columns = (placement_click.c[name] for name in ("day", "form", "site", "page", "clicks"))
    found: Counter[Key] = Counter()
    with ledger.opened.reading() as connection:
        for scale, day, form, site, page, clicks in connection.execute(_with_scale(placement_click, columns, days)):
            for key in keys_of((scale, form), segment_of_place(site, page), week_of(day)):
                found[key] += clicks
    return found


def _with_scale(table: Table, columns: Iterable[ColumnElement[Any]], days: _Days) -> Select[Any]:
    """Return the query of sums of some days, each with the scale of its version first."""
    known = table.c.version == bank_version.c.version
    return select(bank_version.c.scale, *columns).join_from(table, bank_version, known).where(days.include(table))
