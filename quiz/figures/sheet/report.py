"""A month for a meeting."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.cohorts import Retakes
from quiz.figures.sheet.content import Content
from quiz.figures.sheet.items import Items
from quiz.figures.sheet.overview import Overview
from quiz.figures.sheet.placements import Placements
from quiz.figures.sheet.steps import Step, Steps
from quiz.figures.sheet.whole import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Sheet):
    """A month for a meeting: the other sheets of the same selection; `sentences` say what matters most.

    Tables are those that the report itself shows: `summary`, `distribution`, `areas`, `trend`, `rungs` of the
    `first_steps`, `gaps`, `content_areas`, `placement_sites`, `retakes`.
    """

    sentences: tuple[Text, ...]
    first_steps: tuple[Step, ...]
    overview: Overview
    steps: Steps
    items: Items
    content: Content
    placements: Placements
    retakes: Retakes
