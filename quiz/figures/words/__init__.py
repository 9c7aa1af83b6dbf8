"""Every word that goes with figures, beside the columns: titles, grades, remarks, and sentences with places to fill.

They stand here, in both languages, because pages, files and the monthly report say the same.
"""

from __future__ import annotations

from quiz.figures.words.grades import ADVICE, AREA_FORMS, EFFECTS, FAIRNESS, VERDICT_SENTENCES, VERDICTS, ZONES
from quiz.figures.words.notes import NOTES, TOLD
from quiz.figures.words.sentences import NOTHING, SENTENCES
from quiz.figures.words.titles import ABOUT, OFFERS, TITLES

__all__ = [
    "ABOUT",
    "ADVICE",
    "AREA_FORMS",
    "EFFECTS",
    "FAIRNESS",
    "NOTES",
    "NOTHING",
    "OFFERS",
    "SENTENCES",
    "TITLES",
    "TOLD",
    "VERDICTS",
    "VERDICT_SENTENCES",
    "ZONES",
]
