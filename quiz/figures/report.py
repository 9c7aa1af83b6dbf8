"""The report of a period: what a meeting needs, in sentences first."""

from __future__ import annotations

from dataclasses import replace

from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.content import Catalogue, content
from quiz.figures.items import items
from quiz.figures.overview import overview
from quiz.figures.periods import ALL, is_month, title_of
from quiz.figures.placements import placements
from quiz.figures.retakes import retakes_of, retakes_table
from quiz.figures.sheet import Choices, Content, Items, Overview, Report, Retakes, Steps
from quiz.figures.steps import rungs_table, steps
from quiz.figures.table import Table
from quiz.figures.wording import fill, quoted
from quiz.figures.words import SENTENCES, TITLES, TOLD

MOST_STEPS = 3
"""Missing steps that are named: what a meeting can take up."""
MOST_STEPS_SHOWN = 5
OF_OVERVIEW = ("distribution", "areas", "trend")
OF_CONTENT = ("gaps", "content_areas")
OF_PLACEMENTS = ("placement_sites",)
"""Tables of other pages that a report shows, and its files hold."""


def report(asked: Asked, catalogue: Catalogue) -> Report:
    """Return the sheets of one selection together, and the sentences that matter most.

    It is of a month or a year; where all time is asked for, it is of the last month that is over, which is told.
    """
    asked = _of_a_period(asked)
    whole, missing, working = overview(asked), steps(asked, ""), items(asked)
    reading, places = content(asked, catalogue), placements(asked)
    retakes = retakes_of(asked.tally, asked.least, asked.standard_error, asked.everybody)
    first_steps = missing.steps[:MOST_STEPS_SHOWN]
    tables = (
        *(table for table in whole.tables if table.id in OF_OVERVIEW),
        rungs_table(first_steps),
        *(table for table in reading.tables if table.id in OF_CONTENT),
        *(table for table in places.tables if table.id in OF_PLACEMENTS),
        retakes_table(retakes),
    )
    said = (whole.sentence, *_about_steps(missing), *_about_content(reading), *_about_items(working), *_about(retakes))
    return Report(
        **asked.head("report") | {"choices": _choices(asked)},
        tables=(_heads(whole), *tables) if asked.n.is_shown else (),
        notes=asked.notes("self-report", "trend"),
        sentences=tuple(sentence for sentence in said if sentence.ja),
        overview=whole,
        first_steps=first_steps,
        steps=missing,
        items=working,
        content=reading,
        placements=places,
        retakes=retakes,
    )


def _heads(sheet: Overview) -> Table:
    """Return the figures that stand in front."""
    row = (sheet.n, sheet.mean, sheet.flagged)
    return Table("summary", TITLES["summary"], columns("n", "mean", "flagged"), (row,))


def _of_a_period(asked: Asked) -> Asked:
    month = _last_month(asked)
    if asked.selection.period != ALL or not month:
        return asked
    # What was said of the period that was asked for is said by this.
    told = [sentence for sentence in asked.selection.told if sentence != TOLD["period"]]
    selection = replace(asked.selection, period=month, told=(*told, fill(TOLD["month"], month=title_of(month))))
    return replace(asked, selection=selection)


def _last_month(asked: Asked) -> str:
    """Return the newest month that is over, else the newest, else nothing: what a meeting wants to see."""
    months = [offer.value for offer in asked.choices().periods if is_month(offer.value)]
    return next((month for month in months if month < asked.freshness.through[:7]), months[0] if months else "")


def _choices(asked: Asked) -> Choices:
    choices = asked.choices()
    return replace(choices, periods=tuple(offer for offer in choices.periods if offer.value or offer.is_chosen))


def _about(retakes: Retakes) -> list[Text]:
    return [retakes.sentence] if retakes.is_matched else []


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
