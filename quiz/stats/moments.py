"""How items vary, alone and together: what reliability and item statistics are made of.

All sums are exact integers, so that "does not vary at all" is a comparison with zero and no matter of rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quiz.stats.layout import Layout
from quiz.stats.tally import Counters, Tally

_WIDEST = 1 << 62
Whole = NDArray[Any]
"""An array of exact integers: of 64 bits, or of Python's own where those would not do."""


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Of n people: the sum of each item's points, and n(n − 1) times the covariances of all items."""

    n: int
    sums: Whole
    spread: Whole

    @property
    def unit(self) -> int:
        """What the spread is divided by, to be a covariance with n − 1."""
        return self.n * (self.n - 1)

    @property
    def own(self) -> Whole:
        """Each item's own spread."""
        return np.asarray(np.diag(self.spread))

    @property
    def with_total(self) -> Whole:
        """The spread of each item together with the total, which holds it."""
        return np.asarray(self.spread.sum(axis=1))

    @property
    def total(self) -> int:
        """The spread of the total."""
        return int(self.spread.sum())


def moments_of(tally: Tally) -> Moments | None:
    """Return the moments of the items of a tally; None below two people, who do not vary."""
    if tally.n < 2:
        return None
    points = _points(tally.layout)
    products = points @ tally.pairs @ points.T
    sums = points @ np.diag(tally.pairs)
    if tally.n**2 * max(1, tally.layout.maximum) ** 2 >= _WIDEST:
        products, sums = products.astype(object), sums.astype(object)
    return Moments(tally.n, sums, tally.n * products - np.outer(sums, sums))


def membership(layout: Layout) -> Counters:
    """Return which item is in which area, areas × items, of zeros and ones."""
    places = np.array([item.area for item in layout.items], np.int64)
    return np.asarray(np.arange(len(layout.areas))[:, None] == places, np.int64)


def ratio(part: float, whole: float) -> float | None:
    """Return one number divided by another; None where that is undefined."""
    if not whole or not isfinite(part) or not isfinite(whole):
        return None
    return float(part / whole)


def correlation(together: int, one: int, other: int) -> float | None:
    """Return the correlation from three spreads, within −1 and 1; None where either does not vary."""
    if one <= 0 or other <= 0:
        return None
    return max(-1.0, min(1.0, float(together) / (sqrt(one) * sqrt(other))))


def _points(layout: Layout) -> Counters:
    """Return items × options: the points of each item's own options, and zero elsewhere."""
    points = np.zeros((len(layout.items), layout.starts[-1]), np.int64)
    for place, item in enumerate(layout.items):
        points[place, layout.starts[place] : layout.starts[place + 1]] = item.points
    return points
