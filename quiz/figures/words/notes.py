"""What readers should know: first of what an address asked for, then of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

TOLD: Mapping[str, Text] = MappingProxyType(
    {
        "form": Text("その版はないので、はじめの版を表示しています。", "There is no such form; this is the first one."),
        "site": Text(
            "そのサイトの集計はまだないので、すべてのサイトを表示しています。",
            "There are no figures of that site yet; this is all sites.",
        ),
        "group": Text(
            "その集団の集計はまだないので、全員を表示しています。",
            "There are no figures of that group yet; this is everybody.",
        ),
        "two-groups": Text(
            "集団は1つずつ表示します（重ねると、1人ひとりに近づくためです）。はじめの1つを表示しています。",
            "Groups are shown one at a time, since crossing them comes close to single people; this is the first.",
        ),
        "crossing": Text(
            "集団をならべるところでは、集団での絞りこみを外しています。",
            "Where groups stand side by side, no single group is selected.",
        ),
        "crossing-sites": Text(
            "サイトをならべるところでは、サイトでの絞りこみを外しています。",
            "Where sites stand side by side, no single site is selected.",
        ),
        "period": Text("その期間はないので、全期間を表示しています。", "There is no such period; this is all time."),
        "month": Text(
            "このまとめは月か年度ごとなので、{month}を表示しています。",
            "This report is of a month or a year; this is {month}.",
        ),
        "by": Text("その分け方はありません。", "There is no such way to divide students."),
        "value": Text(
            "集計のまだない集団は、ならべていません。",
            "Groups that have no figures yet are left out.",
        ),
    }
)
"""What is said of an address that asks for something unknown."""

NOTES: Mapping[str, Text] = MappingProxyType(
    {
        "hidden": Text(
            "「–」は、0か、人数が少ないため出していない値です（ファイルでは空欄）。どちらかはわからないようにしています。",
            "“–” is zero, or rests on too few people to be shown (an empty cell in files); "
            "which of the two is not told.",
        ),
        "stale": Text(
            "集計が数日進んでいません。サーバーを動かしている人に知らせてください。",
            "Figures have stood still for some days; tell whoever runs the server.",
        ),
        "self-report": Text(
            "点数は、学生が自分で答えた準備の進みぐあいです。合否を予測するものではありません。",
            "Scores are how far students say they have prepared; they predict no outcome.",
        ),
        "trend": Text(
            "週の数字は、あとから届いた分が加わり、2か月ほど増えることがあります。",
            "A week may still grow for about two months, as those who waited for company join it.",
        ),
        "items": Text(
            "気になる設問から順に並んでいます。設問を変えると、前の点数とはくらべられなくなります。",
            "Those that need a look come first. Scores cannot be compared across a change of questions.",
        ),
        "fairness": Text(
            "差があっても、設問が悪いとは限りません。その集団で、したことが本当に違うこともあります。",
            "A difference need not be a fault: what the question asks may really differ between the groups.",
        ),
        "clicks": Text(
            "表示とクリックは、期間だけで分けています。サイトや集団では分けていません。",
            "What was shown and followed is divided by period only, not by site or group.",
        ),
        "places": Text(
            "はじめた数と終えた数は、受け直しも入ります。追跡を断っている人は、終えた数にだけ入ります。"
            "人数が少ないページは、集まるまでサイトの数にだけ入ります。",
            "Starts and completions hold retakes too; who asks not to be tracked is among completions only. "
            "A page with few is counted with its site until it has enough.",
        ),
        "ranked": Text(
            "平均点の高い順です。幅が重なる集団どうしの順番には、意味がありません。",
            "In the order of means; where ranges overlap, the order means nothing.",
        ),
        "unranked": Text(
            "30人に満たない集団があるため、順位はつけていません。",
            "Some group has fewer than 30 students, so there is no ranking.",
        ),
        "lot": Text(
            "区分を2つ以上教えてくれた人は、くじで選んだ1つにだけ数えています（講座などのコードが先です）。"
            "区分どうしの引き算で、1人ひとりに近づけないためです。",
            "Who told two or more things of themselves is counted under one, drawn by lot (a course code comes first), "
            "so that groups cannot be set against each other to get at one person.",
        ),
        "overlap": Text(
            "集団による差は、準備の機会の差かもしれません。よい・わるいの順ではありません。",
            "Groups may differ in what chances they had to prepare; this is no order of merit.",
        ),
        "regression": Text(
            "講座の効果を見るときは、「点数の変化」から「ひとりでに動く分」を引き、"
            "受けていない集団の変化ともくらべてください。",
            "To judge a course, take “moves by itself” off the change, "
            "and set it beside the change of students who did not take it.",
        ),
        "form-areas": Text(
            "領域を点数で表すのは、300人以上が受け、領域の信頼性が0.7以上で、合計から読み取れる分より大きいときだけです。",
            "An area is shown in points only from 300 students on, where its reliability is 0.7 or more and "
            "above what the total tells.",
        ),
        "areas": Text(
            "設問が1〜2問の領域は、点数ではなく3つのレベルで表します。",
            "Areas of one or two questions are told in three levels, not in points.",
        ),
    }
)
