"""Every word that goes with figures, beside the columns: titles, grades, remarks, and sentences with places to fill.

They stand here, in both languages, because pages, files and the monthly report say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

NOTHING = Text("", "")


def _words(words: dict[str, Text]) -> Mapping[str, Text]:
    return MappingProxyType(words)


TOLD = _words(
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

ABOUT = _words(
    {
        "form": Text("版", "Form"),
        "site": Text("サイト", "Site"),
        "period": Text("期間", "Period"),
        "through": Text("集計の最終日", "Figures up to"),
    }
)
"""What is looked at, and as of when."""

OFFERS = _words(
    {
        "every-site": Text("すべてのサイト", "All sites"),
        "site": Text("サイト", "Site"),
        "everybody": Text("全員", "Everybody"),
        "no-groups": Text("ならべない", "Nothing"),
    }
)

TITLES = _words(
    {
        "overview": Text("全体のようす", "Overview"),
        "summary": Text("点数のまとめ", "Scores in short"),
        "distribution": Text("点数の分布", "How scores are spread"),
        "areas": Text("領域ごとのようす", "Areas"),
        "trend": Text("週ごとのうつりかわり", "Week by week"),
        "quality": Text("点数の確かさ", "How sure the score is"),
        "steps": Text("まだの一歩", "Missing steps"),
        "missing": Text("まだの人が多い設問", "What most have not done yet"),
        "rungs": Text("設問ごとの段", "Rungs of each question"),
        "step_groups": Text("集団ごとの段", "Rungs by group"),
        "cohorts": Text("集団のくらべ", "Groups side by side"),
        "cohort_areas": Text("集団と領域", "Groups and areas"),
        "retakes": Text("受け直しの前後", "Before and after"),
        "content": Text("相談Q&Aの役立ち", "Which Q&As help"),
        "content_areas": Text("領域ごと", "By area"),
        "content_ranks": Text("並び順ごと", "By rank"),
        "content_consultations": Text("相談Q&Aごと", "By Q&A"),
        "content_advisors": Text("アドバイザーごと", "By advisor"),
        "gaps": Text("伸びしろと相談Q&Aの数", "Room to grow, and Q&As for it"),
        "items": Text("設問のはたらき", "How the questions work"),
        "item": Text("設問のくわしい統計", "One question in full"),
        "statistics": Text("統計", "Statistics"),
        "fairness": Text("集団による差", "Difference between groups"),
        "form": Text("版の全体", "The form as a whole"),
        "form_areas": Text("領域のはたらき", "How the areas work"),
        "form_pairs": Text("領域どうしのそろい方", "How areas go together"),
        "placements": Text("掲載枠", "Placements"),
        "placement_sites": Text("サイトごと", "By site"),
        "report": Text("月のまとめ", "Monthly report"),
    }
)
"""Titles of sheets and tables."""

ZONES = _words(
    {
        "flagged": Text("要注意", "Flagged"),
        "flagged-grey": Text("要注意（境目）", "Flagged (borderline)"),
        "grey": Text("境目", "Borderline"),
        "above": Text("", ""),
    }
)

AREA_FORMS = (Text("レベル", "Level"), Text("点数", "Points"))
"""As what an area is shown: by whether its own points tell what the total does not."""

VERDICTS = (
    Text("まだわかりません", "Cannot be told yet"),
    Text("おおまかな目安", "A rough guide"),
    Text("集団の目安になります", "Good enough for groups"),
    Text("確かです", "Sound"),
    Text("とても確かです", "Very sound"),
)
"""By grade: how far the score can be relied on."""

VERDICT_SENTENCES = (
    Text("人数がもう少し集まると、点数の確かさを計算できます。", "With a few more students this can be worked out."),
    Text(
        "1人ひとりの点数は動きやすいので、段の割合のほうを見てください。",
        "Single scores move a good deal; look at the shares of each rung rather.",
    ),
    Text(
        "集団の平均や割合を見るのに使えます。1人の数点の差には意味がありません。",
        "Means and shares of groups can be used; a few points of one student mean nothing.",
    ),
    Text(
        "集団のくらべにも、本人のふり返りにも使えます。",
        "It can be used to compare groups, and by students to look back.",
    ),
    Text(
        "集団のくらべにも、本人のふり返りにも、安心して使えます。",
        "It can be used with confidence, for groups and for students looking back.",
    ),
)

EFFECTS = (
    Text("まだわかりません", "Cannot be told yet"),
    Text("逆向きです", "Points the other way"),
    Text("ほとんど見分けません", "Hardly tells anything"),
    Text("少し見分けます", "Tells a little"),
    Text("よく見分けます", "Tells well"),
    Text("とてもよく見分けます", "Tells very well"),
)
"""効き by step: how well a question tells those who are prepared from those who are not yet."""

FAIRNESS = _words(
    {
        "none": Text("目立った差はありません。", "No difference to speak of."),
        "B": Text(
            "同じくらい準備ができていても、{easier}のほうが{other}より少し上の段を選びやすいようです。",
            "Among the equally prepared, {easier} tend to choose somewhat higher rungs than {other}.",
        ),
        "C": Text(
            "同じくらい準備ができていても、{easier}のほうが{other}より上の段を選びやすいです。",
            "Among the equally prepared, {easier} choose higher rungs than {other}.",
        ),
    }
)
"""By the grade of an item between two groups."""

ADVICE = _words(
    {
        "against": Text(
            "ほかの設問と逆向きです。選択肢の点数の順が正しいか、確かめてください。",
            "It goes against the others: check whether the points of its options are in the right order.",
        ),
        "weak": Text(
            "準備の進みぐあいをほとんど見分けていません。問いの意味が伝わっているか、学生に読んでもらってください。",
            "It hardly tells who is prepared: ask a few students what they take it to mean.",
        ),
        "fairness": Text(
            "集団によって答え方が違います。その集団の学生といっしょに読み直してください。",
            "Groups answer it differently: read it again together with students of those groups.",
        ),
        "dead": Text(
            "{option}はほとんど選ばれません。となりの段とまとめるか、言い方を変えられないか見てください。",
            "Hardly anybody chooses {option}: see whether it can be joined with its neighbour, or worded otherwise.",
        ),
        "easy": Text(
            "ほとんどの人がいちばん上の段です。もう1つ上の段を足せないか考えてみてください。",
            "Nearly all are on the top rung: consider adding one above it.",
        ),
        "hard": Text(
            "ほとんどの人がいちばん下の段です。手前にもう1つ、小さな段を足せないか考えてみてください。",
            "Nearly all are on the lowest rung: consider adding a smaller step before the next.",
        ),
        "left": Text(
            "ここでやめる人が多めです。問いを短くするか、答えやすい順に動かせないか見てください。",
            "More leave here than elsewhere: see whether it can be shorter, or come later.",
        ),
        "slow": Text(
            "答えるのに時間がかかっています。問いと選択肢を短くできないか見てください。",
            "It takes long to answer: see whether question and options can be shorter.",
        ),
        "unknown": Text(
            "人数が集まると、この設問の効きがわかります。それまではこのままで大丈夫です。",
            "With more students its effect can be told; until then leave it as it is.",
        ),
        "fine": Text("よく働いています。このままで大丈夫です。", "It works well; leave it as it is."),
    }
)
"""What to do about an item."""

NOTES = _words(
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
            "はじめた数と終えた数は、受け直しも入ります。人数が少ないページは、集まるまでサイトの数にだけ入ります。",
            "Starts and completions hold retakes too. A page with few is counted with its site until it has enough.",
        ),
        "ranked": Text(
            "平均点の高い順です。幅が重なる集団どうしの順番には、意味がありません。",
            "In the order of means; where ranges overlap, the order means nothing.",
        ),
        "unranked": Text(
            "30人に満たない集団があるため、順位はつけていません。",
            "Some group has fewer than 30 students, so there is no ranking.",
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

SENTENCES = _words(
    {
        "n": Text("{n}人が受けました。", "{n} students took it."),
        "flagged": Text("{n}人のうち、{share}が要注意です。", "Of {n} students, {share} are flagged."),
        "flagged-between": Text(
            "{n}人のうち、{share}が要注意です（{between}%のあいだ）。",
            "Of {n} students, {share} are flagged ({between}%).",
        ),
        "step": Text(
            "{share}が、{item}に{rung}と答えています。",
            "{share} answer {rung} to {item}.",
        ),
        "step-unknown": Text(
            "{item}で、まだの人は少ないか、人数が足りません。",
            "On {item} few are on the lowest rung, or too few answered.",
        ),
        "step-next": Text("{sentence}次の一歩：{next}。", "{sentence} The next step: {next}."),
        "item": Text("{item}：{advice}", "{item}: {advice}"),
        "gap": Text(
            "{share}が{area}で伸びしろですが、読める相談Q&Aは{count}件です。",
            "{share} have room to grow in {area}, and there are {count} Q&As to read.",
        ),
        "gap-unknown": Text("{area}で読める相談Q&Aは{count}件です。", "There are {count} Q&As to read on {area}."),
        "unmatched": Text(
            "前後をくらべられる受け直しは、まだ十分にありません。",
            "There are not enough retakes yet that can be set beside the attempt before.",
        ),
        "matched": Text(
            "およそ{n}組が受け直しました。{corridor}点以上の差を「言える差」とします。",
            "About {n} took it again; {corridor} points or more count as a change.",
        ),
        "changed": Text(
            "およそ{n}組が受け直し、平均で{change}点変わりました。1人の差は、{corridor}点以上で「言える差」です。",
            "About {n} took it again, and changed by {change} points on average; for one person, {corridor} count.",
        ),
        "changed-between": Text(
            "およそ{n}組が受け直し、平均で{change}点変わりました（{between}点のあいだ）。"
            "1人の差は、{corridor}点以上で「言える差」です。",
            "About {n} took it again, and changed by {change} points on average ({between}); "
            "for one person, {corridor} count.",
        ),
        "by-itself": Text(
            "何もしなくても、平均で{points}点くらいは動くと見こまれます。",
            "By themselves they would have moved by about {points} on average.",
        ),
        "mean": Text("平均は{mean}点です。", "The mean score is {mean}."),
    }
)
