"""Grades in words: zones of scores, how sure something is, how well a question works, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

ZONES: Mapping[str, Text] = MappingProxyType(
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

FAIRNESS: Mapping[str, Text] = MappingProxyType(
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

ADVICE: Mapping[str, Text] = MappingProxyType(
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
