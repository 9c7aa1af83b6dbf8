"""What the API tells to whoever asks: banks, results, consultations, and whether the service is well."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from flask import Response
from werkzeug.exceptions import NotFound

from quiz.advice.model import Recommendation
from quiz.api.documents import bank_document, bank_summary, recommendations_document, result_document
from quiz.api.parameters import LONGEST_ID, parameters
from quiz.api.published import consultation_document, consultations_document
from quiz.bank.answers import mend_code
from quiz.diagnostic import Diagnostic
from quiz.errors import CodeError
from quiz.scoring import Result
from quiz.web.documents import Document, send

CACHE = "public, max-age=300"
VERSION_CACHE = "public, max-age=86400"
"""The bank of a version never changes."""
PUBLISHED_CACHE = "public, max-age=0, s-maxage=300"
"""What was withdrawn is gone at once where it is asked for again; a cache between may keep it for a while."""
KEPT = 64
"""Documents kept ready a process, a few kilobytes each."""


class Reading:
    """The views, with the diagnostic that they use."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self._diagnostic = diagnostic
        self._kept = lru_cache(maxsize=KEPT)(self._make)

    def banks(self) -> Response:
        """List the banks that are asked here."""
        return send(self._kept(self._banks, 0, parameters("lang").language))

    def bank(self, bank_id: str) -> Response:
        """Describe one bank as it is asked now."""
        return self._bank_of(bank_id, self._diagnostic.bank.version, CACHE)

    def bank_version(self, bank_id: str, version: str) -> Response:
        """Describe one bank as it was in a version."""
        return self._bank_of(bank_id, version, VERSION_CACHE)

    def result(self, code: str) -> Response:
        """Describe the result that a code stands for."""
        language = parameters("lang").language
        return send(_document(self._describe(code, language), CACHE))

    def recommendations(self, code: str) -> Response:
        """List the consultations that a result recommends."""
        language = parameters("lang").language
        code, _, chosen = self._read(code)
        return send(_document(recommendations_document(code, chosen, language), PUBLISHED_CACHE))

    def consultations(self) -> Response:
        """List a page of the consultations, of an area or a topic where one is named."""
        bank, asked = self._diagnostic.bank, parameters("lang", "page", "area", "topic")
        area = asked.one_of("area", tuple(area.id for area in bank.areas))
        topic = asked.one_of("topic", tuple(topic.id for topic in bank.topics))
        key = (asked.page, area, topic)
        return send(self._kept(self._consultations, self._diagnostic.revision(), asked.language, *key))

    def consultation(self, consultation_id: str) -> Response:
        """Describe one consultation with its answers."""
        language = parameters("lang").language
        if not consultation_id.isprintable() or len(consultation_id) > LONGEST_ID:
            raise NotFound(NO_CONSULTATION)
        return send(self._kept(self._consultation, self._diagnostic.revision(), language, consultation_id))

    def health(self) -> Response:
        """Say that the process answers and that the database can be read; a StoreError is told as 503."""
        parameters()
        self._diagnostic.store.shelf(self._diagnostic.revision())
        return send(_document({"status": "ok", "database": "ok"}, "no-store"))

    def _bank_of(self, bank_id: str, version: str, cache_control: str) -> Response:
        language = parameters("lang").language
        bank = self._diagnostic.bank_of(version) if version else None
        if bank is None or bank.id != bank_id:
            raise NotFound("There is no bank of this id and version.")
        return send(self._kept(self._bank, 0, language, bank.version, cache_control))

    def _make(self, make: Callable[..., Document], revision: int, language: str, *key: Hashable) -> Document:
        return make(language, *key)

    def _banks(self, language: str) -> Document:
        return _document({"banks": [bank_summary(self._diagnostic.bank, language)]}, CACHE)

    def _bank(self, language: str, version: str, cache_control: str) -> Document:
        bank = self._diagnostic.bank_of(version)
        if bank is None:
            raise NotFound()
        return _document(bank_document(bank, language), cache_control)

    def _consultations(self, language: str, page: int, area: str, topic: str) -> Document:
        teasers = self._diagnostic.store.library().newest(page, area, topic)
        filters = {name: value for name, value in (("area", area), ("topic", topic)) if value}
        return _document(consultations_document(teasers, filters, language), PUBLISHED_CACHE)

    def _consultation(self, language: str, consultation_id: str) -> Document:
        published = self._diagnostic.store.library().consultation(consultation_id)
        if published is None:
            raise NotFound(NO_CONSULTATION)
        return _document(consultation_document(published, language), PUBLISHED_CACHE)

    def _describe(self, code: str, language: str) -> dict[str, Any]:
        code, result, chosen = self._read(code)
        return result_document(result, chosen, code, language)

    def _read(self, code: str) -> tuple[str, Result, tuple[Recommendation, ...]]:
        try:
            reading = self._diagnostic.read(mend_code(code))
            return reading.code, *self._diagnostic.result(reading)
        except CodeError as error:
            raise NotFound(f"There is no such result: {error}.") from None


NO_CONSULTATION = "There is no published consultation of this id."


def _document(value: dict[str, Any], cache_control: str) -> Document:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Document(body.encode("utf-8"), "application/json", cache_control)
