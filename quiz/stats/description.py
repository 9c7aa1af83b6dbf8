"""How scores are spread: from the histogram of displayed scores alone, 0 to 100."""

from __future__ import annotations

from math import floor, sqrt

import numpy as np

from quiz.stats.tally import Counters, Tally

QUARTERS = (0.25, 0.5, 0.75)


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


def _sums(histogram: Counters) -> tuple[int, int, int]:
    places = np.arange(len(histogram))
    return int(histogram.sum()), int(histogram @ places), int(histogram @ places**2)
