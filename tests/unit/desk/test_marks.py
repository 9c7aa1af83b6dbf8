"""Marks in a text lose no character of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.desk.links import id_of
from quiz.desk.marks import MOST_PIECES, Piece, changed, hinted, paragraphs

TEXTS = st.text("あい。、\n abc1株式会社サンプル0-", max_size=60)


@given(TEXTS, TEXTS)
def test_a_comparison_shows_their_whole_text(mine: str, theirs: str) -> None:
    pieces = changed(mine, theirs)
    assert "".join(piece.text for piece in pieces) == theirs
    assert any(piece.kind for piece in pieces) or mine == theirs or not set(theirs) - set(mine)
    assert not any(piece.kind for piece in changed(theirs, theirs))


def test_a_comparison_of_very_long_texts_takes_no_time() -> None:
    long = "あ。" * MOST_PIECES * 3
    assert changed(long, long + "い") == (Piece(long + "い", "changed"),)


def test_only_the_sentence_that_differs_is_marked() -> None:
    pieces = changed("一つめ。二つめ。三つめ。", "一つめ。別の文。三つめ。")
    assert [piece.text for piece in pieces if piece.kind] == ["別の文。"]


@given(TEXTS)
def test_hints_are_marked_within_the_whole_text(text: str) -> None:
    assert "".join(piece.text for piece in hinted(text)) == text


def test_what_names_somebody_is_marked_with_its_kind_also_across_paragraphs() -> None:
    parts = paragraphs(hinted("サンプル株式会社です。\n\n電話は 090-0000-0000 です。"))
    assert [[(piece.text, piece.kind) for piece in part if piece.kind] for part in parts] == [
        [("サンプル株式会社", "company")],
        [("090-0000-0000", "phone")],
    ]


def test_the_id_of_a_card_is_read_from_what_people_paste() -> None:
    for typed in (
        "same-reason",
        "/qa/same-reason",
        "http://Localhost:8000/qa/same-reason?lang=en#answer-1",
        " same-reason ",
    ):
        assert id_of(typed, "localhost:8000") == "same-reason"
    for typed in ("http://elsewhere.example/qa/same-reason", "/d/interview", "//[", "/qa/"):
        assert id_of(typed, "localhost:8000") == ""
