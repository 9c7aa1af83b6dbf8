"""Steps: the rungs of every item, of everybody and of groups."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.whole import Offer, Sheet
from quiz.figures.table import Figure


@dataclass(frozen=True, slots=True)
class RungShare:
    """A rung with the share of students on it; `next` is the act that leads one rung up, empty at the top."""

    id: str
    text: Text
    next: Text
    share: Figure


@dataclass(frozen=True, slots=True)
class CohortStep:
    """The same rungs in one group of an attribute."""

    value: str
    title: Text
    n: Figure
    rungs: tuple[RungShare, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An item as a step that students took or did not: rungs from the lowest up.

    `missing` is the share on the lowest rung; `sentence` says it in words.
    """

    id: str
    text: Text
    area: str
    area_title: Text
    sentence: Text
    missing: Figure
    rungs: tuple[RungShare, ...]
    cohorts: tuple[CohortStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Sheet):
    """Which step is missing; the items that most students miss first.

    Tables: `missing`, `rungs`, and `step_groups` where groups are asked for. `by` is the attribute whose groups stand
    side by side (or `site`), empty for none; `bys` are those to choose from.
    """

    by: str
    bys: tuple[Offer, ...]
    steps: tuple[Step, ...]
