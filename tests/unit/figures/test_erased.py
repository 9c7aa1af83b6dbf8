"""What staff see after students were erased, by the real way: stored, folded, released, erased, and released again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Overview
from quiz.store.revision import bring_up_to_date
from quiz.store.tallies.erasing import erase
from tests.attempts import MOMENT, a_store
from tests.crowds import Crowd
from tests.figures import a_bank_with_attributes
from tests.unit.attacks.tables import printed

APRIL, LATER, MAY = "2026-04-14", "2026-04-16", "2026-05-12"
LOW, HIGH = (0, 0, 0), (2, 2, 2)
Seen = tuple[Crowd, FigureRoom]


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    bank = a_bank_with_attributes()
    url = f"sqlite:///{tmp_path / 'quiz.db'}"
    bring_up_to_date(url, bank, MOMENT)
    store = a_store(url)
    crowd = Crowd(store, bank=bank)
    crowd.come(APRIL, 20, answers=HIGH)
    crowd.come(APRIL, 10, answers=LOW)
    crowd.night(APRIL)
    return crowd, FigureRoom(store, bank, crowd.k, lambda: MOMENT)


def overview(seen: Seen, period: str) -> Overview:
    room = seen[1]
    return room.overview(room.selection({"period": period}))


def erase_last(seen: Seen, count: int) -> None:
    for _ in range(count):
        assert erase(seen[0].store.opened(), seen[0].keys.pop())


def test_an_erasure_leaves_what_is_published_until_the_next_cell_of_its_month(seen: Seen) -> None:
    crowd, _ = seen
    before = overview(seen, "2026-04")
    erase_last(seen, 5)
    crowd.night("2026-04-15")
    assert overview(seen, "2026-04").tables == before.tables
    crowd.come(LATER, 20, answers=HIGH)
    crowd.night(LATER)
    after = overview(seen, "2026-04")
    assert (before.n.value, after.n.value) == (30, 45)
    # Five of 45 are left who answered low.
    assert after.mean.value is not None and before.mean.value is not None and after.mean.value > before.mean.value + 10


def test_no_other_month_loses_whom_it_never_had(seen: Seen) -> None:
    crowd, _ = seen
    erase_last(seen, 10)
    crowd.come(MAY, 12, answers=HIGH)
    crowd.night(MAY)
    may = overview(seen, "2026-05")
    assert may.n.value == 12 and may.mean.value is not None and abs(may.mean.value - 67) <= 3
    assert overview(seen, "2026-04").n.value == 30


def test_every_sheet_can_be_printed_whoever_was_erased(seen: Seen) -> None:
    crowd, room = seen
    crowd.come(LATER, 12, again=True, answers=HIGH)
    crowd.night(LATER)
    for _ in range(12):
        erase_last(seen, 1)
    for _ in range(6):
        assert erase(crowd.store.opened(), crowd.keys.pop(0))
    for day in ("2026-04-20", "2026-04-24", MAY):
        crowd.come(day, 11, told="grade=y3")
        crowd.come(day, 3)
        crowd.night(day)
        assert printed(room)
