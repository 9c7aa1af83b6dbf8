"""Groups side by side, and before and after."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.overview import AreaLine
from quiz.figures.sheet.whole import Offer, Sheet, Way
from quiz.figures.table import Figure


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One group; `arguments` lead to its own overview."""

    value: str
    title: Text
    arguments: tuple[tuple[str, str], ...]
    n: Figure
    mean: Figure
    flagged: Figure
    areas: tuple[AreaLine, ...]


@dataclass(frozen=True, slots=True)
class Retakes:
    """Matched retakes: the same device, the same form, before and after.

    `by_itself` is the change that chance alone would bring to those who began low or high. `corridor` is the change in
    points that measurement error alone hardly ever makes; `risen` and `fallen` are the
    shares beyond it. `left` is the share that was flagged before and is no more, `entered` the other way round.
    """

    is_matched: bool
    sentence: Text
    n: Figure
    change: Figure
    by_itself: Figure
    correlation: Figure
    corridor: Figure
    risen: Figure
    fallen: Figure
    left: Figure
    entered: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts(Sheet):
    """Groups side by side. Tables: `cohorts`, `cohort_areas`, `retakes`.

    `is_ranked` where every group is large enough for an order by mean; else they stand in the bank's order. Retakes,
    and `n`, are of what is selected, a single group too; `ways` lead to those of the groups that stand here.
    """

    by: str
    bys: tuple[Offer, ...]
    values: tuple[Offer, ...]
    is_ranked: bool
    lines: tuple[CohortLine, ...]
    retakes: Retakes
    ways: tuple[Way, ...]
