"""What the search finds, held against a real FTS5 table, and what nobody can break it with."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.bigrams import (
    LAST_POSITION,
    LONGEST_WORD,
    MOST_LEXEMES,
    MOST_POSITIONS,
    MOST_WORDS,
    Query,
    bigrams,
    normalise,
    runs_of,
    tsvector_of,
)

LETTERS = "志望動機面接質問強み弱みガクチカヴァー々〇ゝABcd12ßİﬁ㈱ｶﾞｱﾊﾟＥＳ葛か\u3099कि한"
MIXED = st.text(st.sampled_from(LETTERS + " 　、。・「」\n\"'*()-_😀\ud800\x00\u200b\ufe00"), max_size=40)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60) | MIXED
FTS5_WORDS = (
    "AND",
    "OR",
    "NOT",
    "NEAR",
    '"',
    "*",
    "^",
    "(",
    ")",
    "{",
    "}",
    "+",
    "-",
    ":",
    "col:",
    "'",
    "\\",
    "&",
    "<->",
)
TYPED = ANYTHING | st.lists(st.sampled_from(FTS5_WORDS) | MIXED, max_size=12).map(" ".join)


def found_by(query: Query, texts: Sequence[str], any_word: bool = False) -> list[int]:
    """Return which texts an FTS5 table finds."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'ascii')")
        rows = [(number, " ".join(bigrams(text))) for number, text in enumerate(texts)]
        connection.executemany("INSERT INTO search(rowid, text) VALUES (?, ?)", rows)
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
        return [row for (row,) in connection.execute(sql, (query.for_fts5(any_word),))] if query.words else []


def finds(typed: str, text: str) -> bool:
    return found_by(Query.of(typed), [text]) == [0]


def test_a_run_gives_its_pairs_and_its_last_character() -> None:
    assert bigrams("志望動機、面接") == ["志望", "望動", "動機", "機", "面接", "接"]
    assert bigrams("私") == ["私"]
    assert bigrams("　、。😀_") == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("質問", "面接で質問されたら"),
        ("強み", "自分の強みがわかりません"),
        ("問", "質問"),
        ("質", "質問"),
        ("ガクチカ", "ｶﾞｸﾁｶがありません"),
        ("ｶﾞｸﾁｶ", "ガクチカがありません"),
        ("か\u3099くちか", "がくちかとは"),
        ("web面接", "Ｗｅｂ面接の準備"),
        ("ＥＳ", "esの書き方"),
        ("データ", "ﾃﾞｰﾀ分析"),
        ("人々", "人々の前で"),
        ("二〇二七", "二〇二七年卒"),
        ("株", "㈱サンプル"),
        ("葛", "葛\U000e0100城"),
        ("強　み", "強いチームとみんな"),
        ("「志望動機」", "志望動機の書き方"),
        ("志望・動機", "動機と志望"),
        ("हिन", "हिन्दी"),
        ("Straße", "STRASSE"),
    ],
)
def test_it_finds(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("質問", "質、問"),
        ("動面", "志望動機。面接"),
        ("機面", "志望動機\n面接"),
        ("志望動機", "志望と望動と動機"),
        ("志望 面接", "志望動機"),
        ("ハ", "パ"),
    ],
)
def test_it_does_not_find(typed: str, text: str) -> None:
    assert not finds(typed, text)


@given(st.data())
def test_every_part_of_a_run_is_found_and_nothing_that_stands_in_none(data: st.DataObject) -> None:
    texts = data.draw(st.lists(MIXED, min_size=1, max_size=4))
    runs = [run for text in texts for run in runs_of(text)]
    is_of_a_run = data.draw(st.booleans())
    word = data.draw(st.text(st.sampled_from("志望動機ガクチカa1"), min_size=1, max_size=3))
    if runs and is_of_a_run:
        run = data.draw(st.sampled_from(runs))
        first = data.draw(st.integers(0, len(run) - 1))
        word = run[first : data.draw(st.integers(first + 1, len(run)))]
    query = Query((word,))
    assert found_by(query, texts) == [n for n, text in enumerate(texts) if any(word in run for run in runs_of(text))]


@given(MIXED, st.lists(MIXED, min_size=1, max_size=5))
def test_all_the_words_or_any_of_them(typed: str, texts: list[str]) -> None:
    query = Query.of(typed)
    held = [[any(word in run for run in runs_of(text)) for word in query.words] for text in texts]
    assert found_by(query, texts) == [n for n, each in enumerate(held) if each and all(each)]
    assert found_by(query, texts, any_word=True) == [n for n, each in enumerate(held) if any(each)]


