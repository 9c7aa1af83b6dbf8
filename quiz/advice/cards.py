"""Cards lead only to what is there."""

from __future__ import annotations

from dataclasses import replace

from quiz.advice.model import Card, CardKind, Catalogue, Consultation


def without_lost_cards(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue without the cards that lead out of it; their leads vanish with them."""
    there = {(CardKind.CONSULTATION, one.id) for one in catalogue.consultations}
    there |= {(CardKind.ARTICLE, one.id) for one in catalogue.articles}

    def leads_somewhere(card: Card) -> bool:
        return (card.kind, card.target) in there

    def kept(consultation: Consultation) -> Consultation:
        answers = tuple(
            replace(
                answer,
                sections=tuple(
                    replace(section, cards=tuple(filter(leads_somewhere, section.cards))) for section in answer.sections
                ),
            )
            for answer in consultation.answers
        )
        return replace(consultation, answers=answers)

    return replace(catalogue, consultations=tuple(map(kept, catalogue.consultations)))
