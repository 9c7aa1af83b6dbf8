"""What a site is told of each thing that happened; docs/reference/webhooks.md has the shapes.

A completed attempt says nothing of what was answered, nor who or how well: only what the site could count by itself.
What is shared says the result too, since the student agreed to that.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from quiz.bank.answers import check_character
from quiz.bank.model import Bank
from quiz.store.told import AttemptFact, ConsultationFact, Kind, Message

BankOf = Callable[[str], Bank | None]
"""Returns the bank of a version."""


def name_of(message: Message) -> str:
    """Return what a site knows a message by."""
    return f"msg_{message.name}"


def payload_of(message: Message, bank_of: BankOf, public_url: str) -> bytes:
    """Return the body of a message, whose fact is true still."""
    fact = message.fact
    if isinstance(fact, ConsultationFact):
        moment, data = message.created, _consultation(fact, public_url)
    else:
        assert fact is not None, "what is true no more is not told"
        # The hour is all that is kept elsewhere of when it was; a site sees by itself when a message arrives.
        moment = fact.finished.replace(minute=0, second=0, microsecond=0)
        data = _attempt(fact, message.site)
        if message.kind is Kind.SHARED:
            data |= _result(fact, bank_of)
    document = {"id": name_of(message), "type": message.kind.value, "timestamp": _iso(moment), "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _attempt(fact: AttemptFact, site: str) -> dict[str, Any]:
    return {
        "site": site,
        "bank": fact.bank,
        "version": fact.version,
        "form": fact.form,
        "page": fact.page,
        "campaign": fact.campaign,
    }


def _result(fact: AttemptFact, bank_of: BankOf) -> dict[str, Any]:
    bank = bank_of(fact.version)
    told = fact.version + fact.answers
    return {
        "score": fact.score,
        "band": bank.band_of(fact.score).id if bank else "",
        "code": f"{fact.version}-{fact.answers}{check_character(told)}",
    }


def _consultation(fact: ConsultationFact, public_url: str) -> dict[str, Any]:
    """Describe a consultation; its address is whole where the deployment knows its own."""
    return {
        "id": fact.id,
        "url": fact.url or f"{public_url}/qa/{fact.id}",
        "title": {"ja": fact.title.ja, "en": fact.title.en},
        "area": fact.area,
        "topics": list(fact.topics),
    }


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
