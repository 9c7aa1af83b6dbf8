"""One item in full."""

from __future__ import annotations

from quiz.figures.asked import Asked
from quiz.figures.badge import badge_of
from quiz.figures.columns import columns
from quiz.figures.fairness import compared, fairness_table
from quiz.figures.gates import RELIABILITY_GATE
from quiz.figures.items import item_lines
from quiz.figures.sheet import ItemLine, ItemSheet
from quiz.figures.shown import figure
from quiz.figures.table import Cell, Figure, Table
from quiz.figures.words import TITLES
from quiz.stats import disclosure
from quiz.stats.items import discriminative_efficiencies, item_area_correlations, option_counts
from quiz.stats.reliability import alpha_if_deleted

STATISTICS = ("n", "facility", "effect", "effect_area", "efficiency", "without", "reliability", "seconds", "abandoned")


def item(asked: Asked, item_id: str) -> ItemSheet | None:
    """Return everything about one item, or None where the form does not ask it."""
    names = [one.id for one in asked.layout.items]
    if item_id not in names:
        return None
    place, pairs = names.index(item_id), compared(asked)
    line = item_lines(asked, pairs)[place]
    tables = (_rungs(line), _statistics(asked, place, line), fairness_table(pairs, place, asked.least))
    return ItemSheet(
        **asked.head("item"),
        tables=tables if asked.n.is_shown else (),
        notes=asked.notes("fairness"),
        item=line,
    )


def _rungs(line: ItemLine) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((rung.text, rung.share, rung.next) for rung in line.rungs)
    return Table("rungs", TITLES["rungs"], columns("rung", "share", "next"), rows)


def _statistics(asked: Asked, place: int, line: ItemLine) -> Table:
    tally = asked.tally
    row = (
        asked.n,
        _facility(asked, place),
        line.effect_value,
        _coefficient(asked, item_area_correlations(tally)[place]),
        _coefficient(asked, discriminative_efficiencies(tally)[place]),
        _coefficient(asked, alpha_if_deleted(tally)[place]),
        badge_of(tally, asked.least).reliability,
        line.seconds,
        line.abandoned,
    )
    return Table("statistics", TITLES["statistics"], columns(*STATISTICS), (row,))


def _facility(asked: Asked, place: int) -> Figure:
    """Return the mean of the item's points in percent of its best, as its rungs tell it where all of them are told."""
    points, row = asked.layout.items[place].points, disclosure.row_of(option_counts(asked.tally, place), asked.least)
    return figure(row.mean([100 * own / max(points) for own in points]))


def _coefficient(asked: Asked, value: float | None) -> Figure:
    return figure(disclosure.statistic(value, asked.tally.n, asked.least, RELIABILITY_GATE))
