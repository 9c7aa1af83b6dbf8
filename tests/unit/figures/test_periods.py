"""Periods by their names."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.figures.periods import a_year_before, first_day_of, is_period, is_week, title_of
from quiz.stats.weeks import name_of, week_of


@pytest.mark.parametrize("name", ["all", "2026", "2026-01", "2026-12"])
def test_all_time_years_and_months_can_be_looked_at(name: str) -> None:
    assert is_period(name) and not is_week(name)


@pytest.mark.parametrize("name", ["", "2026-00", "2026-13", "2026-1", "2026-W14", "26", "all ", "2026\n", "20２６"])
def test_nothing_else_can(name: str) -> None:
    assert not is_period(name)


def test_periods_are_called_as_people_call_them() -> None:
    assert (title_of("all").ja, title_of("all").en) == ("全期間", "All time")
    assert (title_of("2026").ja, title_of("2026").en) == ("2026年度", "Academic year 2026–27")
    assert title_of("2099").en == "Academic year 2099–00"
    assert (title_of("2026-04").ja, title_of("2026-04").en) == ("2026年4月", "April 2026")
    assert (title_of("2026-W14").ja, title_of("2026-W14").en) == ("3月30日の週", "Week of 30 March")


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_weeks_are_those_of_releases(day: date) -> None:
    name = name_of(week_of(day.isoformat()))
    assert is_week(name)
    assert timedelta(0) <= day - first_day_of(name) < timedelta(7)


@given(st.dates(date(2021, 1, 1), date(2040, 12, 31)))
def test_the_week_a_year_before_is_about_a_year_before(day: date) -> None:
    name = name_of(week_of(day.isoformat()))
    assert timedelta(357) <= first_day_of(name) - first_day_of(a_year_before(name)) <= timedelta(371)
