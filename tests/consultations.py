"""Consultations for the tests that publish, search and show them.

a_consultation(7)                            the seventh consultation, of the first area, with one answer
a_consultation(7, area="area2", answers=…)   with any field changed
a_record(7)                                  the same as its source has it
an_answer(an_advisor("b"), card=a_card("q2"))
"""

from __future__ import annotations

from datetime import date
from typing import Any

from quiz.advice.model import Advisor, Answer, Card, CardKind, Consultation, Section, Source
from quiz.bank.model import Text
from quiz.store.publishing.changes import Record


def an_advisor(advisor_id: str = "advisor-a", **changes: Any) -> Advisor:
    """Return a sample advisor."""
    fields: dict[str, Any] = {"name": f"サンプル {advisor_id}", "title": "相談員", "affiliation": "サンプル相談室"}
    return Advisor(advisor_id, **{**fields, **changes})


def an_answer(advisor: Advisor | None = None, text: str = "まず1社だけ調べます。", card: Card | None = None) -> Answer:
    """Return an answer of one section."""
    return Answer(advisor or an_advisor(), (Section("結論から言います", ((text,),), (card,) if card else ()),))


def a_card(target: str, kind: CardKind = CardKind.CONSULTATION) -> Card:
    """Return a card that leads to a consultation or an article."""
    return Card("こちらも参考になります。", kind, target)


def a_consultation(number: int = 1, **changes: Any) -> Consultation:
    """Return a good consultation; its id is `q` and the number."""
    fields: dict[str, Any] = {
        "id": f"q{number}",
        "title": Text(f"{number}番目の質問ですか？", f"Question {number}?"),
        "area": "area1",
        "topics": ("motivation",),
        "helps": (),
        "grade": "学部3年",
        "gender": "",
        "asked_on": date(2025, 4, 1),
        "source": Source.COUNSELLING,
        "body": ("面接が近づいて、何から始めるか迷っています。",),
        "answers": (an_answer(),),
    }
    return Consultation(**{**fields, **changes})


def a_record(number: int = 1, **changes: Any) -> Record:
    """Return a consultation as its source has it, under its id."""
    value = a_consultation(number, **changes)
    return Record(value.id, value)
