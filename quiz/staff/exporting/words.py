"""Words that stand in files only."""

from __future__ import annotations

from quiz.bank.model import Text

LOW = Text("{title}（下限）", "{title} (low)")
HIGH = Text("{title}（上限）", "{title} (high)")
AT_LEAST = Text("{title}（その値以上）", "{title} (at least)")

UNITS = {
    "text": Text("", ""),
    "count": Text("数", "count"),
    "percent": Text("%", "%"),
    "points": Text("点（0〜100）", "points, 0 to 100"),
    "seconds": Text("秒", "seconds"),
    "ratio": Text("比・相関", "ratio or correlation"),
}

CODEBOOK = Text("項目の説明", "Codebook")
ABOUT = Text("この表について", "About")
CODEBOOK_HEADS = (
    Text("表", "table"),
    Text("項目", "column"),
    Text("見出し", "title"),
    Text("単位", "unit"),
    Text("意味", "meaning"),
)
EMPTY = Text(
    "空欄は、0か、人数が少ないため出していない値です。どちらかはわからないようにしています。",
    "An empty cell is zero, or rests on too few people to be shown; which of the two is not told.",
)
NOTE = Text("注", "Note")
PRACTICE = Text("練習用", "For practice")
PRACTICE_NOTE = Text("ここにある数字は、すべて作りものです。", "All figures here are made up.")
YES = Text("はい", "yes")
