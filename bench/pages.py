"""What the load must know of a page: its form with the questions and their options, and the files it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

LOADED_RELATIONS = {"stylesheet", "icon", "manifest", "preload", "modulepreload"}
STATIC_IMPORT = re.compile(r"""(?:^|[;}\s])(?:import|export)\s*(?:[\w*{},\s$]+?from\s*)?["']([^"']+)["']""")
STYLE_REFERENCE = re.compile(r"""(?:@import\s+|url\(\s*)["']?([^"')\s]+)""")


@dataclass(frozen=True, slots=True)
class QuizForm:
    """The form of a questionnaire: where it goes, its hidden fields, and each question with its options."""

    action: str
    hidden: dict[str, str]
    questions: dict[str, list[str]]


@dataclass(slots=True)
class _Found:
    action: str = ""
    hidden: dict[str, str] = field(default_factory=dict)
    questions: dict[str, list[str]] = field(default_factory=dict)


class _FormParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Found] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.forms.append(_Found(given.get("action", "")))
            self._inside = True
        elif tag in ("input", "button") and self._inside and given.get("name"):
            self._take_field(given)

    def _take_field(self, given: dict[str, str]) -> None:
        form, name, value = self.forms[-1], given["name"], given.get("value", "")
        if given.get("type") == "radio":
            form.questions.setdefault(name, []).append(value)
        elif given.get("type") == "hidden":
            form.hidden[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def quiz_form(html: str, address: str) -> QuizForm:
    """Return the form of the page that has the most questions; ValueError where no form asks any."""
    parser = _FormParser()
    parser.feed(html)
    best = max(parser.forms, key=lambda form: len(form.questions), default=None)
    if best is None or not best.questions:
        raise ValueError(f"{address} shows no form with questions")
    return QuizForm(urljoin(address, best.action), best.hidden, best.questions)


class _ResourceParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.has_icon = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        relations = set(given.get("rel", "").lower().split())
        if tag == "link" and relations & LOADED_RELATIONS and given.get("href"):
            self.has_icon = self.has_icon or "icon" in relations
            self.addresses.append(given["href"])
        elif tag in ("script", "img", "source", "iframe") and given.get("src"):
            self.addresses.append(given["src"])


def resources(html: str, address: str) -> list[str]:
    """Return the addresses that a browser fetches at once for a page; the icon too, which it asks for unasked."""
    parser = _ResourceParser()
    parser.feed(html)
    found = parser.addresses + ([] if parser.has_icon else ["/favicon.ico"])
    return list(dict.fromkeys(urljoin(address, other) for other in found if not other.startswith("data:")))


def references(text: str, address: str) -> Iterator[str]:
    """Return what a script imports statically, or what a style sheet loads, as addresses."""
    pattern = STYLE_REFERENCE if address.split("?")[0].endswith(".css") else STATIC_IMPORT
    for found in pattern.findall(text):
        if not found.startswith(("data:", "#")):
            yield urljoin(address, found)
