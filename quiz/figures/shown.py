"""What disclosure lets through of counts and sums, as figures of tables."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.figures.table import HIDDEN, Figure
from quiz.stats import description, disclosure
from quiz.stats.disclosure import Shown
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.tally import Tally


def figure(shown: Shown | None) -> Figure:
    """Return what may be shown as a figure."""
    return HIDDEN if shown is None else Figure(shown.value, shown.low, shown.high, shown.is_at_least)


def shares_of(counts: Sequence[int], least: int) -> tuple[Figure, ...]:
    """Return the shares of parts that make up a whole."""
    return tuple(figure(shown) for shown in disclosure.shares(counts, least))


def nested_of(parts: Sequence[Sequence[int]], least: int) -> tuple[tuple[Figure, ...], ...]:
    """Return the shares of finer parts of a whole whose coarser parts are told beside them."""
    return tuple(tuple(figure(shown) for shown in part) for part in disclosure.nested(parts, least))


def share_of(count: int, n: int, least: int) -> Figure:
    """Return the share of some of a group."""
    return figure(disclosure.share(count, n, least))


def spread_of(tally: Tally, least: int) -> Shown | None:
    """Return the standard deviation of scores, decided upon: the interval of their mean rests on it."""
    return disclosure.spread(description.deviation(tally), tally.n, least)


def mean_of(tally: Tally, least: int) -> Figure:
    """Return the mean score with its interval."""
    total = sum(score * int(count) for score, count in enumerate(tally.scores))
    unit = HIGHEST_SCORE / tally.layout.maximum
    return figure(disclosure.mean(total, tally.n, least, unit, spread_of(tally, least)))


def flagged_of(tally: Tally, least: int) -> Figure:
    """Return the share of scores at or below the cut."""
    return share_of(int(tally.scores[: tally.layout.cut + 1].sum()), tally.n, least)
