"""When attempts are made: more in spring, by the days of the week, growing over the months. Days are those of Japan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np

from quiz.clock import JAPAN
from quiz.simulation.people import Floats, Whole

DAYS = 400
"""About thirteen months, so that each month of the last year stands beside the one before."""
GROWTH = 0.5
MONTHS = (1.0, 1.2, 1.6, 1.7, 1.4, 1.1, 0.8, 0.5, 0.7, 1.0, 1.1, 0.9)
"""January to December: interviews are held in spring, and August is quiet."""
WEEKDAYS = (1.1, 1.15, 1.1, 1.05, 0.85, 0.7, 1.05)
"""Monday to Sunday."""
DAY_MS = 86_400_000


def days_until(last: date, count: int = DAYS) -> list[date]:
    """Return so many days, of which the last is given."""
    return [last - timedelta(days=before) for before in range(count - 1, -1, -1)]


def weights_of(days: Sequence[date]) -> Floats:
    """Return each day's share of all attempts."""
    elapsed = np.arange(len(days)) / max(1, len(days) - 1)
    season = np.array([MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] for day in days])
    weights = season * (1 + GROWTH * elapsed)
    shares: Floats = weights / weights.sum()
    return shares


def numbers_of(days: Sequence[date], attempts: int) -> Whole:
    """Return how many attempts each day has, so many in all."""
    edges: Whole = np.rint(attempts * np.cumsum(weights_of(days))).astype(np.int64)
    edges[-1] = attempts
    return np.array([after - before for before, after in pairwise([0, *edges.tolist()])])


def moments(day: date, count: int, rng: np.random.Generator) -> Whole:
    """Draw moments of a day, in milliseconds since 1970: around noon, and most in the evening."""
    midnight = round(datetime(day.year, day.month, day.day, tzinfo=JAPAN).timestamp() * 1000)
    hours = np.where(rng.random(count) < 0.3, rng.normal(12.5, 1.8, count), rng.normal(21.0, 2.2, count))
    within = np.clip(np.mod(hours, 24) * 3_600_000, 0, DAY_MS - 1)
    found: Whole = midnight + within.astype(np.int64)
    return found
