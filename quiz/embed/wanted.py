"""What a site owner can choose: how the diagnostic stands in their page, and how it looks there."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text

WITH_ELEMENT = ("frame", "card", "button")
"""Variants that the element of `embed.js` makes; the others are plain HTML."""
CAMPAIGN_MOST = 64
ACCENT = "#075e63"
"""What the product looks like where nobody chooses."""


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list; `id` is what the form sends, `note` what to know about it."""

    id: str
    title: Text
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that was chosen; an empty text is what the product does by itself.

    `accent` is a colour as `#rrggbb`, `radius` a number of CSS pixels, `start` the item that is asked first.
    """

    variant: str
    form: str
    language: str
    theme: str = "auto"
    accent: str = ""
    radius: str = ""
    campaign: str = ""
    start: str = ""


VARIANTS = (
    Choice(
        "frame",
        Text("埋め込み", "Embedded"),
        Text(
            "設問がそのまま表示されます。記事の途中や終わりに。",
            "The questions stand in your page as they are.",
        ),
    ),
    Choice(
        "card",
        Text("カード", "Card"),
        Text("短い案内が出て、押すとその場で開きます。", "A short invitation that opens in place when tapped."),
    ),
    Choice(
        "button",
        Text("ボタン", "Button"),
        Text("ボタンひとつ。押すとその場で開きます。", "A single button that opens in place when tapped."),
    ),
    Choice(
        "iframe",
        Text("iframeだけ", "Plain iframe"),
        Text(
            "スクリプトを置けないサイトに。高さは変わりません。",
            "For sites without script. Its height never changes.",
        ),
    ),
    Choice(
        "link",
        Text("リンクだけ", "Plain link"),
        Text("診断のページへ移ります。メールやSNSにも。", "Leads to the diagnostic's page. Works anywhere."),
    ),
)
SPOKEN = (Choice("ja", Text("日本語", "Japanese")), Choice("en", Text("英語", "English")))
THEMES = (
    Choice("auto", Text("自動", "Automatic")),
    Choice("light", Text("明るい", "Light")),
    Choice("dark", Text("暗い", "Dark")),
)
RADII = (
    Choice("", Text("もとのまま（16px）", "As it is (16px)")),
    Choice("0", Text("角ばった形（0px）", "Square (0px)")),
    Choice("8", Text("少し丸く（8px）", "A little (8px)")),
    Choice("24", Text("大きく丸く（24px）", "Large (24px)")),
)
