"""The entry form as WTForms checks it; the page and its script count characters by the same rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, StringField, TextAreaField, ValidationError

from quiz.advice.askers import GENDERS, GRADES, Choice
from quiz.advice.cleaning import cleaned, cleaned_line, length_of
from quiz.qa.ask_messages import message
from quiz.web.csrf import Guard, guarded_form

TITLE_MOST = 100
BODY_LEAST = 20
BODY_MOST = 2_000
MAIL_MOST = 254
"""The longest that can be delivered to (RFC 5321)."""
MARKS_MOST = 3
"""A reader's character may be several code points, which the table has room for: so many of them on average."""
# What browsers take for an address; so no comma or bracket in it names a second one to who writes the notice.
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+")


def _line(text: str | None) -> str:
    return cleaned_line(text or "")


def _lines(text: str | None) -> str:
    return cleaned(text or "")


def _address(text: str | None) -> str:
    """Return an address as mail programs know it: Japanese keyboards write it full-width easily."""
    return unicodedata.normalize("NFKC", cleaned_line(text or ""))


class AskForm(guarded_form()):  # type: ignore[misc]  # a class that is made when it is first needed
    """What an asker fills in; errors are sentences in the guard's language."""

    title = StringField(filters=[_line])
    body = TextAreaField(filters=[_lines])
    grade = StringField(filters=[_line])
    gender = StringField(filters=[_line])
    mail = StringField(filters=[_address])
    consent = BooleanField()
    homepage = StringField(filters=[_line])

    def validate_title(self, field: Any) -> None:
        if not length_of(field.data):
            raise _error(self, "title-empty")
        if _is_longer(field.data, TITLE_MOST):
            raise _error(self, "title-long", most=TITLE_MOST, count=length_of(field.data))

    def validate_body(self, field: Any) -> None:
        count = length_of(field.data)
        if not count:
            raise _error(self, "body-empty")
        if count < BODY_LEAST:
            raise _error(self, "body-short", least=BODY_LEAST, count=count)
        if _is_longer(field.data, BODY_MOST):
            raise _error(self, "body-long", most=f"{BODY_MOST:,}", count=f"{count:,}")

    def validate_grade(self, field: Any) -> None:
        _check_choice(self, field, GRADES)

    def validate_gender(self, field: Any) -> None:
        _check_choice(self, field, GENDERS)

    def validate_mail(self, field: Any) -> None:
        if len(field.data) > MAIL_MOST:
            raise _error(self, "mail-long", most=MAIL_MOST)
        if field.data and not _MAIL.fullmatch(field.data):
            raise _error(self, "mail-form")

    def validate_consent(self, field: Any) -> None:
        if not field.data:
            raise _error(self, "consent")


def ask_form(fields: Mapping[str, str], guard: Guard) -> Form:
    """Return the form with what was typed."""
    return AskForm(MultiDict(fields), meta={"csrf_context": guard})


def empty_form(guard: Guard) -> Form:
    """Return the form as it is opened."""
    return AskForm(meta={"csrf_context": guard})


def withdraw_form(fields: Mapping[str, str], guard: Guard) -> Form:
    """Return the form of taking back, which asks nothing."""
    return guarded_form()(MultiDict(fields), meta={"csrf_context": guard})


def errors_of(form: Form) -> dict[str, str]:
    """Return the first error of each field that has one."""
    return {name: str(said[0]) for name, said in form.errors.items() if name and isinstance(said, (list, tuple))}


def _is_longer(text: str, most: int) -> bool:
    return length_of(text) > most or len(text) > MARKS_MOST * most


def _check_choice(form: Any, field: Any, choices: tuple[Choice, ...]) -> None:
    if all(field.data != choice.id for choice in choices):
        raise _error(form, "choice")


def _error(form: Any, code: str, **values: object) -> ValidationError:
    return ValidationError(message(code, form.meta.csrf_context.language, **values))
