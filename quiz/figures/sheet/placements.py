"""Places where attempts start."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.figures.sheet.whole import Sheet
from quiz.figures.table import Figure


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A place where attempts start: a page of a site."""

    site: str
    page: str
    starts: Figure
    completions: Figure
    rate: Figure
    seconds: Figure
    clicks: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Placements(Sheet):
    """Where attempts start. Tables: `placement_sites`, `placements`."""

    sites: tuple[PlacementLine, ...]
    lines: tuple[PlacementLine, ...]
