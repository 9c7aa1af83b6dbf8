"""What a fresh result asks afterwards, of whoever likes to tell: fields that it fetches, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response

from quiz.bank.model import Attribute, Bank
from quiz.bank.schema import LONGEST_SHORT_ID
from quiz.diagnostic import Diagnostic
from quiz.web.documents import Document, Ready, page, send
from quiz.web.language import language
from quiz.web.rendering import Renderer

CACHE = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class AskedChoice:
    """One value that may be chosen."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedAttribute:
    """An attribute as it is asked; without choices, a code is written."""

    id: str
    title: str
    choices: tuple[AskedChoice, ...]


@dataclass(frozen=True, slots=True)
class CohortFields:
    """The fields; `longest` characters make a code, and fewer than `smallest_group` people make no figure."""

    attributes: tuple[AskedAttribute, ...]
    longest: int
    smallest_group: int


class Cohort:
    """The one address of the fields."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, smallest_group: int) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._smallest_group = smallest_group
        self._document = lru_cache(maxsize=2)(self._make_document)

    def blueprint(self) -> Blueprint:
        """Return the route."""
        routes = Blueprint("cohort", __name__)
        routes.add_url_rule("/cohort", "fields", self.fields)
        return routes

    def fields(self) -> Response:
        """Show the fields, or nothing where the bank has no attributes."""
        if not self._diagnostic.bank.attributes:
            return Ready(b"", 204, [("Cache-Control", CACHE)])
        response = send(self._document(language()))
        # A result may stand in a frame that is alone in its sandbox, and has no origin.
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def _make_document(self, language: str) -> Document:
        shown = cohort_fields(self._diagnostic.bank, language, self._smallest_group)
        return page(self._renderer.render("result/cohort.html", shown, language), CACHE)


def cohort_fields(bank: Bank, language: str, smallest_group: int) -> CohortFields:
    """Build the fields of a bank's attributes."""
    asked = tuple(_asked(attribute, language) for attribute in bank.attributes)
    return CohortFields(asked, LONGEST_SHORT_ID, smallest_group)


def _asked(attribute: Attribute, language: str) -> AskedAttribute:
    choices = tuple(AskedChoice(choice.id, choice.text[language]) for choice in attribute.choices)
    return AskedAttribute(attribute.id, attribute.title[language], choices)
