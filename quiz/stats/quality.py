"""Which attempts are set aside: answered faster than anybody reads. They are counted, and never told to the student.

Nothing is asked to catch anybody. Without times from the student's device an attempt is believed.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from quiz.stats.layout import Layout

TOO_FAST_MS = 1_000
"""A median below that is tapping: a stem of 16 characters alone takes longer, at ten characters a second, which is
quick for Japanese. Huang et al. (2012) draw the line at two seconds an item, for longer ones."""
FAST_MS = 2_000
"""Long enough for a stem, not for its options. The best rung everywhere, so fast, was not looked for but tapped.

The lowest everywhere stays: somebody who has done nothing yet finds that out at a glance."""
NOT_TOLD = 0
"""A time that the device did not tell: this or less."""


class Quality(IntEnum):
    """What becomes of an attempt."""

    GOOD = 0
    TOO_FAST = 1
    STRAIGHT = 2


def quality_of(layout: Layout, places: NDArray[np.int64], durations_ms: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return the `Quality` of each attempt.

    `places` and `durations_ms` are attempts × items: the place of the chosen option among those of its item, and how
    long the item took. The median is of the times that were told, where they are half of all at least.
    """
    twice = _twice_median(durations_ms)
    quality = np.zeros(len(places), np.int8)
    quality[_is_best(layout, places) & (twice < 2 * FAST_MS)] = Quality.STRAIGHT
    quality[twice < 2 * TOO_FAST_MS] = Quality.TOO_FAST
    return quality


def _is_best(layout: Layout, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say of each attempt whether it has the most points in every item."""
    is_best = np.ones(len(places), np.bool_)
    for column, item in zip(places.T, layout.items, strict=True):
        points = np.array(item.points)
        is_best &= points[column] == points.max()
    return is_best


def _twice_median(durations_ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return twice the median of what was told of each attempt, a whole number; the largest where too little was."""
    unknown = np.iinfo(np.int64).max // 2
    told = durations_ms > NOT_TOLD
    count = told.sum(axis=1)
    ordered = np.sort(np.where(told, durations_ms, unknown), axis=1)
    rows, last = np.arange(len(ordered)), durations_ms.shape[1] - 1
    lower = ordered[rows, np.clip((count - 1) // 2, 0, last)]
    upper = ordered[rows, np.clip(count // 2, 0, last)]
    enough = (count > 0) & (2 * count >= durations_ms.shape[1])
    return np.where(enough, lower + upper, unknown)
