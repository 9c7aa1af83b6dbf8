"""Decide what may be shown of a group, so that nothing rests on fewer people than the smallest group, k.

    shares((31, 12, 2, 0), k=10)     →  a value for each rung, or None where nothing may be shown
    mean(total, n, k, unit)          →  in whole points, of a total that is known to k // 2 units only

Whatever is published of a group is a function of what these return and of its size n, which is exact: groups are sums
of cells, so two sizes differ by a cell. Who knows the rules finds several values for each hidden count of a row; zero
is hidden like the others. Few who are hidden in a large group are told with its last part, and hide nothing else:
`shares((440, 556, 3, 1), k=10)` tells 44 and 56 %. Over all tables together that is tried (`tests/unit/attacks`), and
not proven. `docs/decisions/0020-what-is-published.md` has the reasons. Everything here is pure, and the same for page,
chart, file and interface.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, isfinite, sqrt

from quiz.stats.intervals import normal_deviate, wilson

AT_LEAST = 90
"""The percentage from which a share is only told from below, where those beside it are too few."""
SMALLEST_BASE = 5
"""To which counts are rounded even where k is less than ten: a count is then one of five."""
LEAST_SLACK = 3
"""By how much, at least, what can be concluded of a hidden count leaves it open."""
LARGE = 10
"""Times the smallest group: from there on a tenth is told, and leaves enough open."""
TOLD_WITH = 3
"""Times the smallest group, for each part that is hidden with it: so many a part is together with them, or not told."""
LEAST_SPREAD = 5
"""Points: below, a mean would tell what nearly everybody has."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that may be shown, with the ends of its interval where it has one.

    `is_at_least`: the share is the value or more, and no more is told.
    """

    value: int | float
    low: int | float | None = None
    high: int | float | None = None
    is_at_least: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of parts as it may be known: rounded counts, or None; of n people, `rest` rounded are in the others.

    Whatever is told of the same parts should be made from it: then it gives away no more than the row. `company` is the
    part without a count of its own that is told as the whole rest: the few who are hidden are in it. `top` is the part
    that is told as 90 % or more, where nothing else is.
    """

    counts: tuple[int | None, ...]
    n: int
    rest: int = 0
    top: int | None = None
    company: int | None = None

    @property
    def told(self) -> tuple[int | None, ...]:
        """The count that each part is told with."""
        return tuple(self.rest if place == self.company else count for place, count in enumerate(self.counts))

    @property
    def shares(self) -> tuple[Shown | None, ...]:
        """The share of each part."""
        return tuple(self.union((place,)) for place in range(len(self.counts)))

    def union(self, places: Sequence[int]) -> Shown | None:
        """Return the share of some parts together: of which all hidden ones are among them, or none.

        Those who are told with a part are counted there, wherever they are.
        """
        if self.top is not None:
            return Shown(AT_LEAST, is_at_least=True) if self.top in places else None
        known = [count for place in places if (count := self.told[place]) is not None]
        is_partly_hidden = self.company is None and len(known) < len(places)
        if not any(self.counts) or (is_partly_hidden and len(places) - len(known) < self.counts.count(None)):
            return None
        count = sum(known) + (self.rest if is_partly_hidden else 0)
        if count == self._whole:
            return Shown(AT_LEAST, is_at_least=True)
        return _share(count, self._whole, self.n) if count else None

    def mean(self, values: Sequence[float]) -> Shown | None:
        """Return the mean of what each part stands for, 0 to 100, where every part has a count of its own."""
        known = [(count, value) for count, value in zip(self.counts, values, strict=True) if count is not None]
        if not known or len(known) < len(values):
            return None
        return Shown(_half_up(sum(count * value for count, value in known) / self._whole))

    @property
    def _whole(self) -> int:
        return sum(count for count in self.counts if count is not None) + self.rest


