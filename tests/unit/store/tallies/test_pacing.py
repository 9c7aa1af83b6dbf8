"""How long students take, as everybody may know it, comes from what is published and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from quiz.bank.answers import encode
from quiz.clock import JAPAN
from quiz.figures.asked import Asked
from quiz.figures.placements import placements
from quiz.figures.selection import Selection
from quiz.store.handle import StoreHandle
from quiz.store.tallies.pacing import LEAST_TIMED
from tests.attempts import an_attempt
from tests.crowds import LEAST, Crowd

TUESDAY, WEDNESDAY = "2026-04-07", "2026-04-08"
SLOWLY, QUICKLY, AT_ONCE = (9_000, 12_000, 7_000), (3_000, 3_000, 3_000), (300, 300, 300)
_numbers = count(1_000_000)


@pytest.fixture
def crowd(either_store: StoreHandle) -> Crowd:
    return Crowd(either_store)


def take(crowd: Crowd, day: str, people: int, durations_ms: Sequence[int], again: Sequence[bytes] = ()) -> list[bytes]:
    """Store attempts at noon of a day, as retakes of others where their keys are given; return their keys."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=JAPAN).astimezone(UTC)
    chosen = {item.id: item.options[1].id for item in crowd.bank.items_of("quick")}
    answers, keys = encode(crowd.bank, "quick", chosen).partition("-")[2][:-1], []
    for place in range(people):
        one = an_attempt(
            next(_numbers),
            answers=answers,
            started_utc=noon - timedelta(milliseconds=sum(durations_ms)) if durations_ms else None,
            finished_utc=noon,
            durations_ms=tuple(durations_ms),
            previous=again[place] if again else None,
        )
        crowd.store.record(one)
        keys.append(one.key)
    return keys


def test_it_is_the_median_that_the_page_of_placements_shows(crowd: Crowd) -> None:
    take(crowd, TUESDAY, 30, SLOWLY)
    take(crowd, TUESDAY, 5, QUICKLY)
    crowd.night(TUESDAY)
    sheet = placements(Asked(crowd.published, crowd.bank, LEAST, Selection("quick"), WEDNESDAY))
    (everywhere,) = sheet.sites
    assert crowd.store.pace(crowd.bank.scale, "quick") == everywhere.seconds.value
    assert crowd.store.pace(crowd.bank.scale, "quick") == pytest.approx(28, abs=3), "a bin is a fifth wide"
    assert crowd.store.pace(crowd.bank.scale, "full") is None


@pytest.mark.parametrize(("timed", "is_told"), [(LEAST_TIMED - 1, False), (LEAST_TIMED, True)])
def test_it_is_told_from_thirty_on_who_said_how_long_they_took(crowd: Crowd, timed: int, is_told: bool) -> None:
    take(crowd, TUESDAY, timed, SLOWLY)
    take(crowd, TUESDAY, 50, ())
    crowd.night(TUESDAY)
    assert (crowd.store.pace(crowd.bank.scale, "quick") is not None) is is_told


def test_who_did_not_read_does_not_move_it(crowd: Crowd) -> None:
    take(crowd, TUESDAY, 30, SLOWLY)
    crowd.night(TUESDAY)
    before = crowd.store.pace(crowd.bank.scale, "quick")
    take(crowd, WEDNESDAY, 300, AT_ONCE)
    crowd.night(WEDNESDAY)
    assert crowd.store.pace(crowd.bank.scale, "quick") == before is not None


def test_who_takes_it_again_and_is_quicker_then_does_not_move_it(crowd: Crowd) -> None:
    keys = take(crowd, TUESDAY, 30, SLOWLY)
    crowd.night(TUESDAY)
    before = crowd.store.pace(crowd.bank.scale, "quick")
    take(crowd, WEDNESDAY, 30, QUICKLY, again=keys)
    take(crowd, WEDNESDAY, 12, SLOWLY)
    crowd.night(WEDNESDAY)
    assert crowd.store.pace(crowd.bank.scale, "quick") == before is not None


def test_attempts_do_not_change_it_before_they_are_published(crowd: Crowd) -> None:
    take(crowd, TUESDAY, 30, SLOWLY)
    crowd.night(TUESDAY)
    before = crowd.store.pace(crowd.bank.scale, "quick")
    take(crowd, WEDNESDAY, LEAST - 1, QUICKLY)
    assert crowd.store.pace(crowd.bank.scale, "quick") == before
    crowd.night(WEDNESDAY)
    assert crowd.store.pace(crowd.bank.scale, "quick") == before, "fewer than the smallest group wait for company"


def test_the_next_release_says_what_is_so_then(crowd: Crowd) -> None:
    take(crowd, TUESDAY, 30, SLOWLY)
    crowd.night(TUESDAY)
    take(crowd, WEDNESDAY, 60, QUICKLY)
    crowd.night(WEDNESDAY)
    assert crowd.store.pace(crowd.bank.scale, "quick") == pytest.approx(9, abs=1)


def test_a_larger_smallest_group_has_to_stand_on_either_side(either_store: StoreHandle) -> None:
    crowd = Crowd(either_store, k=20)
    take(crowd, TUESDAY, 39, SLOWLY)
    crowd.night(TUESDAY)
    assert crowd.store.pace(crowd.bank.scale, "quick") is None
