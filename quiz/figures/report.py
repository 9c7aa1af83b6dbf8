"""The report of a period: what a meeting needs, in sentences first."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.content import Catalogue, content
from quiz.figures.items import items
from quiz.figures.overview import overview
from quiz.figures.placements import placements
from quiz.figures.sheet import Content, Items, Report, Steps
from quiz.figures.steps import steps
from quiz.figures.wording import fill, quoted
from quiz.figures.words import NOTES, SENTENCES

MOST_STEPS = 3
"""Missing steps that are named: what a meeting can take up."""


def report(asked: Asked, catalogue: Catalogue) -> Report:
    """Return the sheets of one selection together, and the sentences that matter most."""
    whole, missing, working = overview(asked), steps(asked, ""), items(asked)
    reading, places = content(asked, catalogue), placements(asked)
    said = (whole.sentence, *_about_steps(missing), *_about_content(reading), *_about_items(working))
    return Report(
        **asked.head("report"),
        tables=(*whole.tables, *missing.tables[:1], *working.tables[:1], *reading.tables, *places.tables[:1]),
        notes=(NOTES["self-report"], NOTES["trend"], NOTES["hidden"]),
        sentences=tuple(sentence for sentence in said if sentence.ja),
        overview=whole,
        steps=missing,
        items=working,
        content=reading,
        placements=places,
    )


def _about_steps(sheet: Steps) -> list[Text]:
    return [
        fill(SENTENCES["step-next"], sentence=step.sentence, next=step.rungs[0].next)
        for step in sheet.steps[:MOST_STEPS]
        if step.missing.is_shown
    ]


def _about_content(sheet: Content) -> list[Text]:
    return [gap.sentence for gap in sheet.gaps if gap.is_short and gap.room.is_shown][:1]


def _about_items(sheet: Items) -> list[Text]:
    """Return one sentence on the item that needs a look most, if any does."""
    return [
        fill(SENTENCES["item"], item=quoted(line.text), advice=line.advice)
        for line in sheet.items[:1]
        if not sheet.is_empty and line.needs_a_look
    ]
