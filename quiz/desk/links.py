"""Where the cards of an answer lead: what was typed, found among what is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quiz.advice.dossier import Draft
from quiz.advice.model import Card, CardKind, Section
from quiz.advice.published import Target

if TYPE_CHECKING:
    from quiz.store.desk.stock import Stock

KINDS = (CardKind.CONSULTATION, CardKind.ARTICLE)
"""A word that names both a consultation and an article means the consultation."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a typed target stands for."""

    kind: CardKind
    id: str
    target: Target


Links = Mapping[str, Link]
"""By what was typed; what leads nowhere is left out."""


def links_in(drafts: Iterable[Draft], stock: Stock, host: str) -> Links:
    """Return where the cards of an answer lead."""
    ids = {card.target: id_of(card.target, host) for draft in drafts for card in draft.cards}
    named = {one for one in ids.values() if one}
    targets = stock.targets(named) if named else {}
    found = {}
    for typed, one in ids.items():
        kind = next((kind for kind in KINDS if (kind.value, one) in targets), None)
        if kind is not None:
            found[typed] = Link(kind, one, targets[kind.value, one])
    return found


def id_of(typed: str, host: str) -> str:
    """Return the id that was typed as such, or in an address of this site; empty for an address elsewhere."""
    written = typed.strip()
    if "/" not in written:
        return written
    try:
        parts = urlsplit(written)
    except ValueError:
        return ""
    is_ours = not parts.netloc or parts.netloc.lower() == host.lower()
    head, _, last = parts.path.rstrip("/").rpartition("/")
    return last if is_ours and head == "/qa" else ""


def section_of(draft: Draft, links: Links) -> Section:
    """Return a section as readers see it, with the cards that lead somewhere."""
    found = ((card.lead, links.get(card.target)) for card in draft.cards)
    return draft.section(tuple(Card(lead, link.kind, link.id) for lead, link in found if link))
