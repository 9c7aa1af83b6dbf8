"""Everything that names something else names something that exists."""

from __future__ import annotations

from typing import NamedTuple

from quiz.bank.findings import Notes, quote
from quiz.bank.model import Text
from quiz.bank.near import nearest
from quiz.bank.tree import Node

_KINDS = {"areas": Text("領域", "area"), "topics": Text("話題", "topic"), "forms": Text("版", "form")}


class Named(NamedTuple):
    """The ids of a list in their order; `is_sure` where no entry lost its id, so that others surely do not exist."""

    ids: tuple[str, ...]
    is_sure: bool

    def meant_by(self, written: str) -> str | None:
        """Return the id that a reference names or nearly names, or None."""
        return written if written in self.ids else nearest(written, self.ids, {})


def named(document: Node, name: str) -> Named:
    """Return the ids of the list under a key."""
    entries = document.listed(name)
    ids = tuple(dict.fromkeys(word for entry in entries if (word := entry.word("id")) is not None))
    is_sure = bool(entries) and all(entry.word("id") is not None for entry in entries) and not document.is_refused
    return Named(ids, is_sure)


def check_references(document: Node, notes: Notes) -> None:
    """Note areas, topics and forms that are named but do not exist, and what is named twice."""
    areas, topics, forms = (named(document, name) for name in ("areas", "topics", "forms"))
    for area in document.listed("areas"):
        _check_each(area.listed("topics"), topics, "topics", notes)
    for topic in document.listed("topics"):
        _check_once(topic.listed("words"), notes)
    for item in document.listed("items"):
        _check_each(item.listed("forms"), forms, "forms", notes)
        if item.word("area") is not None:
            _check_one(item.fields["area"], areas, "areas", notes)


def check_recommendations(document: Node, recommended: frozenset[str], notes: Notes) -> None:
    """Warn of areas for which the catalogue has no consultation."""
    for area in document.listed("areas"):
        written = area.word("id")
        if written is not None and written not in recommended:
            notes.warn(area.line, area.path, "no-recommendation", area=written)


def _check_each(entries: list[Node], known: Named, name: str, notes: Notes) -> None:
    for entry in _check_once(entries, notes):
        _check_one(entry, known, name, notes)


def _check_once(entries: list[Node], notes: Notes) -> list[Node]:
    """Note entries that are named twice; return the others."""
    seen: dict[str | int | bool, Node] = {}
    for entry in entries:
        if entry.value is not None and seen.setdefault(entry.value, entry) is not entry:
            notes.error(entry.line, entry.path, "reference-twice", value=quote(entry.text))
    return list(seen.values())


def _check_one(node: Node, known: Named, name: str, notes: Notes) -> None:
    written = str(node.value)
    if written in known.ids:
        return
    meant = nearest(written, known.ids, {})
    if meant is not None:
        notes.error(
            node.line, node.path, "unknown-reference-near", value=quote(written), kind=_KINDS[name], meant=meant
        )
    elif known.is_sure:
        shown = ", ".join(known.ids[:12])
        notes.error(node.line, node.path, "unknown-reference", value=quote(written), kind=_KINDS[name], known=shown)
