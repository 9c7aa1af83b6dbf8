"""The form of a message: two halves, each in every language, with `{fields}` to be filled in."""

from __future__ import annotations

from typing import NamedTuple

from quiz.bank.model import Text


class Message(NamedTuple):
    """What is wrong, and what to write instead."""

    wrong: Text
    instead: Text


def say(wrong_ja: str, instead_ja: str, wrong_en: str, instead_en: str) -> Message:
    """Build a message from its four texts."""
    return Message(Text(wrong_ja, wrong_en), Text(instead_ja, instead_en))
