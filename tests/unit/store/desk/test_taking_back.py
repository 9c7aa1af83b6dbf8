"""What its asker takes back is gone everywhere, whatever happened to it before, and nobody publishes it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from quiz.errors import TakenBackError
from quiz.store.desk import entries
from quiz.store.handle import StoreHandle
from quiz.store.publishing.changes import Record
from quiz.store.tables import entry, entry_event, metadata
from tests.attempts import MOMENT, a_database, a_store
from tests.consultations import a_consultation, a_record, an_advisor, an_answer
from tests.unit.store.desk.test_entries import ENTRY, receipts, receive

LATER = MOMENT + timedelta(days=1)
SECRET = "ひみつの合言葉"


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.fixture
def record(store: StoreHandle) -> Record:
    """An entry that came in, as the desk publishes it; the entry is not told."""
    publisher = store.publisher()
    publisher.apply(publisher.compare("book", [a_record(900)], (an_advisor(),)), MOMENT)
    receive(store)
    (receipt,) = receipts(store)
    return Record(receipt, a_consultation(1, body=(SECRET,), answers=(an_answer(text=SECRET),)))


def take_back(store: StoreHandle) -> None:
    assert entries.withdraw(store.opened(), store.publisher(), ENTRY.token, LATER)


def places_of(store: StoreHandle, word: str) -> list[str]:
    with store.opened().reading() as connection:
        tables = metadata.tables.values()
        return [one.name for one in tables if word in str(connection.execute(select(one)).all())]


def test_what_was_published_is_taken_back_though_an_interruption_kept_the_entry_from_knowing(
    store: StoreHandle, record: Record
) -> None:
    store.publisher().publish_one(record, MOMENT)
    take_back(store)
    assert store.library().consultation("q1") is None
    assert places_of(store, SECRET) == []


def test_what_an_editor_had_withdrawn_loses_its_words_too(store: StoreHandle, record: Record) -> None:
    store.publisher().publish_one(record, MOMENT)
    store.publisher().withdraw("q1", moment=MOMENT)
    assert "consultation" in places_of(store, SECRET)
    take_back(store)
    assert places_of(store, SECRET) == []


def test_what_was_taken_back_is_not_published_by_whoever_had_it_open(store: StoreHandle, record: Record) -> None:
    take_back(store)
    with pytest.raises(TakenBackError):
        store.publisher().publish_one(record, LATER)
    assert store.library().consultation("q1") is None
    assert places_of(store, SECRET) == []


def test_what_was_said_about_the_question_goes_and_what_was_done_stays(store: StoreHandle, record: Record) -> None:
    with store.opened().writing() as connection:
        connection.execute(update(entry).values(reason=SECRET))
        number = connection.execute(select(entry.c.id)).scalar_one()
        event = {"entry": number, "moment_utc": 0, "kind": "rejected", "detail": f'{{"note": "{SECRET}"}}'}
        connection.execute(insert(entry_event).values(**event))
    take_back(store)
    assert places_of(store, SECRET) == []
    with store.opened().reading() as connection:
        kinds = list(connection.execute(select(entry_event.c.kind).order_by(entry_event.c.id)).scalars())
    assert kinds == ["received", "rejected", "withdrawn"]


def test_no_word_of_it_stays_in_the_file_or_in_its_log(tmp_path: Path) -> None:
    store = a_store(a_database(tmp_path))
    publisher = store.publisher()
    publisher.apply(publisher.compare("book", [a_record(900)], (an_advisor(),)), MOMENT)
    receive(store, replace(ENTRY, body=SECRET * 20))
    (receipt,) = receipts(store)
    value = a_consultation(1, body=(SECRET * 20,), answers=(an_answer(text=SECRET * 20),))
    publisher.publish_one(Record(receipt, value), MOMENT)
    assert "ひみ" in words_in(tmp_path) and SECRET in words_in(tmp_path)
    take_back(store)
    # Pairs of characters are what the index holds.
    assert [pair for pair in (SECRET, ENTRY.mail, "ひみ", "みつ", "合言") if pair in words_in(tmp_path)] == []
    store.close()


def words_in(folder: Path) -> str:
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.glob("quiz.db*"))
