"""Every sentence that the entry form says about what was typed, or about the sending."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.model import Text

MESSAGES: Mapping[str, Text] = MappingProxyType(
    {
        "title-empty": Text("タイトルを書いてください", "Write a title"),
        "title-long": Text(
            "タイトルを{most}文字までにしてください（いま{count}文字です）",
            "Shorten the title to {most} characters (it has {count} now)",
        ),
        "body-empty": Text("相談の内容を書いてください", "Write your question"),
        "body-short": Text(
            "相談の内容を、もう少しくわしく書いてください（{least}文字から。いま{count}文字です）",
            "Tell a little more ({least} characters or more; there are {count} now)",
        ),
        "body-long": Text(
            "相談の内容を{most}文字までにしてください（いま{count}文字です）",
            "Shorten your question to {most} characters (it has {count} now)",
        ),
        "choice": Text("一覧の中から選んでください", "Choose one from the list"),
        "mail-form": Text(
            "メールアドレスを name@example.jp の形で書いてください。空のままでも送れます",
            "Write the mail address like name@example.jp. You may also leave it empty",
        ),
        "mail-long": Text(
            "メールアドレスは{most}文字までです。空のままでも送れます",
            "A mail address has {most} characters at most. You may also leave it empty",
        ),
        "consent": Text(
            "公開のしかたを読んで、同意するときはチェックを入れてください",
            "Read how your question is published, and tick the box if you agree",
        ),
        "filled": Text(
            "まだ送っていません。空のままにする欄に文字が入っています。ブラウザーの自動入力かもしれません。消してから、もう一度送ってください",
            "Nothing was sent yet: a field that has to stay empty is filled in, perhaps by your browser. "
            "Please empty it and send again",
        ),
        "fast": Text(
            "まだ送っていません。自動送信とまちがえないよう、数秒おいてから、もう一度「送る」を押してください",
            "Nothing was sent yet. So that we do not take you for a program, please wait a few seconds and send again",
        ),
        "limit": Text(
            "まだ送っていません。同じ回線からの相談が続いています。{minutes}分ほどたってから、もう一度送ってください",
            "Nothing was sent yet: many questions came from your network. "
            "Please send it again in about {minutes} minutes",
        ),
        "store": Text(
            "まだ送れていません。いま保存できない状態です。1分ほど待って、もう一度「送る」を押してください",
            "Nothing was sent yet: we cannot store it just now. Please wait a minute and send it again",
        ),
    }
)


def message(code: str, language: str, **values: object) -> str:
    """Return a sentence in a language."""
    return MESSAGES[code][language].format(**values)
