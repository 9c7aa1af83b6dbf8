"""How many attempts wait to be published is told of days that are over, so that nobody can watch one come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from quiz.clock import beginning_of
from quiz.store.handle import StoreHandle
from quiz.store.tallies.folding import Folding
from tests.attempts import an_attempt
from tests.crowds import Crowd

TUESDAY, WEDNESDAY, THURSDAY = "2026-04-07", "2026-04-08", "2026-04-09"


@pytest.fixture
def crowd(either_store: StoreHandle) -> Crowd:
    return Crowd(either_store)


def test_what_waits_is_counted_whether_it_is_folded_or_not(crowd: Crowd) -> None:
    crowd.come(TUESDAY, 15)
    crowd.come(TUESDAY, 4, told="grade=3")
    crowd.night(TUESDAY)
    crowd.come(WEDNESDAY, 5)
    assert crowd.published.waiting(THURSDAY) == 9


@pytest.mark.parametrize("is_folded", [False, True])
def test_what_comes_today_is_counted_from_tomorrow_on(crowd: Crowd, is_folded: bool) -> None:
    crowd.come(TUESDAY, 7)
    crowd.come(WEDNESDAY, 30)
    if is_folded:
        Folding(crowd.store.opened(), lambda: datetime(2026, 4, 8, 12, tzinfo=UTC)).fold()
    assert crowd.published.waiting(TUESDAY) == 0
    assert crowd.published.waiting(WEDNESDAY) == 7
    assert crowd.published.waiting(THURSDAY) == 37


def test_a_day_is_over_at_midnight_in_japan(crowd: Crowd) -> None:
    midnight = beginning_of(WEDNESDAY)
    for number, before in enumerate((timedelta(milliseconds=1), timedelta(0)), 1):
        crowd.store.record(an_attempt(number, started_utc=None, finished_utc=midnight - before))
    assert crowd.published.waiting(WEDNESDAY) == 1


def test_what_is_folded_is_counted_from_the_index_alone(store: StoreHandle) -> None:
    crowd, queries = Crowd(store), []
    crowd.come(TUESDAY, 7)
    crowd.night(TUESDAY)
    opened = store.opened()
    with opened.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *told: queries.append((told[2], told[3])))
    crowd.published.waiting(THURSDAY)
    (query, values) = next(one for one in queries if "tally" in one[0])
    with opened.reading() as connection:
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]
    assert len(plan) == 1 and "USING COVERING INDEX ix_tally_release_day_people" in plan[0], plan
