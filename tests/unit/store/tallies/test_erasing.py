"""An erasure leaves what the others count, and nothing of who was erased."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from quiz.stats.tally import unpack
from quiz.store.handle import StoreHandle
from quiz.store.tables import cohort, delivery, outbox, site
from tests.attempts import MOMENT, a_database, a_store
from tests.unit.store.tallies.scene import Scene, key_of


@pytest.fixture
def scene(either_store: StoreHandle) -> Scene:
    return Scene(either_store)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Scene]:
    (tmp_path / "other").mkdir()
    store = a_store(a_database(tmp_path / "other"))
    yield Scene(store)
    store.close()


def settle(scene: Scene) -> None:
    scene.wait(hours=2)
    scene.fold()


@pytest.mark.parametrize("is_folded", [False, True])
def test_what_is_left_is_what_the_others_would_have_made(scene: Scene, other: Scene, is_folded: bool) -> None:
    scene.take("a", site="campus", page="p")
    for one in (scene, other):
        one.take("b", (3, 0, 1), site="campus", page="p")
    if is_folded:
        settle(scene)
    assert scene.erase("a")
    settle(scene)
    settle(other)
    assert scene.tally() == other.tally() and scene.check().differences == 0
    assert [row[1:] for row in scene.rows()] == [row[1:] for row in other.rows()]
    assert [row[1:] for row in scene.placings()] == [row[1:] for row in other.placings()]


def test_the_last_one_leaves_no_row(scene: Scene) -> None:
    scene.take("a", site="campus")
    settle(scene)
    assert scene.erase("a")
    assert scene.rows() == [] and scene.placings() == []
    assert not scene.erase("a") and not scene.erase("nobody")


def test_retakes_of_it_are_retakes_of_nobody(scene: Scene) -> None:
    scene.take("a")
    scene.take("b", (3, 3, 3), previous="a")
    scene.take("c", (0, 0, 1), previous="b")
    settle(scene)
    assert scene.tally().count("matched") == 1
    assert scene.erase("a")
    tally = scene.tally()
    assert (tally.n, tally.count("retakes"), tally.count("matched"), tally.sum("n")) == (0, 2, 0, 0)
    assert not tally.differences.any() and not tally.flags.any() and scene.check().differences == 0


def test_a_retake_across_another_form_is_corrected_too(scene: Scene) -> None:
    scene.take("quick1")
    scene.take("full1", (1,) * 6, form="full", previous="quick1")
    scene.take("quick2", previous="full1")
    settle(scene)
    assert scene.tally().count("matched") == 1
    assert scene.erase("quick1")
    assert scene.tally().count("matched") == 0 and scene.check().differences == 0


def test_what_was_published_is_only_noted_for_the_next_release(scene: Scene) -> None:
    for name in "abc":
        scene.take(name, site="campus", page="p")
    settle(scene)
    scene.release()
    before = scene.rows(), scene.placings()
    assert scene.erase("a") and scene.erase("b")
    (noted, published), (noted_place, published_place) = scene.rows(), scene.placings()
    assert ([published], [published_place]) == before
    assert (noted.release, noted.cell, noted.people) == (-1, "site=campus", -2)
    assert (noted_place.release, noted_place.completions, int(unpack(noted_place.times).sum())) == (-1, -2, -2)
    assert scene.tally().n == 1 and scene.check().differences == 0


def test_who_waits_beside_what_was_published_is_taken_out_of_what_waits(scene: Scene) -> None:
    scene.take("a")
    settle(scene)
    scene.release()
    scene.take("b", (3, 3, 3), finished_utc=MOMENT, started_utc=None)
    settle(scene)
    assert [(row.release, row.people) for row in scene.rows()] == [(0, 1), (1, 1)]
    assert scene.erase("b")
    assert [(row.release, row.people) for row in scene.rows()] == [(1, 1)]
    assert scene.erase("a") and scene.check().differences == 0
    assert [(row.release, row.people) for row in scene.rows()] == [(-1, -1), (1, 1)]


def test_what_was_told_by_it_and_of_it_goes_too(scene: Scene) -> None:
    with scene.store.opened().writing() as connection:
        named = {"key": "campus", "origins": "https://campus.example", "may_ask_results": True, "added_utc": 0}
        told = {"webhook_url": "https://campus.example/hook", "webhook_secret": "secret"}
        connection.execute(insert(site).values(**named, **told))
    scene.take("a", site="campus")
    scene.take("b", site="campus")
    scene.tell("a", "grade=3")
    with scene.store.opened().writing() as connection:
        message = connection.execute(select(outbox.c.id).order_by(outbox.c.id)).scalars().first()
        tried = {"tried_utc": 1, "took_ms": 1, "status": 200, "reason": ""}
        connection.execute(insert(delivery).values(outbox=message, **tried))
    assert scene.erase("a")
    with scene.store.opened().reading() as connection:
        counts = [connection.execute(select(func.count()).select_from(t)).scalar() for t in (cohort, delivery, outbox)]
    assert counts == [0, 0, 1] and not scene.store.has(key_of("a")) and scene.store.has(key_of("b"))


def test_nothing_of_it_stays_in_the_file(other: Scene, tmp_path: Path) -> None:
    other.take("erased-somebody", page="https://only.example/here")
    settle(other)
    assert other.erase("erased-somebody")
    other.store.close()
    left = b"".join(file.read_bytes() for file in (tmp_path / "other").iterdir())
    assert key_of("erased-somebody") not in left and b"only.example" not in left
    with closing(sqlite3.connect(tmp_path / "other" / "quiz.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
