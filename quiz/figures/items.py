"""Items: how each question of a form works, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.bank.model import Item, Text
from quiz.figures.advising import advised, badness_of
from quiz.figures.asked import Asked
from quiz.figures.columns import columns
from quiz.figures.fairness import Compared, compared, remark_on
from quiz.figures.form import form_tables
from quiz.figures.sheet import ItemLine, Items
from quiz.figures.shown import figure, shares_of
from quiz.figures.steps import rungs_of, rungs_table
from quiz.figures.table import HIDDEN, Cell, Figure, Table
from quiz.figures.wording import listed
from quiz.figures.words import EFFECTS, TITLES
from quiz.stats import disclosure
from quiz.stats.intervals import fisher
from quiz.stats.items import DEAD, ENOUGH_FOR_STEPS, dead_options, item_rest_correlations, steps_of
from quiz.stats.tally import Tally
from quiz.stats.times import item_medians

COLUMNS = ("step", "area", "effect_word", "effect", "seconds", "abandoned", "dead", "fairness", "advice")
HALVES = 0.5


def items(asked: Asked) -> Items:
    """Return how the items of a form work."""
    lines = item_lines(asked, compared(asked))
    # Stable: what is equally good stays in the order of the form.
    ordered = tuple(sorted(lines, key=badness_of))
    return Items(
        **asked.head("items"),
        tables=(_table(ordered), rungs_table(ordered), *form_tables(asked)) if asked.n.is_shown else (),
        notes=asked.notes("items"),
        items=ordered,
    )


def item_lines(asked: Asked, pairs: Sequence[Compared]) -> tuple[ItemLine, ...]:
    """Return a line for each item, in the order of the form."""
    effects, left, seconds = effects_of(asked.tally, asked.least), _abandoned(asked), seconds_of(asked)
    lines = []
    for place, item in enumerate(asked.bank.items_of(asked.selection.form)):
        rungs = rungs_of(asked.tally, place, item, asked.least)
        step = steps_of(effects[place].value, asked.tally.n) or 0
        line = ItemLine(
            id=item.id,
            text=item.text,
            area=item.area,
            area_title=asked.bank.area(item.area).title,
            rungs=rungs,
            effect=step,
            effect_word=EFFECTS[step],
            effect_value=effects[place],
            seconds=seconds[place],
            abandoned=left[place],
            dead=_dead(asked, place, item),
            fairness=remark_on(pairs, place),
        )
        lines.append(advised(line))
    return tuple(lines)


def effects_of(tally: Tally, least: int) -> tuple[Figure, ...]:
    """Return each item's correlation with the rest, with its interval."""
    found = []
    for value in item_rest_correlations(tally):
        interval = fisher(value, tally.n)
        low, high = (interval.low, interval.high) if interval else (None, None)
        found.append(figure(disclosure.statistic_between(value, low, high, tally.n, least, ENOUGH_FOR_STEPS)))
    return tuple(found)


def seconds_of(asked: Asked) -> tuple[Figure, ...]:
    """Return the median seconds of each item."""
    medians, counts = item_medians(asked.tally), asked.tally.times[:-1].sum(axis=1)
    return tuple(
        figure(disclosure.quantile(median, int(count), asked.least, step=HALVES))
        for median, count in zip(medians, counts, strict=True)
    )


def _abandoned(asked: Asked) -> tuple[Figure, ...]:
    """Return of those who began the share that left at each item; sums of passages know no attributes."""
    selection, count = asked.selection, len(asked.layout.items)
    if selection.attribute:
        return (HIDDEN,) * count
    place = asked.published.place(asked.bank.scale, selection.form, selection.period, selection.site)
    left = [int(place.left[position]) if position < len(place.left) else 0 for position in range(count)]
    stayed = max(0, place.starts - sum(left))
    return shares_of((*left, stayed), asked.least)[:-1]


def _dead(asked: Asked, place: int, item: Item) -> tuple[Text, ...]:
    """Return the options that so few choose that they do no work.

    It is told where a twentieth is twice the smallest group at least: then it tells no count that is not shown, and
    none from one that is.
    """
    if asked.tally.n < 2 * asked.least / DEAD:
        return ()
    return tuple(item.options[dead].text for dead in dead_options(asked.tally, place))


def _table(lines: Sequence[ItemLine]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            line.text,
            line.area_title,
            line.effect_word,
            line.effect_value,
            line.seconds,
            line.abandoned,
            listed(line.dead),
            line.fairness,
            line.advice,
        )
        for line in lines
    )
    return Table("items", TITLES["items"], columns(*COLUMNS), rows)
