"""The sites as a process knows them: soon right, and as they were where the database is away."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Barrier, Event, Thread

import pytest

from quiz.errors import StoreError
from quiz.sites import Site
from quiz.store.handle import StoreHandle
from quiz.store.sites import registry
from quiz.store.sites.known import SECONDS, KnownSites
from tests.told_sites import a_site

BLOG, NEWS = Site("blog", ("https://blog.example.jp",)), Site("news", ("https://news.example.jp",))


class Table:
    """Sites that can change or be away, and a clock that stands still."""

    def __init__(self, *sites: Site) -> None:
        self.sites: Sequence[Site] = sites
        self.is_away = False
        self.looks = 0
        self.seconds = 0.0
        self.known = KnownSites(("https://settings.example",), self.read, clock=lambda: self.seconds)

    def read(self) -> Sequence[Site]:
        self.looks += 1
        if self.is_away:
            raise StoreError("away")
        return self.sites


def test_the_table_is_read_at_the_first_question_and_then_every_two_seconds() -> None:
    table = Table(BLOG)
    assert table.looks == 0, "a start waits for nothing"
    assert table.known.now().sites == (BLOG,) and table.looks == 1
    table.sites = (BLOG, NEWS)
    table.seconds = SECONDS - 0.01
    assert table.known.now().sites == (BLOG,) and table.looks == 1
    table.seconds = SECONDS
    assert table.known.now().sites == (BLOG, NEWS) and table.looks == 2


def test_the_patterns_of_the_settings_stay() -> None:
    table = Table()
    assert table.known.now().allows("https://settings.example")
    table.sites, table.seconds = (BLOG,), SECONDS
    assert table.known.now().allows("https://settings.example") and table.known.now().allows("https://blog.example.jp")


def test_what_has_not_changed_is_the_same_value_with_all_that_was_derived_from_it() -> None:
    table = Table(BLOG)
    before = table.known.now()
    table.sites, table.seconds = (Site(*(BLOG.key, BLOG.origins)),), SECONDS
    assert table.known.now() is before


def test_a_removed_site_is_forgotten() -> None:
    table = Table(BLOG)
    table.known.now()
    table.sites, table.seconds = (), SECONDS
    assert not table.known.now().allows("https://blog.example.jp")


def test_while_the_table_is_away_the_sites_stay_as_they_were_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    table = Table(BLOG)
    table.known.now()
    table.is_away, table.seconds = True, SECONDS
    assert table.known.now().sites == (BLOG,)
    assert "sites not refreshed: away" in caplog.text
    assert table.known.now().sites == (BLOG,) and table.looks == 2, "not asked by every request meanwhile"
    table.is_away, table.sites, table.seconds = False, (NEWS,), 2 * SECONDS
    assert table.known.now().sites == (NEWS,)


def test_a_defect_of_the_reading_lets_the_next_question_read_again() -> None:
    table = Table(BLOG)
    table.known._read = lambda: [][0]
    with pytest.raises(IndexError):
        table.known.now()
    table.known._read = table.read
    assert table.known.now().sites == (BLOG,)


def held_table(*, known_before: bool) -> tuple[KnownSites, Event, Event]:
    """Return sites whose next look hangs, what says that it has begun, and what ends it."""
    seconds = [0.0]
    begun, may_end = Event(), Event()
    looks = iter([] if not known_before else [(BLOG,)])

    def read() -> Sequence[Site]:
        for sites in looks:
            return sites
        begun.set()
        may_end.wait(10)
        return (NEWS,)

    known = KnownSites((), read, clock=lambda: seconds[0])
    if known_before:
        assert known.now().sites == (BLOG,)
        seconds[0] += SECONDS
    return known, begun, may_end


def test_one_thread_reads_again_and_nobody_waits_for_it() -> None:
    known, begun, may_end = held_table(known_before=True)
    reading = Thread(target=known.now)
    reading.start()
    assert begun.wait(10)
    assert known.now().sites == (BLOG,), "as they were, at once"
    may_end.set()
    reading.join(10)
    assert known.now().sites == (NEWS,)


def test_everybody_waits_for_the_very_first_look() -> None:
    known, begun, may_end = held_table(known_before=False)
    found: list[Sequence[Site]] = []
    asking = [Thread(target=lambda: found.append(known.now().sites)) for _ in range(4)]
    for thread in asking:
        thread.start()
    assert begun.wait(10)
    assert found == [], "nobody is told that there are none"
    may_end.set()
    for thread in asking:
        thread.join(10)
    assert found == [(NEWS,)] * 4


def test_a_process_knows_the_sites_of_its_database(either_store: StoreHandle) -> None:
    a_site(either_store, "blog")
    a_site(either_store, "app", "", origins=(), may_ask_results=False)
    blog, app = either_store.sites.now().sites
    assert blog == Site("blog", ("https://blog.example.jp",), may_ask_results=True)
    assert app == Site("app", ())
    assert app.may_ask_results is False


def test_many_threads_see_the_same(either_store: StoreHandle) -> None:
    a_site(either_store, "blog")
    barrier, seen = Barrier(8), []

    def ask() -> None:
        barrier.wait(10)
        seen.append(either_store.sites.now().allows("https://evil.example"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [False] * 8
    with either_store.opened().writing() as connection:
        registry.remove(connection, "blog")
    assert [site.key for site in either_store.opened().sites()] == []
