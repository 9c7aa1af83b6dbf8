"""What the page of a consultation shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.model import Consultation, Section, Source
from quiz.bank.model import Bank
from quiz.web.language import suffix
from quiz.web.phrases import phrased


@dataclass(frozen=True, slots=True)
class SectionText:
    """A headed part of an answer."""

    heading: Markup
    blocks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer with who gave it."""

    name: str
    role: str
    sections: tuple[SectionText, ...]


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """A consultation; `asker` is empty where nothing may be said of them."""

    title: str
    heading: Markup
    summary: str
    area: str
    asker: str
    asked_on: str
    asked_on_text: str
    body: tuple[str, ...]
    is_from_counselling: bool
    is_sample: bool
    answers: tuple[AnswerText, ...]
    diagnostic: str
    count: int
    seconds: int
    start: str
    quiz: str
    other_language: str


def consultation_page(consultation: Consultation, bank: Bank, language: str) -> ConsultationPage:
    """Build the page of a consultation, with the way to the diagnostic below it.

    The address of this page goes along behind a `#`: the diagnostic's own address, and so its place in every
    cache, stays one.
    """
    path, form = f"/qa/{consultation.id}", bank.forms[0]
    start = f"/d/{bank.id}{suffix(language)}"
    asked = consultation.asked_on
    return ConsultationPage(
        title=consultation.title[language],
        heading=phrased(consultation.title[language]),
        summary=consultation.body[0] if consultation.body else consultation.title[language],
        area=next((area.title[language] for area in bank.areas if area.id == consultation.area), ""),
        asker="・".join(part for part in (consultation.grade, consultation.gender) if part),
        asked_on=asked.isoformat() if asked else "",
        asked_on_text=f"{asked.year}.{asked.month}.{asked.day}" if asked else "",
        body=consultation.body,
        is_from_counselling=consultation.source is Source.COUNSELLING,
        is_sample=consultation.source is Source.SAMPLE,
        answers=tuple(
            AnswerText(
                answer.advisor.name,
                "・".join(part for part in (answer.advisor.title, answer.advisor.affiliation) if part),
                tuple(_section(section) for section in answer.sections),
            )
            for answer in consultation.answers
        ),
        diagnostic=bank.title[language],
        count=len(bank.items_of(form.id)),
        seconds=form.seconds,
        start=start,
        quiz=f"{start}#page={path}",
        other_language=path if language == "en" else f"{path}?lang=en",
    )


def _section(section: Section) -> SectionText:
    return SectionText(phrased(section.heading), section.blocks)
