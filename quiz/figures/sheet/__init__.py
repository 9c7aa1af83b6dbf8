"""Sheets: what one page of figures shows, whole, as frozen values.

Every figure in a sheet was decided upon by `quiz.stats.disclosure`; `tables` and the values beside them say the same.
Sentences that hold figures are `Text` from `quiz.figures.words`, worded here and not in templates, since they also go
into exports and the monthly report. Templates word what stands around them: headings, buttons, how to read a chart.
"""

from __future__ import annotations

from quiz.figures.sheet.cohorts import CohortLine, Cohorts, Retakes
from quiz.figures.sheet.content import Content, ContentLine, Gap
from quiz.figures.sheet.items import ItemLine, Items, ItemSheet
from quiz.figures.sheet.overview import AreaLine, Badge, Bar, Overview, Week
from quiz.figures.sheet.placements import PlacementLine, Placements
from quiz.figures.sheet.report import Report
from quiz.figures.sheet.steps import CohortStep, RungShare, Step, Steps
from quiz.figures.sheet.whole import Choices, Offer, OfferGroup, Sheet, Way

__all__ = [
    "AreaLine",
    "Badge",
    "Bar",
    "Choices",
    "CohortLine",
    "CohortStep",
    "Cohorts",
    "Content",
    "ContentLine",
    "Gap",
    "ItemLine",
    "ItemSheet",
    "Items",
    "Offer",
    "OfferGroup",
    "Overview",
    "PlacementLine",
    "Placements",
    "Report",
    "Retakes",
    "RungShare",
    "Sheet",
    "Step",
    "Steps",
    "Way",
    "Week",
]
