"""The forms that attempts were made at, each with its own bank, kept for the length of a run."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from quiz.bank.model import Bank
from quiz.stats.layout import Layout, layout_of
from quiz.store import banks


@dataclass(frozen=True, slots=True)
class KnownForm:
    """One form of one version."""

    bank: Bank
    id: str
    layout: Layout


class KnownForms:
    """Forms by version and id; each bank is read once."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, str], KnownForm | None] = {}

    def get(self, connection: Connection, version: str, form: str) -> KnownForm | None:
        """Return a form, or None where no such version, or form of it, was ever used here."""
        key = version, form
        if key not in self._forms:
            bank = banks.find(connection, version)
            is_known = bank is not None and bank.has_form(form)
            self._forms[key] = KnownForm(bank, form, layout_of(bank, form)) if bank and is_known else None
        return self._forms[key]
