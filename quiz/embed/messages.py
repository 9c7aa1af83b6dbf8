"""Every sentence that a site owner reads about what was chosen, and the one that their readers will read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

MESSAGES: Mapping[str, Text] = MappingProxyType(
    {
        "choice": Text("一覧の中から選んでください", "Choose one from the list"),
        "accent": Text(
            "色は #075e63 のように、#と6けたの英数字で書いてください。空のままなら、もとの色です",
            "Write the colour like #075e63. Leave it empty for the usual one",
        ),
        "campaign-long": Text(
            "キャンペーン名を{most}文字までにしてください（いま{count}文字です）",
            "Shorten the campaign to {most} characters (it has {count} now)",
        ),
        "campaign-form": Text(
            "キャンペーン名は、半角の英字・数字・記号で書いてください（例：spring-2027）",
            "Write the campaign with plain letters, digits and signs, such as spring-2027",
        ),
        "start": Text(
            "この設問は「{form}」にはありません。別の設問か、別の版を選んでください",
            "The {form} does not ask this question. Choose another question or another version",
        ),
        "unreadable-light": Text(
            "この色は明るい画面では文字が読みにくいので、そのとき診断の中はもとの色になります",
            "On light screens this colour is hard to read; questions and result keep the usual one there",
        ),
        "unreadable-dark": Text(
            "この色は暗い画面では文字が読みにくいので、そのとき診断の中はもとの色になります",
            "On dark screens this colour is hard to read; questions and result keep the usual one there",
        ),
        "link": Text("{title}を受ける（約{seconds}秒・匿名）", "{title} (about {seconds} seconds, anonymous)"),
    }
)


def message(code: str, language: str, **values: object) -> str:
    """Return a sentence in a language."""
    return MESSAGES[code][language].format(**values)
