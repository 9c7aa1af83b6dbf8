"""Publish placements in cells of k people: who gives something up gives up the page, then the site.

Starts, where students leave, and clicks are sums that belong to no attempt. They wait beside what is published of a
place, and are published with the next cell there: never by themselves, so never a day's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Row, select, text

from quiz.stats.companies import Company, Waiting, companies
from quiz.stats.publishing import long_periods_of
from quiz.stats.segment import SITE, Segment, prefixes
from quiz.stats.tally import Counters, pack, unpack
from quiz.stats.weeks import week_of
from quiz.store.tables import bank_version, placing, published_placing
from quiz.store.tallies.cells import MOST_ROWS, batches_of
from quiz.store.tallies.keeping import WAITING
from quiz.store.tallies.ledger import Ledger, OvertakenError

PAGE = "page"
NOTHING = pack(np.zeros(0, np.int64))
Key = tuple[str, str, str, str, str]
"""Scale, form, site, page and period of what is published."""
Values = dict[str, Any]
"""A row that is published, by the names of its columns."""
# The name is a word of SQL, too, so it stands in quotes.
MARK = 'UPDATE "placing" SET release = :release WHERE id = :id AND release = :was AND times = :times'
UPSERT = """
    INSERT INTO published_placing
        (scale, form, site, page, period, completions, times, passages, clicks, waiting_passages, waiting_clicks)
    VALUES (
        :scale, :form, :site, :page, :period,
        :completions, :times, :passages, :clicks, :waiting_passages, :waiting_clicks
    )
    ON CONFLICT (scale, form, site, page, period) DO UPDATE SET
        completions = excluded.completions, times = excluded.times, passages = excluded.passages,
        clicks = excluded.clicks, waiting_passages = excluded.waiting_passages, waiting_clicks = excluded.waiting_clicks
"""


def segment_of_place(site: str, page: str) -> Segment:
    """Return a place as a segment."""
    return tuple((name, value) for name, value in ((SITE, site), (PAGE, page)) if value)


def keys_of(of: tuple[str, str], place: Segment, week: int) -> Iterator[Key]:
    """Return every place that one is part of (everywhere, its site, itself), in every period, at a scale and form."""
    known = dict(place)
    site, page = known.get(SITE, ""), known.get(PAGE, "")
    for part in dict.fromkeys((("", ""), (site, ""), (site, page))):
        for period in long_periods_of(week):
            yield *of, *part, period


def added(one: Counters, other: Counters) -> Counters:
    """Return the sum of two vectors, the shorter one filled up with zeros."""
    total = np.zeros(max(len(one), len(other)), np.int64)
    total[: len(one)] += one
    total[: len(other)] += other
    return total


def publish_places(ledger: Ledger, k: int, through: str, week: int) -> int:
    """Put completions that wait into cells of places, form by form, and publish them; return how many were made."""
    columns = (placing.c[name] for name in ("id", "form", "day", "site", "page", "times"))
    waits = placing.c.release == WAITING, placing.c.day <= through
    query = select(bank_version.c.scale, *columns).join_from(placing, bank_version).where(*waits)
    waiting: dict[tuple[str, str], list[Waiting]] = {}
    with ledger.opened.reading() as connection:
        for row in connection.execute(query):
            place = segment_of_place(row.site, row.page)
            # People, of whom each is in the histogram once.
            one = Waiting(row.id, week_of(row.day), prefixes(place), int(unpack(row.times).sum()))
            waiting.setdefault((row.scale, row.form), []).append(one)
    made = 0
    for of, rows in sorted(waiting.items(), key=lambda one: one[0]):
        for batch in batches_of(companies(rows, k, week)):
            _publish(ledger, of, batch)
            made += len(batch)
    return made


def _publish(ledger: Ledger, of: tuple[str, str], batch: Sequence[Company]) -> None:
    """Publish some cells of places; what waits beside them is published, too."""
    numbers = [number for company in batch for number in company.rows]
    rows = {row.id: row for row in _rows(ledger, numbers)}
    keys = {key for company in batch for key in keys_of(of, company.segment, company.week)}
    values = read(ledger, keys)
    for company in batch:
        for key in keys_of(of, company.segment, company.week):
            _add(values[key], [rows[number] for number in company.rows])
    with ledger.turn() as (connection, number):
        marks = [{"id": row.id, "was": row.release, "times": row.times, "release": number} for row in rows.values()]
        if connection.execute(text(MARK), marks).rowcount != len(marks):
            raise OvertakenError("a placement changed while it was released")
        connection.execute(text(UPSERT), list(values.values()))


def _rows(ledger: Ledger, numbers: Sequence[int]) -> list[Row[Any]]:
    columns = [placing.c[name] for name in ("id", "release", "completions", "times")]
    found: list[Row[Any]] = []
    with ledger.opened.reading() as connection:
        for first in range(0, len(numbers), MOST_ROWS):
            wanted = placing.c.id.in_(numbers[first : first + MOST_ROWS])
            found += connection.execute(select(*columns).where(wanted))
    return found


def _add(values: Values, rows: Iterable[Row[Any]]) -> None:
    times = unpack(values["times"])
    for row in rows:
        times = added(times, unpack(row.times))
        values["completions"] += row.completions
    values["times"] = pack(times)
    values["passages"] = pack(added(unpack(values["passages"]), unpack(values["waiting_passages"])))
    values["clicks"] += values["waiting_clicks"]
    values["waiting_passages"], values["waiting_clicks"] = NOTHING, 0


def read(ledger: Ledger, keys: Iterable[Key]) -> dict[Key, Values]:
    """Return what is published of places, by key; nothing yet where there is no row."""
    wanted = set(keys)
    names = ("scale", "form", "site", "page", "period")
    periods = {key[-1] for key in wanted}
    query = select(published_placing).where(published_placing.c.period.in_(periods))
    nothing = {"completions": 0, "times": NOTHING, "passages": NOTHING, "clicks": 0}
    nothing |= {"waiting_passages": NOTHING, "waiting_clicks": 0}
    found: dict[Key, Values] = {key: dict(zip(names, key, strict=True)) | nothing for key in wanted}
    with ledger.opened.reading() as connection:
        for row in connection.execute(query).mappings():
            key = (row["scale"], row["form"], row["site"], row["page"], row["period"])
            if key in wanted:
                found[key] = dict(row)
    return found
