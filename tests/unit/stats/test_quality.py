"""What nobody can have read is set aside; what nobody timed is believed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from quiz.stats.layout import layout_of
from quiz.stats.quality import Quality, quality_of
from tests.factories import a_bank, a_document, bank_of

LAYOUT = layout_of(a_bank(areas=3, items_an_area=2), "full")
ORDINARY = [0, 1, 2, 3, 2, 1]
BEST = [3] * 6
LOWEST = [0] * 6


def quality(places: Sequence[int], times: Sequence[int]) -> Quality:
    return Quality(quality_of(LAYOUT, np.array([places]), np.array([times]))[0])


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([999] * 6, Quality.TOO_FAST),
        ([1000] * 6, Quality.GOOD),
        # The two in the middle are 999 and 1000, so the median is below a second.
        ([1, 1, 999, 1000, 9000, 9000], Quality.TOO_FAST),
        ([1, 1, 999, 1001, 9000, 9000], Quality.GOOD),
        # One long pause does not make up for tapping.
        ([300, 300, 300, 300, 300, 600_000], Quality.TOO_FAST),
        ([0] * 6, Quality.GOOD),
        # Told of half the items, as after a shorter form whose answers are used again; and of fewer.
        ([0, 0, 0, 500, 500, 500], Quality.TOO_FAST),
        ([0, 0, 0, 0, 500, 500], Quality.GOOD),
        ([-1, 0, 0, 3000, 500, 3000], Quality.GOOD),
    ],
)
def test_a_median_below_a_second_is_too_fast(times: list[int], expected: Quality) -> None:
    assert quality(ORDINARY, times) is expected


@pytest.mark.parametrize(
    ("places", "time", "expected"),
    [
        (BEST, 1999, Quality.STRAIGHT),
        (BEST, 2000, Quality.GOOD),
        (BEST, 0, Quality.GOOD),
        (BEST, 999, Quality.TOO_FAST),
        ([*BEST[:5], 2], 1500, Quality.GOOD),
        # Who has done nothing yet knows that at a glance.
        (LOWEST, 1500, Quality.GOOD),
    ],
)
def test_the_best_of_everything_is_set_aside_where_it_was_fast(places: list[int], time: int, expected: Quality) -> None:
    assert quality(places, [time] * 6) is expected


def test_the_best_is_the_most_points_wherever_it_stands() -> None:
    document = a_document()
    for item in document["items"]:
        item["options"].reverse()
        item["reverse"] = True
    layout = layout_of(bank_of(document), "full")
    chosen, times = np.array([LOWEST, BEST]), np.full((2, 6), 1500)
    assert quality_of(layout, chosen, times).tolist() == [Quality.STRAIGHT, Quality.GOOD]


def test_nobody_is_no_trouble() -> None:
    empty = np.zeros((0, 6), np.int64)
    assert quality_of(LAYOUT, empty, empty).shape == (0,)
