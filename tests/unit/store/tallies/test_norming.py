"""Norms are frozen out of what is published, from 300 people on, and never change."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import delete, insert, select, update

from quiz.errors import TallyError
from quiz.stats.layout import layout_of
from quiz.stats.norms import ENOUGH_FOR_NORM, Norm
from quiz.stats.reliability import standard_error
from quiz.stats.tally import Tally
from quiz.store.handle import StoreHandle
from quiz.store.tables import fold, norm, published
from quiz.store.tallies.norming import freeze_norm, frozen_norms
from tests.attempts import MOMENT, THE_BANK
from tests.tallies import count_tally

SCALE = THE_BANK.scale


def publish(store: StoreHandle, people: int, seed: int = 1) -> Tally:
    """Publish so many first attempts at the quick form, as if a release had done it."""
    chance = np.random.default_rng(seed)
    able = chance.integers(0, 4, size=people)
    points = np.clip(able[:, None] + chance.integers(-1, 2, size=(people, 3)), 0, 3)
    tally = count_tally(layout_of(THE_BANK, "quick"), points)
    row = {"scale": SCALE, "form": "quick", "view": "", "period": "all", "release": 1, "people": people}
    sums = {"first": people, "score_sum": 0, "flagged": 0, "counters": tally.to_bytes()}
    with store.opened().writing() as connection:
        connection.execute(delete(published))
        connection.execute(insert(published).values(**row, **sums))
    return tally


def test_the_measured_error_is_frozen_with_the_ranks(either_store: StoreHandle) -> None:
    tally = publish(either_store, ENOUGH_FOR_NORM)
    made = freeze_norm(either_store.opened(), THE_BANK, "quick", MOMENT)
    wanted = standard_error(tally)
    assert made is not None and wanted is not None
    assert (made.number, made.people, made.standard_error) == (1, ENOUGH_FOR_NORM, round(100 * wanted))
    assert either_store.measured_errors() == {(SCALE, "quick"): made.standard_error}
    with either_store.opened().reading() as connection:
        kept = Norm.from_document(connection.execute(select(norm.c.document)).scalar_one())
    assert (kept.n, kept.as_of, len(kept.ranks)) == (ENOUGH_FOR_NORM, "2026-04-01", 101)


def test_fewer_are_not_frozen(store: StoreHandle) -> None:
    publish(store, ENOUGH_FOR_NORM - 1)
    assert freeze_norm(store.opened(), THE_BANK, "quick", MOMENT) is None
    assert freeze_norm(store.opened(), THE_BANK, "full", MOMENT) is None
    assert frozen_norms(store.opened()) == () and store.measured_errors() == {}


def test_the_next_norm_gets_the_next_number_and_the_one_before_stays(store: StoreHandle) -> None:
    publish(store, ENOUGH_FOR_NORM)
    first = freeze_norm(store.opened(), THE_BANK, "quick", MOMENT)
    publish(store, 2 * ENOUGH_FOR_NORM, seed=2)
    second = freeze_norm(store.opened(), THE_BANK, "quick", MOMENT + timedelta(days=1))
    assert frozen_norms(store.opened()) == (first, second)
    assert second is not None and store.measured_errors() == {(SCALE, "quick"): second.standard_error}


def test_people_who_do_not_differ_leave_the_declared_error(store: StoreHandle) -> None:
    tally = count_tally(layout_of(THE_BANK, "quick"), np.ones((ENOUGH_FOR_NORM, 3), np.int64))
    publish(store, ENOUGH_FOR_NORM)
    with store.opened().writing() as connection:
        connection.execute(update(published).values(counters=tally.to_bytes()))
    made = freeze_norm(store.opened(), THE_BANK, "quick", MOMENT)
    assert made is not None and made.standard_error is None
    assert store.measured_errors() == {}


def test_no_student_is_scored_by_a_simulation(store: StoreHandle) -> None:
    publish(store, ENOUGH_FOR_NORM)
    with store.opened().writing() as connection:
        connection.execute(update(fold).values(is_synthetic=True))
    with pytest.raises(TallyError, match="simulation"):
        freeze_norm(store.opened(), THE_BANK, "quick", MOMENT)
    assert frozen_norms(store.opened()) == ()
