"""Attempts become tallies: each once, settled, with what its student told, and compared with what was before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from quiz.stats.tally import unpack
from quiz.store import banks
from quiz.store.cohorts import Telling
from quiz.store.handle import StoreHandle
from quiz.store.tables import fold
from quiz.store.tallies.folding import Folding
from tests.attempts import MOMENT, THE_BANK, a_database, a_store
from tests.factories import a_bank
from tests.unit.store.tallies.scene import Scene


@pytest.fixture
def scene(either_store: StoreHandle) -> Scene:
    return Scene(either_store)


def test_an_attempt_is_counted_once_when_it_has_settled(scene: Scene) -> None:
    scene.take("a")
    scene.wait(minutes=59)
    scene.take("b")
    assert scene.fold() == 0 and scene.rows() == []
    scene.wait(minutes=2)
    assert [scene.fold(), scene.fold()] == [1, 0]
    assert scene.tally().n == 1
    scene.wait(hours=1)
    assert [scene.fold(), scene.fold()] == [1, 0]
    assert scene.tally().n == 2 and len(scene.rows()) == 1
    assert scene.rows()[0].people == 2


def test_what_was_told_in_time_is_the_segment(scene: Scene) -> None:
    scene.take("a", site="campus")
    scene.take("b", site="campus")
    scene.take("c")
    scene.take("d")
    assert scene.tell("a", "grade=2") is Telling.KEPT
    assert scene.tell("a", "grade=3;faculty=law") is Telling.KEPT
    assert scene.tell("c", "grade=3") is Telling.KEPT
    assert scene.tell("d", "") is Telling.KEPT
    scene.wait(hours=1)
    assert scene.tell("b", "grade=1") is Telling.TOO_LATE
    scene.fold()
    assert {row.segment: row.people for row in scene.rows()} == {
        "site=campus;grade=3;faculty=law": 1,
        "site=campus": 1,
        "grade=3": 1,
        "": 1,
    }


def test_a_day_is_a_day_in_japan(scene: Scene) -> None:
    scene.now = MOMENT.replace(hour=14, minute=59)
    scene.take("a")
    scene.wait(minutes=2)
    scene.take("b")
    scene.wait(hours=2)
    scene.fold()
    assert [row.day for row in scene.rows()] == ["2026-04-01", "2026-04-02"]


def test_batches_make_the_same_tallies(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    store = a_store(a_database(tmp_path / "other"))
    other = Scene(store, batch=3)
    for one in (scene, other):
        for number in range(20):
            name, before = f"a{number}", f"a{number - 7}" if number > 7 else ""
            one.take(name, (number % 4, number % 3, 1), previous=before, site="s" * (number % 2), page=f"p{number % 5}")
            one.wait(hours=number % 3)
        one.wait(hours=2)
        assert one.fold() == 20
    assert [row[1:] for row in scene.rows()] == [row[1:] for row in other.rows()]
    assert [row[1:] for row in scene.placings()] == [row[1:] for row in other.placings()]
    store.close()


def test_a_retake_is_compared_with_the_attempt_before(scene: Scene) -> None:
    scene.take("a", (0, 0, 1))
    scene.take("b", (3, 3, 1), previous="a")
    scene.wait(hours=2)
    scene.fold()
    tally = scene.tally()
    assert (tally.n, tally.count("retakes"), tally.count("matched")) == (1, 1, 1)
    assert (tally.sum("before"), tally.sum("after"), tally.sum("product")) == (11, 78, 11 * 78)
    assert tally.flags.tolist() == [[0, 0], [1, 0]] and tally.differences[100 + 67] == 1
    assert scene.rows()[0].people == 2


def test_only_the_second_attempt_of_a_device_is_compared_so_that_ten_changes_are_of_ten_people(scene: Scene) -> None:
    for number in range(12):
        scene.take(f"a{number}", previous=f"a{number - 1}" if number else "")
    scene.take("full", (1,) * 6, form="full", previous="a11")
    scene.take("late", previous="full")
    scene.wait(hours=2)
    scene.fold()
    tally = scene.tally()
    assert (tally.n, tally.count("retakes"), tally.count("matched")) == (1, 12, 1)


def test_who_goes_on_to_another_form_is_new_to_it(scene: Scene) -> None:
    scene.take("quick1")
    scene.take("full1", (1,) * 6, form="full", previous="quick1")
    scene.take("quick2", previous="full1")
    scene.take("full2", (2,) * 6, form="full", previous="quick2")
    scene.wait(hours=2)
    scene.fold()
    for form in ("quick", "full"):
        tally = scene.tally(form)
        assert (tally.n, tally.count("retakes"), tally.count("matched")) == (1, 1, 1)


@pytest.mark.parametrize("before", ["nobody", "later", "hasty", "z"])
def test_what_cannot_be_compared_is_a_retake_of_nobody(scene: Scene, before: str) -> None:
    scene.take("hasty", ms=500)
    scene.take("z", previous="z")
    scene.take("a", previous=before)
    scene.take("later")
    scene.wait(hours=2)
    scene.fold()
    tally = scene.tally()
    assert (tally.n, tally.count("retakes"), tally.count("too_fast")) == (1, 2, 1)
    assert tally.count("matched") == tally.sum("n") == 0


def test_another_scale_is_not_compared_and_a_wording_fix_is(scene: Scene) -> None:
    other = a_bank(cut=50)
    wording = replace(THE_BANK, version="w0rdfx01")
    with scene.store.opened().writing() as connection:
        banks.keep(connection, other, MOMENT)
        banks.keep(connection, wording, MOMENT)
    scene.take("a")
    scene.take("b", previous="a", bank=other)
    scene.take("c", previous="a", bank=wording)
    scene.wait(hours=2)
    scene.fold()
    matched = [scene.tally(bank=bank).count("matched") for bank in (THE_BANK, other, wording)]
    retakes = [scene.tally(bank=bank).count("retakes") for bank in (THE_BANK, other, wording)]
    assert (retakes, matched) == ([0, 1, 1], [0, 0, 1])


def test_placements_count_completions_and_the_times_of_who_read(scene: Scene) -> None:
    scene.take("a", site="campus", page="https://campus.example/x")
    scene.take("b", site="campus", page="https://campus.example/x", ms=0)
    scene.take("c", site="campus", page="https://campus.example/x", ms=10)
    scene.take("d")
    scene.wait(hours=2)
    scene.fold()
    scene.take("e", previous="d")
    scene.wait(hours=2)
    scene.fold()
    times = [unpack(row.times) for row in scene.placings()]
    assert [(row.site, row.page, row.completions) for row in scene.placings()] == [
        ("", "", 2),
        ("campus", "https://campus.example/x", 3),
    ]
    # Whoever came back is one person; whose time says nothing stands behind the bins.
    assert [(int(of_place[:-1].sum()), int(of_place[-1])) for of_place in times] == [(1, 0), (1, 2)]


def test_what_cannot_be_read_stops_nobody(scene: Scene) -> None:
    scene.take("a", answers="!")
    scene.take("b", form="full", places=(1,) * 6)
    scene.take("d", durations_ms=(1, 2), started_utc=None)
    scene.wait(hours=2)
    assert scene.fold() == 3
    assert scene.tally().n == 1 and scene.tally("full").n == 1
    assert scene.check().differences == 0


def test_a_clock_that_was_wrong_holds_nobody_up(scene: Scene) -> None:
    scene.take("a", finished_utc=scene.now.replace(year=2030))
    scene.take("b")
    scene.wait(hours=1)
    assert scene.fold() == 2


def test_who_was_overtaken_adds_nothing(scene: Scene) -> None:
    scene.take("a")
    scene.take("b")
    scene.wait(hours=2)
    slow = Folding(scene.store.opened(), scene.clock)
    read = slow._read()
    scene.erase("a")
    assert not slow._write(read[0], read[1][-1].id, read[2])
    assert scene.fold() == 1
    assert not slow._write(read[0], read[1][-1].id, read[2])
    assert scene.tally().n == 1 and scene.check().differences == 0
    with scene.store.opened().reading() as connection:
        assert connection.execute(select(fold.c.attempt)).scalar_one() == read[1][-1].id
