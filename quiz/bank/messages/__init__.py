"""Every word that `quiz check` says, in Japanese and English: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.bank.messages import advice, files, senses, shapes, syntax
from quiz.bank.messages.message import Message
from quiz.bank.model import Text

MESSAGES: Mapping[str, Message] = MappingProxyType(
    files.MESSAGES | syntax.MESSAGES | shapes.MESSAGES | senses.MESSAGES | advice.MESSAGES
)
WHOLE_FILE = Text("ファイル全体", "whole file")

__all__ = ["MESSAGES", "WHOLE_FILE", "Message"]
