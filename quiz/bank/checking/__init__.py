"""What a bank must and should mean: one module a subject, each over nodes that have their shape already.

A check passes over what was refused before (a value of None), so that one cause gives one finding.
"""

from __future__ import annotations

from quiz.bank.checking import bands, forms, ids, references, rungs, texts, wording
from quiz.bank.findings import Notes
from quiz.bank.tree import Node

CHECKS = (
    ids.check_ids,
    references.check_references,
    rungs.check_rungs,
    bands.check_bands,
    forms.check_forms,
    wording.check_wording,
    texts.check_texts,
)


def check_meaning(document: Node, recommended_areas: frozenset[str] | None, notes: Notes) -> None:
    """Note everything that is wrong or unwise in a document's meaning."""
    for check in CHECKS:
        check(document, notes)
    if recommended_areas is not None:
        references.check_recommendations(document, recommended_areas, notes)
