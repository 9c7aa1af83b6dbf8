"""Columns about how each question works."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _P, _S, _R = Unit.TEXT, Unit.PERCENT, Unit.POINTS, Unit.RATIO

ITEMS = (
    Column(
        "effect_word",
        Text("効き", "Effect"),
        _T,
        Text(
            "準備の進んだ人とこれからの人を、この設問がどれくらい見分けるかです。",
            "How well this question tells those who are prepared from those who are not yet.",
        ),
    ),
    Column(
        "effect",
        Text("効きの数値", "Effect in figures"),
        _R,
        Text(
            "この設問と、残りの設問の合計とのそろい方です（相関）。0.2より小さいと、見分けていません。",
            "How this question goes with the total of all others (correlation); below 0.2 it hardly tells anything.",
        ),
    ),
    Column(
        "effect_area",
        Text("領域の中での効き", "Effect within its area"),
        _R,
        Text(
            "この設問と、同じ領域の残りの設問とのそろい方です（相関）。",
            "How it goes with the other questions of its area (correlation).",
        ),
    ),
    Column(
        "facility",
        Text("進みぐあい", "Progress"),
        _S,
        Text(
            "この設問だけの平均点です。100なら全員がいちばん上の段です。",
            "The mean of this question alone; 100 if all were on the top rung.",
        ),
    ),
    Column(
        "efficiency",
        Text("効きの使い切り", "Share of the possible effect"),
        _R,
        Text(
            "いまの答えの散らばりで出せるいちばん大きい効きに対して、どれだけ出ているかです。",
            "How much of the largest effect that its answers could have it does have.",
        ),
    ),
    Column(
        "without",
        Text("外したときのそろい具合", "Consistency without it"),
        _R,
        Text(
            "この設問を外したときの信頼性です。いまより高ければ、この設問が足を引いています。",
            "The reliability if this question were left out; where it is higher than now, the question holds it back.",
        ),
    ),
    Column(
        "seconds",
        Text("かかる時間", "Time"),
        Unit.SECONDS,
        Text("真ん中の人がかけた秒数です。", "The seconds that whoever is in the middle took."),
    ),
    Column(
        "abandoned",
        Text("ここでやめた割合", "Left here"),
        _P,
        Text(
            "はじめた人のうち、この設問の前でやめた割合です。",
            "The share of those who began that left before this question.",
        ),
    ),
    Column(
        "dead",
        Text("選ばれない段", "Rungs hardly chosen"),
        _T,
        Text("ほとんど選ばれない選択肢です。", "Answers that hardly anybody gives."),
    ),
    Column(
        "fairness",
        Text("集団による差", "Difference between groups"),
        _T,
        Text(
            "同じくらい準備のできた人どうしで、集団によって答えが違うかどうかです。",
            "Whether students who are equally prepared answer it differently in two groups.",
        ),
    ),
    Column(
        "advice",
        Text("次にすること", "What to do"),
        _T,
        Text("数字からいえる、手入れの案です。", "What the figures suggest to do about it."),
    ),
    Column(
        "first_group", Text("集団A", "Group A"), _T, Text("比べた集団の1つめです。", "The first of the two groups.")
    ),
    Column(
        "second_group", Text("集団B", "Group B"), _T, Text("比べた集団の2つめです。", "The second of the two groups.")
    ),
    Column(
        "difference",
        Text("点の差", "Difference in points"),
        _R,
        Text(
            "同じくらい準備のできた人どうしで、Bの点からAの点を引いた差です。",
            "B less A among the equally prepared, in points of the question.",
        ),
    ),
    Column(
        "ratio",
        Text("差の大きさ", "Size of the difference"),
        _R,
        Text(
            "点の差を、答えのばらつきで割ったものです。±0.17より小さければ気にしなくて大丈夫です。",
            "The difference by the spread of answers; within ±0.17 it is nothing to mind.",
        ),
    ),
)
