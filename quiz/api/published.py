"""What the API says of consultations: only what is published, as its page shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from quiz.advice.askers import GENDERS, GRADES, shown
from quiz.advice.model import Answer, Section
from quiz.advice.published import Published, Target, Teaser, Teasers
from quiz.api.documents import linked, text_in
from quiz.web.language import suffix


def consultations_document(teasers: Teasers, filters: dict[str, str], language: str) -> dict[str, Any]:
    """Describe a page of a list; `filters` are those of its address."""
    following = {**filters, "page": str(teasers.page + 1)}
    if language == "en":
        following["lang"] = language
    return {
        "total": teasers.total,
        "page": teasers.page,
        "pages": teasers.pages,
        "next": f"/api/v1/consultations?{urlencode(following)}" if teasers.page < teasers.pages else None,
        "consultations": [_teaser(teaser, language) for teaser in teasers.teasers],
    }


def _teaser(teaser: Teaser, language: str) -> dict[str, Any]:
    return {
        **linked(teaser.id, teaser.title, teaser.url, language),
        "area": teaser.area or None,
        "topics": teaser.topics,
        "excerpt": teaser.excerpt,
        "answers": teaser.answers,
        "asked_on": teaser.asked_on.isoformat() if teaser.asked_on else None,
        "changed_at": _moment(teaser.changed_at),
    }


def consultation_document(published: Published, language: str) -> dict[str, Any]:
    """Describe a consultation with its answers."""
    value = published.consultation
    return {
        **linked(value.id, value.title, value.url, language),
        "area": value.area or None,
        "topics": value.topics,
        "asked_on": value.asked_on.isoformat() if value.asked_on else None,
        "source": value.source.value,
        "asker": {
            "grade": text_in(shown(GRADES, value.grade), language) or None,
            "gender": text_in(shown(GENDERS, value.gender), language) or None,
        },
        "body": value.body,
        "answers": [_answer(answer, published, language) for answer in value.answers],
        "helps": [{"item": one.item, "options": one.options} for one in value.helps],
        "related": [linked(one.id, one.title, one.url, language) for one in published.related],
        "published_at": _moment(published.published_at),
        "changed_at": _moment(published.changed_at),
    }


def _answer(answer: Answer, published: Published, language: str) -> dict[str, Any]:
    return {
        "advisor": {
            "id": answer.advisor.id,
            "name": answer.advisor.name,
            "title": answer.title,
            "affiliation": answer.affiliation,
        },
        "answered_on": answer.answered_on.isoformat() if answer.answered_on else None,
        "sections": [_section(section, published, language) for section in answer.sections],
    }


def _section(section: Section, published: Published, language: str) -> dict[str, Any]:
    cards = [(card, published.targets[card.kind.value, card.target]) for card in section.cards]
    return {
        "heading": section.heading,
        "blocks": section.blocks,
        "cards": [
            {"lead": card.lead, "kind": card.kind.value, **_leads_to(target, language)} for card, target in cards
        ],
    }


def _leads_to(target: Target, language: str) -> dict[str, str]:
    url = target.url + suffix(language) if target.url.startswith("/") else target.url
    return {"title": text_in(target.title, language), "url": url}


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
