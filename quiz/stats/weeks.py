"""Weeks and the periods that they belong to, as they are published.

A week is a number, so that ages are differences: 0 is the one of Monday, 1970-01-05. Its month and its year are those
of its Thursday, so that every week is in one of each; years begin in April, like those of schools (年度).
"""

from __future__ import annotations

from datetime import date, timedelta

ALL_TIME = "all"
_FIRST_MONDAY = date(1970, 1, 5)
_FIRST_MONTH = 4


def week_of(day: str) -> int:
    """Return the week of a day (an ISO date)."""
    return (date.fromisoformat(day) - _FIRST_MONDAY).days // 7


def name_of(week: int) -> str:
    """Return a week's name: `2026-W14`."""
    year, number, _ = _thursday(week).isocalendar()
    return f"{year}-W{number:02}"


def month_of(week: int) -> str:
    """Return the month that a week is counted in: `2026-04`."""
    return _thursday(week).isoformat()[:7]


def year_of(week: int) -> str:
    """Return the year that a week is counted in, by the year in which it began: `2026` is until March 2027."""
    thursday = _thursday(week)
    return str(thursday.year - (thursday.month < _FIRST_MONTH))


def _thursday(week: int) -> date:
    return _FIRST_MONDAY + timedelta(days=7 * week + 3)
