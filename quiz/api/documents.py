"""What the API says of a bank, a result and what it recommends; the shapes are a contract with others' programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quiz.advice.model import Recommendation
from quiz.bank.model import Bank, Text
from quiz.scoring import Result
from quiz.scoring.table import Packed
from quiz.web.language import suffix


def bank_summary(bank: Bank, language: str) -> dict[str, Any]:
    """Describe a bank in a line."""
    return {"id": bank.id, "version": bank.version, "title": bank.title[language]}


def bank_document(bank: Bank, language: str) -> dict[str, Any]:
    """Describe a whole bank: enough to ask its items and to score them."""
    return {
        **bank_summary(bank, language),
        "language": language,
        "scale": bank.scale,
        "cut": bank.cut,
        "forms": {form.id: [item.id for item in bank.items_of(form.id)] for form in bank.forms},
        "seconds": {form.id: form.seconds for form in bank.forms},
        "bands": [{"id": b.id, "first": b.first, "last": b.last, "title": b.title[language]} for b in bank.bands],
        "areas": [{"id": area.id, "title": area.title[language]} for area in bank.areas],
        "attributes": [
            {
                "id": attribute.id,
                "title": attribute.title[language],
                "choices": [{"id": choice.id, "text": choice.text[language]} for choice in attribute.choices],
            }
            for attribute in bank.attributes
        ],
        "items": [
            {
                "id": item.id,
                "area": item.area,
                "weight": item.weight,
                "text": item.text[language],
                "options": [{"id": o.id, "text": o.text[language], "points": o.points} for o in item.options],
            }
            for item in bank.items
        ],
    }


def minimal_document(packed: Packed, form_id: str, language: str) -> dict[str, Any]:
    """Say where a result is, for somebody who goes there next."""
    return {"code": packed.code, "url": f"/r/{packed.code}{suffix(language)}", "form": form_id, "score": packed.score}


def result_document(
    result: Result, recommendations: Iterable[Recommendation], code: str, language: str
) -> dict[str, Any]:
    """Describe a result, with addresses that stay in the language."""
    return {
        "code": code,
        "url": f"/r/{code}{suffix(language)}",
        "bank": result.bank.id,
        "version": result.bank.version,
        "form": result.form.id,
        "score": result.score,
        "flagged": result.is_flagged,
        "borderline": result.is_borderline,
        "low": result.low,
        "high": result.high,
        "noticeable_change": result.noticeable_change,
        "band": {"id": result.band.id, "title": result.band.title[language]},
        "areas": [{"id": part.area.id, "level": part.level.value} for part in result.areas],
        "strengths": [
            {
                "area": strength.area.id,
                "item": strength.shown_by.item.id,
                "option": strength.shown_by.option.id,
                "text": strength.area.strength[language],
            }
            for strength in result.strengths
        ],
        "improvements": [
            {
                "area": improvement.area.id,
                "item": improvement.answer.item.id,
                "option": improvement.answer.option.id,
                "next_option": improvement.next_rung.id,
                "text": improvement.area.improvement[language],
                "next": improvement.answer.option.next[language],
            }
            for improvement in result.improvements
        ],
        "recommendations": [recommended(chosen, language) for chosen in recommendations],
    }


def recommendations_document(code: str, recommendations: tuple[Recommendation, ...], language: str) -> dict[str, Any]:
    """Describe the consultations that a result recommends."""
    return {"code": code, "recommendations": [recommended(chosen, language) for chosen in recommendations]}


def recommended(chosen: Recommendation, language: str) -> dict[str, Any]:
    """Describe a consultation as it was chosen for a result."""
    listing = chosen.consultation
    return {
        **linked(listing.id, listing.title, listing.url, language),
        "area": chosen.area.id,
        "reason": chosen.reason.value,
    }


def linked(consultation_id: str, title: Text, url: str, language: str) -> dict[str, str]:
    """Name a consultation with the address of its page."""
    address = url or f"/qa/{consultation_id}{suffix(language)}"
    return {"id": consultation_id, "title": text_in(title, language), "url": address}


def text_in(text: Text, language: str) -> str:
    """Return a text in a language, or in Japanese where nobody translated it."""
    return text[language] or text.ja
