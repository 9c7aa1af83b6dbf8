"""The trend by week, each beside the same week a year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quiz.figures.columns import columns
from quiz.figures.periods import ALL, a_year_before, first_day_of, is_week, title_of
from quiz.figures.sheet import Week
from quiz.figures.shown import figure, share_of
from quiz.figures.table import HIDDEN, Figure, Table
from quiz.figures.words import NOTES, TITLES
from quiz.stats import disclosure
from quiz.stats.weeks import month_of, name_of, week_of, year_of
from quiz.store.tallies.published import PeriodSums

SHOWN_WEEKS = 53
"""Of all time, the last year is shown."""


def weeks_of(periods: Sequence[PeriodSums], period: str, least: int, unit: float) -> tuple[Week, ...]:
    """Return the weeks of a period, without a gap from the first with anything to show to the last.

    `unit` is the least by which two scores differ.
    """
    sums = {one.period: one for one in periods if is_week(one.period) and one.first >= least}
    numbers = [number for number in map(_number, sums) if period in (ALL, month_of(number), year_of(number))]
    if not numbers:
        return ()
    first = max(min(numbers), max(numbers) - SHOWN_WEEKS + 1)
    names = [name_of(number) for number in range(first, max(numbers) + 1)]
    return tuple(_week(name, sums, least, unit) for name in names)


def trend_table(weeks: Sequence[Week]) -> Table:
    """Return the trend as a table."""
    names = ("week", "week_n", "week_mean", "week_flagged", "year_before_mean", "year_before_flagged")
    rows = tuple(
        (week.first_day, week.n, week.mean, week.flagged, week.mean_before, week.flagged_before) for week in weeks
    )
    return Table("trend", TITLES["trend"], columns(*names), rows, NOTES["trend"])


def _week(name: str, sums: Mapping[str, PeriodSums], least: int, unit: float) -> Week:
    now, before = sums.get(name), sums.get(a_year_before(name))
    return Week(
        name,
        title_of(name),
        first_day_of(name).isoformat(),
        HIDDEN if now is None else figure(disclosure.size(now.first, least)),
        *_mean_and_flagged(now, least, unit),
        *_mean_and_flagged(before, least, unit),
    )


def _mean_and_flagged(sums: PeriodSums | None, least: int, unit: float) -> tuple[Figure, Figure]:
    if sums is None:
        return HIDDEN, HIDDEN
    mean = figure(disclosure.mean(sums.score_sum, sums.first, least, unit))
    return mean, share_of(sums.flagged, sums.first, least)


def _number(name: str) -> int:
    return week_of(first_day_of(name).isoformat())
