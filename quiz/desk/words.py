"""Sentences that the desk offers for a rejection. The asker reads them, so they are kept in Japanese."""

from __future__ import annotations

from quiz.bank.model import Text

REASONS = (
    Text(
        "ご相談ありがとうございます。内容が個人や会社を特定できるものだったため、今回は公開を見送りました。",
        "Thank you for your question. It tells who or which company it is about, so we have not published it.",
    ),
    Text(
        "ご相談ありがとうございます。よく似た相談をすでに公開しています。「相談をさがす」から見つかります。",
        "Thank you for your question. One very much like it is published already; the search finds it.",
    ),
    Text(
        "ご相談ありがとうございます。就職活動から離れた内容のため、このサイトでは回答できませんでした。",
        "Thank you for your question. It is about something other than job hunting, so we cannot answer it here.",
    ),
    Text(
        "ご相談ありがとうございます。状況がもう少しわかると回答できます。よろしければ、書き足してもう一度お送りください。",
        "Thank you for your question. With a little more of your situation we can answer it; please send it once more.",
    ),
)
