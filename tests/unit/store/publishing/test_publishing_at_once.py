"""Editors, imports and askers change what is published at the same moment, each in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from quiz.store.handle import StoreHandle
from quiz.store.publishing import deriving
from quiz.store.publishing.deriving import catch_up
from quiz.store.publishing.publisher import Publisher
from quiz.store.revision import bring_up_to_date
from quiz.store.tables import consultation, indexed, related
from tests.attempts import MOMENT, THE_BANK, a_database, a_store
from tests.consultations import a_record, an_advisor
from tests.postgresql import a_server_database

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
EDITORS, EACH = 4, 5


@pytest.fixture(params=DATABASES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[StoreHandle]]:
    if request.param == "sqlite":
        url = a_database(tmp_path)
    else:
        url = a_server_database(request.getfixturevalue("postgresql"))
        bring_up_to_date(url, THE_BANK, MOMENT)
    with ExitStack() as stack:
        yield [stack.enter_context(closing(a_store(url))) for _ in range(EDITORS)]


def introduce(store: StoreHandle) -> Publisher:
    publisher = store.publisher()
    publisher.apply(publisher.compare("book", [a_record(900)], (an_advisor(),)), MOMENT)
    publisher.reindex()
    return publisher


def test_editors_who_publish_at_once_all_succeed_and_everything_is_found(stores: list[StoreHandle]) -> None:
    introduce(stores[0])

    def edit(editor: int) -> None:
        publisher = stores[editor].publisher()
        for turn in range(EACH):
            publisher.publish_one(a_record(10 * editor + turn), MOMENT)

    with ThreadPoolExecutor(EDITORS) as pool:
        list(pool.map(edit, range(EDITORS)))
    library = stores[0].library()
    assert library.search("何から始めるか").teasers.total == 1 + EDITORS * EACH
    with stores[0].opened().reading() as connection:
        assert len(connection.execute(select(indexed)).all()) == 1 + EDITORS * EACH
        assert len(connection.execute(select(related)).all()) == 1 + EDITORS * EACH
    assert catch_up(stores[0].opened()) == 0


def test_words_taken_apart_before_a_withdrawal_do_not_come_back_with_the_index(
    stores: list[StoreHandle], monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = introduce(stores[0])
    publisher.publish_one(a_record(1, body=("ひみつの言葉です。",)), MOMENT)

    index = deriving._index

    def index_late(*arguments: Any) -> None:
        # Once: the words are read, and before they are written somebody withdraws.
        monkeypatch.setattr(deriving, "_index", index)
        stores[1].publisher().withdraw("q1", moment=MOMENT + timedelta(hours=1))
        index(*arguments)

    monkeypatch.setattr(deriving, "_index", index_late)
    publisher.reindex(everything=True)
    with stores[0].opened().reading() as connection:
        number = connection.execute(select(consultation.c.number).where(consultation.c.id == "q1")).scalar_one()
        key = "rowid" if connection.dialect.name == "sqlite" else "number"
        left = connection.execute(text(f"SELECT count(*) FROM search WHERE {key} = :n"), {"n": number}).scalar()  # noqa: S608 - one of two names.
    assert left == 0
