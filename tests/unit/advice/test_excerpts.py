"""Excerpts: what is shown is what was written, cut where a reader can rest, with the words marked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.bigrams import LONGEST_WORD, Query, normalise
from quiz.advice.excerpts import ELLIPSIS, LENGTH, Aligned, excerpt

STEP = "面接の前の日に、持ち物と道順を確かめておきます。"
LONG = STEP * 6 + "当日は、逆質問を二つ用意して、落ち着いて話しました。" + STEP * 6
SPOKEN = ("志望", "動機", "ガクチカ", "面接の質問", "Ｗｅｂ", "ABC", " ", "、", "。", "\n", "…")
COMPOSED = (
    "ｶﾞｸﾁｶ",
    "か\u3099",
    "ﾊﾟ",
    "㈱",
    "ﬁ",
    "ß",
    "👩🏽\u200d💻",
    "🇯🇵",
    "葛\U000e0100",
    "한",
    "कि",
    "e\u0301",
    "\u200b",
    "ﾞ",
)
PARTS = st.sampled_from(SPOKEN + COMPOSED)
WRITTEN = st.lists(PARTS, max_size=80).map("".join)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200) | WRITTEN
WORDS = st.lists(
    st.sampled_from(("志望動機", "動機", "ガ", "ク", "が", "株", "fi", "web", "e", "bc", "ss")), max_size=3
)


def shown(text: str, typed: str, length: int = LENGTH) -> str:
    """Return an excerpt with its words in brackets."""
    pieces = excerpt(text, Query.of(typed).words, length)
    return "".join(f"[{piece}]" if is_match else piece for piece, is_match in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("面接の質問です。", "質問", "面接の[質問]です。"),
        ("ｶﾞｸﾁｶがない", "ガク", "[ｶﾞｸ]ﾁｶがない"),
        ("ｶﾞｸﾁｶがない", "カ", "ｶﾞｸﾁ[ｶ]がない"),
        ("㈱サンプル", "株", "[㈱]サンプル"),
        ("Ｗｅｂ面接", "web", "[Ｗｅｂ]面接"),
        ("か\u3099くちか", "が", "[か\u3099]くちか"),
        ("葛\U000e0100城", "葛", "[葛\U000e0100]城"),
        ("志望動機と動機", "志望動 動機", "[志望動機]と[動機]"),
        ("段落。\n\n　次の段落。", "次", "段落。 [次]の段落。"),
        ("私は、\r\n学生です", "無い", "私は、 学生です"),
        ("", "質問", ""),
    ],
)
def test_words_are_marked_as_they_were_written(text: str, typed: str, expected: str) -> None:
    assert shown(text, typed) == expected


def test_an_excerpt_is_cut_where_a_reader_can_rest() -> None:
    assert shown(LONG, "逆質問") == (
        "…面接の前の日に、持ち物と道順を確かめておきます。当日は、[逆質問]を二つ用意して、落ち着いて話しました。"
        "面接の前の日に、持ち物と道順を確かめておきます。面接の前の日に、…"
    )


def test_without_a_word_an_excerpt_is_the_beginning() -> None:
    assert shown(LONG, "無い言葉", 40) == "面接の前の日に、持ち物と道順を確かめておきます。面接の前の日に、…"
    assert shown(LONG, "", 40) == shown(LONG, "無い言葉", 40)


def test_the_end_of_a_text_is_shown_with_what_comes_before_it() -> None:
    assert shown(STEP * 8 + "逆質問。", "逆質問", 40) == "…面接の前の日に、持ち物と道順を確かめておきます。[逆質問]。"


def test_a_text_without_rests_is_cut_between_characters() -> None:
    assert shown("あ" * 50 + "核心" + "い" * 50, "核心", 20) == "…" + "あ" * 6 + "[核心]" + "い" * 12 + "…"
    assert shown("か\u3099" * 50 + "核心" + "👩🏽\u200d💻" * 20, "核心", 20) == (
        "…" + "か\u3099" * 3 + "[核心]" + "👩🏽\u200d💻" * 3 + "…"
    )


def test_no_word_is_cut_at_the_end() -> None:
    assert shown("志望" + "あ" * 15 + "動機のこと" + "い" * 50, "志望 動機", 18) == "[志望]" + "あ" * 15 + "[動機]…"
    assert shown("志望" + "あ" * 15 + "、動機のこと" + "い" * 50, "志望 動機", 19) == "[志望]" + "あ" * 15 + "、…"


@given(ANYTHING)
def test_a_text_is_normalised_alike_whole_and_in_stretches(text: str) -> None:
    aligned = Aligned.of(text)
    assert aligned.normalised == normalise(text)
    assert len(aligned.normalised) == len(aligned.starts) == len(aligned.ends)
    assert all(start < end for start, end in zip(aligned.starts, aligned.ends, strict=True))


@given(WRITTEN, WORDS, st.integers(10, 60))
def test_an_excerpt_is_a_part_of_the_text_of_about_the_length(text: str, words: list[str], length: int) -> None:
    pieces = excerpt(text, words, length)
    whole = "".join(piece for piece, _ in pieces)
    plain = re.sub(r"\s+", " ", text).strip()
    assert all(piece for piece, _ in pieces)
    assert [is_match for _, is_match in pieces] == [n % 2 == pieces[0][1] ^ 1 for n in range(len(pieces))] or not pieces
    assert any(cut in plain for cut in (whole, whole[1:], whole[:-1], whole[1:-1]))
    assert len(whole) <= length + 2 * LONGEST_WORD
    assert whole == plain or len(plain) > length


@given(WRITTEN, WORDS, st.integers(10, 60))
def test_what_is_marked_holds_a_word_and_a_word_that_is_there_is_marked(
    text: str, words: list[str], length: int
) -> None:
    marked = [normalise(piece) for piece, is_match in excerpt(text, words, length) if is_match]
    assert all(any(word in piece for word in words) for piece in marked)
    plain = normalise(re.sub(r"\s+", " ", text).strip())
    assert bool(marked) == any(word in plain for word in words)


@given(
    st.lists(st.sampled_from(("か\u3099", "ｶﾞ", "👩🏽\u200d💻", "🇯🇵", "e\u0301")), min_size=20, max_size=60),
    st.integers(8, 20),
)
def test_no_cluster_is_cut(clusters: list[str], length: int) -> None:
    place = len(clusters) // 2
    text = "".join(clusters[:place]) + "核心" + "".join(clusters[place:])
    whole = "".join(piece for piece, _ in excerpt(text, ["核心"], length)).strip(ELLIPSIS)
    before, after = whole.split("核心")
    assert before in ["".join(clusters[n:place]) for n in range(place + 1)]
    assert after in ["".join(clusters[place:n]) for n in range(place, len(clusters) + 1)]
