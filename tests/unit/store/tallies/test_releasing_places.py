"""Placements are published in cells of completions; what belongs to no attempt waits for the next cell beside it."""

from __future__ import annotations

import pytest
from sqlalchemy import insert

from quiz.store import banks
from quiz.store.handle import StoreHandle
from quiz.store.tables import click, passage, placement_click, published_placing
from quiz.store.tallies.published import ClickSums
from tests.attempts import MOMENT
from tests.crowds import Crowd
from tests.factories import a_bank

TUESDAY, WEDNESDAY, THURSDAY = "2026-04-07", "2026-04-08", "2026-04-09"


@pytest.fixture
def crowd(either_store: StoreHandle) -> Crowd:
    return Crowd(either_store)


def complete(crowd: Crowd, day: str, count: int) -> None:
    """Let attempts begin at the first page of the campus."""
    crowd.come(day, count, site="campus", page="/qa/1")


def pass_by(crowd: Crowd, day: str, counts: dict[int, int], site: str = "campus", page: str = "/qa/1") -> None:
    """Write down who began (−1) and who left with how many answers."""
    of = {"day": day, "version": crowd.bank.version, "form": "quick", "site": site, "page": page}
    with crowd.store.opened().writing() as connection:
        connection.execute(insert(passage), [{**of, "position": place, "count": n} for place, n in counts.items()])


def follow(crowd: Crowd, day: str, clicks: int) -> None:
    """Write down clicks out of results that began at the first page of the campus."""
    with crowd.store.opened().writing() as connection:
        of = {"day": day, "version": crowd.bank.version, "form": "quick", "site": "campus", "page": "/qa/1"}
        connection.execute(insert(placement_click).values(**of, clicks=clicks))


def shown(crowd: Crowd, day: str, impressions: int, clicks: int, consultation: str = "7") -> None:
    """Write down how often a consultation was shown and followed."""
    of = {"day": day, "version": crowd.bank.version, "area": "area1", "rank": 1, "consultation": consultation}
    with crowd.store.opened().writing() as connection:
        connection.execute(insert(click).values(**of, impressions=impressions, clicks=clicks))


def completions(crowd: Crowd, period: str = "all") -> dict[tuple[str, str], int]:
    return {(one.site, one.page): one.completions for one in crowd.published.places(crowd.bank.scale, "quick", period)}


def test_a_page_is_published_with_its_site_and_everywhere(crowd: Crowd) -> None:
    complete(crowd, TUESDAY, 12)
    crowd.night(TUESDAY)
    assert completions(crowd) == {("", ""): 12, ("campus", ""): 12, ("campus", "/qa/1"): 12}
    assert completions(crowd) == completions(crowd, "2026-04") == completions(crowd, "2026")


def test_times_of_the_attempts_come_along(crowd: Crowd) -> None:
    complete(crowd, TUESDAY, 12)
    crowd.night(TUESDAY)
    assert crowd.published.place(crowd.bank.scale, "quick", "all", "campus", "/qa/1").times.sum() == 12


def test_pages_with_few_completions_are_published_as_their_site_after_four_weeks(crowd: Crowd) -> None:
    crowd.come(TUESDAY, 6, site="campus", page="/qa/1")
    crowd.come(TUESDAY, 6, site="campus", page="/qa/2")
    for day in (TUESDAY, "2026-05-03", "2026-05-04", "2026-05-05"):
        crowd.night(day)
        assert completions(crowd) == {}
    crowd.night("2026-05-11")
    assert completions(crowd) == {("", ""): 12, ("campus", ""): 12}


def test_one_device_that_completes_many_times_is_one_person(crowd: Crowd) -> None:
    complete(crowd, TUESDAY, 9)
    for _ in range(5):
        crowd.come(TUESDAY, 9, site="campus", page="/qa/1", again=True)
    crowd.night(TUESDAY)
    assert completions(crowd) == {}
    complete(crowd, WEDNESDAY, 1)
    crowd.night(WEDNESDAY)
    place = crowd.published.place(crowd.bank.scale, "quick", "all", "campus", "/qa/1")
    assert (place.completions, place.people, place.times.sum()) == (55, 10, 10)


