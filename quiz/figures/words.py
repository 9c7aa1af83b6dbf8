"""Every word that goes with figures: what columns are called and mean, what grades and remarks say, and sentences.

They stand here, in both languages, because pages, files, the codebook and the monthly report say the same.
"""

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
        "period": Text("その期間はないので、全期間を表示しています。", "There is no such period; this is all time."),
    }
)
"""What is said of an address that asks for something unknown."""
