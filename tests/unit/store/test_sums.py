"""Sums are gathered, written together, kept while the database refuses, and bounded."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.store import sums as module
from quiz.store.handle import StoreHandle
from quiz.store.sums import BEGAN, CLICK, PASSAGE, PLACEMENT_CLICK, Batch, Of, Sums
from tests.attempts import a_store

QUICK = ("2026-04-01", "8dpt3vn4", "quick", "campus", "/qa/1")
KINDS = {kind.table: kind for kind in (CLICK, PASSAGE, PLACEMENT_CLICK)}


class Books:
    """What was written, added up; refuses while it is told to."""

    def __init__(self) -> None:
        self.sums: dict[tuple[str, Of], list[int]] = {}
        self.is_away = False

    def write(self, batches: Sequence[Batch]) -> None:
        if self.is_away:
            raise StoreError("away")
        for statement, rows in batches:
            kind = next(kind for kind in KINDS.values() if kind.upsert == statement)
            for row in rows:
                kept = self.sums.setdefault((kind.table, tuple(row[name] for name in kind.of)), [0] * len(kind.added))
                for place, name in enumerate(kind.added):
                    kept[place] += int(row[name])


def kept(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def test_sums_of_every_kind_add_up_over_flushes_and_processes(store: StoreHandle, url: str, file: Path) -> None:
    other = a_store(url)
    for one in (store, other, store):
        one.sums.add(PASSAGE, (*QUICK, BEGAN), 1)
        one.sums.add(PASSAGE, (*QUICK, 3), 1)
        one.sums.add(PLACEMENT_CLICK, QUICK, 1)
        one.sums.add(CLICK, ("2026-04-01", "8dpt3vn4", "self", 1, "q1"), 2, 1)
        one.sums.flush()
    store.sums.add(PASSAGE, (*QUICK, 3), -1)
    store.close()
    other.close()
    assert kept(file, "SELECT position, count FROM passage ORDER BY position") == [(BEGAN, 3), (3, 2)]
    assert kept(file, "SELECT form, site, page, clicks FROM placement_click") == [("quick", "campus", "/qa/1", 3)]
    assert kept(file, "SELECT impressions, clicks FROM click") == [(6, 3)]


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-2, 2), st.booleans(), st.booleans())))
def test_nothing_is_lost_or_counted_twice_while_the_database_is_away_now_and_then(
    acts: list[tuple[int, int, bool, bool]],
) -> None:
    books, wanted = Books(), dict[int, int]()
    sums = Sums(books.write)
    for position, amount, is_flushed, is_away in acts:
        books.is_away = is_away
        sums.add(PASSAGE, (*QUICK, position), amount)
        wanted[position] = wanted.get(position, 0) + amount
        if is_flushed:
            sums.flush()
    books.is_away = False
    sums.close()
    assert books.sums == {("passage", (*QUICK, position)): [total] for position, total in wanted.items()}


def test_what_somebody_invents_fills_no_memory_and_crowds_out_no_other_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    books = Books()
    sums = Sums(books.write)
    for number in range(9):
        sums.add(PLACEMENT_CLICK, ("2026-04-01", "8dpt3vn4", "quick", "", f"/{number}"), 1)
    sums.add(PLACEMENT_CLICK, ("2026-04-01", "8dpt3vn4", "quick", "", "/0"), 1)
    sums.add(CLICK, ("2026-04-01", "8dpt3vn4", "self", 1, "q1"), 1, 0)
    sums.close()
    assert sorted(books.sums.values()) == [[1], [1], [1, 0], [2]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_sum_has_exactly_the_columns_of_its_table(kind: module.Sum) -> None:
    from quiz.store.tables import metadata

    table = metadata.tables[kind.table]
    assert tuple(table.primary_key.columns.keys()) == kind.of
    assert tuple(table.columns.keys()) == (*kind.of, *kind.added)


def test_every_database_adds_up(either_store: StoreHandle) -> None:
    for amount in (1, 2, -1):
        either_store.sums.add(PASSAGE, (*QUICK, 3), amount)
        either_store.sums.add(PLACEMENT_CLICK, ("2026-04-01", "8dpt3vn4", "quick", "", ""), amount)
        either_store.sums.flush()
    rows = either_store.opened().rows("SELECT count FROM passage UNION ALL SELECT clicks FROM placement_click", {})
    assert rows == [(2,), (2,)]
