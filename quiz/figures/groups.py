"""Groups side by side: the values of one attribute, or the sites, each with its own tally.

Two attributes are never crossed: whoever sets the groups of one side by side looks at everybody, or at a site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from quiz.bank.model import Bank, Text
from quiz.figures.asked import Asked
from quiz.figures.offers import dimension_title, in_order, value_title
from quiz.figures.selection import Selection
from quiz.figures.sheet import Offer
from quiz.figures.words import OFFERS, TOLD
from quiz.stats.segment import SITE, segment_of
from quiz.stats.tally import Tally

MOST_GROUPS = 12
"""What can be told apart side by side; of more, the largest are shown."""


@dataclass(frozen=True)
class Group:
    """One of the groups; its tally is read when it is first needed."""

    asked: Asked
    by: str
    value: str

    @cached_property
    def title(self) -> Text:
        """What it is called."""
        return value_title(self.asked.bank, self.by, self.value)

    @cached_property
    def selection(self) -> Selection:
        """What somebody selects to look at this group alone."""
        chosen = self.asked.selection
        if self.by == SITE:
            return replace(chosen, site=self.value, told=())
        return replace(chosen, attribute=self.by, value=self.value, told=())

    @cached_property
    def tally(self) -> Tally:
        """Its tally."""
        return self.asked.tally_of(self.selection.view)


def without_crossing(selection: Selection, by: str) -> Selection:
    """Return what is looked at where groups stand side by side: their dimension is left open, and that is told."""
    if by == SITE and selection.site:
        return replace(selection, site="", told=(*selection.told, TOLD["crossing-sites"]))
    if by in ("", SITE) or not selection.attribute:
        return selection
    return replace(selection, attribute="", value="", told=(*selection.told, TOLD["crossing"]))


def known_by(bank: Bank, selection: Selection, by: str) -> tuple[Selection, str]:
    """Return the dimension that is asked for, or nothing where there is none of that name, which is told."""
    if by in ("", SITE) or any(attribute.id == by for attribute in bank.attributes):
        return selection, by
    return replace(selection, told=(*selection.told, TOLD["by"])), ""


def groups_of(asked: Asked, by: str, values: Sequence[str] = ()) -> tuple[Group, ...]:
    """Return the groups that have anything published, in the order of the bank: those named, else the largest."""
    fixed = {name: value for name, value in segment_of(asked.selection.view) if name != by}
    found: dict[str, int] = {}
    for view, first in asked.views:
        parts = dict(segment_of(view))
        value = parts.pop(by, "")
        if value and parts == fixed and (not values or value in values):
            found[value] = first
    largest = sorted(found, key=lambda value: (-found[value], value))[:MOST_GROUPS]
    return tuple(Group(asked, by, value) for value in in_order(asked.bank, by, largest))


def by_offers(asked: Asked, chosen: str, none: bool = False) -> tuple[Offer, ...]:
    """Return what can be set side by side: each attribute, and the sites; `none` offers to set nothing."""
    names = [*(attribute.id for attribute in asked.bank.attributes), SITE]
    offers = tuple(Offer(name, dimension_title(asked.bank, name), name == chosen) for name in names)
    return (Offer("", OFFERS["no-groups"], not chosen), *offers) if none else offers
