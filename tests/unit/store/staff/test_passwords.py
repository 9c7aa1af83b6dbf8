"""Passwords: what may be one, and that a hash tells one from all others."""

from __future__ import annotations

from threading import BoundedSemaphore

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.store.staff import passwords
from quiz.store.staff.account import LEAST, MOST
from quiz.store.staff.passwords import COMMONEST, NOBODYS, fault_of, generated, hash_of, is_outdated, is_right


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("正しい馬の電池とホチキス", ""),
        ("correct horse battery", ""),
        ("aaaa aaaa bbbb", ""),
        ("x" * (LEAST - 1), "short"),
        ("", "short"),
        ("十二文字ではない", "short"),
        ("ﾊﾟｽﾜｰﾄﾞﾊﾟｽﾜｰﾄﾞ", "short"),
        ("長い" * 101, "long"),
        ("ﷺ" * 12, "long"),
        ("with a\x00 NUL in it", "characters"),
        ("with a \ud800 surrogate", "characters"),
        ("aaaaaaaaaaaa", "common"),
        ("abcabcabcabcabc", "common"),
        ("１２３４５６７８９０１２", "common"),
        ("0987654321098", "common"),
        ("qwertyuiopas", "common"),
        ("PASSWORD1234", "common"),
        ("サンプルサンプルサンプル", "common"),
        ("editor-ed1editor-ed1", "common"),
    ],
)
def test_a_password_is_long_and_not_one_of_the_commonest(password: str, fault: str) -> None:
    assert fault_of(password, "editor-ed1") == fault


@given(password=st.text(st.characters(exclude_categories=[]), max_size=MOST + 20))
def test_every_text_has_an_answer(password: str) -> None:
    assert fault_of(password, "name") in ("", "short", "long", "characters", "common")


def test_the_list_holds_only_what_length_alone_would_let_through() -> None:
    assert [common for common in COMMONEST if len(common) < LEAST or common != common.casefold()] == []


def test_a_hash_knows_its_password_in_every_form_of_the_same_letters() -> None:
    kept = hash_of("ガイドの合言葉は長いです")
    assert kept.startswith("$argon2id$")
    assert is_right("ｶﾞｲﾄﾞの合言葉は長いです", kept)
    for other in ("ガイドの合言葉は長いでは", "", "ガイドの合言葉は長いです" + "x" * MOST, "\ud800\x00"):
        assert not is_right(other, kept)


def test_nobody_has_the_password_of_a_name_that_does_not_exist() -> None:
    assert not is_right("x" * 14, None)


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not is_right("x" * 14, "$argon2id$damaged")


def test_hashes_follow_the_parameters_of_the_day() -> None:
    assert not is_outdated(NOBODYS), "write a new one: names that do not exist would be told by their time"
    assert is_outdated(PasswordHasher(time_cost=1).hash("x" * 14))


def test_generated_passwords_have_no_fault_and_differ() -> None:
    many = {generated() for _ in range(200)}
    assert len(many) == 200
    assert {fault_of(one) for one in many} == {""}


def test_a_crowd_is_turned_away_before_it_takes_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "IN_LINE", BoundedSemaphore(1))
    assert not is_right("x" * 14, None)
    with passwords._a_turn(), pytest.raises(StoreError, match="too many"):
        is_right("x" * 14, None)
    assert not is_right("x" * 14, None)


def test_the_hasher_is_made_once() -> None:
    assert passwords._hasher() is passwords._hasher()
