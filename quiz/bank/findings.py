"""What is wrong or unwise in a file, with its line, its key and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from quiz.bank.messages import MESSAGES, WHOLE_FILE
from quiz.bank.model import Bank, Text

MOST_FINDINGS = 500
"""So many lines of findings nobody reads; a file with more is no bank, or an attack."""
SHOWN = 32
"""Longest quotation of the file in a message, in characters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `line` counts from 1, `key` is the way to the place, empty for the whole file."""

    line: int
    key: str
    code: str
    fields: Mapping[str, str | int | Text] = field(default_factory=dict)

    def message(self, language: str = "ja") -> str:
        """Say what is wrong and what to write instead."""
        words = {name: value[language] if isinstance(value, Text) else value for name, value in self.fields.items()}
        message = MESSAGES[self.code]
        return f"{message.wrong[language].format(**words)}; {message.instead[language].format(**words)}"

    def text(self, file: str, language: str = "ja") -> str:
        """Return the finding as `file:line: key: what is wrong; what to write instead`."""
        return f"{file}:{self.line}: {self.key or WHOLE_FILE[language]}: {self.message(language)}"


class Notes:
    """Collects findings while a file is examined; the same one is kept once, and no more than can be read."""

    def __init__(self) -> None:
        self._errors = _Pile()
        self._warnings = _Pile()

    def error(self, line: int, key: str, code: str, /, **fields: str | int | Text) -> None:
        """Note what refuses the file."""
        self._errors.add(Finding(line, key, code, fields))

    def warn(self, line: int, key: str, code: str, /, **fields: str | int | Text) -> None:
        """Note what is legal but unwise."""
        self._warnings.add(Finding(line, key, code, fields))

    @property
    def is_full(self) -> bool:
        """Say whether further errors are no longer kept."""
        return self._errors.is_cut

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors in the order of the file."""
        return self._errors.sorted()

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings in the order of the file."""
        return self._warnings.sorted()


class _Pile:
    """Findings by what they say; where it was cut short, the last one says so."""

    def __init__(self) -> None:
        self._findings: dict[tuple[object, ...], Finding] = {}
        self.is_cut = False

    def add(self, finding: Finding) -> None:
        if len(self._findings) < MOST_FINDINGS:
            said = (finding.line, finding.key, finding.code, *finding.fields.values())
            self._findings.setdefault(said, finding)
        else:
            self.is_cut = True

    def sorted(self) -> tuple[Finding, ...]:
        findings = sorted(self._findings.values(), key=lambda finding: finding.line)
        if self.is_cut:
            findings.append(Finding(findings[-1].line, "", "more-findings", {"most": MOST_FINDINGS}))
        return tuple(findings)


@dataclass(frozen=True, slots=True)
class Report:
    """What examining a file gave: a bank, or the errors for which there is none; warnings in either case."""

    file: str
    bank: Bank | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]

    def error_lines(self, language: str = "ja") -> list[str]:
        """Return the errors as lines for a person."""
        return [finding.text(self.file, language) for finding in self.errors]

    def warning_lines(self, language: str = "ja") -> list[str]:
        """Return the warnings as lines for a person."""
        return [finding.text(self.file, language) for finding in self.warnings]


def quote(text: str) -> str:
    """Return a piece of the file, fit to be shown: short, on one line, with invisible characters spelt out."""
    if len(text) <= SHOWN and text.isascii() and text.isprintable():
        return text
    shown = "".join(
        character
        if unicodedata.category(character)[0] not in "CZ" or character == " "
        else f"<{code_point(character)}>"
        for character in text[: SHOWN + 1]
    )
    return shown[:SHOWN] + "…" if len(shown) > SHOWN else shown


def code_point(character: str) -> str:
    """Return how Unicode names a character by number, such as U+3000."""
    return f"U+{ord(character):04X}"
