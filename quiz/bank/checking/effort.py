"""How long a form takes, predicted from its Japanese texts.

The model is an assumption of this project, to be replaced by measured durations: ten characters a second, the upper end
of the 400 to 600 a minute usually given for silent reading by adults, since rungs are compared at a glance and not read
as prose; every rung is looked at; and one second an item to decide and tap, the page's own pause included.
"""

from __future__ import annotations

from collections.abc import Iterable

from quiz.bank.tree import Node

CHARACTERS_A_SECOND = 10
SECONDS_A_TAP = 1


def predicted_seconds(items: Iterable[Node]) -> int:
    """Return the predicted seconds for reading and answering items, rounded half up."""
    characters = count = 0
    for item in items:
        count += 1
        characters += _length(item) + sum(_length(option) for option in item.listed("options"))
    return (2 * characters + CHARACTERS_A_SECOND) // (2 * CHARACTERS_A_SECOND) + SECONDS_A_TAP * count


def _length(node: Node) -> int:
    text = node.fields.get("text")
    words = text.word("ja") if text is not None else None
    return len(words) if words is not None else 0
