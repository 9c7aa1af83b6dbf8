"""Who saw what is kept once, found again, and one day erased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quiz.store.desk.purge import due, purge
from quiz.store.handle import StoreHandle
from quiz.store.staff import audit
from quiz.store.staff.audited import KEPT, LONGEST_DETAIL, SAME, Entry, Kind, Wanted
from tests.accounts import an_account

MOMENT = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
EVERYTHING = Wanted()


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


def entries(store: StoreHandle, wanted: Wanted = EVERYTHING) -> tuple[Entry, ...]:
    with store.opened().reading() as connection:
        return audit.leaf(connection, wanted).entries


def note(
    store: StoreHandle, account: int | None, kind: Kind = Kind.SAW, detail: str = "", moment: datetime = MOMENT
) -> None:
    with store.opened().writing() as connection:
        audit.note(connection, moment, account, kind, detail)


def test_what_was_done_is_found_again_newest_first(store: StoreHandle) -> None:
    viewer = an_account(store, "viewer").id
    note(store, viewer, Kind.SIGNED_IN)
    note(store, None, Kind.ACCOUNT, "viewer disabled", MOMENT + timedelta(milliseconds=1500))
    first, second = reversed(entries(store))
    assert (first.name, first.kind, first.detail, first.moment) == ("viewer", Kind.SIGNED_IN, "", MOMENT)
    assert (second.name, second.kind, second.detail) == ("", Kind.ACCOUNT, "viewer disabled")
    assert second.moment == MOMENT + timedelta(milliseconds=1500)


def test_the_same_view_within_minutes_is_kept_once(store: StoreHandle) -> None:
    one, other = an_account(store, "one").id, an_account(store, "other").id

    def see(account: int, detail: str, moment: datetime) -> None:
        audit.note_view(store.opened(), moment, account, Kind.SAW, detail)

    see(one, "/staff/figures/", MOMENT)
    see(one, "/staff/figures/", MOMENT + SAME - timedelta(seconds=1))
    assert len(entries(store)) == 1
    see(one, "/staff/figures/?form=full", MOMENT)
    see(other, "/staff/figures/", MOMENT)
    see(one, "/staff/figures/", MOMENT + SAME)
    assert len(entries(store)) == 4


def test_a_detail_is_one_line_and_what_is_too_long_for_an_entry_goes_on_in_the_next(store: StoreHandle) -> None:
    viewer = an_account(store, "viewer").id
    audit.note_view(store.opened(), MOMENT, viewer, Kind.SAW, "a\x00b\nc\u202e\ud800" + "い" * 1000)
    kept = [entry.detail for entry in reversed(entries(store))]
    assert "".join(kept) == "a b c  " + "い" * 1000
    assert [len(detail) for detail in kept] == [LONGEST_DETAIL, LONGEST_DETAIL, 7]


def test_long_views_that_begin_alike_are_not_taken_for_the_same(store: StoreHandle) -> None:
    viewer = an_account(store, "viewer").id
    for end in ("one", "another"):
        audit.note_view(store.opened(), MOMENT, viewer, Kind.SAW, "x" * LONGEST_DETAIL + end)
    assert [entry.detail for entry in entries(store)] == ["another", "x" * LONGEST_DETAIL, "one", "x" * LONGEST_DETAIL]


def test_entries_are_found_by_name_and_kind_and_leaf_by_leaf(store: StoreHandle) -> None:
    one, other = an_account(store, "one").id, an_account(store, "other").id
    for number in range(5):
        note(store, one, Kind.SAW, str(number))
        note(store, other, Kind.EXPORTED, str(number))
    assert [entry.detail for entry in entries(store, Wanted("one"))] == ["4", "3", "2", "1", "0"]
    assert {entry.name for entry in entries(store, Wanted(kind=Kind.EXPORTED))} == {"other"}
    assert entries(store, Wanted("one", Kind.EXPORTED)) == entries(store, Wanted("nobody")) == ()
    seen, before = [], None
    with store.opened().reading() as connection:
        for _ in range(3):
            leaf = audit.leaf(connection, Wanted(kind=Kind.SAW, before=before), 2)
            seen += [entry.detail for entry in leaf.entries]
            before = leaf.next_before
    assert seen == ["4", "3", "2", "1", "0"] and before is None


def test_an_entry_is_erased_when_its_time_is_over_and_not_before(store: StoreHandle) -> None:
    viewer = an_account(store, "viewer").id
    note(store, viewer, detail="old", moment=MOMENT)
    note(store, viewer, detail="new", moment=MOMENT + timedelta(milliseconds=1))
    assert due(store.opened(), MOMENT + KEPT).audits == 1
    assert purge(store.opened(), MOMENT + KEPT).audits == 1
    assert [entry.detail for entry in entries(store)] == ["new"]
