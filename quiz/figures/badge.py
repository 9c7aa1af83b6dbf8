"""How far scores can be relied on, in words and figures."""

from __future__ import annotations

from bisect import bisect

from quiz.figures.columns import columns
from quiz.figures.gates import RELIABILITY_GATE
from quiz.figures.sheet import Badge
from quiz.figures.shown import figure, share_of
from quiz.figures.table import Figure, Table
from quiz.figures.words import TITLES, VERDICT_SENTENCES, VERDICTS
from quiz.stats import disclosure
from quiz.stats.reliability import standard_error, stratified_alpha, stratified_interval
from quiz.stats.tally import Tally

GRADES = (0.5, 0.7, 0.8)
"""Where the grade rises: from .7 on groups can be compared, from .8 on single results (Nunnally and Bernstein 1994)."""


def badge_of(tally: Tally, least: int) -> Badge:
    """Return the badge of a tally."""
    value, interval = stratified_alpha(tally), stratified_interval(tally)
    low, high = (interval.low, interval.high) if interval else (None, None)
    reliability = figure(disclosure.statistic_between(value, low, high, tally.n, least, RELIABILITY_GATE))
    error = figure(disclosure.statistic(standard_error(tally), tally.n, least, RELIABILITY_GATE, 1))
    grade = 0 if reliability.value is None else 1 + bisect(GRADES, reliability.value)
    return Badge(grade, VERDICTS[grade], VERDICT_SENTENCES[grade], reliability, error, set_aside_of(tally, least))


def set_aside_of(tally: Tally, least: int) -> Figure:
    """Return the share of attempts that were kept out of statistics for their quality."""
    aside = tally.count("too_fast") + tally.count("straight")
    return share_of(aside, tally.n + aside, least)


def badge_table(badge: Badge) -> Table:
    """Return the badge as a table of one row."""
    row = (badge.word, badge.reliability, badge.standard_error, badge.set_aside)
    names = ("verdict", "reliability", "standard_error", "set_aside")
    return Table("quality", TITLES["quality"], columns(*names), (row,), badge.sentence)
