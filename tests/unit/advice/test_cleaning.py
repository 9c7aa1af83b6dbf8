"""Text that people bring: what is kept, and how it is counted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.cleaning import cleaned, cleaned_line, length_of

SURROGATES = st.characters(categories=["Cs", "Cc", "Cf", "Lo", "Mn", "Zs"])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\0b\x07c", "abc"),
        ("\ud83dあ", "\ufffdあ"),
        ("あ\u202eい\u2066う\u200f", "あいう"),
        ("あ\u200bい\ufeffう\u00ad", "あいう"),
        ("一\r\n二\r三\u2028四\x0b五", "一\n二\n三\n四\n五"),
        ("一\n\n\n\n二", "一\n\n二"),
        ("　一行目  \n\t二行目\t", "一行目\n二行目"),
        ("ﾊﾝｶｸｶﾞﾅ、ﾊﾟｿｺﾝ", "ハンカクガナ、パソコン"),
        ("か\u3099", "が"),
        ("１２３ＡＢＣ①", "１２３ＡＢＣ①"),
        ("👩‍💻❤️🇯🇵", "👩‍💻❤️🇯🇵"),
        ("𠮷野家と葛󠄀城", "𠮷野家と葛󠄀城"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("", ""),
    ],
)
def test_nothing_that_can_be_read_is_lost(written: str, kept: str) -> None:
    assert cleaned(written) == kept


@pytest.mark.parametrize("mark", ["\u0300\u0316", "\u0344", "\uff9e\u0316"])
def test_a_heap_of_marks_on_one_character_is_cut_before_it_is_sorted(mark: str) -> None:
    # Sorted uncut, as many as a form may hold keep a process, and everybody in it, busy for half a minute.
    few = cleaned("あ" + mark * 5_000 + "い")
    assert len(few) <= 32 and few.endswith("い")
    assert cleaned(few) == few


def test_a_line_stays_one_line() -> None:
    assert cleaned_line(" 面接で\r\n緊張　したら？ ") == "面接で 緊張 したら？"


@given(st.text(SURROGATES) | st.text())
def test_cleaning_once_is_enough_and_leaves_only_what_can_be_stored_and_seen(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert cleaned_line(cleaned_line(text)) == cleaned_line(text)
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")
    assert not any(unicodedata.category(character) == "Cc" for character in once.replace("\n", ""))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("面接", 2),
        ("𠮷", 1),
        ("葛󠄀", 1),
        ("👩‍💻", 1),
        ("👍🏽", 1),
        ("❤️", 1),
        ("👨‍👩‍👧", 1),
        ("🇯🇵", 1),
        ("か\u3099", 1),
        ("一\n二", 3),
        ("\u200d", 0),
    ],
)
def test_characters_are_counted_as_a_reader_counts(text: str, count: int) -> None:
    assert length_of(text) == count
