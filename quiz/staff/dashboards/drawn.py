"""Which charts stand on which page, by the names that its template calls them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.bank.model import Text
from quiz.figures.sheet import (
    Cohorts,
    Content,
    ContentLine,
    ItemSheet,
    Overview,
    Placements,
    Report,
    Retakes,
    RungShare,
    Step,
    Steps,
)
from quiz.figures.table import Figure
from quiz.staff import charts
from quiz.staff.chart_bars import shares
from quiz.staff.chart_parts import Chart
from quiz.staff.chart_words import EVERY_SITE, EVERYBODY

LONGEST_CHART = 12
"""Bars: what has more is told by its table alone."""

Charts = dict[str, Chart]


def overview(sheet: Overview, language: str) -> Charts:
    """Return the charts of the overview: distribution, areas, trend."""
    made: Charts = {}
    if _any(bar.share for bar in sheet.bars):
        grey = (sheet.grey_low, sheet.grey_high)
        made["distribution"] = charts.distribution(sheet.bars, sheet.cut, grey, language)
    if _any(figure for line in sheet.areas for figure in (line.room, line.fair, line.strength)):
        made["areas"] = charts.areas(sheet.areas, language)
    # One week is no trend.
    if sum(week.mean.is_shown for week in sheet.weeks) > 1:
        made["trend"] = charts.trend(sheet.weeks, language)
    return made


def steps(sheet: Steps, language: str) -> Charts:
    """Return a chart for each step: everybody's rungs, and those of each group below."""
    return {step.id: charts.rungs(_rows(step), language) for step in sheet.steps if _any_rung(step.rungs)}


def cohorts(sheet: Cohorts, language: str) -> Charts:
    """Return the charts of groups: means with flagged shares, and the change of retakes."""
    made: Charts = {}
    lines = [line for line in sheet.lines if line.n.is_shown]
    if 0 < len(lines) <= LONGEST_CHART:
        made["cohorts"] = charts.cohorts(lines, language)
    return made | _retakes(sheet.retakes, language)


def content(sheet: Content, language: str) -> Charts:
    """Return the charts of what was followed, by area and by rank."""
    named: dict[str, Sequence[ContentLine]] = {"content_areas": sheet.areas, "content_ranks": sheet.ranks}
    return {name: charts.rates(lines, language) for name, lines in named.items() if _any(line.rate for line in lines)}


def item(sheet: ItemSheet, language: str) -> Charts:
    """Return the chart of an item's rungs."""
    if not _any_rung(sheet.item.rungs):
        return {}
    return {"rungs": charts.rungs([(EVERYBODY, sheet.item.rungs)], language)}


def placements(sheet: Placements, language: str) -> Charts:
    """Return the chart of how many finish what they began, by site."""
    lines = [(line.site or EVERY_SITE[language], line.rate) for line in sheet.sites]
    if len(lines) > LONGEST_CHART or not _any(rate for _, rate in lines):
        return {}
    return {"placement_sites": shares(lines, language)}


def report(sheet: Report, language: str) -> Charts:
    """Return every chart of a month."""
    return {
        **overview(sheet.overview, language),
        **content(sheet.content, language),
        **placements(sheet.placements, language),
        **_retakes(sheet.retakes, language),
    }


def _retakes(retakes: Retakes, language: str) -> Charts:
    if not retakes.change.is_shown or not retakes.corridor.is_shown:
        return {}
    return {"retakes": charts.change(retakes, language)}


def _rows(step: Step) -> list[tuple[Text, Sequence[RungShare]]]:
    groups = [(cohort.title, cohort.rungs) for cohort in step.cohorts if _any_rung(cohort.rungs)]
    return [(EVERYBODY, step.rungs), *groups]


def _any_rung(rungs: Iterable[RungShare]) -> bool:
    return _any(rung.share for rung in rungs)


def _any(figures: Iterable[Figure]) -> bool:
    return any(figure.is_shown for figure in figures)
