"""What somebody looks at: a form, a view of the fixed hierarchy, and a period, as the address of a page says it.

    ?form=quick&site=campus&group=grade:3&period=2026-04

The hierarchy is everybody, a site, a value of one attribute, or that value at a site. The address has room for one
group only, so two attributes can never be crossed. What an address asks for and nobody knows is left out, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quiz.bank.model import Bank, Text
from quiz.figures.periods import ALL, is_period
from quiz.figures.words import TOLD
from quiz.stats.segment import SITE, label_of, segment_of

BETWEEN = ":"
"""Stands between an attribute and its value in an address."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at; `attribute` and `value` are both empty or neither. `told` says what was left out, and why."""

    form: str
    site: str = ""
    attribute: str = ""
    value: str = ""
    period: str = ALL
    told: tuple[Text, ...] = field(default=(), compare=False)

    @property
    def view(self) -> str:
        """The label of the view, as `quiz.stats.segment` writes it."""
        parts = ((SITE, self.site), (self.attribute, self.value))
        return label_of(tuple((name, value) for name, value in parts if value))

    @property
    def group(self) -> str:
        """The attribute and its value as the address has them, or empty."""
        return f"{self.attribute}{BETWEEN}{self.value}" if self.attribute else ""

    def to_arguments(self) -> dict[str, str]:
        """Return the arguments of an address that asks for this; what is everything is left out."""
        period = "" if self.period == ALL else self.period
        given = {"form": self.form, "site": self.site, "group": self.group, "period": period}
        return {name: value for name, value in given.items() if value}


def selection_from(arguments: Mapping[str, str], bank: Bank, views: Iterable[str]) -> Selection:
    """Return what an address asks for; `views` are the labels of all views that were ever published.

    A group may also be asked for as `grade=3`. Whatever is unknown is left out, and `told` has a sentence about it.
    """
    told: list[Text] = []
    known = {part for view in views for part in segment_of(view)}
    form = arguments.get("form", "") or bank.forms[0].id
    if not bank.has_form(form):
        told.append(TOLD["form"])
        form = bank.forms[0].id
    site = arguments.get("site", "")
    if site and (SITE, site) not in known:
        told.append(TOLD["site"])
        site = ""
    attribute, value = _group(arguments, bank, known, told)
    period = arguments.get("period", "") or ALL
    if not is_period(period):
        told.append(TOLD["period"])
        period = ALL
    return Selection(form, site, attribute, value, period, tuple(told))


def _group(arguments: Mapping[str, str], bank: Bank, known: set[tuple[str, str]], told: list[Text]) -> tuple[str, str]:
    """Return the one attribute that is asked for and its value, or nothing."""
    asked = [(attribute.id, arguments.get(attribute.id, "")) for attribute in bank.attributes]
    name, _, value = arguments.get("group", "").partition(BETWEEN)
    asked = [(name, value)] * bool(name) + [pair for pair in asked if pair[1]]
    possible = [pair for pair in asked if pair in known | _choices(bank)]
    if len(possible) < len(asked):
        told.append(TOLD["group"])
    if len(set(possible)) > 1:
        told.append(TOLD["two-groups"])
    return possible[0] if possible else ("", "")


def _choices(bank: Bank) -> set[tuple[str, str]]:
    return {(attribute.id, choice.id) for attribute in bank.attributes for choice in attribute.choices}
