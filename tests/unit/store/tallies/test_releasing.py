"""Releases publish closed days in cells, once, whole, and whoever interrupts them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from threading import Thread

import numpy as np
import pytest
from sqlalchemy import Connection, delete, insert, select, update

from quiz.errors import StoreError
from quiz.stats.publishing import split
from quiz.stats.segment import label_of, segment_of, views_of
from quiz.stats.tally import Tally
from quiz.store.handle import StoreHandle
from quiz.store.opened import OpenedStore
from quiz.store.tables import fold, placing, published, published_click, published_placing, retake, tally
from quiz.store.tallies import cells, places
from quiz.store.tallies.releasing import Released
from tests.crowds import Crowd

MONDAY = "2026-04-06"
TUESDAY, WEDNESDAY = "2026-04-07", "2026-04-08"


@pytest.fixture
def crowd(either_store: StoreHandle) -> Crowd:
    return Crowd(either_store)


def days(first: str, many: int) -> Iterator[str]:
    """Yield days in their order."""
    for place in range(many):
        yield (date.fromisoformat(first) + timedelta(days=place)).isoformat()


def a_season(crowd: Crowd, first: str, many: int, seed: int, nights: bool = True) -> None:
    """Let students come for some days, few and many, some of them again; release after each, or after all."""
    chance = random.Random(seed)
    for day in days(first, many):
        for site in ("campus", ""):
            for told in ("grade=3", "grade=3;faculty=law", "grade=4;faculty=arts", ""):
                crowd.come(day, chance.choice((0, 0, 1, 3, 12)), site=site, told=told, page=f"/{told[:7]}")
        crowd.come(day, min(chance.choice((0, 1, 4)), len(crowd.keys)), site="campus", told="grade=3", again=True)
        if nights:
            crowd.night(day)
    if not nights:
        crowd.night(day)


def published_at_all_times(crowd: Crowd) -> dict[str, Tally]:
    return {
        row["view"]: Tally.from_bytes(crowd.layout, row["counters"])
        for row in crowd.rows(published)
        if row["period"] == "all"
    }


def sums_of_cells(crowd: Crowd) -> dict[str, Tally]:
    """Return what should be published of all time, from the cells that rows are marked with."""
    sums: dict[str, Tally] = defaultdict(lambda: Tally.zero(crowd.layout))
    for row in crowd.rows(tally):
        if row["release"] not in (0, -1):
            for view in views_of(segment_of(row["cell"])):
                sums[label_of(view)] += split(Tally.from_bytes(crowd.layout, row["counters"]))[0]
    for row in crowd.rows(retake):
        if row["release"]:
            for view in views_of(segment_of(row["cell"])):
                sums[label_of(view)] += Tally.from_bytes(crowd.layout, row["counters"])
    return sums


def assert_sums_of_cells(crowd: Crowd) -> None:
    """Assert that what is published is what the marks of rows say."""
    assert published_at_all_times(crowd) == sums_of_cells(crowd)


class TestRelease:
    def test_a_closed_day_with_company_is_published_in_every_view_and_period(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12, site="campus", told="grade=3")
        assert crowd.night(TUESDAY) == Released(TUESDAY, 1, 1)
        shown = {(row["view"], row["period"]): row["first"] for row in crowd.rows(published)}
        views = ("", "site=campus", "grade=3", "site=campus;grade=3")
        assert shown == {(view, period): 12 for view in views for period in ("all", "2026", "2026-04", "2026-W15")}

    def test_weeks_have_no_counters(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12)
        crowd.night(TUESDAY)
        assert {row["period"]: row["counters"] is None for row in crowd.rows(published)} == {
            "all": False,
            "2026": False,
            "2026-04": False,
            "2026-W15": True,
        }

    def test_sums_beside_the_counters_agree_with_them(self, crowd: Crowd) -> None:
        a_season(crowd, MONDAY, 20, seed=3)
        for row in crowd.rows(published):
            if row["counters"] is not None:
                kept = Tally.from_bytes(crowd.layout, row["counters"])
                assert row["first"] == kept.n == kept.scores.sum()
                assert row["score_sum"] == int(np.arange(101) @ kept.scores)
                assert row["flagged"] == kept.scores[: crowd.layout.cut + 1].sum()

    def test_weeks_add_up_to_all_time(self, crowd: Crowd) -> None:
        a_season(crowd, MONDAY, 20, seed=4)
        sums: dict[tuple[str, bool], np.ndarray[tuple[int], np.dtype[np.int64]]] = defaultdict(lambda: np.zeros(4, int))
        for row in crowd.rows(published):
            if row["period"] == "all" or "W" in row["period"]:
                kept = [row[name] for name in ("people", "first", "score_sum", "flagged")]
                sums[row["view"], row["period"] == "all"] += np.array(kept)
        for (view, is_all), total in sums.items():
            assert np.array_equal(total, sums[view, not is_all])

    def test_what_is_published_is_the_sum_of_the_cells(self, crowd: Crowd) -> None:
        a_season(crowd, MONDAY, 20, seed=5)
        assert_sums_of_cells(crowd)

    def test_a_day_is_released_once(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12)
        crowd.night(TUESDAY)
        before = crowd.everything()
        crowd.come(TUESDAY, 12)
        assert crowd.night(TUESDAY) is None
        assert crowd.everything() == before

    def test_who_came_late_is_published_the_next_day(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12)
        crowd.night(TUESDAY)
        crowd.come(TUESDAY, 11)
        crowd.night(WEDNESDAY)
        assert published_at_all_times(crowd)[""].n == 23

    def test_fewer_than_the_smallest_group_are_not_published(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 9, site="campus")
        assert crowd.night(TUESDAY) == Released(TUESDAY, 0, 0)
        assert crowd.everything() == {}

    def test_those_who_are_only_counted_do_not_make_a_group(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 9)
        crowd.come(TUESDAY, 9, again=True)
        crowd.night(TUESDAY)
        # Eighteen attempts, of nine people.
        assert crowd.rows(published) == []

    def test_a_day_with_an_attempt_that_is_not_folded_waits(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12)
        crowd.night(MONDAY)
        crowd.come(TUESDAY, 1)
        with crowd.store.opened().writing() as connection:
            connection.execute(update(fold).values(attempt=12))
        before = crowd.everything()
        crowd.night(MONDAY)
        assert crowd.everything() == before

    def test_freshness_says_the_last_day_that_was_taken_in(self, crowd: Crowd) -> None:
        assert crowd.published.freshness().through == ""
        crowd.night(MONDAY)
        assert crowd.published.freshness().through == MONDAY

    def test_a_backlog_is_published_like_the_sum_of_its_days(self, either_store: StoreHandle) -> None:
        crowd = Crowd(either_store)
        a_season(crowd, MONDAY, 30, seed=6, nights=False)
        assert_sums_of_cells(crowd)
        waiting = sum(row["people"] for row in crowd.rows(tally) if row["release"] == 0)
        assert waiting < 40


class TestRetakes:
    def test_a_single_retake_in_a_cell_waits_for_company_of_its_own(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 30)
        crowd.come(TUESDAY, 1, again=True)
        crowd.night(TUESDAY)
        assert published_at_all_times(crowd)[""].count("retakes") == 0
        crowd.come(WEDNESDAY, 12)
        crowd.come(WEDNESDAY, 9, again=True)
        crowd.night(WEDNESDAY)
        assert published_at_all_times(crowd)[""].count("matched") == 10
        assert_sums_of_cells(crowd)

    def test_a_watched_retake_changes_nothing_that_is_published(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 40)
        crowd.come(TUESDAY, 20, again=True)
        crowd.night(TUESDAY)
        before = published_at_all_times(crowd)[""]
        crowd.come(WEDNESDAY, 15)
        crowd.come(WEDNESDAY, 1, again=True)
        crowd.night(WEDNESDAY)
        after = published_at_all_times(crowd)[""]
        assert after.n == before.n + 15
        assert split(after)[1] == split(before)[1]


class TestErasures:
    def erase(self, crowd: Crowd) -> None:
        """Take one attempt of the only published row out, as an erasure does."""
        (row,) = (row for row in crowd.rows(tally) if row["release"] > 0)
        one = Tally.zero(crowd.layout)
        one.vector[0] = -1
        minus = {**row, "release": -1, "people": -1, "counters": one.to_bytes()}
        del minus["id"]
        with crowd.store.opened().writing() as connection:
            connection.execute(insert(tally), minus)

    def test_an_erasure_changes_nothing_by_itself(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12, site="campus")
        crowd.night(TUESDAY)
        before = crowd.everything()
        self.erase(crowd)
        crowd.night(WEDNESDAY)
        assert crowd.everything() == before

    def test_it_leaves_with_the_next_cell_which_is_the_smallest_group_without_it(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12, site="campus")
        crowd.night(TUESDAY)
        self.erase(crowd)
        crowd.come(WEDNESDAY, 10, site="campus")
        crowd.night(WEDNESDAY)
        assert published_at_all_times(crowd)["site=campus"].n == 12
        crowd.come("2026-04-09", 1, site="campus")
        crowd.night("2026-04-09")
        assert published_at_all_times(crowd)["site=campus"].n == 12 + 10 + 1 - 1
        assert_sums_of_cells(crowd)

    def test_it_leaves_with_no_cell_of_another_month(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12)
        crowd.night(TUESDAY)
        self.erase(crowd)
        crowd.come("2026-05-12", 20)
        crowd.night("2026-05-12")
        assert published_at_all_times(crowd)[""].n == 32
        assert_sums_of_cells(crowd)

    def test_it_leaves_with_no_cell_of_another_segment(self, crowd: Crowd) -> None:
        crowd.come(TUESDAY, 12, site="campus")
        crowd.night(TUESDAY)
        self.erase(crowd)
        crowd.come(WEDNESDAY, 20)
        crowd.night(WEDNESDAY)
        assert published_at_all_times(crowd)["site=campus"].n == 12
        assert published_at_all_times(crowd)[""].n == 32


class Power(Exception):
    """The power is cut."""


class TestInterruption:
    @pytest.mark.parametrize("is_committed", [False, True])
    def test_whatever_interrupts_it_the_rest_is_published_later(
        self, either_store: StoreHandle, monkeypatch: pytest.MonkeyPatch, is_committed: bool
    ) -> None:
        # Small batches, so that there are many moments to be interrupted at.
        monkeypatch.setattr(cells, "MOST_ROWS", 5)
        monkeypatch.setattr(places, "MOST_ROWS", 5)
        crowd = Crowd(either_store)
        a_season(crowd, MONDAY, 12, seed=8, nights=False)
        whole = crowd.everything()
        for turn in count():
            self.forget(crowd)
            is_cut = self.is_cut(crowd, monkeypatch, turn, is_committed)
            assert_sums_of_cells(crowd)
            crowd.night("2026-04-17")
            assert crowd.everything() == whole
            if not is_cut:
                break
        assert turn > 10

    def is_cut(self, crowd: Crowd, monkeypatch: pytest.MonkeyPatch, turn: int, is_committed: bool) -> bool:
        """Cut the power in or after a transaction; say whether it came to that."""
        opened = crowd.store.opened()
        writing, turns = opened.writing, count()

        @contextmanager
        def faltering() -> Iterator[Connection]:
            is_last = next(turns) == turn
            with writing() as connection:
                yield connection
                if is_last and not is_committed:
                    raise Power
            if is_last:
                raise Power

        with monkeypatch.context() as patch:
            patch.setattr(opened, "writing", faltering)
            try:
                crowd.night("2026-04-17")
            except Power:
                return True
        return False

    def forget(self, crowd: Crowd) -> None:
        """Take everything back that was published."""
        with crowd.store.opened().writing() as connection:
            for table in (published, retake, published_placing, published_click):
                connection.execute(delete(table))
            connection.execute(update(tally).values(release=0, cell=""))
            connection.execute(update(placing).values(release=0))
            connection.execute(update(fold).values(through="", summed=""))

    def test_several_processes_at_once_publish_everything_once(self, crowd: Crowd) -> None:
        a_season(crowd, MONDAY, 12, seed=9, nights=False)
        whole = crowd.everything()
        self.forget(crowd)
        threads = [Thread(target=crowd.night, args=("2026-04-17",)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        crowd.night("2026-04-17")
        assert crowd.everything() == whole
        assert_sums_of_cells(crowd)

    def test_a_tally_that_changes_meanwhile_is_published_the_next_time_with_its_change(
        self, crowd: Crowd, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crowd.come(TUESDAY, 12)
        write = cells._write

        def late(*arguments: object) -> None:
            monkeypatch.setattr(cells, "_write", write)
            with crowd.store.opened().writing() as connection:
                kept = connection.execute(select(tally.c.counters)).scalar_one()
                one = Tally.from_bytes(crowd.layout, kept)
                connection.execute(update(tally).values(counters=replace(one, vector=one.vector + 1).to_bytes()))
            write(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(cells, "_write", late)
        assert crowd.night(TUESDAY) is None
        assert crowd.rows(published) == []
        assert crowd.night(TUESDAY) == Released(TUESDAY, 1, 1)
        assert published_at_all_times(crowd)[""].n == 13

    def test_a_database_that_cannot_be_read_is_told(self, crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
        @contextmanager
        def away(_: OpenedStore) -> Iterator[Connection]:
            raise StoreError("away")
            yield

        monkeypatch.setattr(OpenedStore, "reading", away)
        with pytest.raises(StoreError):
            crowd.night(TUESDAY)