@given(TYPED)
def test_nothing_that_is_typed_is_an_error_or_is_longer_than_the_limits(typed: str) -> None:
    query = Query.of(typed)
    assert len(query.words) <= MOST_WORDS
    assert all(1 <= len(word) <= LONGEST_WORD for word in query.words)
    found_by(query, [typed, "面接"])
    found_by(query, [typed, "面接"], any_word=True)


@given(ANYTHING)
def test_tokens_can_be_stored_and_quoted_anywhere(text: str) -> None:
    for token in bigrams(text):
        token.encode()
        assert not set(token) & set("\0\"'\\ \n:*&|!<>()")


@given(ANYTHING)
def test_what_is_normalised_once_stays_as_it_is(text: str) -> None:
    for run in runs_of(text):
        assert runs_of(run) == [run]


@given(st.text(st.sampled_from("ABCabcｱｲｳガギグヴー123+"), min_size=1))
def test_full_and_half_width_are_the_same(text: str) -> None:
    assert normalise(unicodedata.normalize("NFKC", text)) == normalise(text)
    assert normalise(unicodedata.normalize("NFKD", text)) == normalise(text)


def test_no_query_is_made_of_nothing() -> None:
    assert Query.of(' 　"*" 😀 \ud800 ').words == ()
    assert Query(()).for_fts5() == Query(()).for_tsquery() == ""


def test_words_beyond_the_limits_are_not_looked_for() -> None:
    assert Query.of(" ".join(f"語{n}" for n in range(30))).words == tuple(f"語{n}" for n in range(MOST_WORDS))
    assert Query.of("あ" * 80).words == ("あ" * LONGEST_WORD,)
    assert Query.of("面接 面接 ＥＳ es").words == ("面接", "es")


def test_queries_read_as_each_database_writes_them() -> None:
    query = Query.of("志望動機　面接 私")
    assert query.for_fts5() == '"志望 望動 動機" AND "面接" AND "私" *'
    assert query.for_fts5(any_word=True) == '"志望 望動 動機" OR "面接" OR "私" *'
    assert query.for_tsquery() == "('志望' <-> '望動' <-> '動機') & ('面接') & '私':*"
    assert query.for_tsquery(any_word=True) == "('志望' <-> '望動' <-> '動機') | ('面接') | '私':*"


def test_a_tsvector_has_places_and_a_weight_for_each_field() -> None:
    vector = tsvector_of(bigrams("面接"), bigrams("面接が"), bigrams("私"))
    assert vector == "'面接':1A,3B '接':2A '接が':4B 'が':5B '私':6C"


@given(st.lists(MIXED, min_size=3, max_size=3))
def test_a_tsvector_says_the_tokens_in_their_order(fields: list[str]) -> None:
    title, body, answers = map(bigrams, fields)
    placed: dict[int, str] = {}
    for token, places in re.findall(r"'([^']+)':(\S+)", tsvector_of(title, body, answers)):
        placed |= {int(place[:-1]): token + place[-1] for place in places.split(",")}
    expected = [
        token + weight for weight, tokens in zip("ABC", (title, body, answers), strict=True) for token in tokens
    ]
    assert [placed[place] for place in sorted(placed)] == expected


def test_a_tsvector_stays_within_what_postgresql_takes() -> None:
    ideographs = "".join(map(chr, range(0x4E00, 0x9FA5)))
    vector = tsvector_of([], bigrams("あ" * 1_000 + ideographs), bigrams(ideographs[::-1] + ideographs[::2]))
    lexemes = [places.split(",") for places in re.findall(r":(\S+)", vector)]
    numbers = sorted({int(place[:-1]) for places in lexemes for place in places})
    assert len(lexemes) == MOST_LEXEMES
    assert max(map(len, lexemes)) == MOST_POSITIONS
    # What follows the last place but one stands apart from it, so that it is next to nothing.
    assert numbers[-2:] == [LAST_POSITION - 2, LAST_POSITION]


def test_more_marks_than_anybody_writes_do_not_stop_the_search() -> None:
    assert len(normalise("あ" + "\u0300\u0327ﾞ" * 1_000)) == 31
    assert finds("面接", "\u0300\u0327" * 100_000 + "面接")
