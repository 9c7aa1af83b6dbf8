"""Sentences with places to fill."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

NOTHING = Text("", "")

SENTENCES: Mapping[str, Text] = MappingProxyType(
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
        "matched": Text("およそ{n}組が受け直しました。", "About {n} took it again."),
        "changed": Text(
            "およそ{n}組が受け直し、平均で{change}点変わりました。",
            "About {n} took it again, and changed by {change} points on average.",
        ),
        "changed-between": Text(
            "およそ{n}組が受け直し、平均で{change}点変わりました（{between}点のあいだ）。",
            "About {n} took it again, and changed by {change} points on average ({between}).",
        ),
        "corridor": Text(
            "1人の差は、{corridor}点以上で「言える差」です。",
            "For one person, {corridor} points or more count as a change.",
        ),
        "by-itself": Text(
            "何もしなくても、平均で{points}点くらいは動くと見こまれます。",
            "By themselves they would have moved by about {points} on average.",
        ),
        "mean": Text("平均は{mean}点です。", "The mean score is {mean}."),
    }
)
