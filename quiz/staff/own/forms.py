"""The forms of one's own account: a new password, and a second step."""

from __future__ import annotations

from functools import cache
from typing import Any

from wtforms import Form, PasswordField, StringField, ValidationError
from wtforms.validators import AnyOf, InputRequired

from quiz.store.staff.passwords import fault_of
from quiz.web.csrf import guarded_form

# The page has the words for each kind of error.
NEEDED = InputRequired("missing")
ON, OFF, PAPERS = "on", "off", "papers"
"""What can be done about a second step: begin it, end it, or make new codes on paper."""


@cache
def password_form() -> type[Form]:
    """Build the form class of a new password; `account` in its meta is whose, and `needs_code` if they need one."""

    class PasswordForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        current_password = PasswordField(validators=[NEEDED])
        new_password = PasswordField(validators=[NEEDED])
        new_password_again = PasswordField(validators=[NEEDED])
        code = StringField()

        def validate_new_password(self, field: Any) -> None:
            fault = fault_of(field.data, self.meta.account)
            if fault:
                raise ValidationError(fault)

        def validate_new_password_again(self, field: Any) -> None:
            if field.data != self.new_password.data:
                raise ValidationError("different")

        def validate_code(self, field: Any) -> None:
            if self.meta.needs_code and not (field.data or "").strip():
                raise ValidationError("missing")

    return PasswordForm


@cache
def device_form() -> type[Form]:
    """Build the form class of a second step: password and code, whatever is to be done about it."""

    class DeviceForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        act = StringField(validators=[AnyOf((ON, OFF, PAPERS), "missing")])
        current_password = PasswordField(validators=[NEEDED])
        code = StringField(validators=[NEEDED])

    return DeviceForm
