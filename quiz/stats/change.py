"""What changes between two attempts of the same person: how much, and how much of it error alone would show."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from quiz.stats.description import mean_score
from quiz.stats.intervals import Interval, Share, around_mean, fisher, normal_deviate, share_of
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.moments import correlation
from quiz.stats.reliability import standard_error, stratified_alpha
from quiz.stats.tally import Tally


@dataclass(frozen=True, slots=True)
class Correlation:
    """A correlation of n pairs, with its interval where there is one."""

    value: float
    n: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Of n matched retakes: mean scores before and after, the mean change, and who changed beyond measurement error.

    `limit` is the smallest change in points that counts; it and the shares are None where the error is not known.
    """

    n: int
    before: float
    after: float
    mean: float
    interval: Interval | None
    limit: int | None
    improved: Share | None
    unchanged: Share | None
    declined: Share | None


@dataclass(frozen=True, slots=True)
class Crossings:
    """Who crossed the line: of those flagged before who no longer is, and of the others who now is."""

    n: int
    left: Share | None
    entered: Share | None


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


def changes(tally: Tally, error: float | None = None) -> Changes | None:
    """Return what changed over matched retakes; None without any.

    `error` is the standard error in points that changes are judged by: of everybody, or the declared one; else that of
    the tally's own first attempts.
    """
    n = tally.sum("n")
    if n < 1:
        return None
    before, after = tally.sum("before"), tally.sum("after")
    squares = tally.sum("before_squared") + tally.sum("after_squared") - 2 * tally.sum("product")
    spread = n * squares - (after - before) ** 2
    deviation = sqrt(max(0, spread) / (n * (n - 1))) if n > 1 else None
    mean = (after - before) / n
    known = standard_error(tally) if error is None else error
    limit = smallest_change(known) if known is not None else None
    improved, unchanged, declined = _beyond(tally, limit) if limit is not None else (None, None, None)
    interval = around_mean(mean, deviation, n)
    return Changes(n, before / n, after / n, mean, interval, limit, improved, unchanged, declined)


def expected_regression(tally: Tally, of: Tally | None = None) -> float | None:
    """Return the mean change that error alone would bring to those who took it again: (1 − ρ) · (M − before).

    Who scored low at first did so partly by chance, and scores higher again without any help. M and ρ (stratified
    alpha) are those of the first attempts of `of`, everybody among whom these people were found.
    Source: Galton (1886); Barnett, van der Pols and Dobson (2005). None without retakes or without a reliability.
    """
    everybody = of or tally
    n, mean, reliability = tally.sum("n"), mean_score(everybody), stratified_alpha(everybody)
    if n < 1 or mean is None or reliability is None:
        return None
    return (1 - min(1.0, max(0.0, reliability))) * (mean - tally.sum("before") / n)


def crossings(tally: Tally) -> Crossings | None:
    """Return who crossed the line between two attempts; None without matched retakes."""
    (stayed_above, entered), (left, stayed_below) = ((int(cell) for cell in row) for row in tally.flags)
    n = stayed_above + entered + left + stayed_below
    if n < 1:
        return None
    return Crossings(n, share_of(left, left + stayed_below), share_of(entered, entered + stayed_above))


def _beyond(tally: Tally, limit: int) -> tuple[Share | None, Share | None, Share | None]:
    """Return the shares of those who rose by the limit or more, who did neither, and who fell by it or more."""
    n = int(tally.differences.sum())
    improved = int(tally.differences[HIGHEST_SCORE + limit :].sum())
    declined = int(tally.differences[: max(0, HIGHEST_SCORE - limit + 1)].sum())
    return share_of(improved, n), share_of(n - improved - declined, n), share_of(declined, n)
