"""Columns about a form as a whole."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _N, _R = Unit.TEXT, Unit.COUNT, Unit.RATIO

FORM = (
    Column(
        "alpha",
        Text("アルファ係数", "Alpha"),
        _R,
        Text(
            "領域を分けずに計算した信頼性です。領域がいくつもある診断では、低めに出ます。",
            "The reliability without regard to areas; it comes out low where there are several.",
        ),
    ),
    Column(
        "area_items",
        Text("設問の数", "Questions"),
        _N,
        Text("この版で、その領域について聞く設問の数です。", "How many questions of this form are about the area."),
    ),
    Column(
        "area_alpha",
        Text("領域の信頼性", "Reliability of the area"),
        _R,
        Text(
            "その領域の設問だけから、本当の準備をどれだけ読み取れるかです（アルファ係数）。",
            "How much of the true state the area’s own questions tell (alpha).",
        ),
    ),
    Column(
        "from_total",
        Text("合計から読み取れる分", "Told by the total"),
        _R,
        Text(
            "診断全体の点数だけから、その領域の本当の準備をどれだけ読み取れるかです。",
            "How much of the area’s true state the total score alone tells.",
        ),
    ),
    Column(
        "from_both",
        Text("両方から読み取れる分", "Told by both"),
        _R,
        Text(
            "領域の設問と診断全体の点数を合わせて、どれだけ読み取れるかです。",
            "How much the area’s own questions and the total tell together.",
        ),
    ),
    Column(
        "area_form",
        Text("表し方", "Shown as"),
        _T,
        Text(
            "領域だけの点数に、合計にはない意味があるかどうかで決まります。",
            "Decided by whether the area’s own points tell what the total does not.",
        ),
    ),
    Column("first_area", Text("領域A", "Area A"), _T, Text("2つの領域の1つめです。", "The first of two areas.")),
    Column("second_area", Text("領域B", "Area B"), _T, Text("2つの領域の2つめです。", "The second of two areas.")),
    Column(
        "together",
        Text("そろい方", "Going together"),
        _R,
        Text(
            "領域Aの準備が進んでいる人ほど、領域Bも進んでいるかどうかです（相関）。",
            "Whether those ahead in area A are ahead in area B, too (correlation).",
        ),
    ),
)
