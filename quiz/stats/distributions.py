"""Quantiles of F, to 1e-9 and better at any degrees of freedom.

The logarithm v of F with d₁ and d₂ degrees of freedom has the density exp(a·v − (a + b)·ln(1 + p·(eᵛ − 1))) up to a
constant, a = d₁/2, b = d₂/2, p = a/(a + b): smooth, with one peak at zero, and falling exponentially on both sides. So
Gauss-Legendre panels integrate it to the last digits, ten million degrees of freedom as easily as one, where the
continued fraction of the incomplete beta function would take thousands of steps.
"""

from __future__ import annotations

from functools import cache
from math import exp, expm1, inf, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

_PANELS, _NODES = 24, 24
_NEGLIGIBLE = 45.0
"""Where the logarithm of the density is so far below its peak, nothing adds to a double any more."""
_STEPS = 100


def f_quantile(share: float, numerator: float, denominator: float) -> float:
    """Return the value below which a share of F lies; 0 < share < 1, degrees of freedom ≥ 1.

    Newton's steps on ln F, halved where one would leave the bracket. Source: Abramowitz and Stegun (1964), 26.6.
    """
    if numerator > denominator:
        # Turned over it is F again; this way round, no large numbers are taken from each other in the density.
        return 1 / f_quantile(1 - share, denominator, numerator)
    a, b = numerator / 2, denominator / 2
    low, high = _reach(a, b, -1), _reach(a, b, 1)
    total = _area(a, b, low, high)
    place = 0.0
    for _ in range(_STEPS):
        excess = _area(a, b, _reach(a, b, -1), place) - share * total
        low, high = (low, place) if excess > 0 else (place, high)
        step = place - excess / exp(_height(a, b, place))
        following = step if low < step < high else (low + high) / 2
        if abs(following - place) <= 1e-15 + 1e-14 * abs(place):
            return exp(following)
        place = following
    return exp(place)


def _height(a: float, b: float, place: float) -> float:
    """Return the logarithm of the density of ln F, relative to its peak at zero."""
    return a * place - (a + b) * log1p(a / (a + b) * expm1(place))


def _reach(a: float, b: float, side: int) -> float:
    """Return how far from zero the density of ln F counts."""
    width = sqrt(1 / a + 1 / b)
    while _height(a, b, side * width) > -_NEGLIGIBLE:
        width *= 1.25
    return side * width


def _area(a: float, b: float, low: float, high: float) -> float:
    """Return the integral of the density of ln F, relative to its peak."""
    if not -inf < low < high < inf:
        return 0.0
    nodes, weights = _rule()
    places = low + (high - low) * nodes
    heights = a * places - (a + b) * np.log1p(a / (a + b) * np.expm1(places))
    return float((high - low) * (weights @ np.exp(heights)))


@cache
def _rule() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return nodes and weights on 0 to 1: Gauss-Legendre in each of several panels."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    starts = np.arange(_PANELS)[:, None]
    return ((starts + (nodes + 1) / 2) / _PANELS).ravel(), np.tile(weights / (2 * _PANELS), _PANELS)
