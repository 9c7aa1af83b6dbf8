"""What is noted for sites, in the transaction in which it comes true; and who is lent it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import event, select, text

from quiz.errors import StoreError
from quiz.store.attempt import Outcome
from quiz.store.handle import StoreHandle
from quiz.store.outbox.messages import LEASE
from quiz.store.revision import bring_up_to_date
from quiz.store.sites import registry
from quiz.store.sqlite import SqliteWriter, sqlite_file
from quiz.store.tables import attempt, outbox
from quiz.store.telling import Sharing
from quiz.store.told import AttemptFact, Kind, Message, Settled, State
from tests.attempts import MOMENT, THE_BANK, a_store, an_attempt
from tests.postgresql import a_server_database
from tests.told_sites import SECRET, a_site

SECOND = timedelta(seconds=1)


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


def noted(store: StoreHandle) -> list[tuple[str, str]]:
    with store.opened().reading() as connection:
        rows = connection.execute(select(outbox.c.kind, outbox.c.subject).order_by(outbox.c.id))
        return [(row.kind, row.subject) for row in rows]


def write(store: StoreHandle, *numbers_and_sites: tuple[int, str], **changes: object) -> Sequence[object]:
    """Write attempts in one batch, as those who arrive together are."""
    file = sqlite_file(store._url)
    writer = SqliteWriter(file) if file else store.opened().writer()
    attempts = [an_attempt(number, site=site, **changes) for number, site in numbers_and_sites]
    assert writer.begin(wait=True)
    try:
        return writer.write(attempts)
    finally:
        writer.end()
        writer.close()


def claim(store: StoreHandle, moment: datetime = MOMENT) -> Message | None:
    sites = store.outbox().due_sites(moment)
    return store.outbox().claim(sites[0], moment, moment) if sites else None


def settled(message: Message, state: State = State.DELIVERED, due: datetime = MOMENT, status: int = 204) -> Settled:
    return Settled(message, MOMENT, 12, status, "", state, due)


class TestNoting:
    def test_an_attempt_of_a_site_that_is_told_is_noted_with_it(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        a_site(store, "news", "")
        for number, site in enumerate(("blog", "news", "unknown", "", "blog"), 1):
            assert store.record(an_attempt(number, site=site)) is Outcome.CREATED
        assert noted(store) == [("attempt.completed", "1"), ("attempt.completed", "5")]

    def test_a_batch_notes_each_once_and_what_was_refused_or_replayed_never(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        assert write(store, (1, "blog"), (2, "")) == [Outcome.CREATED] * 2
        came = write(store, (1, "blog"), (3, "blog"), (4, "blog"), (3, "blog"), (5, ""))
        assert came == [Outcome.REPLAYED, Outcome.CREATED, Outcome.CREATED, Outcome.REPLAYED, Outcome.CREATED]
        (refused,) = write(store, (6, "blog"), score=101)
        assert isinstance(refused, StoreError)
        with store.opened().reading() as connection:
            query = select(attempt.c.key).join(outbox, outbox.c.subject == attempt.c.id.cast(outbox.c.subject.type))
            keys = list(connection.execute(query.order_by(attempt.c.id)).scalars())
        assert keys == [an_attempt(number).key for number in (1, 3, 4)]
        assert len(noted(store)) == 3

    def test_another_body_under_a_key_tells_nothing(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1))
        assert store.record(an_attempt(1, digest=b"d" * 16, site="blog")) is Outcome.CONFLICT
        assert noted(store) == []

    def test_messages_are_known_by_what_tells_nothing_of_how_many_there_are(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        write(store, *((number, "blog") for number in range(1, 300)))
        with store.opened().reading() as connection:
            names = list(connection.execute(select(outbox.c.message)).scalars())
        assert len(set(names)) == 299
        assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)

    def test_where_a_message_cannot_be_noted_nothing_is_stored_and_the_sender_is_told(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        with store.opened().writing() as connection:
            connection.execute(text("ALTER TABLE outbox RENAME TO gone"))
        with pytest.raises(StoreError):
            store.record(an_attempt(1, site="blog"))
        assert store.count_attempts() == 0
        assert store.record(an_attempt(2)) is Outcome.CREATED, "who needs no message is not held up"
        with store.opened().writing() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO outbox"))
        assert store.record(an_attempt(1, site="blog")) is Outcome.CREATED
        assert len(noted(store)) == 1


class TestSharing:
    def test_a_result_is_shared_once(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog"))
        for moment in (MOMENT, MOMENT + SECOND):
            assert store.share(an_attempt(1).key, "blog", moment) is Sharing.TOLD
        assert noted(store) == [("attempt.completed", "1"), ("attempt.shared", "1")]

    def test_it_is_refused_where_the_site_may_not_ask_or_is_none(self, store: StoreHandle) -> None:
        a_site(store, "shy", may_ask_results=False)
        for number, site in enumerate(("shy", "", "unknown"), 1):
            store.record(an_attempt(number, site=site))
            assert store.share(an_attempt(number).key, site, MOMENT) is Sharing.REFUSED
        assert store.share(an_attempt(9).key, "shy", MOMENT) is Sharing.UNKNOWN
        assert noted(store) == [("attempt.completed", "1")]

    def test_one_site_is_not_told_what_was_agreed_for_another(self, store: StoreHandle) -> None:
        for key in ("blog", "news"):
            a_site(store, key)
        store.record(an_attempt(1, site="blog"))
        assert store.share(an_attempt(1).key, "news", MOMENT) is Sharing.REFUSED
        assert noted(store) == [("attempt.completed", "1")]

    def test_it_is_agreed_to_where_the_site_wants_to_be_told_nothing(self, store: StoreHandle) -> None:
        a_site(store, "blog", "")
        store.record(an_attempt(1, site="blog"))
        assert store.share(an_attempt(1).key, "blog", MOMENT) is Sharing.TOLD
        assert noted(store) == []


class TestClaiming:
    def test_a_message_comes_with_all_that_is_needed_to_send_it(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog", page="https://blog.example.jp/a", campaign="spring"))
        message = claim(store)
        assert message is not None
        assert (message.kind, message.site, message.tries) == (Kind.COMPLETED, "blog", 0)
        assert (message.url, message.secret, message.created) == ("https://blog.example.jp/hooks", SECRET, MOMENT)
        expected = (THE_BANK.id, THE_BANK.version, "quick", "2k", 67, "https://blog.example.jp/a", "spring", MOMENT)
        assert message.fact == AttemptFact(*expected)

    def test_what_is_lent_is_lent_to_nobody_else_until_the_lease_ends(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog"))
        first = claim(store)
        assert first is not None
        assert claim(store) is None and not store.is_anything_due(MOMENT + LEASE - SECOND)
        second = claim(store, MOMENT + LEASE)
        assert second is not None and second.name == first.name and second.tries == 0
        store.outbox().settle(settled(first, State.GIVEN_UP))
        (one,) = store.outbox().log()
        assert one.state == "waiting", "who came too late decides nothing"
        store.outbox().settle(settled(second))
        (one,) = store.outbox().log()
        assert (one.state, one.tries, one.status) == ("delivered", 1, 204)

    def test_the_longest_due_is_the_first_and_what_is_not_due_yet_waits(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        for number, seconds in ((1, 2), (2, 1), (3, 9)):
            store.record(an_attempt(number, site="blog", finished_utc=MOMENT + seconds * SECOND))
        moment, box = MOMENT + 5 * SECOND, store.outbox()
        assert box.count_due(moment) == 2
        (site,) = box.due_sites(moment)
        claimed = [box.claim(site, moment, moment) for _ in range(3)]
        facts = [one.fact.finished if one and isinstance(one.fact, AttemptFact) else None for one in claimed]
        assert facts == [MOMENT + SECOND, MOMENT + 2 * SECOND, None]

    def test_what_came_of_one_is_noted_with_the_next_claim(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        write(store, (1, "blog"), (2, "blog"))
        first = claim(store)
        assert first is not None
        (site,), box = store.outbox().due_sites(MOMENT), store.outbox()
        second = box.claim(site, MOMENT, MOMENT, settled(first))
        assert second is not None and second.id != first.id
        assert box.claim(site, MOMENT, MOMENT, settled(second)) is None
        assert [one.state for one in box.log()] == ["delivered"] * 2

    def test_many_who_claim_at_once_are_each_lent_something_else(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        write(store, *((number, "blog") for number in range(40)))
        (site,), box = store.outbox().due_sites(MOMENT), store.outbox()
        with ThreadPoolExecutor(4) as pool:
            claimed = list(pool.map(lambda _: box.claim(site, MOMENT, MOMENT), range(48)))
        names = [message.name for message in claimed if message]
        assert len(names) == len(set(names)) == 40

    def test_a_removed_site_ends_a_try_that_is_under_way_in_peace(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog"))
        message = claim(store)
        assert message is not None
        with store.opened().writing() as connection:
            registry.remove(connection, "blog")
        store.outbox().settle(settled(message))
        assert store.outbox().log() == []

    def test_an_attempt_that_was_erased_is_not_told(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog"))
        with store.opened().writing() as connection:
            connection.execute(attempt.delete())
        message = claim(store)
        assert message is not None and message.fact is None

    def test_a_result_is_kept_from_a_site_that_may_ask_no_more(self, store: StoreHandle) -> None:
        a_site(store, "blog")
        store.record(an_attempt(1, site="blog"))
        store.share(an_attempt(1).key, "blog", MOMENT)
        with store.opened().writing() as connection:
            registry.change(connection, "blog", MOMENT, may_ask_results=False)
        facts = {message.kind: message.fact is None for message in (claim(store), claim(store)) if message}
        assert facts == {Kind.COMPLETED: False, Kind.SHARED: True}


class TestReplaying:
    def replayed(self, store: StoreHandle, **options: object) -> int:
        return store.outbox().replay(MOMENT + SECOND, **options)  # type: ignore[arg-type]

    @pytest.fixture
    def told(self, store: StoreHandle) -> StoreHandle:
        """Four messages: one arrived, one was given up, one failed and waits, one was not tried."""
        a_site(store, "blog")
        a_site(store, "news")
        write(store, (1, "blog"), (2, "news"), (3, "blog"))
        store.record(an_attempt(4, site="blog", finished_utc=MOMENT + timedelta(days=1)))
        later = MOMENT + timedelta(hours=1)
        for state, due in ((State.DELIVERED, MOMENT), (State.WAITING, later), (State.GIVEN_UP, MOMENT)):
            message = claim(store)
            assert message is not None
            store.outbox().settle(settled(message, state, due, 500))
        assert [one.state for one in store.outbox().log()] == ["delivered", "given_up", "waiting", "waiting"]
        assert not store.is_anything_due(MOMENT + SECOND)
        return store

    def test_failed_ones_are_told_again_as_if_for_the_first_time(self, told: StoreHandle) -> None:
        assert self.replayed(told, only_failed=True) == 2
        assert told.outbox().count_due(MOMENT + SECOND) == 2
        assert {one.tries for one in told.outbox().log(state="waiting")} == {0}
        assert [one.status for one in told.outbox().log()] == [500, 500, 500, None], "the log keeps what was"

    def test_one_or_those_since_a_moment_or_of_a_site_are_told_again(self, told: StoreHandle) -> None:
        first = told.outbox().log()[0].id
        assert self.replayed(told, number=first) == 1
        assert self.replayed(told, since=MOMENT + timedelta(hours=1)) == 1
        assert self.replayed(told, site_key="news", only_failed=True) == 1
        assert self.replayed(told, site_key="nobody", only_failed=True) == 0

    def test_it_is_known_by_the_same_name(self, told: StoreHandle) -> None:
        (first,) = told.outbox().log(state="delivered")
        self.replayed(told, number=first.id)
        message = claim(told, MOMENT + SECOND)
        assert message is not None and message.id == first.id

    def test_the_log_shows_the_newest_and_chooses(self, told: StoreHandle) -> None:
        numbers = [one.id for one in told.outbox().log()]
        assert [one.id for one in told.outbox().log(most=2)] == numbers[-2:]
        assert [one.site for one in told.outbox().log(site_key="news")] == ["news"]


@pytest.mark.postgresql
def test_a_site_that_is_just_being_removed_is_waited_for_and_no_attempt_is_lost(postgresql: str) -> None:
    url = a_server_database(postgresql)
    bring_up_to_date(url, THE_BANK, MOMENT)
    store, other = a_store(url), a_store(url)
    a_site(store, "blog")
    asked = Event()

    def note(*arguments: Any) -> None:
        if "outbox" in arguments[2]:
            asked.set()

    event.listen(other.opened()._engine, "before_cursor_execute", note)
    with store.opened().writing() as connection:
        registry.remove(connection, "blog")
        outcomes: list[object] = []
        thread = Thread(target=lambda: outcomes.append(other.record(an_attempt(1, site="blog"))))
        thread.start()
        assert asked.wait(10)
        _wait_until_somebody_waits(store)
    thread.join(10)
    assert outcomes == [Outcome.CREATED]
    assert noted(store) == []
    store.close()
    other.close()


def _wait_until_somebody_waits(store: StoreHandle) -> None:
    waiting, ends = text("SELECT count(*) FROM pg_locks WHERE NOT granted"), monotonic() + 10
    while monotonic() < ends:
        with store.opened().reading() as connection:
            if connection.execute(waiting).scalar_one():
                return
        sleep(0.01)
    raise AssertionError("nobody waits for the site")
