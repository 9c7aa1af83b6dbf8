"""Periods by their names: `all`, a year from April (`2026`), a month (`2026-04`), a week of the trend (`2026-W14`)."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date

from quiz.bank.model import Text

ALL = "all"
MONTHS = tuple(month_name)
_PERIOD = re.compile(r"all|20\d\d|20\d\d-(0[1-9]|1[0-2])", re.ASCII)
_WEEK = re.compile(r"20\d\d-W(0[1-9]|[1-4]\d|5[0-3])", re.ASCII)


def is_period(name: str) -> bool:
    """Say whether this names a period that can be looked at by itself; weeks belong to the trend alone."""
    return _PERIOD.fullmatch(name) is not None


def is_month(name: str) -> bool:
    """Say whether this names a month."""
    return is_period(name) and len(name) == len("2026-04")


def is_week(name: str) -> bool:
    """Say whether this names a week."""
    return _WEEK.fullmatch(name) is not None


def title_of(period: str) -> Text:
    """Return what a period is called."""
    if period == ALL:
        return Text("全期間", "All time")
    if is_week(period):
        first = first_day_of(period)
        return Text(f"{first.month}月{first.day}日の週", f"Week of {first.day} {MONTHS[first.month]}")
    year, _, month = period.partition("-")
    if month:
        return Text(f"{year}年{int(month)}月", f"{MONTHS[int(month)]} {year}")
    return Text(f"{year}年度", f"Academic year {year}–{(int(year) + 1) % 100:02}")


def first_day_of(week: str) -> date:
    """Return the Monday of a week."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def a_year_before(week: str) -> str:
    """Return the week of the same number a year before; week 53 has the last week there."""
    year, number = int(week[:4]) - 1, int(week[6:])
    last = date(year, 12, 28).isocalendar().week
    return f"{year}-W{min(number, last):02}"
