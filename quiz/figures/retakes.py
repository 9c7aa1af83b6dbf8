"""Before and after: matched retakes, judged by the change that measurement error alone hardly ever makes."""

from __future__ import annotations

from quiz.bank.model import Text
from quiz.figures.columns import columns
from quiz.figures.gates import RELIABILITY_GATE, RETEST_GATE
from quiz.figures.sheet import Retakes
from quiz.figures.shown import figure, shares_of
from quiz.figures.table import HIDDEN, Figure, Table
from quiz.figures.wording import between, count, fill, joined, signed
from quiz.figures.words import NOTES, NOTHING, SENTENCES, TITLES
from quiz.stats import disclosure
from quiz.stats.change import beyond, change_of, expected_regression, retest, smallest_change
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.tally import Tally

COLUMNS = ("retakes", "change", "by_itself", "retest", "corridor", "risen", "fallen", "left", "entered")


def retakes_of(tally: Tally, least: int, error: float, everybody: Tally) -> Retakes:
    """Return what matched retakes tell; `error` is the standard error in points that changes are judged by.

    `everybody` has the mean and the reliability by which scores move on their own.
    """
    n, corridor = tally.sum("n"), smallest_change(error)
    change, (risen, _, fallen) = _change(tally, least), shares_of(beyond(tally, corridor), least)
    _, entered, left, _ = shares_of([int(cell) for row in tally.flags for cell in row], least)
    known, by_itself = figure(disclosure.part(n, least)), _by_itself(tally, least, everybody)
    return Retakes(
        is_matched=known.is_shown,
        sentence=_sentence(known, change, by_itself, corridor),
        n=known,
        change=change,
        by_itself=by_itself,
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
        found.by_itself,
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
    found, unit = change_of(tally), HIGHEST_SCORE / tally.layout.maximum
    spread = disclosure.spread(found.deviation, found.n, least)
    return figure(disclosure.change(found.total, found.n, least, unit, spread))


def _by_itself(tally: Tally, least: int, everybody: Tally) -> Figure:
    """Return the change in whole points that chance alone would bring, where the reliability of everybody is told."""
    if everybody.n < max(RELIABILITY_GATE, 3 * least):
        return HIDDEN
    expected = expected_regression(tally, everybody)
    return figure(disclosure.statistic(expected, tally.sum("n"), least, RETEST_GATE, decimals=0))


def _correlation(tally: Tally, least: int) -> Figure:
    found = retest(tally)
    if found is None:
        return HIDDEN
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return figure(disclosure.statistic_between(found.value, low, high, found.n, least, RETEST_GATE))


def _sentence(known: Figure, change: Figure, by_itself: Figure, corridor: int) -> Text:
    if not known.is_shown:
        return SENTENCES["unmatched"]
    limit = fill(SENTENCES["corridor"], corridor=corridor)
    if change.value is None:
        return joined(fill(SENTENCES["matched"], n=count(known)), limit)
    words = SENTENCES["changed-between" if change.has_range else "changed"]
    said = fill(words, n=count(known), change=signed(change), between=between(change))
    # Less than half a point is nothing to speak of.
    moves = fill(SENTENCES["by-itself"], points=signed(by_itself)) if by_itself.value else NOTHING
    return joined(said, moves, limit)
