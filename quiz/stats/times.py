"""How long items and whole attempts take."""

from __future__ import annotations

from math import exp, log

import numpy as np

from quiz.stats.bins import edges_ms
from quiz.stats.layout import SHORTEST_MS
from quiz.stats.tally import Counters, Tally


def quantile_seconds(histogram: Counters, share: float) -> float | None:
    """Return the time that a share of a histogram's people stayed within, in seconds; None without people.

    Times are taken to be spread evenly over the logarithm within a bin: a bin is a fifth wide, so the answer is known
    to a few percent. Below the first edge they are taken to reach down to half of it; above the last, where no one
    knows, the answer is the last edge. Source: the grouped median, on log times.
    """
    ranks = np.cumsum(histogram)
    n = int(ranks[-1])
    if n < 1 or not 0 <= share <= 1:
        return None
    rank = share * n
    place = int(np.searchsorted(ranks, max(rank, 1e-9), "left"))
    edges = edges_ms()
    if place >= len(edges):
        return float(edges[-1]) / 1000
    low = float(edges[place - 1]) if place else SHORTEST_MS / 2
    within = (rank - float(ranks[place] - histogram[place])) / float(histogram[place])
    return exp(log(low) + within * log(float(edges[place]) / low)) / 1000


def median_seconds(histogram: Counters) -> float | None:
    """Return the median of a histogram of times, in seconds; None without people."""
    return quantile_seconds(histogram, 0.5)


def item_medians(tally: Tally) -> tuple[float | None, ...]:
    """Return the median seconds of every item; None where no device told times."""
    return tuple(median_seconds(row) for row in tally.times[:-1])
