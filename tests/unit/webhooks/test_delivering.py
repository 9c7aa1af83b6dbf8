"""Delivering over real stores to real receivers: again and again, in time, and never two at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from time import monotonic, sleep
from typing import Any

import pytest

from quiz.store.handle import StoreHandle
from quiz.store.outbox.messages import LEASE
from quiz.store.sites import registry
from quiz.store.told import State
from quiz.webhooks import delivering
from quiz.webhooks.delivering import DELAYS, JITTER, Deliverer
from quiz.webhooks.sending import Sender
from quiz.webhooks.signing import new_secret
from tests.attempts import MOMENT, an_attempt
from tests.consultations import a_record, an_advisor
from tests.told_sites import Receiver, Reply, a_deliverer, a_sender, a_site, receiving, trust

SECOND = timedelta(seconds=1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.moment = MOMENT

    def __call__(self) -> datetime:
        return self.moment


def complete(store: StoreHandle, number: int, site: str = "blog", **changes: Any) -> None:
    store.record(an_attempt(number, site=site, **changes))


def states(store: StoreHandle) -> list[tuple[str, int, int | None, str]]:
    return [(one.state, one.tries, one.status, one.reason) for one in store.outbox().log()]


def test_every_message_arrives_once_with_what_it_says(either_store: StoreHandle, receiver: Receiver) -> None:
    a_site(either_store, "blog", receiver.url)
    complete(either_store, 1, page="https://blog.example.jp/a")
    either_store.share(an_attempt(1).key, "blog", MOMENT)
    publisher = either_store.publisher()
    publisher.apply(publisher.compare("book", [a_record(1)], [an_advisor("advisor-a")]), MOMENT)
    assert a_deliverer(either_store).deliver_due() == Counter({State.DELIVERED: 3})
    documents = [got.document for got in receiver.got]
    kinds = ["attempt.completed", "attempt.shared", "consultation.published"]
    assert [document["type"] for document in documents] == kinds
    assert documents[1]["data"]["score"] == 67
    assert documents[2]["data"]["url"] == "https://shindan.example.jp/qa/q1"
    assert [got.headers["webhook-timestamp"] for got in receiver.got] == [str(int(MOMENT.timestamp()))] * 3
    assert [document["id"] for document in documents] == receiver.names()
    assert states(either_store) == [("delivered", 1, 204, "")] * 3
    assert a_deliverer(either_store).deliver_due() == Counter()


def test_a_receiver_that_fails_is_tried_again_under_the_same_name_until_it_is_given_up(
    store: StoreHandle, receiver: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    a_site(store, "blog", receiver.answers("/fails", Reply(500)))
    complete(store, 1)
    watch = Watch()
    deliverer = a_deliverer(store, clock=watch)
    for number, delay in enumerate(DELAYS, 1):
        assert deliverer.deliver_due() == Counter({State.WAITING: 1})
        assert states(store) == [("waiting", number, 500, "")]
        watch.moment += delay - SECOND
        assert deliverer.deliver_due() == Counter(), f"too early for try {number + 1}"
        watch.moment += SECOND
    assert deliverer.deliver_due() == Counter({State.GIVEN_UP: 1})
    watch.moment += timedelta(days=9)
    assert deliverer.deliver_due() == Counter()
    assert len(receiver.got) == len(DELAYS) + 1
    assert len(set(receiver.names())) == 1
    assert len({got.headers["webhook-signature"] for got in receiver.got}) == len(receiver.got), "each signed anew"
    assert "webhook given up: site=blog" in caplog.text
    assert timedelta(days=1, hours=20) < sum(DELAYS, timedelta()) < timedelta(days=2)


def test_delays_are_spread_so_that_what_failed_together_does_not_come_back_together(
    store: StoreHandle, receiver: Receiver
) -> None:
    a_site(store, "blog", receiver.answers("/fails", Reply(503)))
    for number in range(20):
        complete(store, number)
    Deliverer(store, sender=a_sender(), clock=lambda: MOMENT).deliver_due()
    delays = [(one.due - MOMENT) / DELAYS[0] for one in store.outbox().log()]
    assert len(set(delays)) > 10
    assert all(1 - JITTER <= delay <= 1 + JITTER for delay in delays)


def test_a_receiver_that_wants_a_message_never_again_is_not_asked_again(store: StoreHandle, receiver: Receiver) -> None:
    a_site(store, "blog", receiver.answers("/gone", Reply(410)))
    complete(store, 1)
    assert a_deliverer(store).deliver_due() == Counter({State.GIVEN_UP: 1})


def test_one_message_that_is_refused_does_not_stop_the_next(store: StoreHandle, receiver: Receiver) -> None:
    a_site(store, "blog", receiver.answers("/picky", Reply(400)))
    for number in range(5):
        complete(store, number)
    assert a_deliverer(store).deliver_due() == Counter({State.WAITING: 5})
    assert len(set(receiver.names())) == 5


def test_a_site_that_does_not_answer_is_asked_once_and_keeps_its_other_messages(store: StoreHandle) -> None:
    a_site(store, "blog", "https://no-such-host.invalid/")
    for number in range(3):
        complete(store, number)
    assert a_deliverer(store).deliver_due() == Counter({State.WAITING: 1})
    assert [tries for _, tries, _, _ in states(store)] == [1, 0, 0]
    assert states(store)[0][3] == "nobody knows the name no-such-host.invalid"


def test_a_slow_receiver_holds_up_no_other(store: StoreHandle, receiver: Receiver) -> None:
    def hang(_: Any) -> None:
        receiver.ending.wait(20)

    hanging = receiver.answers("/hangs", Reply(act=hang))
    for key in ("slow-1", "slow-2", "slow-3"):
        a_site(store, key, hanging)
        for number in range(3):
            complete(store, 100 + 10 * int(key[-1]) + number, site=key)
    a_site(store, "quick", receiver.url)
    for number in range(10):
        complete(store, number, site="quick")
    deliverer = a_deliverer(store, seconds=15.0)
    deliverer.start_due()
    _until(lambda: sum(got.path == "/hooks" for got in receiver.got) == 10)
    complete(store, 50, site="quick")

    def has_come() -> bool:
        deliverer.start_due()
        return sum(got.path == "/hooks" for got in receiver.got) == 11

    _until(has_come)
    _until(lambda: len(deliverer._served) == 3)
    assert len(deliverer._served) == 3, "nobody waited for those that hang"
    assert sum(got.path == "/hangs" for got in receiver.got) == 3, "one at a time for each"
    receiver.ending.set()
    _until(lambda: not deliverer._served)


def _until(is_so: Any) -> None:
    ends = monotonic() + 10
    while not is_so():
        assert monotonic() < ends, "it never came"
        sleep(0.01)


def test_a_site_that_did_not_answer_rests(store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    a_site(store, "blog", "https://no-such-host.invalid/")
    complete(store, 1)
    complete(store, 2)
    deliverer = a_deliverer(store)
    deliverer.start_due()
    _until(lambda: not deliverer._served)
    deliverer.start_due()
    assert not deliverer._served and [tries for _, tries, _, _ in states(store)] == [1, 0]
    monkeypatch.setattr(delivering, "REST_SECONDS", 0.0)
    deliverer._rests.clear()
    deliverer.start_due()
    _until(lambda: not deliverer._served)
    assert [tries for _, tries, _, _ in states(store)] == [1, 1]


def test_two_who_deliver_at_once_send_each_message_once(either_store: StoreHandle, receiver: Receiver) -> None:
    for key in ("blog", "news"):
        a_site(either_store, key, receiver.url)
    for number in range(60):
        complete(either_store, number, site="blog" if number % 2 else "news")
    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(lambda _: a_deliverer(either_store).deliver_due(), range(2)))
    assert came[0] + came[1] == Counter({State.DELIVERED: 60})
    assert len(receiver.got) == len(set(receiver.names())) == 60


def test_who_dies_between_sending_and_noting_it_has_it_sent_again_under_the_same_name(
    store: StoreHandle, receiver: Receiver
) -> None:
    a_site(store, "blog", receiver.url)
    complete(store, 1)
    dying = a_deliverer(store, told=lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        dying.deliver_due()
    assert len(receiver.got) == 1 and states(store) == [("waiting", 0, None, "")]
    watch = Watch()
    assert a_deliverer(store, clock=watch).deliver_due() == Counter(), "it is lent out still"
    watch.moment += LEASE
    assert a_deliverer(store, clock=watch).deliver_due() == Counter({State.DELIVERED: 1})
    assert len(receiver.got) == 2 and len(set(receiver.names())) == 1


def test_what_is_replayed_arrives_again_under_the_same_name(store: StoreHandle, receiver: Receiver) -> None:
    a_site(store, "blog", receiver.url)
    complete(store, 1)
    a_deliverer(store).deliver_due()
    assert store.outbox().replay(MOMENT, since=MOMENT) == 1
    assert a_deliverer(store).deliver_due() == Counter({State.DELIVERED: 1})
    assert len(receiver.got) == 2 and len(set(receiver.names())) == 1


def test_what_is_true_no_more_is_given_up_and_the_rest_goes_on(store: StoreHandle, receiver: Receiver) -> None:
    a_site(store, "blog", receiver.url)
    publisher = store.publisher()
    records = [a_record(1), a_record(2)]
    publisher.apply(publisher.compare("book", records, [an_advisor("advisor-a")]), MOMENT)
    publisher.withdraw("q1", "editor", MOMENT)
    assert a_deliverer(store).deliver_due() == Counter({State.GIVEN_UP: 1, State.DELIVERED: 1})
    assert [got.document["data"]["id"] for got in receiver.got] == ["q2"]
    assert states(store)[0] == ("given_up", 1, None, "not true any more")


def test_a_new_address_and_secret_hold_for_what_waits_too(store: StoreHandle, receiver: Receiver) -> None:

    a_site(store, "blog", receiver.answers("/old", Reply(500)))
    complete(store, 1)
    watch = Watch()
    a_deliverer(store, clock=watch).deliver_due()
    with store.opened().writing() as connection:
        registry.change(connection, "blog", MOMENT, None, None, receiver.url, True, new_secret())
    watch.moment += DELAYS[0]
    a_deliverer(store, clock=watch).deliver_due()
    assert [got.path for got in receiver.got] == ["/old", "/hooks"]


def test_by_default_no_private_network_is_reached(store: StoreHandle, receiver: Receiver) -> None:
    a_site(store, "blog", receiver.url)
    complete(store, 1)
    a_deliverer(store, sender=Sender(trust=trust)).deliver_due()
    assert receiver.got == []
    assert states(store)[0][3].startswith("leads into a private network (")
