"""Every text of a document, in both languages, held against what concerns texts as such."""

from __future__ import annotations

from quiz.bank.checking import subjects, wording
from quiz.bank.findings import Notes
from quiz.bank.tree import Node


def check_texts(document: Node, notes: Notes) -> None:
    """Note forbidden subjects and untidy wording, in one walk over the tree."""
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if node.entries or node.fields:
            waiting.extend(node.entries)
            waiting.extend(node.fields.values())
        elif node.key in ("ja", "en") and isinstance(node.value, str):
            subjects.check_text(node, node.value, notes)
            wording.check_text(node, node.value, notes)
