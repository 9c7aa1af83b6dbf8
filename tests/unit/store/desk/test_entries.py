"""Entries come in exactly once, and are taken back wholly."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import chain, repeat

import pytest
from sqlalchemy import select

from quiz.advice.workflow import State
from quiz.store.desk import entries
from quiz.store.desk.entry import NewEntry
from quiz.store.handle import StoreHandle
from quiz.store.tables import entry, entry_event
from tests.attempts import MOMENT

ENTRY = NewEntry(
    form=bytes(32),
    token="t" * 40,
    grade="学部3年",
    gender="",
    title="面接で緊張したとき、どう立て直せばいいですか？",
    body="練習では話せるのに、本番では頭が真っ白になります。",
    mail="sample@example.jp",
    is_urgent=True,
)


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


def receive(store: StoreHandle, new: NewEntry = ENTRY) -> bool:
    with store.opened().writing() as connection:
        return entries.receive(connection, new, MOMENT)


def receipts(store: StoreHandle) -> list[str]:
    with store.opened().reading() as connection:
        return list(connection.execute(select(entry.c.receipt)).scalars())


def test_an_entry_is_found_by_its_token_only(store: StoreHandle) -> None:
    assert receive(store)
    with store.opened().reading() as connection:
        found = entries.find(connection, ENTRY.token)
        assert entries.find(connection, "u" * 40) is None
    assert found is not None and found.state is State.RECEIVED
    assert (found.title, found.is_urgent, found.has_mail, found.received_at) == (ENTRY.title, True, True, MOMENT)
    assert found.is_withdrawable and not found.consultation


def test_the_same_form_is_one_entry_however_often_it_comes(store: StoreHandle) -> None:
    with ThreadPoolExecutor(8) as pool:
        news = list(pool.map(lambda _: receive(store), range(16)))
    assert sum(news) == 1 and len(receipts(store)) == 1


def test_a_taken_receipt_number_loses_no_entry(store: StoreHandle, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: Iterator[str] = chain(["AAAA-AAAA"] * 3, repeat("BBBB-BBBB"))
    monkeypatch.setattr(entries, "_receipt", lambda: next(numbers))
    assert receive(store)
    assert receive(store, replace(ENTRY, form=bytes(31) + b"1", token="u" * 40))
    assert receipts(store) == ["AAAA-AAAA", "BBBB-BBBB"]


def test_taking_back_erases_what_was_sent_and_is_noted_once(store: StoreHandle) -> None:
    receive(store)
    for days in (1, 2):
        assert entries.withdraw(store.opened(), store.publisher(), ENTRY.token, MOMENT + timedelta(days=days))
    with store.opened().reading() as connection:
        row = connection.execute(select(entry)).one()
        kinds = connection.execute(select(entry_event.c.kind)).scalars().all()
    assert (row.state, row.title, row.body, row.mail, row.revision) == ("withdrawn", "", "", None, 2)
    assert row.closed_utc == int((MOMENT + timedelta(days=1)).timestamp() * 1000)
    assert kinds == ["received", "withdrawn"]


def test_nobody_takes_back_what_is_not_theirs(store: StoreHandle) -> None:
    receive(store)
    assert not entries.withdraw(store.opened(), store.publisher(), "u" * 40, MOMENT)
    with store.opened().reading() as connection:
        found = entries.find(connection, ENTRY.token)
    assert found is not None and found.title == ENTRY.title
