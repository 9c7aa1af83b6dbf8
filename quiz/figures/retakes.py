"""Before and after: matched retakes, judged by the change that measurement error alone hardly ever makes."""

from __future__ import annotations

from math import sqrt

from quiz.bank.model import Text
from quiz.figures.columns import columns
from quiz.figures.gates import RETEST_GATE
from quiz.figures.sheet import Retakes
from quiz.figures.shown import figure, shares_of
from quiz.figures.table import HIDDEN, Figure, Table
from quiz.figures.wording import between, count, fill
from quiz.figures.words import NOTES, SENTENCES, TITLES
from quiz.stats import disclosure
from quiz.stats.change import retest, smallest_change
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.tally import Tally

COLUMNS = ("retakes", "change", "retest", "corridor", "risen", "fallen", "left", "entered")


def retakes_of(tally: Tally, least: int, error: float) -> Retakes:
    """Return what matched retakes tell; `error` is the standard error in points that changes are judged by."""
    n, corridor = tally.sum("n"), smallest_change(error)
    change, (risen, _, fallen) = _change(tally, least), shares_of(_beyond(tally, corridor), least)
    _, entered, left, _ = shares_of([int(cell) for row in tally.flags for cell in row], least)
    known = figure(disclosure.part(n, least))
    return Retakes(
        is_matched=known.is_shown,
        sentence=_sentence(known, change, corridor),
        n=known,
        change=change,
        correlation=_correlation(tally, least),
        corridor=Figure(corridor) if known.is_shown else HIDDEN,
        risen=risen,
        fallen=fallen,
        left=left,
        entered=entered,
    )


def retakes_table(found: Retakes) -> Table:
    """Return the retakes as a table of one row, or of none where none are matched."""
    row = (
        found.n,
        found.change,
        found.correlation,
        found.corridor,
        found.risen,
        found.fallen,
        found.left,
        found.entered,
    )
    rows = (row,) if found.is_matched else ()
    return Table("retakes", TITLES["retakes"], columns(*COLUMNS), rows, NOTES["regression"])


def _change(tally: Tally, least: int) -> Figure:
    n, total = tally.sum("n"), tally.sum("after") - tally.sum("before")
    squares = tally.sum("before_squared") + tally.sum("after_squared") - 2 * tally.sum("product")
    deviation = sqrt(max(0, n * squares - total**2) / (n * (n - 1))) if n > 1 else None
    unit = HIGHEST_SCORE / tally.layout.maximum
    return figure(disclosure.change(total, n, least, unit, disclosure.spread(deviation, n, least)))


def _correlation(tally: Tally, least: int) -> Figure:
    found = retest(tally)
    if found is None:
        return HIDDEN
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return figure(disclosure.statistic_between(found.value, low, high, found.n, least, RETEST_GATE))


def _beyond(tally: Tally, corridor: int) -> tuple[int, int, int]:
    """Return how many rose by the corridor or more, stayed within, and fell by it or more."""
    risen = int(tally.differences[HIGHEST_SCORE + corridor :].sum())
    fallen = int(tally.differences[: max(0, HIGHEST_SCORE - corridor + 1)].sum())
    return risen, int(tally.differences.sum()) - risen - fallen, fallen


def _sentence(known: Figure, change: Figure, corridor: int) -> Text:
    if not known.is_shown:
        return SENTENCES["unmatched"]
    if change.value is None:
        return fill(SENTENCES["matched"], n=count(known), corridor=corridor)
    words = SENTENCES["changed" if change.low is None else "changed-between"]
    return fill(words, n=count(known), change=f"{change.value:+}", between=between(change), corridor=corridor)
