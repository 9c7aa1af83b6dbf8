"""A form as a whole, for those who want all of it: how reliable its total and its areas are, and what goes together."""

from __future__ import annotations

from itertools import combinations

from quiz.figures.asked import Asked
from quiz.figures.badge import badge_of
from quiz.figures.columns import columns
from quiz.figures.gates import AREA_GATE, RELIABILITY_GATE
from quiz.figures.shown import figure
from quiz.figures.table import Cell, Figure, Table
from quiz.figures.words import AREA_FORMS, NOTES, TITLES
from quiz.stats import disclosure
from quiz.stats.areas import AreaStatistics, area_statistics, correlations
from quiz.stats.intervals import Interval, fisher
from quiz.stats.items import ENOUGH_FOR_STEPS
from quiz.stats.reliability import alpha, alpha_interval

WHOLE = ("n", "reliability", "alpha", "standard_error")
AREAS = ("area", "area_items", "area_alpha", "from_total", "from_both", "area_form")
PAIRS = ("first_area", "second_area", "together")


def form_tables(asked: Asked) -> tuple[Table, ...]:
    """Return the form's statistics, its areas', and those of every two areas; without rows where nothing is told."""
    return _whole(asked), _areas(asked), _pairs(asked)


def _whole(asked: Asked) -> Table:
    badge = badge_of(asked.tally, asked.least)
    own = _between(asked, alpha(asked.tally), alpha_interval(asked.tally), RELIABILITY_GATE)
    row: tuple[Cell, ...] = (asked.n, badge.reliability, own, badge.standard_error)
    return Table("form", TITLES["form"], columns(*WHOLE), (row,) if badge.reliability.is_shown else ())


def _areas(asked: Asked) -> Table:
    """Return how well each area measures; whether it gets a number is decided for everybody, and so told of them."""
    found = area_statistics(asked.everybody) if asked.tally.n >= AREA_GATE else ()
    rows = tuple(_area(asked, area) for area in found if area.prmse)
    return Table("form_areas", TITLES["form_areas"], columns(*AREAS), rows, NOTES["form-areas"])


def _area(asked: Asked, area: AreaStatistics) -> tuple[Cell, ...]:
    place = asked.layout.areas.index(area.id)
    items = sum(item.area == place for item in asked.layout.items)
    told = (area.alpha, area.prmse.of_total, area.prmse.of_both) if area.prmse else ()
    shown = (figure(disclosure.statistic(value, asked.everybody.n, asked.least, AREA_GATE)) for value in told)
    return asked.bank.area(area.id).title, Figure(items), *shown, AREA_FORMS[area.may_show_number]


def _pairs(asked: Asked) -> Table:
    """Return how every two areas go together, those that do most first."""
    titles = [asked.bank.area(area).title for area in asked.layout.areas]
    values = correlations(asked.tally)
    told = []
    for one, other in combinations(range(len(titles)), 2):
        value = values[one][other]
        shown = _between(asked, value, fisher(value, asked.tally.n), ENOUGH_FOR_STEPS)
        if shown.is_shown:
            told.append((titles[one], titles[other], shown))
    told.sort(key=lambda row: -(row[2].value or 0))
    return Table("form_pairs", TITLES["form_pairs"], columns(*PAIRS), tuple(told))


def _between(asked: Asked, value: float | None, interval: Interval | None, gate: int) -> Figure:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return figure(disclosure.statistic_between(value, low, high, asked.tally.n, asked.least, gate))
