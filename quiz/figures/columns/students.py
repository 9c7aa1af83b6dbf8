"""Columns about students: their scores, their areas, and how sure that is."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _N, _P, _S, _R = Unit.TEXT, Unit.COUNT, Unit.PERCENT, Unit.POINTS, Unit.RATIO

STUDENTS = (
    Column(
        "n",
        Text("人数", "Students"),
        _N,
        Text(
            "はじめて受けた人の数です。受け直しと、速すぎて外した回答は入りません。",
            "How many took it for the first time; retakes and answers set aside as too fast are not in it.",
        ),
    ),
    Column(
        "mean",
        Text("平均点", "Mean score"),
        _S,
        Text(
            "みんなの点数をならした値です。幅は、人数が少ないほど広くなる、平均の確かさの目安です。",
            "The scores evened out over everybody; the range says how sure it is, and is wider for fewer students.",
        ),
    ),
    Column(
        "spread",
        Text("ばらつき", "Spread"),
        _S,
        Text(
            "点数が平均からふつう何点くらい離れているかです（標準偏差）。大きいほど、人による差が大きいです。",
            "How far scores usually lie from the mean (standard deviation); larger where students differ more.",
        ),
    ),
    Column(
        "lower_quartile",
        Text("下から4分の1の点数", "Lower quarter"),
        _S,
        Text(
            "点数の低い順に並べて、4分の1のところにいる人の点数です。",
            "The score of whoever stands a quarter of the way up, from the lowest score.",
        ),
    ),
    Column(
        "median",
        Text("真ん中の点数", "Middle score"),
        _S,
        Text(
            "点数の順に並べて、ちょうど真ん中にいる人の点数です。",
            "The score of whoever stands in the middle of all, in the order of scores.",
        ),
    ),
    Column(
        "upper_quartile",
        Text("上から4分の1の点数", "Upper quarter"),
        _S,
        Text(
            "点数の高い順に並べて、4分の1のところにいる人の点数です。",
            "The score of whoever stands a quarter of the way down, from the highest score.",
        ),
    ),
    Column(
        "flagged",
        Text("要注意の割合", "Flagged"),
        _P,
        Text(
            "点数が要注意ライン以下の人の割合です。幅は、割合の確かさの目安です。",
            "The share with a score at or below the cut score; the range says how sure it is.",
        ),
    ),
    Column(
        "certain",
        Text("うち、確かに線より下", "Clearly below the line"),
        _P,
        Text(
            "要注意の人のうち、点数のぶれを考えに入れても、準備が要注意ラインに届いていないといえる人の割合です。",
            "The share who are flagged, and really are below the line even when the wobble of a score is allowed for.",
        ),
    ),
    Column(
        "maybe_above",
        Text("うち、線の上かもしれない", "May be above the line"),
        _P,
        Text(
            "要注意の人のうち、点数のぶれを考えに入れると、準備は要注意ラインを越えているかもしれない人の割合です。",
            "The share who are flagged, but may really be above the line when the wobble of a score is allowed for.",
        ),
    ),
    Column(
        "scores",
        Text("点数", "Scores"),
        _T,
        Text("点数の範囲です。両はしの点数も入ります。", "A range of scores, both ends included."),
    ),
    Column(
        "share",
        Text("割合", "Share"),
        _P,
        Text(
            "この行にあてはまる人の割合です。人数が少ないところは出しません。",
            "The share of students in this row; it is not shown where they are few.",
        ),
    ),
    Column(
        "zone",
        Text("区分", "Zone"),
        _T,
        Text(
            "要注意かどうかと、行の点数がすべて要注意ラインのまわりの帯の中にあるとき「境目」です。",
            "Flagged or not; “borderline” where all scores of the row lie within the band around the cut score.",
        ),
    ),
)

AREAS = (
    Column(
        "area", Text("領域", "Area"), _T, Text("診断が見ている準備の分野です。", "One of the things that are measured.")
    ),
    Column(
        "room",
        Text("伸びしろの割合", "Room to grow"),
        _P,
        Text(
            "この領域で「伸びしろ」と出た人の割合です。高いほど、手伝えることが多い領域です。",
            "The share whose result says “room to grow” here; where it is high, there is much to help with.",
        ),
    ),
    Column(
        "fair",
        Text("ふつうの割合", "Fair"),
        _P,
        Text("この領域で「ふつう」と出た人の割合です。", "The share whose result says “fair” here."),
    ),
    Column(
        "strength",
        Text("強みの割合", "Strength"),
        _P,
        Text("この領域で「強み」と出た人の割合です。", "The share whose result says “strength” here."),
    ),
    Column(
        "area_mean",
        Text("領域の平均", "Area mean"),
        _S,
        Text(
            "領域だけの平均点です。設問が少なく点数にできない領域では出しません。",
            "The mean of this area alone; not given where its few items do not bear a number.",
        ),
    ),
)

TIME = (
    Column(
        "week",
        Text("週", "Week"),
        _T,
        Text("月曜日からの1週間です。月曜日の日付で表します。", "A week, named by its Monday."),
    ),
    Column(
        "week_n",
        Text("その週の人数", "Students in the week"),
        _N,
        Text("その週に受けた人の数です。", "How many took it in that week."),
    ),
    Column(
        "week_mean",
        Text("その週の平均点", "Mean of the week"),
        _S,
        Text("その週に受けた人の平均点です。", "The mean score of that week."),
    ),
    Column(
        "week_flagged",
        Text("その週の要注意の割合", "Flagged in the week"),
        _P,
        Text("その週に受けた人のうち、要注意の割合です。", "The share of that week’s students who were flagged."),
    ),
    Column(
        "year_before_mean",
        Text("1年前の平均点", "Mean a year before"),
        _S,
        Text("1年前の同じ週の平均点です。", "The mean score of the same week a year before."),
    ),
    Column(
        "year_before_flagged",
        Text("1年前の要注意の割合", "Flagged a year before"),
        _P,
        Text("1年前の同じ週の要注意の割合です。", "The share flagged in the same week a year before."),
    ),
)

QUALITY = (
    Column(
        "verdict",
        Text("点数の確かさ", "How sure the score is"),
        _T,
        Text("下の数字を、ひとことにまとめたものです。", "The figures beside it in a few words."),
    ),
    Column(
        "reliability",
        Text("そろい具合（信頼性）", "Consistency (reliability)"),
        _R,
        Text(
            "設問への答えがどれくらい同じ向きにそろうかです。1に近いほど、点数が偶然に左右されません。",
            "How far the answers point the same way; the closer to 1, the less of a score is chance.",
        ),
    ),
    Column(
        "standard_error",
        Text("点数のぶれ", "Wobble of a score"),
        _S,
        Text(
            "準備が同じままでも、1人の点数がふつう何点くらい動くかです（標準誤差）。",
            "How far one student’s score usually moves by itself (standard error).",
        ),
    ),
    Column(
        "set_aside",
        Text("外した回答", "Set aside"),
        _P,
        Text(
            "読む時間がないほど速い回答の割合です。統計には入れていません。",
            "The share of answers given faster than one can read; they are kept out of all statistics.",
        ),
    ),
)
