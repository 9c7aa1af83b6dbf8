"""Near misses name what was meant, and nothing where nothing is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.near import distance, nearest

KEYS = ("id", "title", "text", "points", "options", "next", "standard_error", "place_to_talk", "ja", "en")
WORDS = st.text(alphabet="abcde", max_size=7)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("pionts", "points"),
        ("scroe", "points"),
        ("Title", "title"),
        ("placeToTalk", "place_to_talk"),
        ("standard-error", "standard_error"),
        ("optoins", "options"),
        ("ｎｅｘｔ", "next"),
        ("選択肢", "options"),
        ("jp", "ja"),
        ("colour", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_nearest_key_is_what_was_meant(written: str, meant: str | None) -> None:
    assert nearest(written, KEYS) == meant


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("points", ()) is None


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_zero_for_equals_only(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(WORDS, st.integers(0, 6))
def test_two_letters_swapped_are_one_step(word: str, place: int) -> None:
    swapped = word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]
    assert distance(word, swapped) <= 1
