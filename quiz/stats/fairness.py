"""Whether an item treats two groups alike: those of equal totals should do equally well on it.

This screens; it does not judge. An item that stands out here is one to read again, with somebody of that group: what
it asks may really differ between them (one faculty writes, another draws), which is no fault of the item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

from quiz.stats.tally import Tally

ENOUGH_IN_GROUP = 200
"""First attempts that each of both groups must have, before an item is graded."""
SIGNIFICANT = 0.05
"""Shared out among all comparisons (Bonferroni), since a sheet looks at dozens of them at once."""
SLIGHT, LARGE = 0.17, 0.25
"""The ratios of the difference to the item's deviation, above which it is graded B and C."""


@dataclass(frozen=True, slots=True)
class Bias:
    """An item between two groups of equal totals; positive means that it is easier for the focal group.

    `z` is the signed root of Mantel's chi-square, `p` its probability where the groups do not differ, `difference` the
    standardised mean difference in points, `ratio` the same by the item's deviation. `grade` is A (none or slight), B
    or C (large).
    """

    id: str
    reference: int
    focal: int
    z: float | None
    p: float | None
    difference: float | None
    ratio: float | None
    grade: str | None


@dataclass(frozen=True, slots=True, eq=False)
class _Strata:
    """Options × totals of both groups, at those totals where both have somebody."""

    points: NDArray[np.float64]
    reference: NDArray[np.float64]
    focal: NDArray[np.float64]


def mantel(reference: Tally, focal: Tally, pairs: int = 1) -> tuple[Bias, ...]:
    """Return for every item how two groups that share nobody fare on it at equal totals; TallyError of other layouts.

    People are matched on the raw total with the item in it: without it, a group that is lower in general would look
    worse on each item by what the rest fails to measure. Mantel's statistic compares the focal group's sum of points
    with what it would be if both groups were one at each total. Source: Mantel (1963); Zwick, Donoghue and Grima
    (1993), also on the matching. `pairs` of groups are looked at together. Gates: 200 people a group for a grade; None
    where no total has both groups, or nobody differs at any.
    """
    items = (reference + focal).layout.items
    chance = SIGNIFICANT / (len(items) * pairs)
    biases = tuple(
        _bias(item.id, (reference.n, focal.n), _strata(reference, focal, place), chance)
        for place, item in enumerate(items)
    )
    return tuple(replace(bias, grade="A") if _is_lent(bias, biases) else bias for bias in biases)


def _is_lent(bias: Bias, biases: Sequence[Bias]) -> bool:
    """Say whether a slight difference is the other side of a large one.

    At equal totals all differences add up to nothing: what one item takes from a group, others give to it.
    """
    large = [other.ratio or 0 for other in biases if other.grade == "C"]
    return bias.grade == "B" and any(ratio * (bias.ratio or 0) < 0 for ratio in large)


def _bias(item: str, sizes: tuple[int, int], strata: _Strata, chance: float) -> Bias:
    z = _z(strata)
    p = erfc(abs(z) / sqrt(2)) if z is not None else None
    difference = _difference(strata)
    deviation = _deviation(strata)
    ratio = difference / deviation if difference is not None and deviation else None
    grade = _grade(p, ratio, chance) if min(sizes) >= ENOUGH_IN_GROUP else None
    return Bias(item, *sizes, z, p, difference, ratio, grade)


def _grade(p: float | None, ratio: float | None, chance: float) -> str | None:
    """Return the grade of NAEP for items of several points: C and B only where Mantel's test is significant too.

    Source: Dorans and Schmitt (1991) for the difference; Zwick, Thayer and Mazzeo (1997) for the grades.
    """
    if p is None or ratio is None:
        return None
    if p >= chance or abs(ratio) <= SLIGHT:
        return "A"
    return "B" if abs(ratio) <= LARGE else "C"


def _strata(reference: Tally, focal: Tally, item: int) -> _Strata:
    layout = reference.layout
    rows = slice(*layout.starts[item : item + 2])
    one, other = reference.totals[rows], focal.totals[rows]
    both = (one.sum(axis=0) > 0) & (other.sum(axis=0) > 0)
    points = np.array(layout.items[item].points, float)
    return _Strata(points, one[:, both].astype(float), other[:, both].astype(float))


def _z(strata: _Strata) -> float | None:
    """Return (Σ F − Σ E(F)) / √Σ V(F) over totals, F the focal group's sum of points."""
    sizes, focal = (strata.reference + strata.focal).sum(axis=0), strata.focal.sum(axis=0)
    options = strata.reference + strata.focal
    sums, squares = strata.points @ options, strata.points**2 @ options
    # A total at which there is one of each at least has two people at least, so sizes − 1 is never zero.
    spreads = focal * (sizes - focal) * (sizes * squares - sums**2) / (sizes**2 * (sizes - 1))
    variance = float(spreads.sum())
    if variance <= 0:
        return None
    return float((strata.points @ strata.focal - focal * sums / sizes).sum()) / sqrt(variance)


def _difference(strata: _Strata) -> float | None:
    """Return the mean difference at equal totals, weighted by the focal group."""
    focal, reference = strata.focal.sum(axis=0), strata.reference.sum(axis=0)
    if not focal.sum():
        return None
    differences = strata.points @ strata.focal / focal - strata.points @ strata.reference / reference
    return float(differences @ focal / focal.sum())


def _deviation(strata: _Strata) -> float | None:
    """Return the standard deviation of the item's points over both groups, with n − 1."""
    counts = (strata.reference + strata.focal).sum(axis=1)
    n = counts.sum()
    if n < 2:
        return None
    spread = n * (strata.points**2 @ counts) - (strata.points @ counts) ** 2
    return sqrt(max(0.0, spread / (n * (n - 1))))
