"""What is said about a source: where, in which field, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.bank.findings import quote
from quiz.bank.model import Text
from quiz.importing.messages import FIELDS, MENDED, REFUSED

MOST_FINDINGS = 500
"""So many lines nobody reads; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `place` is a file with line, an address, or a sheet with row; `field` may be empty."""

    place: str
    field: str
    code: str
    fields: tuple[tuple[str, str | int | Text], ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Say whether something was left out because of it; else it was mended, and everything is imported."""
        return self.code in REFUSED

    def text(self, language: str = "ja") -> str:
        """Return the finding as one line for a person."""
        words = {name: value[language] if isinstance(value, Text) else value for name, value in self.fields}
        message = (REFUSED if self.is_refusal else MENDED)[self.code][language].format(**words)
        named = FIELDS[self.field][language] if self.field in FIELDS else quote(self.field)
        return ": ".join(part for part in (self.place, named, message) if part)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of the reader for this project's own files, which words it itself."""

    line: str

    @property
    def is_refusal(self) -> bool:
        """Say that something was left out because of it."""
        return True

    def text(self, language: str = "ja") -> str:
        """Return the line, in the language it was read in."""
        return self.line


class Findings:
    """Collects findings; the same one is kept once, and no more than can be read."""

    def __init__(self) -> None:
        self._findings: dict[Finding | Told, None] = {}
        self.uncounted = 0

    def add(self, place: str, field: str, code: str, /, **fields: str | int | Text) -> None:
        """Note a finding; what it quotes of the source is made fit to be shown."""
        shown = tuple(
            (name, quote(value) if isinstance(value, str) and name == "written" else value)
            for name, value in fields.items()
        )
        self.take(Finding(place, field, code, shown))

    def take(self, finding: Finding | Told) -> None:
        """Take over a finding."""
        if finding in self._findings:
            return
        if len(self._findings) < MOST_FINDINGS:
            self._findings[finding] = None
        else:
            self.uncounted += 1

    def __iter__(self) -> Iterator[Finding | Told]:
        return iter(self._findings)

    def __len__(self) -> int:
        return len(self._findings) + self.uncounted

    @property
    def refusals(self) -> int:
        """Return how many findings left something out; those no longer kept count as such."""
        return sum(finding.is_refusal for finding in self._findings) + self.uncounted
