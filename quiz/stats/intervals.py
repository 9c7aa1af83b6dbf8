"""Intervals and shares: how far a figure from so many people reaches."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """The two ends of an interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """A share of n people, from 0 to 1, with its Wilson interval."""

    count: int
    n: int
    value: float
    interval: Interval


def normal_deviate(level: float = LEVEL) -> float:
    """Return how many standard deviations on each side hold a share of a normal distribution: 1.96 for 95 %."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(count: float, n: float, level: float = LEVEL) -> Interval | None:
    """Return the score interval of a share; it holds the share, and stays within 0 and 1.

    Source: Wilson (1927), without a correction for continuity. None without people.
    """
    if n < 1 or not 0 <= count <= n:
        return None
    z, share = normal_deviate(level), count / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Interval(min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half)))


def share_of(count: int, n: int) -> Share | None:
    """Return a share with its 95 % interval; None without people."""
    interval = wilson(count, n)
    return Share(count, n, count / n, interval) if interval else None


def fisher(correlation: float | None, n: int, level: float = LEVEL) -> Interval | None:
    """Return the interval of a correlation: atanh r ± z / √(n − 3).

    Source: Fisher (1921). None below four people, and where the correlation is perfect.
    """
    if correlation is None or n < 4 or abs(correlation) >= 1:
        return None
    half = normal_deviate(level) / sqrt(n - 3)
    return Interval(tanh(atanh(correlation) - half), tanh(atanh(correlation) + half))
