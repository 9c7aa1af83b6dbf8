"""Every column that a table of figures can have: what it is called, its unit, and what it means, in one line.

The codebook of every export is made from these, so that a column means the same on the page and in a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text
from quiz.figures.table import Column, Unit

_T, _N, _P, _S, _R = Unit.TEXT, Unit.COUNT, Unit.PERCENT, Unit.POINTS, Unit.RATIO

_ABOUT_STUDENTS = (
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
        Text("うち、はっきり要注意", "Clearly flagged"),
        _P,
        Text(
            "点数のぶれを入れても、要注意ライン以下といえる人の割合です。",
            "The share at or below the cut score even when the wobble of a score is allowed for.",
        ),
    ),
    Column(
        "borderline",
        Text("うち、境目", "Borderline"),
        _P,
        Text(
            "要注意ラインのすぐ下にいて、もう一度受けると上にも出そうな人の割合です。",
            "The share just below the cut score, who might come out above it another time.",
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
        Text("要注意、境目、それより上のどこかです。", "Flagged, borderline or above."),
    ),
)

_ABOUT_AREAS = (
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

_ABOUT_TIME = (
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

_ABOUT_QUALITY = (
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

_ABOUT_STEPS = (
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

_ABOUT_CHANGE = (
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

_ABOUT_CONTENT = (
    Column(
        "rank",
        Text("並び順", "Rank"),
        _T,
        Text("1つの領域に出したおすすめの何番目かです。", "Which of the recommendations of one area it was."),
    ),
    Column(
        "consultation", Text("相談Q&A", "Q&A"), _T, Text("おすすめに出た相談Q&Aです。", "The Q&A that was recommended.")
    ),
    Column(
        "advisor",
        Text("アドバイザー", "Advisor"),
        _T,
        Text("その相談Q&Aにはじめに答えた人です。", "Who answered that Q&A first."),
    ),
    Column(
        "impressions",
        Text("表示", "Shown"),
        _N,
        Text("結果に出た回数です。丸めています。", "How often results showed it; rounded."),
    ),
    Column(
        "clicks",
        Text("クリック", "Followed"),
        _N,
        Text("結果から開かれた回数です。丸めています。", "How often it was opened from a result; rounded."),
    ),
    Column(
        "rate",
        Text("開かれた割合", "Rate"),
        _P,
        Text("表示のうち、開かれた割合です。", "The share of times shown that it was followed."),
    ),
    Column(
        "consultations",
        Text("相談Q&Aの数", "Q&As"),
        _N,
        Text("いま公開されている、その領域の相談Q&Aの数です。", "How many Q&As of the area are published now."),
    ),
    Column("remark", Text("ひとこと", "Remark"), _T, Text("数字からいえることです。", "What the figures say.")),
)

_ABOUT_ITEMS = (
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

_ABOUT_PLACEMENTS = (
    Column(
        "site", Text("サイト", "Site"), _T, Text("診断を出しているサイトです。", "A site that shows the diagnostic.")
    ),
    Column(
        "page",
        Text("ページ", "Page"),
        _T,
        Text("サイトの中の、診断を出しているページです。", "The page of the site that shows it."),
    ),
    Column(
        "starts",
        Text("はじめた数", "Starts"),
        _N,
        Text("最初の設問に答えた回数です。丸めています。", "How often the first question was answered; rounded."),
    ),
    Column(
        "completions",
        Text("終えた数", "Completions"),
        _N,
        Text("最後まで答えた回数です。丸めています。", "How often all questions were answered; rounded."),
    ),
    Column(
        "completed",
        Text("終えた割合", "Completed"),
        _P,
        Text("はじめた人のうち、最後まで答えた割合です。", "The share of starts that were completed."),
    ),
)

COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.id: column
        for group in (
            _ABOUT_STUDENTS,
            _ABOUT_AREAS,
            _ABOUT_TIME,
            _ABOUT_QUALITY,
            _ABOUT_STEPS,
            _ABOUT_CHANGE,
            _ABOUT_CONTENT,
            _ABOUT_ITEMS,
            _ABOUT_PLACEMENTS,
        )
        for column in group
    }
)


def columns(*ids: str) -> tuple[Column, ...]:
    """Return columns by their ids."""
    return tuple(COLUMNS[name] for name in ids)
