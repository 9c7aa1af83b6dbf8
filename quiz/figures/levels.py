"""Areas as levels: how many students have 伸びしろ, ふつう or 強み in each, and a number only where it is justified."""

from __future__ import annotations

from quiz.bank.model import Area, Bank
from quiz.figures.columns import columns
from quiz.figures.gates import AREA_GATE
from quiz.figures.sheet import AreaLine
from quiz.figures.shown import figure, shares_of
from quiz.figures.table import HIDDEN, Figure, Table
from quiz.figures.words import NOTES, TITLES
from quiz.scoring.result import Level
from quiz.scoring.score import level_of
from quiz.stats import disclosure
from quiz.stats.areas import may_show_number
from quiz.stats.items import option_counts
from quiz.stats.tally import Tally

ORDER = (Level.ROOM, Level.FAIR, Level.STRENGTH)


def area_lines(bank: Bank, tally: Tally, least: int, everybody: Tally) -> tuple[AreaLine, ...]:
    """Return a line for each area that the form asks about, in the order of the bank.

    Whether an area may show a number is decided by the answers of everybody, so that all groups are told alike.
    """
    return tuple(_line(area, tally, least, everybody) for area in bank.areas if area.id in tally.layout.areas)


def level_counts(tally: Tally, place: int) -> tuple[int, int, int]:
    """Return how many have each level in an area, 伸びしろ first."""
    counts = dict.fromkeys(ORDER, 0)
    for earned, count in enumerate(tally.area(place)):
        counts[level_of(earned, tally.layout.area_maxima[place])] += int(count)
    room, fair, strength = counts.values()
    return room, fair, strength


def areas_table(lines: tuple[AreaLine, ...]) -> Table:
    """Return the areas as a table; the column of means only where any area has one."""
    has_means = any(line.mean.is_shown for line in lines)
    names = ("area", "room", "fair", "strength") + ("area_mean",) * has_means
    rows = tuple(
        (line.title, line.room, line.fair, line.strength, *((line.mean,) if has_means else ())) for line in lines
    )
    return Table("areas", TITLES["areas"], columns(*names), rows, NOTES["areas"])


def _line(area: Area, tally: Tally, least: int, everybody: Tally) -> AreaLine:
    place = tally.layout.areas.index(area.id)
    room, fair, strength = _levels(tally, place, least)
    return AreaLine(area.id, area.title, area.short, room, fair, strength, _mean(tally, place, least, everybody))


def _levels(tally: Tally, place: int, least: int) -> tuple[Figure, ...]:
    """Return the share of each level. Of an area with one item they are what its rungs tell, and nothing beside."""
    asked = [number for number, item in enumerate(tally.layout.items) if item.area == place]
    if len(asked) > 1:
        return shares_of(level_counts(tally, place), least)
    row = disclosure.row_of(option_counts(tally, asked[0]), least)
    levels = [level_of(points, tally.layout.area_maxima[place]) for points in tally.layout.items[asked[0]].points]
    return tuple(figure(row.union([option for option, own in enumerate(levels) if own is level])) for level in ORDER)


def _mean(tally: Tally, place: int, least: int, everybody: Tally) -> Figure:
    if everybody.n < AREA_GATE or not may_show_number(everybody, place):
        return HIDDEN
    total = sum(earned * int(count) for earned, count in enumerate(tally.area(place)))
    unit = 100 / tally.layout.area_maxima[place]
    return figure(disclosure.mean(total * unit, tally.n, least, unit))
