"""The figures of the overview by another path: plain Python over the attempts themselves.

Nothing here comes from `quiz.stats` or `quiz.figures`: formulas and rules of disclosure are written down once more, in
the simplest way that is right, so that both have to be wrong alike for a wrong figure to pass.

told = Told(value, low, high, is_at_least)     a figure; without a value it is not shown
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, log, sqrt
from typing import NamedTuple

K = 10
BASE = 5
Z = 1.959963984540054


class Told(NamedTuple):
    """A figure as it is shown."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_at_least: bool = False


HIDDEN = Told()


@dataclass(frozen=True)
class Raw:
    """One first attempt that counts: the points of each item, the score that was shown, and its day in Japan."""

    points: tuple[int, ...]
    score: int
    week: tuple[int, int]
    """Year and number, as ISO counts them."""


def half_up(value: float) -> int:
    """Return the nearest whole number."""
    return floor(value + 0.5)


def to_base(count: int) -> int:
    """Return a count to the nearest five."""
    return half_up(count / BASE) * BASE


def row_of_shares(counts: Sequence[int]) -> list[Told]:
    """Return shares in percent, those of too few hidden together with whom they need for company."""
    n = sum(counts)
    largest = max(counts)
    if n < K:
        return [HIDDEN] * len(counts)
    needed = K if n >= 90 else max(K, n // 10 + 5)
    if n - largest < needed:
        nine_tenths = ceil(n * 0.9)
        is_told = nine_tenths < n and largest >= nine_tenths
        place = list(counts).index(largest)
        return [Told(90, None, None, True) if is_told and at == place else HIDDEN for at in range(len(counts))]
    hidden = {at for at, count in enumerate(counts) if count < K}
    while hidden and len(hidden) < len(counts) and not _in_company([counts[at] for at in hidden]):
        smallest = min(to_base(count) for at, count in enumerate(counts) if at not in hidden)
        hidden |= {at for at, count in enumerate(counts) if count >= K and to_base(count) == smallest}
    whole = sum(to_base(count) for at, count in enumerate(counts) if at not in hidden)
    if hidden:
        whole += to_base(sum(counts[at] for at in hidden))
    return [HIDDEN if at in hidden else _share(to_base(count), whole, n) for at, count in enumerate(counts)]


def share(count: int, n: int) -> Told:
    """Return the share of some."""
    return row_of_shares([count, n - count])[0]


def _in_company(counts: list[int]) -> bool:
    """Say whether the hidden are enough together, and each of them could still be three fewer or more."""
    highest = [K - 1 if count < K else to_base(count) + 2 for count in counts]
    return K <= sum(counts) <= sum(highest) - 3


def _share(count: int, whole: int, n: int) -> Told:
    percent = half_up(100 * count / whole)
    p = percent / 100
    middle = (p + Z**2 / (2 * n)) / (1 + Z**2 / n)
    reach = Z / (1 + Z**2 / n) * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    return Told(percent, half_up(100 * max(0.0, middle - reach)), half_up(100 * min(1.0, middle + reach)))


def mean(values: Sequence[float], unit: float, spread: float | None = None) -> Told:
    """Return a mean of values from 0 to 100, from a total that is known to five units."""
    if len(values) < K:
        return HIDDEN
    step = BASE * unit
    value = half_up(half_up(sum(values) / step) * step / len(values))
    if value <= 10:
        return HIDDEN
    if value >= 90:
        return Told(90, None, None, True) if sum(values) >= 90 * len(values) else HIDDEN
    if spread is None:
        return Told(value)
    reach = Z * spread / sqrt(len(values))
    return Told(value, half_up(max(0.0, value - reach)), half_up(min(100.0, value + reach)))


def deviation(values: Sequence[float]) -> float:
    """Return the standard deviation of a sample."""
    middle = sum(values) / len(values)
    return sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def spread(values: Sequence[float]) -> Told:
    """Return a standard deviation in whole points."""
    if len(values) < 3 * K or deviation(values) < 5:
        return HIDDEN
    return Told(half_up(deviation(values)))


def quantile(values: Sequence[int], fraction: float) -> Told:
    """Return a quantile, between two values in proportion, where ten are on either side."""
    if len(values) * min(fraction, 1 - fraction) < K:
        return HIDDEN
    ordered, place = sorted(values), fraction * (len(values) - 1)
    below = floor(place)
    above = min(below + 1, len(values) - 1)
    return Told(half_up(ordered[below] + (place - below) * (ordered[above] - ordered[below])))


def covariances(rows: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return the covariances of the columns."""
    n, columns = len(rows), list(zip(*rows, strict=True))
    means = [sum(column) / n for column in columns]
    return [
        [
            sum((a - means[i]) * (b - means[j]) for a, b in zip(one, other, strict=True)) / (n - 1)
            for j, other in enumerate(columns)
        ]
        for i, one in enumerate(columns)
    ]


def error_weights(areas: Sequence[int]) -> list[list[float]]:
    """Return what the covariances are weighted with in the variance of error; areas of one item are one stratum."""
    alone = [area for area in areas if list(areas).count(area) == 1]
    strata = ["alone" if area in alone else str(area) for area in areas]
    weights = [[0.0] * len(areas) for _ in areas]
    for i, one in enumerate(strata):
        size = strata.count(one)
        for j, other in enumerate(strata):
            if one == other:
                within = -1 / (size - 1) if size > 1 else 0.0
                weights[i][j] = 1.0 if i == j else within
    return weights


def weighed(weights: Sequence[Sequence[float]], values: Sequence[Sequence[float]]) -> float:
    """Return the sum of products of two tables."""
    return sum(a * b for one, other in zip(weights, values, strict=True) for a, b in zip(one, other, strict=True))


def stratified_alpha(rows: Sequence[Sequence[int]], areas: Sequence[int]) -> float:
    """Return the reliability of the total of several areas."""
    table = covariances(rows)
    return 1 - weighed(error_weights(areas), table) / sum(map(sum, table))


def stratified_ends(rows: Sequence[Sequence[int]], areas: Sequence[int]) -> tuple[float, float]:
    """Return the 95 % interval of it, by the delta method on the logarithm of its complement."""
    table, weights, n = covariances(rows), error_weights(areas), len(rows)
    error, total = weighed(weights, table), sum(map(sum, table))
    size = range(len(areas))
    gradient = [[weights[i][j] / error - 1 / total for j in size] for i in size]
    product = [[sum(gradient[i][m] * table[m][j] for m in size) for j in size] for i in size]
    trace = sum(product[i][j] * product[j][i] for i in size for j in size)
    half = Z * sqrt(2 * trace / (n - 1))
    complement = log(error / total)
    return 1 - exp(complement + half), 1 - exp(complement - half)


def coefficient(value: float, decimals: int = 2) -> float:
    """Return a coefficient as it is shown."""
    return round(value, decimals)


def shows_number(rows: Sequence[Sequence[int]], areas: Sequence[int], area: int) -> bool:
    """Say whether an area may show a number: its own points tell 0.7 of its true points, and more than the total."""
    own = [at for at, of in enumerate(areas) if of == area]
    if len(rows) < 300 or len(own) < 2:
        return False
    table = covariances(rows)
    variance = sum(table[i][j] for i in own for j in own)
    alpha = len(own) / (len(own) - 1) * (1 - sum(table[i][i] for i in own) / variance)
    if alpha <= 0:
        return False
    with_total = sum(table[i][j] for i in own for j in range(len(areas))) - (1 - alpha) * variance
    of_total = with_total**2 / (alpha * variance * sum(map(sum, table)))
    return alpha >= 0.7 and alpha > of_total
