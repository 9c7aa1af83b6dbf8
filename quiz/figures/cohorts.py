"""Cohorts: groups side by side, and what changed between two attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.gates import RANKING_LEAST
from quiz.figures.groups import Group, by_offers, groups_of, without_crossing
from quiz.figures.levels import area_lines
from quiz.figures.retakes import retakes_of, retakes_table
from quiz.figures.selection import Selection
from quiz.figures.sheet import CohortLine, Cohorts, Offer, Way
from quiz.figures.shown import figure, flagged_of, mean_of
from quiz.figures.table import Cell, Table
from quiz.figures.words import OFFERS, TITLES, TOLD
from quiz.stats import disclosure

_ORDERED = (("unranked", "overlap"), ("ranked", "overlap"))


def cohorts(asked: Asked, by: str, values: Sequence[str]) -> Cohorts:
    """Return the groups of an attribute (or the sites) side by side; ranked only where all of them are large.

    What changed between two attempts is told of the group that is selected: so is a course judged.
    """
    beside = _open_to_groups(asked, by)
    all_groups = groups_of(beside, by)
    chosen = (groups_of(beside, by, values) if values else ()) or all_groups
    lines = tuple(_line(beside, group) for group in chosen)
    is_ranked = len(lines) > 1 and all(line.mean.is_shown and (line.n.value or 0) >= RANKING_LEAST for line in lines)
    if is_ranked:
        # Stable: equal means stay in the order of the bank.
        lines = tuple(sorted(lines, key=lambda line: -(line.mean.value or 0)))
    retakes = retakes_of(asked.tally, asked.least, asked.standard_error, asked.everybody)
    named = {group.value for group in chosen}
    unknown = (TOLD["value"],) if set(values) - named else ()
    head = asked.head("cohorts") | {"told": (*beside.told(), *unknown)}
    return Cohorts(
        **head,
        tables=(_side_by_side(lines), _areas(lines), retakes_table(retakes)) if beside.n.is_shown else (),
        notes=asked.notes(*(_ORDERED[is_ranked] if len(lines) > 1 else ()), by=by),
        by=by,
        bys=by_offers(asked, by),
        values=tuple(Offer(group.value, group.title, group.value in named) for group in all_groups),
        is_ranked=is_ranked,
        lines=lines,
        retakes=retakes,
        ways=_ways(asked.selection, beside.selection, chosen),
    )


def _open_to_groups(asked: Asked, by: str) -> Asked:
    """Return what answers for the groups: the same, where no group is selected that would be crossed with them."""
    selection = without_crossing(asked.selection, by)
    return asked if selection == asked.selection else replace(asked, selection=selection)


def _ways(here: Selection, everybody: Selection, groups: Sequence[Group]) -> tuple[Way, ...]:
    """Return where the retakes of everybody are told, and of each group."""
    named = [(OFFERS["everybody"], everybody), *((group.title, group.selection) for group in groups)]
    return tuple(Way(title, tuple(there.to_arguments().items()), there == here) for title, there in named)


def _line(asked: Asked, group: Group) -> CohortLine:
    tally, least = group.tally, asked.least
    return CohortLine(
        value=group.value,
        title=group.title,
        arguments=tuple(group.selection.to_arguments().items()),
        n=figure(disclosure.size(tally.n, least)),
        mean=mean_of(tally, least),
        flagged=flagged_of(tally, least),
        areas=area_lines(asked.bank, tally, least, asked.everybody),
    )


def _side_by_side(lines: tuple[CohortLine, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((line.title, line.n, line.mean, line.flagged) for line in lines)
    return Table("cohorts", TITLES["cohorts"], columns("group", "n", "mean", "flagged"), rows)


def _areas(lines: tuple[CohortLine, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (line.title, area.title, area.room, area.fair, area.strength) for line in lines for area in line.areas
    )
    return Table("cohort_areas", TITLES["cohort_areas"], columns("group", "area", "room", "fair", "strength"), rows)
