"""Say how long students take, as everybody may know it: the median of what is published of everywhere, in all time."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import delete, insert, select

from quiz.stats.disclosure import quantile
from quiz.stats.times import median_seconds
from quiz.stats.weeks import ALL_TIME
from quiz.store.opened import OpenedStore
from quiz.store.tables import pace, published_placing
from quiz.store.tallies.ledger import Ledger
from quiz.store.tallies.published import Published

LEAST_TIMED = 30
"""Of fewer students a median says little, whatever the smallest group is."""


def publish_pace(ledger: Ledger, k: int) -> None:
    """Put what is published now in the place of what was known of every form."""
    names = ("scale", "form", "seconds")
    rows = [dict(zip(names, one, strict=True)) for one in _paces(ledger.opened, k)]
    with ledger.turn() as (connection, _):
        connection.execute(delete(pace))
        if rows:
            connection.execute(insert(pace), rows)


def _paces(opened: OpenedStore, k: int) -> Iterator[tuple[str, str, int]]:
    """Yield each scale and form with its median in whole seconds, where enough told how long they took."""
    everywhere = (published_placing.c.site == "", published_placing.c.page == "")
    columns = published_placing.c.scale, published_placing.c.form
    query = select(*columns).where(*everywhere, published_placing.c.period == ALL_TIME).order_by(*columns)
    with opened.reading() as connection:
        forms = connection.execute(query).all()
    for scale, form in forms:
        times = Published(opened).place(scale, form, ALL_TIME).times
        timed = int(times.sum())
        shown = quantile(median_seconds(times), timed, k) if timed >= LEAST_TIMED else None
        if shown is not None:
            yield scale, form, int(shown.value)
