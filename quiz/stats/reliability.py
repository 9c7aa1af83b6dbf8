"""How much of what a score tells would be told again: reliability, and the error of a single score.

Two numbers matter here. Alpha understates a total of several areas, since items of different areas need not go
together; stratified alpha asks of the items of each area only that they go together, and is the headline.
"""

from __future__ import annotations

from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from quiz.stats.distributions import f_quantile
from quiz.stats.intervals import LEVEL, Interval, normal_deviate
from quiz.stats.layout import HIGHEST_SCORE, Layout
from quiz.stats.moments import Moments, Whole, membership, moments_of
from quiz.stats.tally import Tally

ENOUGH_FOR_ERROR = 300
"""First attempts from which a measured standard error replaces the declared one: its own error is then 4 % at most."""


def alpha(tally: Tally) -> float | None:
    """Return the internal consistency of all items: k/(k − 1) · (1 − Σ s²ᵢ / s²).

    Source: Cronbach (1951). Constant items count as items. It may be negative. None below two people or two items, and
    where the total does not vary.
    """
    moments = moments_of(tally)
    return _alpha(moments.spread) if moments else None


def alpha_if_deleted(tally: Tally) -> tuple[float | None, ...]:
    """Return for each item alpha of all the others.

    Source: as for alpha. None below two people or three items, and where the rest does not vary.
    """
    moments = moments_of(tally)
    if not moments or len(moments.sums) < 3:
        return (None,) * len(tally.layout.items)
    own, left = moments.own, len(moments.sums) - 1
    rests = moments.total - 2 * moments.with_total + own
    varying = own.sum() - own
    return tuple(
        left / (left - 1) * (1 - float(part) / float(whole)) if whole > 0 else None
        for part, whole in zip(varying, rests, strict=True)
    )


def stratified_alpha(tally: Tally) -> float | None:
    """Return the reliability of a total of several areas: 1 − Σ s²ₐ(1 − αₐ) / s².

    Source: Rajaratnam, Cronbach and Gleser (1965). Areas of one item have no alpha of their own: they are one stratum
    together, so that a form with one item an area gets plain alpha; a single one counts as error wholly. None below two
    people, where no stratum has two items, and where the total does not vary.
    """
    moments = moments_of(tally)
    if not moments or moments.total <= 0 or len(moments.sums) < 2:
        return None
    errors = _error_weights(tally.layout)
    return 1 - float((errors * moments.spread).sum()) / moments.total


def feldt(value: float | None, n: int, items: int, level: float = LEVEL) -> Interval | None:
    """Return the interval of alpha: 1 − (1 − α)·F, F with n − 1 and (n − 1)(k − 1) degrees of freedom.

    Source: Feldt (1965); Feldt, Woodruff and Salih (1987). None below two people or two items.
    """
    if value is None or n < 2 or items < 2 or value > 1:
        return None
    freedom = n - 1, (n - 1) * (items - 1)
    low, high = (f_quantile(share, *freedom) for share in ((1 + level) / 2, (1 - level) / 2))
    return Interval(1 - (1 - value) * low, 1 - (1 - value) * high)


def alpha_interval(tally: Tally) -> Interval | None:
    """Return Feldt's 95 % interval of a tally's alpha."""
    return feldt(alpha(tally), tally.n, len(tally.layout.items))


def stratified_interval(tally: Tally) -> Interval | None:
    """Return the 95 % interval of stratified alpha, by its error for many people with normal answers.

    1 − α is a ratio of two sums over the covariances C, ⟨A,C⟩/⟨J,C⟩, so its logarithm has the variance
    2/(n − 1) · tr(GCGC) with G = A/⟨A,C⟩ − J/⟨J,C⟩. Source: van Zyl, Neudecker and Nel (2000) for alpha, whose error
    this gives too; the logarithm keeps the upper end below 1. Gate: 30 people.
    """
    moments = moments_of(tally)
    value = stratified_alpha(tally)
    if moments is None or value is None or moments.n < 30 or value >= 1:
        return None
    covariances = moments.spread.astype(float) / moments.unit
    errors = _error_weights(tally.layout)
    gradient = errors / (errors * covariances).sum() - 1 / covariances.sum()
    half = normal_deviate() * sqrt(2 * _trace_of_square(gradient @ covariances) / (moments.n - 1))
    return Interval(1 - exp(log(1 - value) + half), 1 - exp(log(1 - value) - half))


def standard_error(tally: Tally) -> float | None:
    """Return the standard error of measurement in points of 100: s·√(1 − stratified alpha), s of unrounded scores.

    Source: Gulliksen (1950). A reliability below zero counts as zero. Who shows it to students waits for
    `ENOUGH_FOR_ERROR` first attempts.
    """
    moments = moments_of(tally)
    reliability = stratified_alpha(tally)
    if moments is None or reliability is None:
        return None
    deviation = sqrt(moments.total / moments.unit) * HIGHEST_SCORE / tally.layout.maximum
    return deviation * sqrt(1 - min(1.0, max(0.0, reliability)))


def area_spreads(moments: Moments, layout: Layout) -> Whole:
    """Return the spread of every two areas, areas × areas."""
    members = membership(layout)
    return members @ moments.spread @ members.T


def area_alphas(moments: Moments, layout: Layout) -> tuple[float | None, ...]:
    """Return alpha of each area."""
    return tuple(_alpha(_of_area(moments, layout, area)) for area in range(len(layout.areas)))


def _alpha(spread: Whole) -> float | None:
    items, total = len(spread), int(spread.sum())
    if items < 2 or total <= 0:
        return None
    return items / (items - 1) * (1 - int(np.trace(spread)) / total)


def _of_area(moments: Moments, layout: Layout, area: int) -> Whole:
    places = [place for place, item in enumerate(layout.items) if item.area == area]
    return moments.spread[np.ix_(places, places)]


def _error_weights(layout: Layout) -> NDArray[np.float64]:
    """Return A, items × items: ⟨A, C⟩ is the variance of the total's error, as stratified alpha takes it.

    Within a stratum of k items, s²(1 − α) = k/(k − 1) · Σ s²ᵢ − 1/(k − 1) · s².
    """
    strata = membership(layout)
    alone = strata.sum(axis=1) == 1
    strata = np.vstack((strata[~alone], strata[alone].sum(axis=0, keepdims=True)))
    weights = np.zeros((len(layout.items),) * 2)
    for stratum in strata:
        size = int(stratum.sum())
        if size > 1:
            weights += (size * np.diag(stratum) - np.outer(stratum, stratum)) / (size - 1)
        else:
            weights += np.diag(stratum)
    return weights


def _trace_of_square(matrix: NDArray[np.float64]) -> float:
    return max(0.0, float((matrix * matrix.T).sum()))
