"""The form for site owners as WTForms checks it; its choices come from the bank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField, ValidationError

from quiz.advice.cleaning import cleaned_line
from quiz.bank.model import Bank
from quiz.embed.messages import message
from quiz.embed.wanted import CAMPAIGN_MOST, RADII, SPOKEN, THEMES, VARIANTS, Choice, Wanted

_COLOUR = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.ASCII)
_PLAIN = re.compile(r"[!-~](?:[ -~]*[!-~])?|")
"""What the diagnostic keeps of a campaign: the characters that every address and every log can show."""


def _line(text: str | None) -> str:
    return cleaned_line(text or "")


def _colour(text: str | None) -> str:
    """Return a colour as `#rrggbb`: Japanese keyboards write it full-width easily, designers shorten it."""
    written = unicodedata.normalize("NFKC", _line(text)).lower()
    found = _COLOUR.fullmatch(written)
    if not found:
        return written
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits}"


class BuilderForm(Form):
    """What a site owner chooses; errors are sentences in the page's language."""

    variant = StringField(filters=[_line])
    form = StringField(filters=[_line])
    language = StringField(filters=[_line])
    theme = StringField(filters=[_line])
    accent = StringField(filters=[_colour])
    radius = StringField(filters=[_line])
    campaign = StringField(filters=[_line])
    start = StringField(filters=[_line])

    def __init__(self, given: Mapping[str, str], bank: Bank, spoken: str) -> None:
        self._bank = bank
        self._spoken = spoken
        super().__init__(MultiDict(given))

    def validate_variant(self, field: Any) -> None:
        self._check_choice(field, VARIANTS)

    def validate_form(self, field: Any) -> None:
        if not self._bank.has_form(field.data):
            raise self._error("choice")

    def validate_language(self, field: Any) -> None:
        self._check_choice(field, SPOKEN)

    def validate_theme(self, field: Any) -> None:
        self._check_choice(field, THEMES)

    def validate_accent(self, field: Any) -> None:
        if field.data and not re.fullmatch(_COLOUR, field.data):
            raise self._error("accent")

    def validate_radius(self, field: Any) -> None:
        self._check_choice(field, RADII)

    def validate_campaign(self, field: Any) -> None:
        if len(field.data) > CAMPAIGN_MOST:
            raise self._error("campaign-long", most=CAMPAIGN_MOST, count=len(field.data))
        if not _PLAIN.fullmatch(field.data):
            raise self._error("campaign-form")

    def validate_start(self, field: Any) -> None:
        item = next((item for item in self._bank.items if item.id == field.data), None)
        if field.data and item is None:
            raise self._error("choice")
        asking = self.data["form"]
        if item and self._bank.has_form(asking) and asking not in item.forms:
            raise self._error("start", form=self._bank.form(asking).title[self._spoken])

    def _check_choice(self, field: Any, choices: Iterable[Choice]) -> None:
        if all(field.data != choice.id for choice in choices):
            raise self._error("choice")

    def _error(self, code: str, **values: object) -> ValidationError:
        return ValidationError(message(code, self._spoken, **values))


def filled(given: Mapping[str, str], bank: Bank, language: str) -> tuple[Wanted, dict[str, str]]:
    """Return what was chosen, with what nobody chose filled in, and the first error of each field that has one."""
    usual = Wanted(VARIANTS[0].id, bank.forms[0].id, language)
    names = [field.name for field in fields(Wanted)]
    form = BuilderForm({name: given.get(name) or getattr(usual, name) for name in names}, bank, language)
    form.validate()
    wanted = Wanted(**{name: form.data[name] for name in names})
    return wanted, {name: str(field.errors[0]) for name, field in form._fields.items() if field.errors}
