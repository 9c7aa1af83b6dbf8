"""Count attempts: from rows of the database to what they add to tallies and placements."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Select, select

from quiz.clock import JAPAN
from quiz.stats.bins import bins_of
from quiz.stats.decoding import durations_of, places_of
from quiz.stats.folding import FIRST, Columns, fold
from quiz.stats.layout import TIME_BINS
from quiz.stats.quality import NOT_TOLD, Quality, quality_of
from quiz.stats.segment import SITE, label_of
from quiz.stats.tally import Counters
from quiz.store.tables import attempt, cohort
from quiz.store.tallies.ancestry import befores
from quiz.store.tallies.forms import KnownForm, KnownForms

MOST_COUNTERS = 1 << 19
"""Counted at once: four megabytes, which a processor's cache holds."""
READ = ("id", "bank", "version", "form", "answers", "site", "page", "finished_utc", "durations_ms", "previous")

Integers = NDArray[np.int64]
_Value = TypeVar("_Value", bound=Hashable)
_DAY_MS = 86_400_000
_JAPAN_MS = int(JAPAN.utcoffset(None).total_seconds() * 1000)
_EPOCH = date(1970, 1, 1).toordinal()


class Counted(NamedTuple):
    """What some attempts add: to the tally or the placement of a key, how many they are, and their counters.

    The key is (version, form, day, segment) of a tally, (version, form, day, site, page) of a placement.
    """

    key: tuple[str, ...]
    people: int
    counters: Counters


@dataclass(frozen=True, slots=True)
class Sheet:
    """Attempts at one form of one version, by columns; those whose answers could be read.

    `day` is a number of days since 1970; `came` and `placed` are the segment and the site and page of each attempt, as
    numbers of `segments` and `placements`.
    """

    form: KnownForm
    day: Integers
    came: Integers
    placed: Integers
    places: Integers
    durations_ms: Integers
    before: Integers
    segments: Sequence[str]
    placements: Sequence[tuple[str, str]]


def attempts() -> Select[Any]:
    """Return the query of attempts as they are counted, with what their students told, in their order."""
    columns = [attempt.c[name] for name in READ]
    joined = attempt.outerjoin(cohort, cohort.c.key == attempt.c.key)
    return select(*columns, cohort.c.attributes).select_from(joined).order_by(attempt.c.id)


def sheets_of(connection: Connection, rows: Sequence[Row[Any]], forms: KnownForms) -> list[Sheet]:
    """Return attempts sorted by what they were made at. What cannot be read is left out: nobody can count it."""
    if not rows:
        return []
    columns = dict(
        zip((*READ, "attributes"), (np.array(column, object) for column in zip(*rows, strict=True)), strict=True)
    )
    columns["before"] = np.array(befores(connection, rows, forms), object)
    names, made_at = _numbered(zip(columns["version"], columns["form"], strict=True))
    sheets = []
    for number, name in enumerate(names):
        form = forms.get(connection, *name)
        if form is not None:
            chosen = made_at == number
            sheets.append(_sheet(form, {column: values[chosen] for column, values in columns.items()}))
    return sheets


def _sheet(form: KnownForm, columns: Mapping[str, NDArray[np.object_]]) -> Sheet:
    places, is_read = places_of(form.bank, form.id, columns["answers"].tolist())
    segments, came = _numbered(map(_segment, columns["site"], columns["attributes"]))
    placements, placed = _numbered(zip(columns["site"], columns["page"], strict=True))
    return Sheet(
        form=form,
        day=((columns["finished_utc"].astype(np.int64) + _JAPAN_MS) // _DAY_MS)[is_read],
        came=came[is_read],
        placed=placed[is_read],
        places=places[is_read],
        durations_ms=durations_of(columns["durations_ms"].tolist(), places.shape[1])[is_read],
        before=columns["before"].astype(np.int64)[is_read],
        segments=segments,
        placements=placements,
    )


def days_of(sheets: Iterable[Sheet]) -> list[str]:
    """Return the days on which any of these attempts was made."""
    return sorted({_iso(day) for sheet in sheets for day in np.unique(sheet.day).tolist()})


def tallies(sheet: Sheet) -> Iterator[Counted]:
    """Yield what attempts add to each tally."""
    keys, group = _grouped(sheet.day, sheet.came)
    order = np.argsort(group, kind="stable")
    ends = np.searchsorted(group[order], np.arange(len(keys) + 1))
    at_once = max(1, MOST_COUNTERS // sheet.form.layout.size)
    for first in range(0, len(keys), at_once):
        count = min(at_once, len(keys) - first)
        chosen = order[ends[first] : ends[first + count]]
        of_these = sheet.places[chosen], sheet.durations_ms[chosen], sheet.before[chosen], group[chosen] - first
        counted = fold(sheet.form.layout, Columns(*of_these), count)
        people = np.diff(ends[first : first + count + 1]).tolist()
        for (day, came), one, counters in zip(keys[first : first + count], people, counted, strict=True):
            key = sheet.form.bank.version, sheet.form.id, _iso(day), sheet.segments[came]
            yield Counted(key, one, counters)


def placements(sheet: Sheet) -> Iterator[Counted]:
    """Yield what attempts add to each placement: how many were completed, and how long the first ones took.

    The histogram has one place more than there are bins, for first attempts of which no time counts: so it has
    everybody once, however often they come back, and its sum is people.
    """
    keys, group = _grouped(sheet.day, sheet.placed)
    is_first = sheet.before == FIRST
    is_good = quality_of(sheet.form.layout, sheet.places, sheet.durations_ms) == Quality.GOOD
    is_timed = is_good & (sheet.durations_ms > NOT_TOLD).all(axis=1)
    bins = np.where(is_timed, bins_of(sheet.durations_ms.sum(axis=1)), TIME_BINS)
    size = TIME_BINS + 1
    times = np.bincount((group * size + bins)[is_first], minlength=len(keys) * size)
    completions = np.bincount(group, minlength=len(keys)).tolist()
    for (day, placed), one, counters in zip(keys, completions, times.reshape(len(keys), size), strict=True):
        key = sheet.form.bank.version, sheet.form.id, _iso(day), *sheet.placements[placed]
        yield Counted(key, one, counters)


def _numbered(values: Iterable[_Value]) -> tuple[list[_Value], Integers]:
    """Return the different values, and of each value which of them it is."""
    numbers: dict[_Value, int] = {}
    numbered = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), np.array(numbered, np.int64)


def _grouped(day: Integers, what: Integers) -> tuple[list[tuple[int, int]], Integers]:
    """Return the different pairs of a day and something else, and of each attempt which of them is its own."""
    most = int(what.max(initial=0)) + 1
    pairs, group = np.unique(day * most + what, return_inverse=True)
    return list(zip((pairs // most).tolist(), (pairs % most).tolist(), strict=True)), group


@lru_cache(maxsize=4096)
def _iso(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()


@lru_cache(maxsize=4096)
def _segment(site: str, attributes: str | None) -> str:
    """Return the segment of an attempt; attributes are a label already, in the order that counted when it was told."""
    return ";".join(part for part in (label_of(((SITE, site),)) if site else "", attributes) if part)
