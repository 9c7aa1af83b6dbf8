"""Quantiles of F and t equal their closed forms, where there are any."""

from __future__ import annotations

from math import atan, cos, expm1, log1p, pi, sin, sqrt, tan
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats.distributions import f_quantile

SHARES = (0.001, 0.025, 0.3, 0.5, 0.9, 0.975, 0.999)


def t_quantile(share: float, freedom: float) -> float:
    """Return the quantile of Student's t, whose square is F with one degree on one side: its closed forms are known."""
    size = sqrt(f_quantile(abs(2 * share - 1), 1, freedom)) if share != 0.5 else 0.0
    return size if share > 0.5 else -size


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("freedom", [1, 2, 3, 10, 1_000, 100_000, 10_000_000])
def test_f_with_two_degrees_on_either_side_has_a_closed_form(share: float, freedom: int) -> None:
    above, below = (freedom / 2 * expm1(-2 / freedom * log1p(-part)) for part in (share, 1 - share))
    assert f_quantile(share, 2, freedom) == pytest.approx(above, rel=1e-10)
    assert f_quantile(share, freedom, 2) == pytest.approx(1 / below, rel=1e-10)


@pytest.mark.parametrize("share", SHARES)
def test_t_with_one_degree_is_a_tangent(share: float) -> None:
    assert t_quantile(share, 1) == pytest.approx(tan(pi * (share - 0.5)), rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("freedom", [2, 4, 10, 100, 1_000])
@pytest.mark.parametrize("share", SHARES)
def test_t_with_even_degrees_holds_its_share(share: float, freedom: int) -> None:
    """Source of the closed form: Abramowitz and Stegun (1964), 26.7.4."""
    angle = atan(t_quantile(share, freedom) / sqrt(freedom))
    factor, total = 1.0, 1.0
    for step in range(1, freedom // 2):
        factor *= (2 * step - 1) / (2 * step)
        total += factor * cos(angle) ** (2 * step)
    assert 0.5 + sin(angle) * total / 2 == pytest.approx(share, abs=1e-12)


def test_t_of_very_many_degrees_is_normal() -> None:
    assert t_quantile(0.975, 1e9) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-8)


@given(st.floats(0.001, 0.999), st.integers(1, 10_000), st.integers(1, 10_000))
def test_f_turned_over_has_its_degrees_exchanged(share: float, one: int, other: int) -> None:
    assert f_quantile(share, one, other) * f_quantile(1 - share, other, one) == pytest.approx(1, rel=1e-9)


@given(st.floats(0.001, 0.49), st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_larger_share_lies_below_a_larger_value(share: float, one: int, other: int) -> None:
    assert f_quantile(share, one, other) < f_quantile(1 - share, one, other)
