"""Columns about steps, groups, and what changed between two attempts."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _N, _P, _S, _R = Unit.TEXT, Unit.COUNT, Unit.PERCENT, Unit.POINTS, Unit.RATIO

STEPS = (
    Column("step", Text("設問", "Question"), _T, Text("診断の設問です。", "A question of the diagnostic.")),
    Column(
        "rung",
        Text("段", "Rung"),
        _T,
        Text("設問の選択肢です。下の段から順に並びます。", "One of its answers, from the lowest rung up."),
    ),
    Column(
        "missing",
        Text("まだの割合", "Not there yet"),
        _P,
        Text(
            "いちばん下の段を選んだ人の割合です。",
            "The share who chose the lowest rung.",
        ),
    ),
    Column(
        "lowest",
        Text("いちばん下の段", "Lowest rung"),
        _T,
        Text("その設問の、まだ始めていない段です。", "The rung of who has not begun with it yet."),
    ),
    Column(
        "next",
        Text("次の一歩", "Next step"),
        _T,
        Text("1つ上の段へ進むための行動です。", "The one act that leads a rung up."),
    ),
    Column(
        "group",
        Text("集団", "Group"),
        _T,
        Text(
            "学生が結果のあとで教えてくれた区分か、サイトです。",
            "What students told of themselves after the result, or a site.",
        ),
    ),
    Column(
        "group_n",
        Text("集団の人数", "Students in the group"),
        _N,
        Text("その集団ではじめて受けた人の数です。", "How many of the group took it for the first time."),
    ),
)

CHANGE = (
    Column(
        "retakes",
        Text("受け直した組", "Matched retakes"),
        _N,
        Text(
            "同じ端末で受け直し、前の回と比べられる組の数です。ちょうどの数ではなく、丸めています。",
            "Retakes on the same device that can be set beside the attempt before; rounded.",
        ),
    ),
    Column(
        "change",
        Text("点数の変化", "Change"),
        _S,
        Text("受け直しの点数から前の点数を引いた差の平均です。", "The mean of each score less the one before it."),
    ),
    Column(
        "by_itself",
        Text("ひとりでに動く分", "Moves by itself"),
        _S,
        Text(
            "何もしなくても、偶然だけで動くと見こまれる点数です（平均への回帰）。変化から差し引いて見てください。",
            "The points that chance alone would move them (regression to the mean); take them off the change.",
        ),
    ),
    Column(
        "retest",
        Text("前後のそろい方", "Before and after"),
        _R,
        Text(
            "前に高かった人が後も高いかどうかです（相関）。1に近いほど順番が変わりません。",
            "Whether those who were high before are high after (correlation); near 1 the order stays.",
        ),
    ),
    Column(
        "corridor",
        Text("言える差", "Noticeable change"),
        _S,
        Text(
            "点数のぶれだけではほとんど出ない差です。これより小さい変化は、変わったとはいえません。",
            "A difference that wobble alone hardly ever makes; anything smaller is no change to speak of.",
        ),
    ),
    Column(
        "risen",
        Text("言えるほど上がった", "Rose noticeably"),
        _P,
        Text("「言える差」以上に上がった組の割合です。", "The share that rose by the noticeable change or more."),
    ),
    Column(
        "fallen",
        Text("言えるほど下がった", "Fell noticeably"),
        _P,
        Text("「言える差」以上に下がった組の割合です。", "The share that fell by the noticeable change or more."),
    ),
    Column(
        "left",
        Text("要注意から抜けた", "Flag left behind"),
        _P,
        Text("前は要注意で、後は要注意でない組の割合です。", "The share that was flagged before and is not after."),
    ),
    Column(
        "entered",
        Text("要注意になった", "Newly flagged"),
        _P,
        Text("前は要注意でなく、後は要注意の組の割合です。", "The share that was not flagged before and is after."),
    ),
)
