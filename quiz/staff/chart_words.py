"""Words that stand inside charts."""

from __future__ import annotations

from quiz.bank.model import Text

CUT = Text("要注意ライン {cut}点", "Cut score {cut}")
GREY = Text("境目", "borderline")
FLAGGED = Text("要注意の割合", "Flagged")
BELOW = Text("要注意ライン以下", "At or below the cut score")
ABOVE = Text("要注意ラインより上", "Above the cut score")
MEAN = Text("平均点", "Mean score")
POINTS = Text("点", " points")
AT_LEAST = Text("{value}以上", "{value} or more")
ROOM = Text("伸びしろ", "Room to grow")
FAIR = Text("ふつう", "Fair")
STRENGTH = Text("強み", "Strength")
THIS_YEAR = Text("今年", "this year")
BEFORE = Text("1年前", "last year")
CHANGE = Text("点数の変化の平均", "Mean change of the score")
BY_ITSELF = Text("ひとりでに動く分", "moves by itself")
NOTICEABLE = Text("1人の点数のぶれの範囲", "within the wobble of one score")
EVERYBODY = Text("全員", "Everybody")
EVERY_SITE = Text("すべてのサイト", "All sites")