def base(k: int) -> int:
    """Return to what counts within a group are rounded."""
    return max(SMALLEST_BASE, k // 2)


def size(n: int, k: int) -> Shown | None:
    """Return the size of a whole group, exact: it is a sum of cells, and so is every difference of two."""
    return Shown(n) if n >= k else None


def part(count: int, k: int) -> Shown | None:
    """Return a count of some of a group (retakes, those with times, set aside, starts, clicks), rounded."""
    return Shown(_rounded(count, k)) if count >= k else None


def waiting(count: int, k: int) -> Shown | None:
    """Return how many wait to be published, rounded down to whole groups; it is asked of days that are over."""
    return Shown(count // k * k) if count >= k else None


def share(count: int, n: int, k: int) -> Shown | None:
    """Return the share of a group in percent; those who are not in it are the other part of its row."""
    return shares((count, n - count), k)[0]


def shares(counts: Sequence[int], k: int) -> tuple[Shown | None, ...]:
    """Return the shares of a row of parts that make up a whole (rungs, bins), in percent with Wilson intervals.

    A part below k is hidden, and so is the next smallest, until those who are hidden are k together; in a group that is
    large for its parts the last part is told with them instead. Where all parts but one are fewer than that, the one is
    told as 90 % or more, or nothing is. Counts are rounded before they become shares: else 38 % of 21 is eight of them.
    Shares are of the sum of the rounded counts, so that a row adds up.
    """
    return row_of(counts, k).shares


def nested(parts: Sequence[Sequence[int]], k: int) -> tuple[tuple[Shown | None, ...], ...]:
    """Return the shares that finer parts have of a whole whose coarser parts are told by `shares`, too.

    What is hidden of a coarser part is k people together within it, so that its own share gives nothing away. A coarser
    part that is hidden itself stays one part beside the other's; in a group that is not large it hides them, too, and
    where there are more than two of them.
    """
    whole = row_of([sum(part) for part in parts], k)
    if None not in whole.counts:
        return tuple(_within(row_of(part, k), whole) for part in parts)
    if whole.n < LARGE * k or len(parts) > 2:
        return tuple((None,) * len(part) for part in parts)
    is_few = [sum(part) < k for part in parts]
    merged = [[sum(part)] if few else part for part, few in zip(parts, is_few, strict=True)]
    told = iter(shares([count for part in merged for count in part], k))
    taken = [tuple(next(told) for _ in part) for part in merged]
    return tuple((None,) * len(part) if few else own for part, few, own in zip(parts, is_few, taken, strict=True))


def row_of(counts: Sequence[int], k: int) -> Row:
    """Decide on a row of parts, from which several figures are to be told."""
    row = [max(0, count) for count in counts]
    n = sum(row)
    nothing = Row((None,) * len(row), n)
    if n < k:
        return nothing
    top = row.index(max(row))
    if n - row[top] < _company(n, k):
        return replace(nothing, top=top) if _is_told_from_below(row[top], n) else nothing
    few = [place for place, count in enumerate(row) if count < k]
    if few and n >= LARGE * k * (len(row) - 1) and not _is_company([row[place] for place in few], k):
        return _with_the_last(row, few, k)
    return _without(row, _hidden(row, k), k)


def mean(total: float, n: int, k: int, unit: float, spread: Shown | None = None) -> Shown | None:
    """Return the mean of values from 0 to 100 in whole points, with a normal interval where their spread may be shown.

    `total` is the sum of the values, `unit` the least by which two people's values differ (100 / maximum of raw
    points). The total is rounded to as many units as counts are to people; a mean that says that nearly all are at
    either end is told as 90 or more, or not at all.
    """
    if n < k:
        return None
    step = base(k) * unit
    value = _half_up(_half_up(total / step) * step / n)
    if value <= 100 - AT_LEAST:
        return None
    if value >= AT_LEAST:
        return Shown(AT_LEAST, is_at_least=True) if total >= AT_LEAST * n else None
    if spread is None:
        return Shown(value)
    return _around(value, spread, n, 0)


def change(total: float, n: int, k: int, unit: float, spread: Shown | None = None) -> Shown | None:
    """Return the mean of differences from −100 to 100, like a mean; nothing beyond 90 either way is told."""
    if n < k:
        return None
    step = base(k) * unit
    value = _half_up(_half_up(total / step) * step / n)
    if abs(value) >= AT_LEAST:
        return None
    if spread is None:
        return Shown(value)
    return _around(value, spread, n, -100)


def spread(deviation: float | None, n: int, k: int) -> Shown | None:
    """Return a standard deviation, from groups of three times k; a very small one is not told.

    In whole points, and in fives where a group is not large: by its own standard error nobody can tell more.
    """
    if deviation is None or n < 3 * k or not deviation >= LEAST_SPREAD:
        return None
    step = 1 if n >= LARGE * k else LEAST_SPREAD
    return Shown(_half_up(deviation / step) * step)


def quantile(value: float | None, n: int, k: int, fraction: float = 0.5, step: float = 1) -> Shown | None:
    """Return a quantile (0.5: the median), rounded to a step; at least k people are on either side of it."""
    if value is None or not isfinite(value) or n * min(fraction, 1 - fraction) < k:
        return None
    return Shown(_tidy(_half_up(value / step) * step))


def statistic(value: float | None, n: int, k: int, gate: int, decimals: int = 2) -> Shown | None:
    """Return a coefficient (a reliability, a correlation), rounded, from a gate of its own on, never below three k."""
    if value is None or not isfinite(value) or n < max(gate, 3 * k):
        return None
    return Shown(_tidy(round(value, decimals)))


def statistic_between(
    value: float | None, low: float | None, high: float | None, n: int, k: int, gate: int, decimals: int = 2
) -> Shown | None:
    """Return a coefficient with its interval, each end rounded like itself."""
    shown = statistic(value, n, k, gate, decimals)
    if shown is None or low is None or high is None:
        return shown
    return Shown(shown.value, _tidy(round(low, decimals)), _tidy(round(high, decimals)))


def _around(value: int, spread: Shown, n: int, lowest: int) -> Shown:
    """Return a mean with its normal interval, M ± 1.96·s/√n; Student's is 4 % wider at 30 people."""
    reach = normal_deviate() * spread.value / sqrt(n)
    return Shown(value, _half_up(max(lowest, value - reach)), _half_up(min(100.0, value + reach)))


def _within(row: Row, whole: Row) -> tuple[Shown | None, ...]:
    """Return the shares that the parts of one part have of the whole."""
    everybody = sum(count for count in whole.counts if count is not None)
    return tuple(_share(count, everybody, whole.n) if count else None for count in row.told)


def _company(n: int, k: int) -> int:
    """Return how many must stand beside the largest part before its share is told.

    k, and more where 90 % of the group leaves few: then "neither k beside it nor 90 %" would be one or two counts.
    """
    beside = n // 10
    return k if beside >= k - 1 else max(k, beside + SMALLEST_BASE)


def _is_told_from_below(count: int, n: int) -> bool:
    """Say whether a part is told as 90 % or more: of fewer than ten people it would be told that it is all of them."""
    least = ceil(n * AT_LEAST / 100)
    return least < n and count >= least


def _without(row: Sequence[int], hidden: Collection[int], k: int) -> Row:
    """Return a row without the counts of some places, which are a rest together."""
    rest = _rounded(sum(row[place] for place in hidden), k) if hidden else 0
    return Row(
        tuple(None if place in hidden else _rounded(count, k) for place, count in enumerate(row)), sum(row), rest
    )


def _with_the_last(row: Sequence[int], few: Sequence[int], k: int) -> Row:
    """Return a row in which those who are too few to be hidden alone are told with the last part that is not.

    It is chosen by its place and told by their sum, so that whatever the few may be, something in it makes up for it,
    and all that is told stays the same. Were it the smallest, or the largest, who is nearly as many would tell on them.
    A part that leaves them no room is one of them. They are less than a tenth of the group, however many they are.
    """
    parts = [place for place in range(len(row)) if place not in few]
    hidden, company = [*few], parts.pop()
    if sum(row[place] for place in hidden) + row[company] < k + LEAST_SLACK:
        hidden, company = [*hidden, company], parts.pop()
    if not parts:
        return Row((None,) * len(row), sum(row), top=company)
    told = _without(row, [*hidden, company], k)
    return replace(told, company=company) if told.rest >= TOLD_WITH * k * len(hidden) else told


def _hidden(row: Sequence[int], k: int) -> frozenset[int]:
    """Return the places that are not shown: of those below k, and of the next smallest, until they are in company.

    Parts that are equal once rounded are shown or hidden together: else which was hidden would tell the smaller one.
    """
    order = sorted(range(len(row)), key=lambda place: row[place])
    hidden = [place for place in order if row[place] < k]
    while hidden and len(hidden) < len(row) and not _is_company([row[place] for place in hidden], k):
        next_one = _rounded(row[order[len(hidden)]], k)
        hidden += [place for place in order[len(hidden) :] if _rounded(row[place], k) == next_one]
    return frozenset(hidden)


def _is_company(hidden: Sequence[int], k: int) -> bool:
    """Say whether those hidden are k together, and not so many that each must be nearly as many as it can be."""
    most = sum(k - 1 if count < k else _rounded(count, k) + base(k) // 2 for count in hidden)
    return k <= sum(hidden) <= most - LEAST_SLACK


def _share(count: int, whole: int, n: int) -> Shown:
    """Return a share of rounded counts; its interval is that of the share that is told, and tells nothing more."""
    percent = _half_up(100 * count / whole)
    interval = wilson(percent * n / 100, n)
    if interval is None:
        return Shown(percent)
    return Shown(percent, _half_up(100 * interval.low), _half_up(100 * interval.high))


def _rounded(count: int, k: int) -> int:
    """Return a count rounded to k plus or minus a multiple of the base, so that k itself stands for several counts."""
    step = base(k)
    return max(0, k + (2 * (count - k) + step) // (2 * step) * step)


def _half_up(value: float) -> int:
    return floor(value + 0.5)


def _tidy(value: float) -> int | float:
    """Return a whole number as such, and no −0.0."""
    return int(value) if value == int(value) else value
