"""Steps: what students have not done yet, question by question; the sentence first."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.bank.model import Item, Option, Text
from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.groups import Group, by_offers, groups_of
from quiz.figures.sheet import CohortStep, ItemLine, RungShare, Step, Steps
from quiz.figures.shown import figure, shares_of
from quiz.figures.table import HIDDEN, Cell, Figure, Table
from quiz.figures.wording import fill, percent, quoted
from quiz.figures.words import NOTHING, SENTENCES, TITLES
from quiz.stats import disclosure
from quiz.stats.items import option_counts
from quiz.stats.tally import Tally


def steps(asked: Asked, by: str) -> Steps:
    """Return the steps of a form, those that most students miss first."""
    groups = groups_of(asked, by) if by else ()
    items = asked.bank.items_of(asked.selection.form)
    found = sorted(
        (_step(asked, place, item, groups) for place, item in enumerate(items)),
        # Those whose figure is not shown come last, in the order of the bank: an order would tell something of it.
        key=lambda step: -(step.missing.value or 0),
    )
    shown = tuple(found)
    tables = (_missing(shown), rungs_table(shown)) + ((_groups(shown),) if groups else ())
    return Steps(
        **asked.head("steps"),
        tables=tables if asked.n.is_shown else (),
        notes=asked.notes(by=by),
        by=by,
        bys=by_offers(asked, by, none=True),
        steps=shown,
    )


def rungs_of(tally: Tally, place: int, item: Item, least: int) -> tuple[RungShare, ...]:
    """Return the rungs of an item from the lowest up, with the share of students on each."""
    shares = shares_of(option_counts(tally, place), least)
    pairs = sorted(zip(item.options, shares, strict=True), key=lambda pair: pair[0].points)
    return tuple(RungShare(option.id, option.text, _next(item, option), share) for option, share in pairs)


def rungs_table(lines: Sequence[Step] | Sequence[ItemLine]) -> Table:
    """Return the rungs of every item with their shares as a table."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (line.text, rung.text, rung.share) for line in lines for rung in line.rungs
    )
    return Table("rungs", TITLES["rungs"], columns("step", "rung", "share"), rows)


def _next(item: Item, option: Option) -> Text:
    return option.next if item.rung_above(option) else NOTHING


def _step(asked: Asked, place: int, item: Item, groups: tuple[Group, ...]) -> Step:
    rungs = rungs_of(asked.tally, place, item, asked.least)
    cohorts = tuple(
        CohortStep(
            group.value,
            group.title,
            figure(disclosure.size(group.tally.n, asked.least)),
            rungs_of(group.tally, place, item, asked.least),
        )
        for group in groups
    )
    lowest = rungs[0]
    return Step(
        id=item.id,
        text=item.text,
        area=item.area,
        area_title=asked.bank.area(item.area).title,
        sentence=_sentence(item, lowest),
        missing=lowest.share,
        rungs=rungs,
        cohorts=cohorts,
    )


def _sentence(item: Item, lowest: RungShare) -> Text:
    if not lowest.share.is_shown:
        return fill(SENTENCES["step-unknown"], item=quoted(item.text))
    return fill(SENTENCES["step"], item=quoted(item.text), rung=quoted(lowest.text), share=percent(lowest.share))


def _missing(steps: tuple[Step, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (step.text, step.area_title, step.rungs[0].text, step.missing, step.rungs[0].next) for step in steps
    )
    return Table("missing", TITLES["missing"], columns("step", "area", "lowest", "missing", "next"), rows)


def _groups(steps: tuple[Step, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (step.text, cohort.title, cohort.n, rung.text, _share(cohort, rung))
        for step in steps
        for cohort in step.cohorts
        for rung in cohort.rungs
    )
    return Table("step_groups", TITLES["step_groups"], columns("step", "group", "group_n", "rung", "share"), rows)


def _share(cohort: CohortStep, rung: RungShare) -> Figure:
    return rung.share if cohort.n.is_shown else HIDDEN
