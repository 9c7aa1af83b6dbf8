"""Cards whose target is withdrawn vanish, and their lead-in sentence with them."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from quiz.advice.model import Answer, Consultation, Section


def only_live(value: Consultation, targets: Container[tuple[str, str]]) -> Consultation:
    """Return a consultation with those cards alone that lead somewhere; `targets` holds pairs of kind and id."""

    def section(one: Section) -> Section:
        live = tuple(card for card in one.cards if (card.kind.value, card.target) in targets)
        return one if live == one.cards else replace(one, cards=live)

    def given(one: Answer) -> Answer:
        return replace(one, sections=tuple(section(part) for part in one.sections))

    return replace(value, answers=tuple(given(one) for one in value.answers))
