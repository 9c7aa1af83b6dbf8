"""Whether items treat groups alike: the two largest groups of each attribute are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.groups import Group, groups_of, without_crossing
from quiz.figures.shown import figure
from quiz.figures.table import Cell, Figure, Table
from quiz.figures.wording import fill, quoted
from quiz.figures.words import FAIRNESS, NOTHING, TITLES
from quiz.stats import disclosure
from quiz.stats.fairness import ENOUGH_IN_GROUP, Bias, mantel

COLUMNS = ("first_group", "second_group", "difference", "ratio", "remark")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two groups of an attribute, and every item between them."""

    first: Group
    second: Group
    biases: tuple[Bias, ...]

    @property
    def n(self) -> int:
        """How many the smaller group has."""
        return min(self.first.tally.n, self.second.tally.n)


def compared(asked: Asked) -> tuple[Compared, ...]:
    """Return the two largest groups of each attribute, compared, where both are large enough."""
    found = []
    for attribute in asked.bank.attributes:
        open_to_groups = replace(asked, selection=without_crossing(asked.selection, attribute.id))
        groups = sorted(groups_of(open_to_groups, attribute.id), key=lambda group: -group.tally.n)[:2]
        if len(groups) == 2 and groups[1].tally.n >= max(ENOUGH_IN_GROUP, 3 * asked.least):
            found.append((groups[0], groups[1]))
    return tuple(Compared(one, other, mantel(one.tally, other.tally, len(found))) for one, other in found)


def remark_on(pairs: Sequence[Compared], place: int) -> Text:
    """Return what stands out of an item between any two groups, the largest difference; empty where nothing does."""
    found = [(pair, pair.biases[place]) for pair in pairs if pair.biases[place].grade in ("B", "C")]
    if not found:
        return NOTHING
    pair, bias = max(found, key=lambda one: abs(one[1].ratio or 0))
    return _remark(pair, bias)


def fairness_table(pairs: Sequence[Compared], place: int, least: int) -> Table:
    """Return one item between the groups of every attribute."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            pair.first.title,
            pair.second.title,
            _coefficient(pair.biases[place].difference, pair, least),
            _coefficient(pair.biases[place].ratio, pair, least),
            _remark(pair, pair.biases[place]),
        )
        for pair in pairs
    )
    return Table("fairness", TITLES["fairness"], columns(*COLUMNS), rows)


def _coefficient(value: float | None, pair: Compared, least: int) -> Figure:
    return figure(disclosure.statistic(value, pair.n, least, ENOUGH_IN_GROUP))


def _remark(pair: Compared, bias: Bias) -> Text:
    if bias.grade not in ("B", "C"):
        return FAIRNESS["none"] if bias.grade else NOTHING
    easier, other = (pair.second, pair.first) if (bias.ratio or 0) > 0 else (pair.first, pair.second)
    return fill(FAIRNESS[bias.grade], easier=quoted(easier.title), other=quoted(other.title))
