"""How scores are spread: from the histogram of displayed scores alone, 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, sqrt

import numpy as np

from quiz.stats.intervals import Interval, Share, around_mean, share_of
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.tally import Counters, Tally

QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Description:
    """Scores of n people; no highest and no lowest, since those would be the scores of two persons."""

    n: int
    mean: float | None
    interval: Interval | None
    deviation: float | None
    quarters: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many have a score from `low` to `high`, both included."""

    low: int
    high: int
    count: int


def describe(tally: Tally) -> Description:
    """Return n, mean with interval, standard deviation, and the three quarter points of the scores."""
    mean, spread = mean_score(tally), deviation(tally)
    low, middle, high = (quantile(tally, share) for share in QUARTERS)
    quarters = (low, middle, high) if low is not None and middle is not None and high is not None else None
    interval = around_mean(mean, spread, tally.n) if mean is not None else None
    return Description(tally.n, mean, interval, spread, quarters)


def mean_score(tally: Tally) -> float | None:
    """Return the mean of displayed scores; None without people."""
    n, total, _ = _sums(tally.scores)
    return total / n if n > 0 else None


def deviation(tally: Tally) -> float | None:
    """Return the standard deviation of displayed scores with n − 1, as of a sample; None below two people."""
    n, total, squares = _sums(tally.scores)
    return sqrt((n * squares - total**2) / (n * (n - 1))) if n > 1 else None


def quantile(tally: Tally, share: float) -> float | None:
    """Return the score below which a share of the people lies, between two scores in proportion.

    Source: Hyndman and Fan (1996), definition 7, what numpy and R take without being told. None without people.
    """
    ranks = np.cumsum(tally.scores)
    n = int(ranks[-1])
    if n < 1 or not 0 <= share <= 1:
        return None
    place = share * (n - 1)
    lower, upper = (int(np.searchsorted(ranks, rank, "right")) for rank in (floor(place), min(n - 1, floor(place) + 1)))
    return lower + (place - floor(place)) * (upper - lower)


def bars(tally: Tally, width: int = 5) -> tuple[Bar, ...]:
    """Return the histogram in steps that tell 39 from 40; the last one holds 100 too."""
    starts = np.arange(0, HIGHEST_SCORE, width)
    counts = np.add.reduceat(tally.scores, starts)
    ends = (*(starts[1:] - 1), HIGHEST_SCORE)
    return tuple(Bar(int(low), int(high), int(n)) for low, high, n in zip(starts, ends, counts, strict=True))


def at_or_below(tally: Tally, score: int) -> Share | None:
    """Return the share of displayed scores up to and with a score; None without people."""
    return share_of(int(tally.scores[: score + 1].sum()), int(tally.scores.sum()))


def _sums(histogram: Counters) -> tuple[int, int, int]:
    places = np.arange(len(histogram))
    return int(histogram.sum()), int(histogram @ places), int(histogram @ places**2)
