"""What a page can offer to look at, and what that is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.bank.model import Bank, Choice, Text
from quiz.figures.periods import ALL, is_period, title_of
from quiz.figures.selection import BETWEEN, Selection
from quiz.figures.sheet import Choices, Offer, OfferGroup
from quiz.figures.words import OFFERS
from quiz.stats.segment import SITE, segment_of


def choices_for(bank: Bank, selection: Selection, views: Sequence[str], periods: Iterable[str]) -> Choices:
    """Return what can be chosen beside a selection: views that have something published, periods likewise."""
    parts = [dict(segment_of(view)) for view in views]
    sites = sorted({part[SITE] for part in parts if SITE in part} | ({selection.site} - {""}))
    return Choices(
        forms=tuple(Offer(form.id, form.title, form.id == selection.form) for form in bank.forms),
        sites=(
            Offer("", OFFERS["every-site"], not selection.site),
            *(Offer(site, site_title(site), site == selection.site) for site in sites),
        ),
        groups=_groups(bank, selection, parts),
        periods=_periods(selection, periods),
    )


def in_order(bank: Bank, dimension: str, values: Iterable[str]) -> list[str]:
    """Return values of an attribute, or sites, in the order of the bank; codes and sites by their letters."""
    order = {choice.id: place for place, choice in enumerate(choices_of(bank, dimension))}
    return sorted(values, key=lambda value: (order.get(value, len(order)), value))


def value_title(bank: Bank, dimension: str, value: str) -> Text:
    """Return what a value of an attribute, or a site, is called; a code is its own name."""
    for choice in choices_of(bank, dimension):
        if choice.id == value:
            return choice.text
    return Text(value, value)


def dimension_title(bank: Bank, dimension: str) -> Text:
    """Return what an attribute, or the site, is called."""
    for attribute in bank.attributes:
        if attribute.id == dimension:
            return attribute.title
    return OFFERS["site"]


def site_title(site: str) -> Text:
    """Return what a site is called: by its key."""
    return Text(site, site)


def _groups(bank: Bank, selection: Selection, parts: Sequence[dict[str, str]]) -> tuple[OfferGroup, ...]:
    """Return the groups within the selected site, each attribute's in the order of the bank."""
    of_site = [part for part in parts if part.get(SITE, "") == selection.site]
    groups = []
    for attribute in bank.attributes:
        values = {part[attribute.id] for part in of_site if attribute.id in part}
        if attribute.id == selection.attribute:
            values.add(selection.value)
        offers = tuple(
            Offer(
                f"{attribute.id}{BETWEEN}{value}",
                value_title(bank, attribute.id, value),
                (attribute.id, value) == (selection.attribute, selection.value),
            )
            for value in in_order(bank, attribute.id, values)
        )
        if offers:
            groups.append(OfferGroup(attribute.id, attribute.title, offers))
    return tuple(groups)


def _periods(selection: Selection, periods: Iterable[str]) -> tuple[Offer, ...]:
    """Return all time, then years, then months, each the newest first."""
    names = {name for name in periods if is_period(name)} | {selection.period, ALL}
    order = sorted(
        names, key=lambda name: (name != ALL, len(name), [-int(part) for part in name.split("-") if part != ALL])
    )
    return tuple(Offer("" if name == ALL else name, title_of(name), name == selection.period) for name in order)


def choices_of(bank: Bank, dimension: str) -> tuple[Choice, ...]:
    """Return the values that the bank names for an attribute; none of a code, nor of the site."""
    return next((attribute.choices for attribute in bank.attributes if attribute.id == dimension), ())
