"""The addresses of the Q&A site that people open."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from flask import redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.published import Found, Teasers
from quiz.bank.model import Area, Topic
from quiz.clock import JAPAN
from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.qa.advisors import advisor_page, advisors_page
from quiz.qa.edition import Edition
from quiz.qa.lists import Counts, home_page, search_page, subject_page
from quiz.qa.pages import consultation_page
from quiz.qa.queries import page_number, present, readable
from quiz.qa.structured import described
from quiz.web.documents import Document, page, send
from quiz.web.language import language
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

if TYPE_CHECKING:
    # It needs SQLAlchemy, which the start does without.
    from quiz.store.publishing.library import Library

# A browser asks each time, so that what was withdrawn is gone at once; a cache between may keep a page for a while.
CACHE = "public, max-age=0, s-maxage=300"
SEARCH_CACHE = "private, max-age=60"
"""What somebody searches stays with them; a minute is for the way back from a consultation."""
KEPT_PAGES = 256
"""Documents kept ready a process; about 5 KB each as they are kept, compressed."""

Subject = TypeVar("Subject", Area, Topic)


class QA:
    """The views, with the diagnostic and the renderer that they use.

    What a page shows is kept under the revision of what is published: it is made again when that changes.
    """

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._settings = settings
        self._kept = lru_cache(maxsize=KEPT_PAGES)(self._make)
        self._counts = lru_cache(maxsize=1)(self._count)

    def consultation(self, consultation_id: str) -> AnyResponse:
        """Show one consultation with its answers, or lead to where its publisher shows it."""
        # What students really took is said on the page, so a page is made anew when it has moved.
        return self._answer(self._make_consultation, readable(consultation_id), self._diagnostic.pace.seconds())

    def home(self) -> AnyResponse:
        """Show the newest consultations."""
        return self._answer(self._make_home, page_number(request.args))

    def area(self, area_id: str) -> AnyResponse:
        """Show the consultations of an area."""
        return self._answer(self._make_area, readable(area_id), page_number(request.args))

    def topic(self, topic_id: str) -> AnyResponse:
        """Show the consultations of a topic."""
        return self._answer(self._make_topic, readable(topic_id), page_number(request.args))

    def advisors(self) -> AnyResponse:
        """Show everybody who has answered something."""
        return self._answer(self._make_advisors)

    def advisor(self, advisor_id: str) -> AnyResponse:
        """Show an advisor, and what they answered."""
        today = self._diagnostic.clock().astimezone(JAPAN).date()
        return self._answer(self._make_advisor, readable(advisor_id), page_number(request.args), today)

    def search(self) -> AnyResponse:
        """Show what holds the words that somebody typed; every reader's page is their own, and is not kept."""
        query, number = present(request.args.get("q", "")), page_number(request.args)
        edition = self._edition()
        found = self._library().search(query, number) if query else Found(Teasers((), 0, 1), is_loose=False)
        _hold_to_pages(found.teasers, number)
        counts = self._counts(self._diagnostic.revision())
        shown = search_page(query, found, counts, self._diagnostic.bank, edition)
        return send(page(self._renderer.render("qa/search.html", shown, edition.language), SEARCH_CACHE))

    def _answer(self, make: Callable[..., Document | str], *key: Hashable) -> AnyResponse:
        made = self._kept(make, self._diagnostic.revision(), self._edition(), *key)
        if isinstance(made, Document):
            return send(made)
        elsewhere = redirect(made)
        elsewhere.headers["Cache-Control"] = CACHE
        return elsewhere

    def _make(
        self, make: Callable[..., Document | str], revision: int, edition: Edition, *key: Hashable
    ) -> Document | str:
        return make(edition, *key)

    def _edition(self) -> Edition:
        return Edition(language(), origin(self._settings.public_url))

    def _library(self) -> Library:
        return self._diagnostic.store.library()

    def _count(self, revision: int) -> Counts:
        return self._library().counts()

    def _rendered(self, template: str, shown: object, edition: Edition) -> Document:
        return page(self._renderer.render(template, shown, edition.language), CACHE, is_lean=True)

    def _make_consultation(self, edition: Edition, consultation_id: str, median: int | None) -> Document | str:
        published = self._library().consultation(consultation_id)
        if published is None:
            raise NotFound()
        if published.consultation.url:
            return published.consultation.url
        shown = consultation_page(published, self._diagnostic.bank, edition, self._settings.cta, median)
        return self._rendered("qa/consultation.html", described(shown, self._settings.structured_data), edition)

    def _make_home(self, edition: Edition, number: int) -> Document:
        teasers = _hold_to_pages(self._library().newest(number), number)
        counts = self._counts(self._diagnostic.revision())
        shown = home_page(teasers, counts, self._diagnostic.bank, edition)
        return self._rendered("qa/home.html", described(shown, self._settings.structured_data), edition)

    def _make_area(self, edition: Edition, area_id: str, number: int) -> Document:
        area = _of_id(self._diagnostic.bank.areas, area_id)
        return self._subject(area, self._library().newest(number, area=area_id), number, edition)

    def _make_topic(self, edition: Edition, topic_id: str, number: int) -> Document:
        topic = _of_id(self._diagnostic.bank.topics, topic_id)
        return self._subject(topic, self._library().newest(number, topic=topic_id), number, edition)

    def _subject(self, subject: Area | Topic, teasers: Teasers, number: int, edition: Edition) -> Document:
        _hold_to_pages(teasers, number)
        counts = self._counts(self._diagnostic.revision())
        shown = subject_page(subject, teasers, counts, self._diagnostic.bank, edition)
        return self._rendered("qa/subject.html", described(shown, self._settings.structured_data), edition)

    def _make_advisors(self, edition: Edition) -> Document:
        shown = advisors_page(self._library().advisors(), self._diagnostic.bank, edition)
        return self._rendered("qa/advisors.html", described(shown, self._settings.structured_data), edition)

    def _make_advisor(self, edition: Edition, advisor_id: str, number: int, today: date) -> Document:
        profile = self._library().advisor(advisor_id, number)
        if profile is None:
            raise NotFound()
        _hold_to_pages(profile.answered, number)
        shown = advisor_page(profile, today, self._diagnostic.bank, edition)
        return self._rendered("qa/advisor.html", described(shown, self._settings.structured_data), edition)


def _hold_to_pages(teasers: Teasers, number: int) -> Teasers:
    """Let a page of a list be found only where there is one; the first is there even if it is empty."""
    if number > teasers.pages:
        raise NotFound()
    return teasers


def _of_id(subjects: tuple[Subject, ...], subject_id: str) -> Subject:
    for subject in subjects:
        if subject.id == subject_id:
            return subject
    raise NotFound()
