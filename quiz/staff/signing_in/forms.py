"""The forms of signing in."""

from __future__ import annotations

from functools import cache

from wtforms import Form, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired

from quiz.web.csrf import guarded_form

# The page has the words for each kind of error.
NEEDED = InputRequired("missing")


@cache
def signin_form() -> type[Form]:
    """Build the form class of name and password."""

    class SigninForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        name = StringField(validators=[NEEDED])
        password = PasswordField(validators=[NEEDED])
        next = HiddenField()

    return SigninForm


@cache
def code_form() -> type[Form]:
    """Build the form class of the second step; one of the two codes is enough."""

    class CodeForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
        code = StringField()
        paper = StringField()
        next = HiddenField()

    return CodeForm
