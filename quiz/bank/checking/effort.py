"""How long a form takes, predicted from its Japanese texts.

The model is an assumption of this project, to be replaced by measured durations: ten characters a second, the upper end
of the 400 to 600 a minute usually given for silent reading by adults, since rungs are compared at a glance and not read
as prose; every rung is looked at; and one second an item to decide and tap, the page's own pause included.
"""

from __future__ import annotations

from collections.abc import Iterable

from quiz.bank.model import Bank
from quiz.bank.tree import Node

CHARACTERS_A_SECOND = 10
SECONDS_A_TAP = 1


def predicted_seconds(items: Iterable[Node]) -> int:
    """Return the predicted seconds for reading and answering items, rounded half up."""
    texts = [[_length(item), *(_length(option) for option in item.listed("options"))] for item in items]
    return _seconds(texts)


def seconds_of(bank: Bank, form_id: str) -> int:
    """Return the predicted seconds of a form of a bank."""
    items = bank.items_of(form_id)
    return _seconds([[len(item.text.ja), *(len(option.text.ja) for option in item.options)] for item in items])


def _seconds(lengths: list[list[int]]) -> int:
    """Return the seconds for items, each with the lengths of its texts in characters."""
    characters = sum(map(sum, lengths))
    reading = (2 * characters + CHARACTERS_A_SECOND) // (2 * CHARACTERS_A_SECOND)
    return reading + SECONDS_A_TAP * len(lengths)


def _length(node: Node) -> int:
    text = node.fields.get("text")
    words = text.word("ja") if text is not None else None
    return len(words) if words is not None else 0
