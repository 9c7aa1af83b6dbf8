"""Mantel's test finds an item that treats a group otherwise, and no other."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import TallyError
from quiz.stats.fairness import Bias, mantel
from quiz.stats.tally import Tally
from tests.tallies import Matrix, a_layout, count_tally, four_rungs, likely_answers, matrices

CLOSE = 1e-9


def directly(reference: Matrix, focal: Matrix, item: int) -> tuple[float, float, float, float]:
    """Return Mantel's sums and the standardised difference, by going through the totals one by one."""
    totals = [side.sum(axis=1) for side in (reference, focal)]
    seen = expected = variance = difference = weight = 0.0
    for total in set(totals[0].tolist()) & set(totals[1].tolist()):
        one, other = reference[totals[0] == total, item], focal[totals[1] == total, item]
        both = np.concatenate((one, other))
        n = len(both)
        seen += other.sum()
        expected += len(other) * both.sum() / n
        spread = n * (both**2).sum() - both.sum() ** 2
        variance += len(one) * len(other) * spread / (n**2 * (n - 1))
        difference += len(other) * (other.mean() - one.mean())
        weight += len(other)
    return seen - expected, variance, difference, weight


@given(matrices(people=(1, 40), items=(3, 3)), matrices(people=(1, 40), items=(3, 3)))
def test_mantels_statistic_is_that_of_the_answers(reference: Matrix, focal: Matrix) -> None:
    for item, got in enumerate(mantel(four_rungs(reference), four_rungs(focal))):
        excess, variance, difference, weight = directly(reference, focal, item)
        assert (got.reference, got.focal) == (len(reference), len(focal))
        if variance < CLOSE:
            assert got.z is None and got.p is None
        else:
            assert got.z == pytest.approx(excess / sqrt(variance), abs=CLOSE)
        if not weight:
            assert got.difference is None
        else:
            assert got.difference == pytest.approx(difference / weight, abs=CLOSE)


def test_the_statistic_of_two_answers_is_that_of_mantel_and_haenszel() -> None:
    """Items of right and wrong: (Σ A − Σ E)² / Σ V of 2 × 2 tables, without a correction."""
    chance = np.random.default_rng(2)
    one, other = ((chance.random((300, 5)) < 0.5 + shift).astype(np.int64) for shift in (0.0, 0.1))
    got = mantel(four_rungs(one), four_rungs(other))[0]
    excess = variance = 0.0
    for total in range(6):
        here = [side[side.sum(axis=1) == total, 0] for side in (one, other)]
        n_one, n_other = len(here[0]), len(here[1])
        n, right = n_one + n_other, int(here[0].sum() + here[1].sum())
        if n_one and n_other:
            excess += here[1].sum() - n_other * right / n
            variance += n_one * n_other * right * (n - right) / (n**2 * (n - 1))
    assert got.z is not None
    assert got.z**2 == pytest.approx(excess**2 / variance, abs=CLOSE)


@given(matrices(people=(2, 60)))
def test_a_group_is_treated_like_itself(matrix: Matrix) -> None:
    tally = four_rungs(matrix)
    for bias in mantel(tally, tally):
        assert bias.z is None or bias.z == pytest.approx(0, abs=CLOSE)
        assert bias.difference is None or bias.difference == pytest.approx(0, abs=CLOSE)
        assert bias.grade in {None, "A"}


@given(st.integers(0, 500))
def test_groups_exchanged_turn_the_sign(seed: int) -> None:
    one, other = four_rungs(likely_answers(60, 4, seed)), four_rungs(likely_answers(40, 4, seed + 1_000, 2.0))
    for bias, turned in zip(mantel(one, other), mantel(other, one), strict=True):
        assert bias.z is not None and turned.z is not None
        assert bias.z == pytest.approx(-turned.z, abs=CLOSE)
        assert bias.p == pytest.approx(turned.p, abs=CLOSE)


def test_an_item_that_is_harder_for_one_group_is_found_and_no_other() -> None:
    groups = two_groups(biased=3, by=-1)
    found = {bias.id: bias for bias in mantel(*groups)}
    assert found["item3"].grade == "C"
    assert (found["item3"].difference or 0) < 0
    assert [bias.id for bias in found.values() if bias.grade != "A"] == ["item3"]


def test_a_large_bias_of_one_item_makes_no_slight_one_of_the_others() -> None:
    """Of three items, what one takes is much to the other two: beyond 0.17, and significant."""
    one, other = two_groups(biased=2, by=-1, items=3)
    found = mantel(one, other)
    assert [bias.grade for bias in found] == ["A", "A", "C"]
    assert any((bias.ratio or 0) > 0.17 and (bias.p or 0) < 1e-6 for bias in found[:2])


def test_the_more_pairs_are_looked_at_the_less_is_left_to_chance() -> None:
    one, other = two_groups(biased=3, by=-1)
    small = [Tally(tally.layout, tally.vector // 6) for tally in (one, other)]
    chance = mantel(small[0], small[1])[3].p
    assert chance
    just_enough = int(0.05 / 12 / chance)
    grades = [mantel(small[0], small[1], pairs)[3].grade for pairs in (just_enough, 2 * just_enough)]
    assert grades == ["C", "A"]


def test_a_group_that_is_lower_in_general_is_no_bias() -> None:
    assert [bias.grade for bias in mantel(*two_groups(biased=None, by=0))] == ["A"] * 12


def test_small_groups_get_no_grade() -> None:
    large, small = (four_rungs(likely_answers(people, 6, people)) for people in (500, 199))
    assert all(bias.grade is None and bias.z is not None for bias in mantel(large, small))


def test_groups_that_never_share_a_total_cannot_be_compared() -> None:
    low, high = four_rungs(np.zeros((300, 3), np.int64)), four_rungs(np.full((300, 3), 3))
    assert mantel(low, high)[0] == Bias("item0", 300, 300, None, None, None, None, None)


def test_groups_of_other_layouts_are_not_compared() -> None:
    with pytest.raises(TallyError):
        mantel(Tally.zero(a_layout([(0, 1)])), Tally.zero(a_layout([(0, 2)])))


def two_groups(biased: int | None, by: int, items: int = 12) -> tuple[Tally, Tally]:
    """Return two groups, the second of lower readiness; one item gives it other points."""
    chance = np.random.default_rng(31)
    sides = []
    for people, level in ((3_000, 0.3), (2_000, -0.3)):
        readiness = level + chance.normal(size=(people, 1))
        sides.append(
            np.clip(np.floor(1.2 * readiness + chance.normal(size=(people, items)) + 2), 0, 3).astype(np.int64)
        )
    if biased is not None:
        sides[1][:, biased] = np.clip(sides[1][:, biased] + by, 0, 3)
    layout = a_layout([(0, 1, 2, 3)] * items)
    return count_tally(layout, sides[0]), count_tally(layout, sides[1])
