"""Every id is used once, and none is taken already by the pages."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.bank.findings import Notes
from quiz.bank.tree import Node

_POSTED = frozenset({"form", "version", "attempt", "bank", "answers", "placement", "site", "page", "campaign", "lang"})
_OF_WTFORMS = frozenset({"data", "errors", "meta", "process", "validate"})
_OF_ELEMENTS = frozenset({"action", "elements", "id", "length", "method", "name", "reset", "submit", "target"})
RESERVED_ITEM_IDS = _POSTED | _OF_WTFORMS | _OF_ELEMENTS
"""An item's id names its field in the page's form, where each of these names means something already."""
SITE = "site"
"""Where an attempt came from stands beside its attributes in figures, under this name."""


def check_ids(document: Node, notes: Notes) -> None:
    """Note ids used twice within their list, and items named like something that the form has already."""
    for name in ("forms", "bands", "topics", "areas", "items", "attributes"):
        _check_unique(document.listed(name), notes)
    for item in document.listed("items"):
        _check_unique(item.listed("options"), notes)
        if item.word("id") in RESERVED_ITEM_IDS:
            named = item.fields["id"]
            notes.error(named.line, named.path, "reserved-id", value=named.text)
    for attribute in document.listed("attributes"):
        _check_unique(attribute.listed("choices"), notes)
        if attribute.word("id") == SITE:
            named = attribute.fields["id"]
            notes.error(named.line, named.path, "reserved-attribute", value=named.text)


def _check_unique(entries: Iterable[Node], notes: Notes) -> None:
    first: dict[str, int] = {}
    for entry in entries:
        written = entry.word("id")
        if written is None:
            continue
        line = entry.fields["id"].line
        if written in first:
            notes.error(line, entry.fields["id"].path, "duplicate-id", id=written, first=first[written])
        first.setdefault(written, line)
