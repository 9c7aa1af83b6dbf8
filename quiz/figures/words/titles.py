"""What sheets, tables and choices are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

ABOUT: Mapping[str, Text] = MappingProxyType(
    {
        "form": Text("版", "Form"),
        "site": Text("サイト", "Site"),
        "period": Text("期間", "Period"),
        "through": Text("集計の最終日", "Figures up to"),
    }
)
"""What is looked at, and as of when."""

OFFERS: Mapping[str, Text] = MappingProxyType(
    {
        "every-site": Text("すべてのサイト", "All sites"),
        "site": Text("サイト", "Site"),
        "everybody": Text("全員", "Everybody"),
        "no-groups": Text("ならべない", "Nothing"),
    }
)

TITLES: Mapping[str, Text] = MappingProxyType(
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
