"""Sites are told what becomes visible: new or shown again, once, and not at every edit."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from quiz.errors import PublishError
from quiz.store.handle import StoreHandle
from quiz.store.publishing.changes import Record
from quiz.store.publishing.publisher import Publisher
from quiz.store.tables import outbox, site
from quiz.store.told import ConsultationFact
from tests.attempts import MOMENT
from tests.consultations import a_record, an_advisor
from tests.told_sites import a_site

A = an_advisor("advisor-a")
LATER = MOMENT + timedelta(hours=1)


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def publisher(store: StoreHandle) -> Publisher:
    return store.publisher()


def publish(publisher: Publisher, *records: Record, moment: datetime = MOMENT, missing: bool = False) -> None:
    publisher.apply(publisher.compare("book", records, (A,), withdraw_missing=missing), moment)


def told(store: StoreHandle) -> list[tuple[str, str]]:
    """Return site and consultation of every message."""
    query = (
        select(site.c.key, outbox.c.subject)
        .join_from(outbox, site)
        .where(outbox.c.kind == "consultation.published")
        .order_by(outbox.c.id)
    )
    with store.opened().reading() as connection:
        rows = connection.execute(query)
        return [(row.key, row.subject.partition(" ")[0]) for row in rows]


def test_every_site_with_a_webhook_is_told_what_is_new(store: StoreHandle, publisher: Publisher) -> None:
    publish(publisher, a_record(1))
    a_site(store, "blog")
    a_site(store, "silent", "")
    a_site(store, "news")
    publish(publisher, a_record(1), a_record(2))
    assert told(store) == [("blog", "q2"), ("news", "q2")]


def test_an_edit_is_no_news_and_neither_is_another_area(store: StoreHandle, publisher: Publisher) -> None:
    publish(publisher, a_record(1))
    a_site(store, "blog")
    publish(publisher, a_record(1, body=("別の本文です。",)), moment=LATER)
    publisher.classify("q1", "area2", ("topic",))
    publisher.withdraw_answer("q1", A.id, LATER)
    publisher.restore_answer("q1", A.id, LATER)
    assert told(store) == []


def test_what_is_shown_again_is_news_again(store: StoreHandle, publisher: Publisher) -> None:
    publish(publisher, a_record(1), a_record(2))
    a_site(store, "blog")
    publisher.withdraw("q1", "editor", MOMENT)
    publish(publisher, a_record(1), missing=True)
    assert told(store) == []
    publisher.restore("q1", LATER)
    publisher.restore("q1", LATER)
    publish(publisher, a_record(1), a_record(2), moment=LATER)
    assert told(store) == [("blog", "q1"), ("blog", "q2")]
    publisher.withdraw("q1", "editor", LATER)
    publisher.restore("q1", LATER + timedelta(minutes=1))
    assert told(store)[2:] == [("blog", "q1")]


def test_what_is_not_published_is_not_told(store: StoreHandle, publisher: Publisher) -> None:
    a_site(store, "blog")
    with pytest.raises(PublishError):
        publisher.restore("nothing", MOMENT)
    changes = publisher.compare("book", [a_record(1)], ())
    with pytest.raises(Exception, match="advisor-a"):
        publisher.apply(changes, MOMENT)
    assert told(store) == []


def test_what_was_withdrawn_or_erased_before_it_was_told_is_not_told(store: StoreHandle, publisher: Publisher) -> None:
    a_site(store, "blog")
    publish(publisher, a_record(1), a_record(2))
    publisher.erase("q1", MOMENT)
    box = store.outbox()
    (number,) = box.due_sites(MOMENT)
    facts = [message.fact if (message := box.claim(number, MOMENT, MOMENT)) else "" for _ in range(3)]
    assert facts[0] is None and facts[2] == ""
    assert isinstance(facts[1], ConsultationFact) and facts[1].id == "q2" and facts[1].title.ja


def test_a_desk_that_publishes_tells_too(store: StoreHandle, publisher: Publisher) -> None:
    publish(publisher, a_record(1))
    a_site(store, "blog")
    publisher.publish_one(a_record(7), MOMENT)
    publisher.publish_one(a_record(7, body=("直した本文です。",)), LATER)
    assert told(store) == [("blog", "q7")]
