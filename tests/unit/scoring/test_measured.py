"""Measured standard errors take the place of declared ones, and change nothing else of a result."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.model import Answers, Bank
from quiz.scoring import score
from quiz.scoring.measured import MeasuredBanks, with_measured
from tests.factories import a_bank, answered_banks, extreme_answers


@pytest.mark.parametrize(("hundredths", "points"), [(0, 0), (49, 0), (50, 1), (849, 8), (850, 9), (1234, 12)])
def test_a_measured_error_is_rounded_half_up_to_whole_points(hundredths: int, points: int) -> None:
    form = with_measured(a_bank(), {"quick": hundredths}).form("quick")
    assert (form.standard_error, form.is_measured) == (points, True)


@given(answered_banks(), st.integers(0, 3000))
def test_it_changes_how_exact_a_score_is_and_not_the_score(
    answered: tuple[Bank, str, Answers], hundredths: int
) -> None:
    bank, form_id, answers = answered
    before, after = score(bank, form_id, answers), score(with_measured(bank, {form_id: hundredths}), form_id, answers)
    error = after.form.standard_error
    assert after.high - after.low <= 2 * error
    assert after.low == max(0, after.score - error) and after.high == min(100, after.score + error)
    of_the_error = ("low", "high", "is_borderline", "noticeable_change", "bank", "form")
    assert replace(after, **{name: getattr(before, name) for name in of_the_error}) == before


def test_only_forms_of_the_same_scale_are_measured() -> None:
    bank = a_bank()
    banks = MeasuredBanks({(bank.scale, "quick"): 900, ("otherone", "full"): 300})
    assert [form.standard_error for form in banks.bank(bank).forms] == [9, bank.form("full").standard_error]
    assert banks.bank(bank) is banks.bank(bank)
    other = a_bank(cut=59)
    assert banks.bank(other) is other


def test_an_older_version_of_the_same_scale_is_measured_with_it() -> None:
    bank = a_bank()
    revised = replace(bank, version="revised0")
    measured = MeasuredBanks({(bank.scale, "quick"): 900}).bank(revised)
    result = score(measured, "quick", extreme_answers(measured, "quick", top=False))
    assert (result.bank.version, result.high) == ("revised0", 9)
