"""Every statistic of every tally is a number or not available: never NaN, never an exception."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from math import isfinite
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.stats import areas, change, description, fairness, flagged, items, norms, reliability, times
from quiz.stats.tally import Tally
from tests.tallies import Matrix, a_layout, add_retakes, count_tally, matrices

MODULES = (areas, change, description, fairness, flagged, items, norms, reliability, times)
Statistic = Callable[[Tally], Any]


def by_item(statistic: Callable[[Tally, int], Any]) -> Statistic:
    return lambda tally: [statistic(tally, item) for item in range(len(tally.layout.items))]


def by_area(statistic: Callable[[Tally, int], Any]) -> Statistic:
    return lambda tally: [statistic(tally, area) for area in range(len(tally.layout.areas))]


PLAIN: tuple[Statistic, ...] = (
    *(areas.area_prmses, areas.area_statistics, areas.correlations),
    *(change.change_of, change.retest),
    *(description.deviation, description.mean_score),
    *(flagged.flagged, norms.percentile_ranks, times.item_medians),
    *(items.discriminative_efficiencies, items.item_area_correlations, items.item_rest_correlations),
    *(reliability.alpha, reliability.alpha_if_deleted, reliability.alpha_interval),
    *(reliability.standard_error, reliability.stratified_alpha, reliability.stratified_interval),
)
BY_ITEM = (items.dead_options, items.option_counts, items.option_shares)
BY_AREA = (areas.may_show_number,)
STATISTICS: dict[Callable[..., Any], Statistic] = {
    **{statistic: statistic for statistic in PLAIN},
    **{statistic: by_item(statistic) for statistic in BY_ITEM},
    **{statistic: by_area(statistic) for statistic in BY_AREA},
    change.beyond: lambda tally: [change.beyond(tally, limit) for limit in (1, 31, 100)],
    change.expected_regression: lambda tally: change.expected_regression(tally, tally),
    description.quantile: lambda tally: [description.quantile(tally, share) for share in (-1, 0, 0.3, 1, 2)],
    fairness.mantel: lambda tally: [
        fairness.mantel(tally, tally),
        fairness.mantel(tally, Tally.zero(tally.layout)),
        fairness.mantel(Tally.zero(tally.layout), tally),
    ],
    norms.freeze: lambda tally: norms.freeze(tally, "scale", "full", 1, "2027-03-31"),
}
FEW = {
    "nobody": np.zeros((0, 6), np.int64),
    "one person": np.array([[0, 1, 2, 3, 2, 1]]),
    "two who are alike": np.array([[0, 1, 2, 3, 2, 1]] * 2),
    "two who differ": np.array([[0, 1, 2, 3, 2, 1], [3, 1, 2, 0, 2, 1]]),
    "all at the bottom": np.zeros((400, 6), np.int64),
    "all at the top": np.full((400, 6), 3),
    "half at each end": np.repeat([[0] * 6, [3] * 6], 200, axis=0),
    "items that cancel out": np.repeat([[0, 3] * 3, [3, 0] * 3], 200, axis=0),
}


def numbers_in(value: Any) -> Iterator[float]:
    """Yield every number within a statistic."""
    if isinstance(value, bool | str) or value is None:
        return
    if isinstance(value, int | float):
        assert type(value) in {int, float}, "numpy's numbers are not handed on"
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from numbers_in(getattr(value, field.name))
    else:
        assert isinstance(value, tuple | list), type(value)
        for part in value:
            yield from numbers_in(part)


def functions_of(module: ModuleType) -> Iterator[Callable[..., Any]]:
    """Yield the public functions of a module that begin with a tally."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        annotations = [parameter.annotation for parameter in inspect.signature(function).parameters.values()]
        if function.__module__ == module.__name__ and not name.startswith("_") and annotations[:1] == ["Tally"]:
            yield function


def tallies_of(matrix: Matrix) -> Iterator[Tally]:
    """Yield the tally of answers under several layouts: one area, two items an area, one item an area, no points."""
    count = matrix.shape[1]
    for area in ([0] * count, [item // 2 for item in range(count)], list(range(count))):
        yield count_tally(a_layout([(0, 1, 2, 3)] * count, area), matrix)
    worthless = [(0, 1, 2, 3)] * (count - 1) + [(0,)]
    last_is_worthless = matrix.copy()
    last_is_worthless[:, -1] = 0
    yield count_tally(a_layout(worthless, [0] * (count - 1) + [1]), last_is_worthless)


def test_every_statistic_is_tried_here() -> None:
    assert set(STATISTICS) == {function for module in MODULES for function in functions_of(module)}


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("statistic", STATISTICS, ids=lambda statistic: statistic.__name__)
def test_of_few_or_equal_people_a_statistic_is_a_number_or_not_available(
    statistic: Callable[..., Any], name: str
) -> None:
    for tally in tallies_of(FEW[name]):
        assert all(isfinite(number) for number in numbers_in(STATISTICS[statistic](tally)))


@given(matrices(people=(0, 12)), st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=4))
def test_of_any_people_a_statistic_is_a_number_or_not_available(matrix: Matrix, pairs: list[tuple[int, int]]) -> None:
    for tally in tallies_of(matrix):
        add_retakes(tally, [before for before, _ in pairs], [after for _, after in pairs])
        for statistic in STATISTICS.values():
            assert all(isfinite(number) for number in numbers_in(statistic(tally)))


def test_of_nobody_nothing_is_available() -> None:
    tally = Tally.zero(a_layout([(0, 1, 2, 3)] * 6, [0, 0, 1, 1, 2, 2]))
    assert not any(numbers_in([reliability.alpha(tally), flagged.flagged(tally), change.retest(tally)]))
    assert description.mean_score(tally) is None and description.deviation(tally) is None


def test_a_tally_from_which_more_was_taken_than_was_in_it_breaks_nothing() -> None:
    zero = Tally.zero(a_layout([(0, 1, 2, 3)] * 6, [0, 0, 1, 1, 2, 2]))
    below = zero - count_tally(zero.layout, FEW["two who differ"])
    for statistic in STATISTICS.values():
        assert all(isfinite(number) for number in numbers_in(statistic(below)))