def test_another_scale_has_places_of_its_own(crowd: Crowd) -> None:
    """What students of another bank left at is said of no item of this one."""
    other = a_bank(cut=50)
    with crowd.store.opened().writing() as connection:
        banks.keep(connection, other, MOMENT)
    before = Crowd(crowd.store, bank=other)
    pass_by(before, TUESDAY, {-1: 30, 2: 15})
    follow(before, TUESDAY, 3)
    complete(before, TUESDAY, 12)
    before.night(TUESDAY)
    assert completions(crowd) == {}
    place = before.published.place(other.scale, "quick", "all")
    assert (place.starts, place.left.tolist(), place.clicks) == (30, [0, 0, 15], 3)


def test_starts_and_clicks_wait_for_a_cell_of_completions(crowd: Crowd) -> None:
    pass_by(crowd, TUESDAY, {-1: 20, 0: 3, 2: 1})
    follow(crowd, TUESDAY, 4)
    complete(crowd, TUESDAY, 9)
    crowd.night(TUESDAY)
    assert completions(crowd) == {}
    pass_by(crowd, WEDNESDAY, {-1: 5, 0: 1})
    complete(crowd, WEDNESDAY, 3)
    crowd.night(WEDNESDAY)
    place = crowd.published.place(crowd.bank.scale, "quick", "all", "campus", "/qa/1")
    assert (place.starts, place.completions, place.clicks, place.left.tolist()) == (25, 12, 4, [4, 0, 1])
    assert crowd.published.place(crowd.bank.scale, "quick", "2026-04").starts == 25


def test_one_more_start_changes_nothing_that_can_be_read(crowd: Crowd) -> None:
    pass_by(crowd, TUESDAY, {-1: 20})
    complete(crowd, TUESDAY, 12)
    crowd.night(TUESDAY)
    before = crowd.everything()
    pass_by(crowd, WEDNESDAY, {-1: 1, 3: 1})
    follow(crowd, WEDNESDAY, 1)
    crowd.night(WEDNESDAY)
    assert crowd.everything() == before


def test_days_are_taken_in_once_and_days_that_are_open_not_yet(crowd: Crowd) -> None:
    complete(crowd, TUESDAY, 12)
    pass_by(crowd, TUESDAY, {-1: 20})
    pass_by(crowd, THURSDAY, {-1: 100})
    crowd.night(TUESDAY)
    complete(crowd, WEDNESDAY, 12)
    crowd.night(WEDNESDAY)
    assert crowd.published.place(crowd.bank.scale, "quick", "all").starts == 20


def test_who_came_back_after_midnight_leaves_nobody_below_zero(crowd: Crowd) -> None:
    pass_by(crowd, TUESDAY, {-1: 20, 0: -2})
    complete(crowd, TUESDAY, 12)
    crowd.night(TUESDAY)
    assert crowd.published.place(crowd.bank.scale, "quick", "all").left.tolist() == [0]


def test_a_place_of_which_nothing_is_published_is_empty(crowd: Crowd) -> None:
    place = crowd.published.place(crowd.bank.scale, "quick", "all", "nowhere")
    assert (place.starts, place.completions, place.clicks, len(place.times), len(place.left)) == (0, 0, 0, 0, 0)


def test_what_was_shown_is_published_once_the_smallest_group_saw_it(crowd: Crowd) -> None:
    shown(crowd, TUESDAY, 9, 2)
    crowd.night(TUESDAY)
    assert crowd.published.clicks(crowd.bank.scale, "all") == ()
    shown(crowd, WEDNESDAY, 1, 1)
    shown(crowd, WEDNESDAY, 3, 1, consultation="8")
    crowd.night(WEDNESDAY)
    for period in ("all", "2026", "2026-04"):
        assert crowd.published.clicks(crowd.bank.scale, period) == (ClickSums("area1", 1, "7", 10, 3),)


def test_one_more_view_changes_nothing_until_it_is_one_of_the_smallest_group(crowd: Crowd) -> None:
    shown(crowd, TUESDAY, 50, 5)
    crowd.night(TUESDAY)
    shown(crowd, WEDNESDAY, 1, 1)
    crowd.night(WEDNESDAY)
    assert crowd.published.clicks(crowd.bank.scale, "all") == (ClickSums("area1", 1, "7", 50, 5),)


def test_a_page_without_a_site_is_a_page(crowd: Crowd) -> None:
    crowd.come(TUESDAY, 12, page="/d")
    crowd.night(TUESDAY)
    assert {(row["site"], row["page"]) for row in crowd.rows(published_placing)} == {("", ""), ("", "/d")}
