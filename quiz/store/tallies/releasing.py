"""Release closed days: publish what has company, leave waiting what has not. `docs/decisions/0020` says why.

    release(opened, k=10, moment)       →  what was published, or None where nothing was to be done

It may be called as often as anybody likes, by several processes at once, and be killed anywhere. What is published is
the sum of the cells that the rows are marked with, after every one of its transactions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select, update

from quiz.clock import day_of
from quiz.errors import TallyError
from quiz.stats.layout import layout_of
from quiz.stats.weeks import week_of
from quiz.store.opened import OpenedStore
from quiz.store.tables import attempt, fold
from quiz.store.tallies.beside import take_in
from quiz.store.tallies.cells import STREAMS, ScaledForm, forms_of, publish
from quiz.store.tallies.ledger import Ledger, OvertakenError
from quiz.store.tallies.pacing import publish_pace
from quiz.store.tallies.places import publish_places

SETTLING = timedelta(hours=1)
"""After midnight: sums are written every few seconds, and a student may still tell something of the attempt."""


@dataclass(frozen=True, slots=True)
class Released:
    """The last day that was taken in, and how many cells were made of attempts and of places."""

    through: str
    cells: int
    places: int


@dataclass(frozen=True, slots=True)
class _State:
    release: int
    through: str
    summed: str
    closed: str


def release(opened: OpenedStore, k: int, moment: datetime) -> Released | None:
    """Publish every closed day that is folded wholly; None where there is none, or another process is at it.

    StoreError where the database cannot be used; what is not published then is published the next time.
    """
    state = _state(opened, moment)
    if state.closed <= state.through:
        return None
    try:
        return _release(opened, k, state)
    except OvertakenError:
        return None


def _release(opened: OpenedStore, k: int, state: _State) -> Released:
    ledger = Ledger(opened, state.release)
    week = week_of(state.closed)
    if state.summed < state.closed:
        take_in(ledger, k, state.summed, state.closed)
    cells = 0
    for stream in STREAMS:
        for form in _forms(opened, state.closed):
            cells += publish(ledger, stream, form, k, state.closed, week)
    places = publish_places(ledger, k, state.closed, week)
    publish_pace(ledger, k)
    with ledger.turn() as (connection, _):
        connection.execute(update(fold).values(through=state.closed))
    return Released(state.closed, cells, places)


def _state(opened: OpenedStore, moment: datetime) -> _State:
    """Return how far releases came, and the last day of which every attempt is folded."""
    yesterday = _day_before(day_of(moment - SETTLING))
    with opened.reading() as connection:
        last = connection.execute(select(fold.c.attempt, fold.c.release, fold.c.through, fold.c.summed)).one()
        waiting = select(func.min(attempt.c.finished_utc)).where(attempt.c.id > last.attempt)
        oldest = connection.execute(waiting).scalar()
    closed = yesterday
    if oldest is not None:
        closed = min(closed, _day_before(day_of(datetime.fromtimestamp(oldest / 1000, UTC))))
    return _State(last.release, last.through, last.summed, closed)


def _forms(opened: OpenedStore, through: str) -> Iterator[ScaledForm]:
    """Return the forms of everything that waits."""
    with opened.reading() as connection:
        found = forms_of(connection, through)
    for scale, form, version in found:
        bank = opened.bank(version)
        if bank is None:
            raise TallyError(f"the bank {version} of a tally is not kept")
        codes = frozenset(attribute.id for attribute in bank.attributes if not attribute.choices)
        yield ScaledForm(scale, form, layout_of(bank, form), codes)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
