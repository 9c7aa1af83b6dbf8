"""What every page of figures has: what is looked at, what else can be, and tables."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.selection import Selection
from quiz.figures.table import Figure, Table


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen: the value of its argument in the address, and what it is called."""

    value: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """What can be chosen of one attribute; `id` is the attribute's."""

    id: str
    title: Text
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the page can offer to look at: only what has something published, and what is chosen now.

    The arguments are `form`, `site`, `group` and `period`; the empty value of a site or group is everybody.
    """

    forms: tuple[Offer, ...]
    sites: tuple[Offer, ...]
    groups: tuple[OfferGroup, ...]
    periods: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A selection that the page leads to, by the arguments of its address, and whether it is what is looked at."""

    title: Text
    arguments: tuple[tuple[str, str], ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on every page of figures.

    `about` names what is looked at, line by line (label and value). `through` is the day up to which figures go, ISO,
    or empty before the first; `waiting` how many attempts of days that are over are not in them yet. `least` is the
    smallest group. `n` is how many answered; where it is not shown, nobody can be told anything here, and `tables` are
    empty. `notes` are sentences that readers should know; `told` those to know first: of an address that asked for
    something unknown, or of figures that stand still.
    """

    id: str
    title: Text
    selection: Selection
    choices: Choices
    about: tuple[tuple[Text, Text], ...]
    n: Figure
    tables: tuple[Table, ...]
    through: str
    waiting: Figure
    is_synthetic: bool
    least: int
    notes: tuple[Text, ...] = ()
    told: tuple[Text, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be shown, since too few answered."""
        return not self.tables

    def table(self, table_id: str) -> Table | None:
        """Return one of the tables, or None where it is not there."""
        return next((table for table in self.tables if table.id == table_id), None)
