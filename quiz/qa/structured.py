"""JSON-LD for what a page shows, made from the values that its template shows.

Nothing is marked up that a visitor cannot read on the page, so search engines and people are told the same.
Sources: schema.org, and Google's guides to Article, QAPage and ProfilePage.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from markupsafe import Markup

from quiz.qa.advisors import AdvisorPage, AdvisorsPage
from quiz.qa.frame import Frame
from quiz.qa.lists import HomePage, SubjectPage
from quiz.qa.pages import AnswerText, ConsultationPage

Data = dict[str, Any]
Page = ConsultationPage | AdvisorPage | AdvisorsPage | HomePage | SubjectPage
Described = TypeVar("Described", ConsultationPage, AdvisorPage, AdvisorsPage, HomePage, SubjectPage)
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def described(page: Described, style: str) -> Described:
    """Return a page with the data block that describes it in a style: `article` or `qapage`."""
    graph = _graph(page, style)
    return replace(page, structured=as_data_block(graph)) if graph else page


def _graph(page: Page, style: str) -> list[Data]:
    graph = [breadcrumb(page.frame)] if len(page.frame.crumbs) > 1 else []
    if isinstance(page, ConsultationPage):
        graph.append(qa_page(page) if style == "qapage" else article(page))
    elif isinstance(page, AdvisorPage) and style == "qapage":
        graph.append(profile_page(page))
    return graph


def as_data_block(graph: Sequence[Data]) -> Markup:
    """Return things as the text of a data block, which nothing in them can end or turn into a comment."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element entities mean nothing; JSON's own escapes do.
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - every character that markup is made of is escaped.


def breadcrumb(frame: Frame) -> Data:
    """Describe the way from the first page to this one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": crumb.name, "item": crumb.url}
            for place, crumb in enumerate(frame.crumbs, 1)
        ],
    }


def article(page: ConsultationPage) -> Data:
    """Describe a consultation as an article by those who answered."""
    return _without_nothing(
        {
            "@type": "Article",
            "headline": page.title,
            "url": page.frame.canonical,
            "mainEntityOfPage": page.frame.canonical,
            "inLanguage": "ja",
            "articleSection": page.area,
            "articleBody": "\n".join(page.body),
            "datePublished": page.asked_on.iso if page.asked_on else "",
            "author": [_person(answer) for answer in page.answers],
        }
    )


def qa_page(page: ConsultationPage) -> Data:
    """Describe a consultation as a question with suggested answers."""
    question = _without_nothing(
        {
            "@type": "Question",
            "name": page.title,
            "text": "\n".join(page.body),
            "answerCount": len(page.answers),
            "dateCreated": page.asked_on.iso if page.asked_on else "",
            "author": {"@type": "Person", "name": page.asker} if page.asker else {},
            "suggestedAnswer": [_answer(page, answer, place) for place, answer in enumerate(page.answers, 1)],
        }
    )
    return {"@type": "QAPage", "url": page.frame.canonical, "inLanguage": "ja", "mainEntity": question}


def profile_page(page: AdvisorPage) -> Data:
    """Describe an advisor's page."""
    person = _without_nothing(
        {
            "@type": "Person",
            "name": page.name,
            "jobTitle": page.title,
            "affiliation": _organisation(page.affiliation),
            "description": "\n".join(page.profile),
            "hasCredential": [
                {"@type": "EducationalOccupationalCredential", "name": name} for name in page.qualifications
            ],
        }
    )
    return {"@type": "ProfilePage", "url": page.frame.canonical, "mainEntity": person}


def _answer(page: ConsultationPage, answer: AnswerText, place: int) -> Data:
    lines = [line for section in answer.sections for line in (section.title, *(x for b in section.blocks for x in b))]
    return _without_nothing(
        {
            "@type": "Answer",
            "text": "\n".join(lines),
            "url": f"{page.frame.canonical}#answer-{place}",
            "dateCreated": answer.answered_on.iso if answer.answered_on else "",
            "author": _person(answer),
        }
    )


def _person(answer: AnswerText) -> Data:
    return _without_nothing(
        {
            "@type": "Person",
            "name": answer.name,
            "jobTitle": answer.title,
            "affiliation": _organisation(answer.affiliation),
            "url": answer.url,
        }
    )


def _organisation(name: str) -> Data:
    return {"@type": "Organization", "name": name} if name else {}


def _without_nothing(data: Mapping[str, Any]) -> Data:
    """Leave out what has no value; a count of 0 is one."""
    return {name: value for name, value in data.items() if value or value == 0}
