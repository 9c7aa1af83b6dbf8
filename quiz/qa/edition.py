"""For whom a page is made: the language of its frame, and the origin that its absolute addresses name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from quiz.bank.model import Text


@dataclass(frozen=True, slots=True)
class Edition:
    """One language under one origin; the same page in another edition is another document."""

    language: str
    origin: str

    def address(self, path: str, page: int = 1, **parameters: str) -> str:
        """Return an address within the site that stays in this language; the first page of a list has no number."""
        return _address(path, page, parameters, self.language)

    def absolute(self, path: str, page: int = 1, **parameters: str) -> str:
        """Return the same with the origin before it."""
        return self.origin + self.address(path, page, **parameters)

    def absolute_in(self, language: str, path: str, page: int = 1, **parameters: str) -> str:
        """Return the absolute address of a page in a language."""
        return self.origin + _address(path, page, parameters, language)

    def in_other_language(self, path: str, page: int = 1, **parameters: str) -> str:
        """Return the address of the same page in the language that this edition is not in."""
        return _address(path, page, parameters, "ja" if self.language == "en" else "en")

    def text(self, text: Text) -> str:
        """Return a text in this language, or in Japanese where nobody translated it."""
        return text[self.language] or text.ja


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines and for people."""

    iso: str
    text: str


def day(value: date | None, language: str) -> Day | None:
    """Return a date as a page shows it."""
    if value is None:
        return None
    text = f"{value.day} {value:%B %Y}" if language == "en" else f"{value.year}年{value.month}月{value.day}日"
    return Day(value.isoformat(), text)


def _address(path: str, page: int, parameters: dict[str, str], language: str) -> str:
    pairs = [(name, value) for name, value in parameters.items() if value]
    if page > 1:
        pairs.append(("page", str(page)))
    if language == "en":
        pairs.append(("lang", "en"))
    return f"{path}?{urlencode(pairs)}" if pairs else path
