"""The diagnostic as a WTForms form: it says what is wrong with answers that the table refused.

It stands on the error path only. Validation through WTForms costs more CPU than all else in a submit together;
a property test holds that form and table accept the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired

from quiz.bank.model import Bank


def form_for(bank: Bank, form_id: str, language: str = "ja") -> type[Form]:
    """Build the form class of one form of a bank: a radio field an item, named by its id."""
    fields = {
        item.id: RadioField(
            item.text[language],
            choices=[SelectChoice(option.id, option.text[language]) for option in item.options],
            validators=[InputRequired()],
        )
        for item in bank.items_of(form_id)
    }
    return type("TakingForm", (Form,), fields)


def unanswered(bank: Bank, form_id: str, fields: Mapping[str, str]) -> list[str]:
    """Return the ids of the items that have no valid answer, in the order of the form."""
    form = form_for(bank, form_id)(MultiDict(fields))
    return [] if form.validate() else [name for name in form.data if form.errors.get(name)]
