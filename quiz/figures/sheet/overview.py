"""The overview: scores, areas, weeks, and how sure all that is."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.whole import Sheet
from quiz.figures.table import Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """Scores from `first` to `last`, both included, and the share of students there.

    `is_flagged` where they lie at or below the cut; `is_grey` where all of them are in the grey zone.
    """

    first: int
    last: int
    share: Figure
    is_flagged: bool
    is_grey: bool


@dataclass(frozen=True, slots=True)
class AreaLine:
    """How many students have which level in an area. `mean` only where the area measures well enough for a number."""

    id: str
    title: Text
    short: Text
    room: Figure
    fair: Figure
    strength: Figure
    mean: Figure


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the trend beside the same week a year before; `first_day` is its Monday, ISO."""

    id: str
    title: Text
    first_day: str
    n: Figure
    mean: Figure
    flagged: Figure
    mean_before: Figure
    flagged_before: Figure


@dataclass(frozen=True, slots=True)
class Badge:
    """How far the score can be relied on; `grade` is 0 (cannot be told yet) to 4 (very well), `word` says it.

    `reliability` is stratified alpha with its interval, `standard_error` in points, `set_aside` the share of attempts
    that were kept out for being answered too fast.
    """

    grade: int
    word: Text
    sentence: Text
    reliability: Figure
    standard_error: Figure
    set_aside: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Sheet):
    """How ready students are. Tables: `summary`, `distribution`, `areas`, `trend`, `quality`.

    `flagged` is the share at or below the `cut`, `certain` and `maybe_above` its two parts. `grey_low` and `grey_high`
    are the scores between which the flag could be chance, both included.
    """

    sentence: Text
    mean: Figure
    spread: Figure
    quartiles: tuple[Figure, Figure, Figure]
    flagged: Figure
    certain: Figure
    maybe_above: Figure
    cut: int
    grey_low: int
    grey_high: int
    bars: tuple[Bar, ...]
    areas: tuple[AreaLine, ...]
    weeks: tuple[Week, ...]
    badge: Badge
