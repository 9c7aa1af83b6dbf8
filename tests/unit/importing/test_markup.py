"""HTML of strangers becomes headed sections of plain text."""

from __future__ import annotations

import pytest

from quiz.advice.model import Section
from quiz.importing.markup import line_of, paragraphs_of, sections_of


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("一つめ。\n続き。\n\n- a\n- b", [("", [["一つめ。続き。"], ["a", "b"]])]),
        ("<p>一つめ。\n続き。</p><p>a\nb</p>", [("", [["一つめ。続き。"], ["a b"]])]),
        (
            "前<h2>見出し</h2>本文<h3>次</h3><ul><li>一<li>二</ul>",
            [("", [["前"]]), ("見出し", [["本文"]]), ("次", [["一", "二"]])],
        ),
        ("一行目<br>二行目<br/><br>三行目", [("", [["一行目"], ["二行目"], ["三行目"]])]),
        ("<table><tr><th>時間<td>5分</tr><tr><td>場所<td>部屋</tr></table>", [("", [["時間：5分"], ["場所：部屋"]])]),
        ("<h2>見出しだけ</h2>", [("", [["見出しだけ"]])]),
        ("<p>・ひとつ</p><p>- ふたつ</p>", [("", [["ひとつ"], ["ふたつ"]])]),
        ("a &lt;b&gt; &amp; c", [("", [["a <b> & c"]])]),
        ("x < y かつ y > z", [("", [["x < y かつ y > z"]])]),
        ("<script>alert(1)</script><style>p{}</style><!-- x --><iframe>y</iframe>", []),
        ('<a href="javascript:x()" onclick="y()">文字</a>', [("", [["文字"]])]),
        ("", []),
    ],
)
def test_structure_is_kept_and_everything_else_is_text(text: str, sections: list[tuple[str, list[list[str]]]]) -> None:
    expected = tuple(Section(heading, tuple(map(tuple, blocks))) for heading, blocks in sections)
    assert sections_of(text) == expected


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<i></b>", "<p><ul></b>", "<b><p>"])
def test_markup_that_would_take_hours_has_no_sections(tag: str) -> None:
    assert sections_of(tag * 2_000 + "x") == ()
    assert sections_of("<p>" + "x" * 600_000) == ()


def test_a_page_that_people_read_is_far_from_the_limits() -> None:
    assert sections_of("<div>" * 300 + "x" + "</div>" * 300) == (Section("", (("x",),)),)
    assert sections_of("<p>x</p>" * 5_000)[0].blocks == (("x",),) * 5_000


def test_lines_and_paragraphs_lose_their_markup() -> None:
    assert line_of(" <b>太字</b>の\n質問 ") == "太字の質問"
    assert paragraphs_of("<h2>a</h2><ul><li>b<li>c</ul>") == ("a", "b", "c")
