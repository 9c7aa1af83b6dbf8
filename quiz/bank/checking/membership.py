"""Which items a form asks, as far as a document with mistakes can tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.bank.checking.references import named
from quiz.bank.tree import Node


@dataclass(slots=True)
class Asked:
    """A form and its items; `is_sure` is False where an item with a mistake may belong to it too."""

    form: Node
    id: str
    items: list[Node] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    is_sure: bool = True


def asked(document: Node) -> list[Asked]:
    """Return each form that has an id with the items that it asks; a near miss counts as what was meant."""
    forms, areas = named(document, "forms"), named(document, "areas")
    found: dict[str, Asked] = {}
    for form in document.listed("forms"):
        form_id = form.word("id")
        if form_id is not None:
            found.setdefault(form_id, Asked(form, form_id))
    items = document.fields.get("items")
    if items is None or not items.entries:
        for one in found.values():
            one.is_sure = False
    for item in document.listed("items"):
        entries = item.listed("forms")
        meant = {forms.meant_by(str(entry.value)) if entry.value is not None else None for entry in entries}
        area = item.word("area")
        known_area = areas.meant_by(area) if area is not None else None
        for one in found.values():
            if one.id in meant:
                one.items.append(item)
                one.areas |= {known_area} if known_area is not None else set()
            unsure = not entries or None in meant or (one.id in meant and known_area is None)
            one.is_sure = one.is_sure and not unsure
    return list(found.values())
