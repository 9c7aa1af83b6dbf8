"""Statistics from tallies equal what others computed from the raw answers of public data sets."""

from __future__ import annotations

import numpy as np
import pytest

from quiz.stats.areas import area_prmses
from quiz.stats.change import retest
from quiz.stats.folding import tally_of
from quiz.stats.items import item_rest_correlations
from quiz.stats.reliability import (
    alpha,
    alpha_if_deleted,
    alpha_interval,
    stratified_interval,
)
from quiz.stats.tally import Tally
from tests.tallies import Matrix, add_retakes, layout_for, tally_for
from tests.unit.stats.reference import expected, matrix, needs_reference, table

pytestmark = needs_reference
FULL = 1e-9
"""How far a value may be off that was given in full precision."""
HALF_A_CENT, HALF_A_MILLI = 0.005 + 1e-12, 0.0005 + 1e-12
"""Half of the last digit of values printed with two and with three."""
ATTITUDES = ("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
SCIENCE = ("Comfort", "Environment", "Work", "Future", "Technology", "Industry", "Benefit")
FOUR = ("Comfort", "Work", "Future", "Benefit")
CALM = ("calm", "secure", "at.ease", "rested", "comfortable", "confident", "relaxed", "content", "joyful", "pleasant")
TENSE = (
    *("tense", "regretful", "upset", "worrying", "anxious", "nervous", "jittery", "high.strung", "worried", "rattled"),
)
SHORT = ("anxious", "at.ease", "calm", "confident", "content", "jittery", "nervous", "relaxed", "tense", "upset")


def attitude(*reversed_columns: int) -> Tally:
    """Return the tally of the attitudes; reversed ones are what they lack to 140, as `psych` reverses."""
    points = matrix(table("attitude.csv"), ATTITUDES)
    for column in reversed_columns:
        points[:, column] = points.max() + points.min() - points[:, column]
    return tally_for(points)


def anxiety(columns: tuple[str, ...], time: str) -> dict[tuple[str, str], Matrix | None]:
    """Return the points of each person at a time, None where an answer is missing, by study and id."""
    people: dict[tuple[str, str], Matrix | None] = {}
    for row in table("sai_retest.csv"):
        if row["time"] == time:
            cells = [row[column] for column in columns]
            whole = all(cell.isdecimal() for cell in cells)
            points = (
                [5 - int(cell) if name in CALM else int(cell) for name, cell in zip(columns, cells, strict=True)]
                if whole
                else None
            )
            people[row["study"], row["id"]] = np.array(points, np.int64) if points else None
    return people


def test_alpha_of_the_attitudes_is_the_printed_one() -> None:
    raw, *_, error = expected("attitude.csv", "raw_alpha,std_alpha")
    tally = attitude()
    assert alpha(tally) == pytest.approx(raw, abs=HALF_A_CENT)
    interval = stratified_interval(tally)
    assert interval is not None
    # Ours stands on the logarithm of 1 − alpha and divides by n − 1; the printed one of alpha itself, by n.
    width = np.log((1 - interval.low) / (1 - interval.high)) / (2 * 1.959963984540054)
    ours = (1 - (alpha(tally) or 0)) * width * np.sqrt((tally.n - 1) / tally.n)
    assert ours == pytest.approx(error, abs=HALF_A_MILLI)


def test_feldts_interval_of_the_attitudes_is_the_printed_one() -> None:
    interval = alpha_interval(attitude())
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(tuple(expected("attitude.csv", "feldt95")), abs=HALF_A_CENT)


def test_alpha_without_each_attitude_is_the_printed_one() -> None:
    assert list(alpha_if_deleted(attitude())) == pytest.approx(
        expected("attitude.csv", "alpha if deleted"), abs=HALF_A_CENT
    )


def test_the_correlation_of_each_attitude_with_the_rest_is_the_printed_one() -> None:
    printed = expected("attitude.csv", "r_drop")
    assert list(item_rest_correlations(attitude())) == pytest.approx(printed, abs=HALF_A_CENT)


def test_mis_keyed_attitudes_give_the_printed_alphas() -> None:
    tally = attitude(1, 5)
    printed = expected("attitude.csv", "raw_alpha with items 2,6 mis-keyed")
    assert alpha(tally) == pytest.approx(printed, abs=HALF_A_CENT)
    without = expected("attitude.csv", "alpha if deleted, items 2,6 mis-keyed")
    assert list(alpha_if_deleted(tally)) == pytest.approx(without, abs=HALF_A_MILLI)


def test_alphas_of_the_science_items_are_those_of_ltm() -> None:
    rows = table("science7.csv")
    dataset = "science7.csv cols " + ",".join(FOUR)
    assert alpha(tally_for(matrix(rows, FOUR))) == pytest.approx(expected(dataset, "alpha"), abs=FULL)
    assert alpha(tally_for(matrix(rows, SCIENCE))) == pytest.approx(
        expected("science7.csv (7 items)", "alpha"), abs=FULL
    )


def test_prmse_of_the_subtests_is_that_of_subscore() -> None:
    columns = [f"V{number}" for number in range(1, 51)]
    tally = tally_for(matrix(table("subscore_scored.csv"), columns), [0] * 15 + [1] * 15 + [2] * 20)
    values = [value for value in area_prmses(tally) if value is not None]
    # The reference gives nine digits, so half of the last one is what can be asked.
    for statistic, got in {
        "PRMSE subscore (": [value.of_itself for value in values],
        "PRMSE from total": [value.of_total for value in values],
        "PRMSE subscore+total": [value.of_both for value in values],
    }.items():
        assert got == pytest.approx(expected("subscore_scored.csv", statistic), abs=FULL)


@pytest.mark.parametrize(("columns", "statistic"), [((*CALM, *TENSE), "20-item total"), (SHORT, "10-item subset")])
def test_alpha_and_retest_correlation_of_the_anxiety_items_are_the_expected_ones(
    columns: tuple[str, ...], statistic: str
) -> None:
    """Complete cases: of the first time for alpha, of both times for the correlation."""
    first, second = anxiety(columns, "1"), anxiety(columns, "2")
    tally = tally_for(np.array([points for points in first.values() if points is not None]))
    both = [(points, second[key]) for key, points in first.items() if points is not None and second[key] is not None]
    add_retakes(tally, *([int(side.sum()) for side in sides if side is not None] for sides in zip(*both, strict=True)))
    consistency, stability = expected("sai_retest.csv", statistic)
    assert alpha(tally) == pytest.approx(consistency, abs=FULL)
    again = retest(tally)
    assert again is not None
    assert again.value == pytest.approx(stability, abs=FULL)
    if statistic == "20-item total":
        assert (tally.n, again.n) == (309, 303)


def test_folding_the_reference_data_gives_the_tally_that_was_counted() -> None:
    points = matrix(table("science7.csv"), SCIENCE)
    layout = layout_for(points)
    places = np.array(
        [[item.points.index(value) for item, value in zip(layout.items, row, strict=True)] for row in points]
    )
    assert tally_of(layout, places) == tally_for(points)
