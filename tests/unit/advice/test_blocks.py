"""Paragraphs and lists from plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.blocks import blocks_of, has_lists, lonely_entries


def test_an_empty_line_ends_a_paragraph() -> None:
    assert blocks_of("一つめ。\n\n二つめ。\n") == (("一つめ。",), ("二つめ。",))


def test_lines_of_a_paragraph_are_joined_as_japanese_and_as_english() -> None:
    assert blocks_of("前半は、\n後半。") == (("前半は、後半。",),)
    assert blocks_of("one\ntwo") == (("one two",),)


def test_entries_that_follow_each_other_are_one_list_whatever_stands_around() -> None:
    text = "次の3つです。\n- 一\n- 二\n・三\n以上です。"
    assert blocks_of(text) == (("次の3つです。",), ("一", "二", "三"), ("以上です。",))


def test_an_indented_line_goes_on_with_its_entry() -> None:
    assert blocks_of("- 一は\n  長い\n- 二") == (("一は長い", "二"),)


def test_an_empty_line_separates_lists() -> None:
    assert blocks_of("- 一\n- 二\n\n- 三\n- 四") == (("一", "二"), ("三", "四"))


def test_an_entry_alone_is_found() -> None:
    assert lonely_entries("文。\n- 一\n\n- 二\n- 三") == ("一",)
    assert has_lists("文。\n・一") and not has_lists("文。-続き")


@given(st.text(alphabet="あa -・\n　", max_size=60))
def test_no_block_is_empty_and_no_word_is_lost(text: str) -> None:
    blocks = blocks_of(text)
    assert all(block for block in blocks)
    said = "".join(entry for block in blocks for entry in block)
    assert said.count("あ") == text.count("あ")
    assert said.count("a") == text.count("a")
