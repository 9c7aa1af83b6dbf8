"""Every form asks something of every area, and no more than a code can hold or a student was promised."""

from __future__ import annotations

from quiz.bank.checking.effort import predicted_seconds
from quiz.bank.checking.membership import Asked, asked
from quiz.bank.checking.reach import check_balance, check_reach
from quiz.bank.checking.references import named
from quiz.bank.findings import Notes
from quiz.bank.tree import Node

MOST_ITEMS_A_FORM = 60
"""With ten options each, 60 items make a code of 40 characters: the longest that can still be copied by hand."""


def check_forms(document: Node, notes: Notes) -> None:
    """Note forms that ask nothing, too much, or nothing of an area; warn of those that are unwise."""
    forms = asked(document)
    for form in forms:
        _check_size(form, notes)
    _check_coverage(document, forms, notes)
    _check_nesting(forms, notes)
    for form in forms:
        if form.items and form.is_sure:
            _check_time(form, notes)
            check_balance(form, named(document, "areas").ids, notes)
            check_reach(document, form, notes)


def _check_size(form: Asked, notes: Notes) -> None:
    if not form.items and form.is_sure:
        notes.error(form.form.line, form.form.path, "form-empty", form=form.id)
    elif len(form.items) > MOST_ITEMS_A_FORM:
        count = len(form.items)
        notes.error(form.form.line, form.form.path, "form-long", form=form.id, count=count, most=MOST_ITEMS_A_FORM)


def _check_coverage(document: Node, forms: list[Asked], notes: Notes) -> None:
    """Note areas that a form leaves out; an area without any item is one finding, not one a form."""
    covered = set().union(*(form.areas for form in forms)) if forms else set()
    all_sure = bool(forms) and all(form.is_sure for form in forms)
    for area in document.listed("areas"):
        area_id = area.word("id")
        if area_id is None:
            continue
        if area_id not in covered:
            if all_sure:
                notes.error(area.line, area.path, "area-empty", area=area_id)
            continue
        for form in forms:
            if form.items and form.is_sure and area_id not in form.areas:
                notes.error(area.line, area.path, "area-missing", area=area_id, form=form.id)


def _check_nesting(forms: list[Asked], notes: Notes) -> None:
    """Warn of items of a shorter form that the longest does not ask: going on would not be the whole of it."""
    if len(forms) < 2 or not all(form.items for form in forms):
        return
    longest = max(forms, key=lambda form: len(form.items))
    held = {id(item) for item in longest.items}
    for form in forms:
        for item in form.items:
            if id(item) not in held:
                notes.warn(item.line, item.path, "form-not-within", form=form.id, longer=longest.id)


def _check_time(form: Asked, notes: Notes) -> None:
    seconds, predicted = form.form.whole("seconds"), predicted_seconds(form.items)
    if seconds is not None and predicted > seconds:
        place = form.form.fields["seconds"]
        notes.warn(place.line, place.path, "reading-time", form=form.id, predicted=predicted, seconds=seconds)
