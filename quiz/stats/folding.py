"""Fold attempts into tallies: many attempts at one form at once, by whole columns.

    fold(layout, Columns(places, durations_ms, before, group), groups)    one row of counters a group
    tally_of(layout, places)                                              first attempts without times, as one tally

It is a sum over attempts, so neither their order nor how they are cut into batches matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quiz.scoring.score import percentage
from quiz.stats.bins import bins_of
from quiz.stats.layout import COUNTS, HIGHEST_SCORE, SUMS, TIME_BINS, Layout
from quiz.stats.quality import NOT_TOLD, Quality, quality_of
from quiz.stats.tally import Tally

FIRST = -2
"""In `before`: the first attempt at this form."""
UNMATCHED = -1
"""In `before`: a retake whose attempt before is not known, was set aside, or was of another scale."""

Integers = NDArray[np.int64]
Part = tuple[Integers, Integers]
"""Groups, and places in the vector of each: one of each pair is counted. Both broadcast together."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Attempts at one form, one a row.

    `places` is attempts × items: the place of the chosen option among those of its item. `durations_ms` has the same
    shape; 0 or less was not told. `before` is the score of the matched attempt before, or `FIRST` or `UNMATCHED`.
    `group` is the number, from 0 on, of the tally that the attempt goes into.
    """

    places: Integers
    durations_ms: Integers
    before: Integers
    group: Integers


def fold(layout: Layout, columns: Columns, groups: int) -> Integers:
    """Return the counters of each group, groups × `layout.size`."""
    quality = quality_of(layout, columns.places, columns.durations_ms)
    is_good, is_first = quality == Quality.GOOD, columns.before == FIRST
    firsts, matched = _only(columns, is_good & is_first), _only(columns, is_good & (columns.before >= 0))
    parts = [
        _counted(layout, "too_fast", columns.group[quality == Quality.TOO_FAST]),
        _counted(layout, "straight", columns.group[quality == Quality.STRAIGHT]),
        _counted(layout, "first", firsts.group),
        _counted(layout, "retakes", columns.group[is_good & ~is_first]),
        _counted(layout, "matched", matched.group),
        *_parts_of_first(layout, firsts),
        *_parts_of_matched(layout, matched),
    ]
    flat = np.concatenate([np.add(group * layout.size, place).ravel() for group, place in parts])
    counted: Integers = np.bincount(flat, minlength=groups * layout.size).reshape(groups, layout.size)
    # Sums are no counts of anything, so they are added up by themselves.
    begin = layout.offsets["sums"]
    counted[:, begin : begin + len(SUMS)] = _sums(layout, matched, groups)
    return counted


def tally_of(
    layout: Layout,
    places: Integers,
    durations_ms: Integers | None = None,
    before: Integers | None = None,
) -> Tally:
    """Return the one tally of attempts: first ones where nothing is said of what was before, as in `Columns`."""
    count = len(places)
    columns = Columns(
        np.asarray(places, np.int64),
        np.zeros_like(places, np.int64) if durations_ms is None else np.asarray(durations_ms, np.int64),
        np.full(count, FIRST, np.int64) if before is None else np.asarray(before, np.int64),
        np.zeros(count, np.int64),
    )
    return Tally(layout, fold(layout, columns, 1)[0])


def scores_of(layout: Layout, places: Integers) -> Integers:
    """Return the displayed score of each attempt."""
    raw: Integers = _points(layout, places).sum(axis=1)
    return _displayed(layout)[raw]


def _parts_of_first(layout: Layout, columns: Columns) -> Iterator[Part]:
    group = columns.group[:, None]
    points = _points(layout, columns.places)
    raw = points.sum(axis=1)
    chosen = columns.places + np.array(layout.starts[:-1])
    options, offsets = layout.starts[-1], layout.offsets
    pairs = chosen[:, :, None] * options + chosen[:, None, :]
    yield group[:, :, None], offsets["pairs"] + pairs
    yield columns.group, offsets["scores"] + _displayed(layout)[raw]
    yield group, offsets["totals"] + chosen * (layout.maximum + 1) + raw[:, None]
    for place, start in enumerate(layout.area_starts[:-1]):
        of_area = [number for number, item in enumerate(layout.items) if item.area == place]
        yield columns.group, offsets["areas"] + start + points[:, of_area].sum(axis=1)
    yield from _parts_of_times(layout, columns)


def _parts_of_times(layout: Layout, columns: Columns) -> Iterator[Part]:
    """Yield the time of each item that was told, and of the whole where all were."""
    told = columns.durations_ms > NOT_TOLD
    is_timed = told.all(axis=1)
    rows = layout.offsets["times"] + TIME_BINS * np.arange(len(layout.items) + 1)
    attempt, item = np.nonzero(told)
    yield columns.group[attempt], rows[item] + bins_of(columns.durations_ms[attempt, item])
    yield columns.group[is_timed], rows[-1] + bins_of(columns.durations_ms[is_timed].sum(axis=1))
    yield _counted(layout, "timed", columns.group[is_timed])


def _parts_of_matched(layout: Layout, columns: Columns) -> Iterator[Part]:
    after = scores_of(layout, columns.places)
    before, offsets = columns.before, layout.offsets
    yield columns.group, offsets["differences"] + HIGHEST_SCORE + after - before
    yield columns.group, offsets["flags"] + 2 * (before <= layout.cut) + (after <= layout.cut)


def _sums(layout: Layout, matched: Columns, groups: int) -> Integers:
    before, after = matched.before, scores_of(layout, matched.places)
    sums = np.zeros((groups, len(SUMS)), np.int64)
    terms = (before, after, before * before, after * after, before * after, np.ones_like(before))
    np.add.at(sums, matched.group, np.stack(terms, axis=1))
    return sums


def _counted(layout: Layout, name: str, group: Integers) -> Part:
    """Count whole attempts."""
    return group, np.full_like(group, layout.offsets["counts"] + COUNTS.index(name))


def _only(columns: Columns, chosen: NDArray[np.bool_]) -> Columns:
    return Columns(columns.places[chosen], columns.durations_ms[chosen], columns.before[chosen], columns.group[chosen])


def _points(layout: Layout, places: Integers) -> Integers:
    """Return the weighted points of each answer, attempts × items."""
    points = np.empty_like(places)
    for number, item in enumerate(layout.items):
        points[:, number] = np.array(item.points)[places[:, number]]
    return points


def _displayed(layout: Layout) -> Integers:
    """Return the displayed score of each raw total."""
    return np.array([percentage(raw, layout.maximum) for raw in range(layout.maximum + 1)], np.int64)
