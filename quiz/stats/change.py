"""What changes between two attempts of the same person: how much, and how much of it error alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from quiz.stats.description import mean_score
from quiz.stats.intervals import Interval, fisher, normal_deviate
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.moments import correlation
from quiz.stats.reliability import stratified_alpha
from quiz.stats.tally import Tally


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation of n pairs, with its interval where there is one."""

    value: float
    n: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Change:
    """Of n matched retakes: the sum of scores after less before, and the standard deviation of these differences."""

    n: int
    total: int
    deviation: float | None


def retest(tally: Tally) -> Correlation | None:
    """Return the correlation of scores before and after; None below two pairs, and where either does not vary.

    Source: Pearson's correlation from the six sums; Fisher's interval. It is a reliability only where little changed
    in between, and here people mean to change: read it as stability.
    """
    n = tally.sum("n")
    before, after = tally.sum("before"), tally.sum("after")
    together = n * tally.sum("product") - before * after
    spreads = n * tally.sum("before_squared") - before**2, n * tally.sum("after_squared") - after**2
    value = correlation(together, *spreads) if n > 1 else None
    return Correlation(value, n, fisher(value, n)) if value is not None else None


def smallest_change(error: float) -> int:
    """Return the smallest change in points that error alone shows in at most 5 of 100 retakes: 1.96 · √2 · error.

    Source: Jacobson and Truax (1991), the reliable change index. Rounded up to points, and never zero.
    """
    return max(1, ceil(normal_deviate() * sqrt(2) * error))


def change_of(tally: Tally) -> Change:
    """Return how scores changed over matched retakes; the deviation, with n − 1, is None below two of them."""
    n, total = tally.sum("n"), tally.sum("after") - tally.sum("before")
    squares = tally.sum("before_squared") + tally.sum("after_squared") - 2 * tally.sum("product")
    return Change(n, total, sqrt(max(0, n * squares - total**2) / (n * (n - 1))) if n > 1 else None)


def beyond(tally: Tally, limit: int) -> tuple[int, int, int]:
    """Return how many rose by a limit of 1 to 100 points or more, did neither, and fell by it or more."""
    risen = int(tally.differences[HIGHEST_SCORE + limit :].sum())
    fallen = int(tally.differences[: max(0, HIGHEST_SCORE - limit + 1)].sum())
    return risen, int(tally.differences.sum()) - risen - fallen, fallen


def expected_regression(tally: Tally, everybody: Tally) -> float | None:
    """Return the mean change that error alone would bring to those who took it again: (1 − ρ) · (M − before).

    Who scored low at first did so partly by chance, and scores higher again without any help. M and ρ (stratified
    alpha) are those of the first attempts of everybody among whom these people were found.
    Source: Galton (1886); Barnett, van der Pols and Dobson (2005). None without retakes or without a reliability.
    """
    n, mean, reliability = tally.sum("n"), mean_score(everybody), stratified_alpha(everybody)
    if n < 1 or mean is None or reliability is None:
        return None
    return (1 - min(1.0, max(0.0, reliability))) * (mean - tally.sum("before") / n)
