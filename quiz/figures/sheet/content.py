"""Q&As: what was shown and followed, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.whole import Sheet
from quiz.figures.table import Figure


@dataclass(frozen=True, slots=True)
class ContentLine:
    """What was shown and followed of one thing: an area, a rank, a consultation, an advisor."""

    id: str
    title: Text
    path: str
    impressions: Figure
    clicks: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class Gap:
    """A weak area beside how much content it has; `is_short` where many are weak and little is there."""

    area: str
    title: Text
    room: Figure
    consultations: int
    is_short: bool
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Sheet):
    """Which Q&As help. Tables: `content_areas`, `_ranks`, `_consultations`, `_advisors`; `gaps`."""

    areas: tuple[ContentLine, ...]
    ranks: tuple[ContentLine, ...]
    consultations: tuple[ContentLine, ...]
    advisors: tuple[ContentLine, ...]
    gaps: tuple[Gap, ...]
