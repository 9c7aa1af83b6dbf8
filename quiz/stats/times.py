"""How long items take, and where people leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

import numpy as np

from quiz.stats.bins import edges_ms
from quiz.stats.intervals import Share, share_of
from quiz.stats.layout import SHORTEST_MS
from quiz.stats.tally import Counters, Tally

BEGAN = -1
ENOUGH_FOR_CLAIM = 30
"""Timed attempts from which the measured median may be told in public."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many reached an item, by its position from 0 on, and what share of them left there."""

    position: int
    reached: int
    share: Share | None


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


def median_total(tally: Tally) -> float | None:
    """Return the median seconds of whole attempts; None where no device told times."""
    return median_seconds(tally.times[-1])


def abandonment(passages: Mapping[int, int], items: int) -> tuple[Left, ...] | None:
    """Return who left at which item; None where nobody began.

    `passages` counts by position: −1 who began, p who left with p items answered, that is, at item p. The last
    position is that of all answered, and not sent. Counts come from devices that may lose one, so a share is of those
    that are left to have reached an item, and None where nobody is.
    """
    reached = passages.get(BEGAN, 0)
    if reached < 1:
        return None
    left = []
    for position in range(items + 1):
        gone = min(max(0, passages.get(position, 0)), reached)
        left.append(Left(position, reached, share_of(gone, reached)))
        reached -= gone
    return tuple(left)
