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


class Decided(NamedTuple):
    """What may be known of a row: rounded counts, how many are hidden together, and who is nine tenths or more.

    `last`: the count at this place is of those who are hidden, too.
    """

    counts: list[int | None]
    rest: int
    dominant: int | None
    last: int | None = None

    @property
    def whole(self) -> int:
        """The sum of the row as it may be known."""
        return sum(count or 0 for count in self.counts) + self.rest


def decide(counts: Sequence[int]) -> Decided:
    """Hide those of too few, together with whom they need for company."""
    n = sum(counts)
    nothing: list[int | None] = [None] * len(counts)
    if n < K:
        return Decided(nothing, 0, None)
    needed = K if n >= 90 else max(K, n // 10 + 5)
    if n - max(counts) < needed:
        nine_tenths = ceil(n * 0.9)
        is_told = nine_tenths < n and max(counts) >= nine_tenths
        return Decided(nothing, 0, list(counts).index(max(counts)) if is_told else None)
    hidden = {at for at, count in enumerate(counts) if count < K}
    if hidden and n >= 100 * (len(counts) - 1) and not _in_company([counts[at] for at in hidden]):
        return _with_the_last(counts, hidden)
    while hidden and len(hidden) < len(counts) and not _in_company([counts[at] for at in hidden]):
        smallest = min(to_base(count) for at, count in enumerate(counts) if at not in hidden)
        hidden |= {at for at, count in enumerate(counts) if count >= K and to_base(count) == smallest}
    rest = to_base(sum(counts[at] for at in hidden)) if hidden else 0
    return Decided([None if at in hidden else to_base(count) for at, count in enumerate(counts)], rest, None)


def _with_the_last(counts: Sequence[int], hidden: set[int]) -> Decided:
    """Tell the last part that is not hidden with those who are: of a large group nothing else hides for them."""
    few = sum(counts[at] for at in hidden)
    last, *others = sorted(set(range(len(counts))) - hidden, reverse=True)
    if few + counts[last] <= 12:
        few, hidden, last, others = few + counts[last], hidden | {last}, others[0], others[1:]
    if not others:
        return Decided([None] * len(counts), 0, last)
    own: list[int | None] = [to_base(count) if at in others else None for at, count in enumerate(counts)]
    all_of_them = to_base(few + counts[last])
    if all_of_them < 30 * len(hidden):
        return Decided(own, all_of_them, None)
    own[last] = all_of_them
    return Decided(own, 0, None, last)


def together(counts: Sequence[int], places: Sequence[int]) -> Told:
    """Return the share of some parts of a row, as far as the row itself tells it."""
    row = decide(counts)
    if row.dominant is not None:
        return Told(90, None, None, True) if row.dominant in places else HIDDEN
    hidden = {at for at, count in enumerate(row.counts) if count is None and row.last is None}
    if len(hidden) == len(counts) or hidden & set(places) not in (set(), hidden):
        return HIDDEN
    known = sum(row.counts[at] or 0 for at in places) + (row.rest if hidden & set(places) else 0)
    if not known:
        return HIDDEN
    return Told(90, None, None, True) if known == row.whole else _share(known, row.whole, sum(counts))


def row_of_shares(counts: Sequence[int]) -> list[Told]:
    """Return the share of each part of a row in percent."""
    return [together(counts, [at]) for at in range(len(counts))]


def nested_shares(parts: Sequence[Sequence[int]]) -> list[list[Told]]:
    """Return the shares of finer parts of a whole, whose coarser parts are told elsewhere."""
    sizes = [sum(part) for part in parts]
    coarse, n = decide(sizes), sum(sizes)
    if None not in coarse.counts:
        return [
            [HIDDEN if not count else _share(count, coarse.whole, n) for count in decide(part).counts] for part in parts
        ]
    if n < 10 * K or len(parts) > 2:
        return [[HIDDEN] * len(part) for part in parts]
    # A coarse part that is hidden stands among the finer ones of the others as one part.
    flat = [count for part, size in zip(parts, sizes, strict=True) for count in ([size] if size < K else part)]
    shares = iter(row_of_shares(flat))
    told = []
    for part, size in zip(parts, sizes, strict=True):
        own = [next(shares) for _ in ([size] if size < K else part)]
        told.append([HIDDEN] * len(part) if size < K else own)
    return told


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
    """Return a standard deviation in whole points, of fewer than a hundred in fives."""
    if len(values) < 3 * K or deviation(values) < 5:
        return HIDDEN
    step = 1 if len(values) >= 10 * K else 5
    return Told(half_up(deviation(values) / step) * step)


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
