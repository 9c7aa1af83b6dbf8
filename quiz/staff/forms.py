"""The forms of signing in and of a new password."""

from __future__ import annotations

from functools import cache
from typing import Any

from wtforms import Form, HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired

from quiz.store.staff.passwords import fault_of
from quiz.web.csrf import guarded_form

# The page has the words for each kind of error.
NEEDED = InputRequired("missing")


@cache
def signin_form() -> type[Form]:
    """Build the form class of signing in."""

    class SigninForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        name = StringField(validators=[NEEDED])
        password = PasswordField(validators=[NEEDED])
        next = HiddenField()

    return SigninForm


@cache
def password_form() -> type[Form]:
    """Build the form class of a new password; `account` in its meta is whose."""

    class PasswordForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        current_password = PasswordField(validators=[NEEDED])
        new_password = PasswordField(validators=[NEEDED])
        new_password_again = PasswordField(validators=[NEEDED])

        def validate_new_password(self, field: Any) -> None:
            fault = fault_of(field.data, self.meta.account)
            if fault:
                raise ValidationError(fault)

        def validate_new_password_again(self, field: Any) -> None:
            if field.data != self.new_password.data:
                raise ValidationError("different")

    return PasswordForm
