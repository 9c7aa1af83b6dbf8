"""What an address carries: anything at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.exceptions import NotFound

from quiz.qa.queries import LONGEST_QUERY, page_number, present, readable


@pytest.mark.parametrize("written", ["0", "-1", "1.5", "two", "２", "01", "", " 2", "1" * 5000, "9999999"])
def test_a_page_that_can_be_none_is_not_found(written: str) -> None:
    with pytest.raises(NotFound):
        page_number({"page": written})


def test_a_page_is_the_number_written_or_the_first() -> None:
    assert (page_number({}), page_number({"page": "1"}), page_number({"page": "120"})) == (1, 1, 120)


@pytest.mark.parametrize("name", ["a\x00b", "a" * 65, "\ud800", "a\nb", "\u202egnp"])
def test_an_id_that_can_be_none_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        readable(name)


def test_an_id_is_taken_as_it_stands() -> None:
    assert readable("same-reason") == "same-reason"


@given(st.text(st.characters(), max_size=300))
def test_a_search_holds_nothing_that_a_page_or_a_database_could_stumble_over(typed: str) -> None:
    shown = present(typed)
    assert len(shown) <= LONGEST_QUERY
    assert shown == shown.strip() == present(shown)
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in shown)
    shown.encode("utf-8")


def test_a_search_keeps_what_people_type() -> None:
    assert present("　逆質問　 練習\t😀 ｷﾞｬｸ ") == "逆質問 練習 😀 ｷﾞｬｸ"
    assert present("a\u202eb\x00c\ud800d") == "abcd"
    assert present("あ" * 100_000) == "あ" * LONGEST_QUERY
