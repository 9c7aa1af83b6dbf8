"""What a student tells is kept until the attempt may be folded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quiz.store.cohorts import LAST_WORD, Telling
from quiz.store.handle import StoreHandle
from tests.attempts import MOMENT, an_attempt


@pytest.mark.parametrize(
    ("after", "telling"),
    [
        (timedelta(0), Telling.KEPT),
        (LAST_WORD - timedelta(milliseconds=1), Telling.KEPT),
        (LAST_WORD, Telling.TOO_LATE),
        (timedelta(days=1), Telling.TOO_LATE),
    ],
)
def test_every_database_takes_the_last_word_for_less_than_an_hour(
    either_store: StoreHandle, after: timedelta, telling: Telling
) -> None:
    attempt = an_attempt()
    either_store.record(attempt)
    assert either_store.tell(attempt.key, "grade=y3", MOMENT + after) is telling
    assert either_store.tell(bytes(16), "grade=y3", MOMENT) is Telling.UNKNOWN
    rows = either_store.opened().rows("SELECT attributes FROM cohort", {})
    assert rows == ([("grade=y3",)] if telling is Telling.KEPT else [])
