"""The overview: how ready the students are."""

from __future__ import annotations

from itertools import chain, pairwise

from quiz.bank.model import Text
from quiz.figures.asked import Asked
from quiz.figures.badge import badge_of, badge_table
from quiz.figures.columns import columns
from quiz.figures.gates import RELIABILITY_GATE
from quiz.figures.levels import area_lines, areas_table
from quiz.figures.sheet import Bar, Overview
from quiz.figures.shown import figure, flagged_of, mean_of, nested_of, spread_of
from quiz.figures.table import HIDDEN, Cell, Figure, Table
from quiz.figures.trend import trend_table, weeks_of
from quiz.figures.wording import between, count, fill, joined, percent
from quiz.figures.words import NOTES, NOTHING, SENTENCES, TITLES, ZONES
from quiz.stats import disclosure
from quiz.stats.description import QUARTERS, quantile
from quiz.stats.flagged import flagged
from quiz.stats.layout import HIGHEST_SCORE

BAR_WIDTH = 10
SUMMARY = ("n", "mean", "spread", "lower_quartile", "median", "upper_quartile", "flagged", "certain", "maybe_above")


def overview(asked: Asked) -> Overview:
    """Return the overview of what was asked for."""
    tally, least = asked.tally, asked.least
    mean, spread, share = mean_of(tally, least), figure(spread_of(tally, least)), flagged_of(tally, least)
    quartiles, (certain, maybe_above) = _quartiles(asked), _parts(asked)
    bars = _bars(asked)
    areas = area_lines(asked.bank, tally, least, asked.everybody)
    weeks = weeks_of(asked.sums, asked.selection.period, least, HIGHEST_SCORE / asked.layout.maximum)
    badge = badge_of(tally, least)
    summary = (asked.n, mean, spread, *quartiles, share, certain, maybe_above)
    tables = (
        Table("summary", TITLES["summary"], columns(*SUMMARY), (summary,), NOTES["self-report"]),
        _distribution(bars),
        areas_table(areas),
        trend_table(weeks),
        badge_table(badge),
    )
    return Overview(
        **asked.head("overview"),
        tables=tables if asked.n.is_shown else (),
        notes=asked.notes("self-report"),
        sentence=_sentence(asked.n, mean, share),
        mean=mean,
        spread=spread,
        quartiles=quartiles,
        flagged=share,
        certain=certain,
        maybe_above=maybe_above,
        cut=asked.bank.cut,
        grey_low=asked.grey_zone[0],
        grey_high=asked.grey_zone[1],
        bars=bars,
        areas=areas,
        weeks=weeks,
        badge=badge,
    )


def _quartiles(asked: Asked) -> tuple[Figure, Figure, Figure]:
    lower, middle, upper = (
        figure(disclosure.quantile(quantile(asked.tally, share), asked.tally.n, asked.least, share))
        for share in QUARTERS
    )
    return lower, middle, upper


def _parts(asked: Asked) -> tuple[Figure, Figure]:
    """Return the share of those who are flagged for certain, and of those who may be above the line.

    The reliability behind it is that of everybody: a small group's own would move with each of its people.
    """
    if asked.everybody.n < max(RELIABILITY_GATE, 3 * asked.least):
        return HIDDEN, HIDDEN
    found = flagged(asked.tally, asked.everybody)
    if found is None or found.certain is None or found.borderline is None:
        return HIDDEN, HIDDEN
    parts = (found.certain.count, found.borderline.count)
    (certain, maybe_above), _ = nested_of((parts, (asked.tally.n - sum(parts),)), asked.least)
    return certain, maybe_above


def _bars(asked: Asked) -> tuple[Bar, ...]:
    """Return bars of ten points, divided at the cut, so that no bar holds both flagged and other scores."""
    cut, (low, high) = asked.bank.cut, asked.grey_zone
    starts = sorted({*range(0, HIGHEST_SCORE, BAR_WIDTH), cut + 1} - {HIGHEST_SCORE + 1})
    bounds = [(first, following - 1) for first, following in pairwise((*starts, HIGHEST_SCORE + 1))]
    counts = [int(asked.tally.scores[first : last + 1].sum()) for first, last in bounds]
    below = sum(last <= cut for _, last in bounds)
    shares = chain.from_iterable(nested_of((counts[:below], counts[below:]), asked.least))
    return tuple(
        Bar(first, last, share, last <= cut, low <= first and last <= high)
        for (first, last), share in zip(bounds, shares, strict=True)
    )


def _distribution(bars: tuple[Bar, ...]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple((f"{bar.first}–{bar.last}", _zone(bar), bar.share) for bar in bars)
    return Table("distribution", TITLES["distribution"], columns("scores", "zone", "share"), rows)


def _zone(bar: Bar) -> Text:
    if bar.is_flagged:
        return ZONES["flagged-grey" if bar.is_grey else "flagged"]
    return ZONES["grey" if bar.is_grey else "above"]


def _sentence(n: Figure, mean: Figure, share: Figure) -> Text:
    """Return the figures that matter most as a sentence; empty where nothing may be said."""
    if n.value is None:
        return NOTHING
    shown = fill(SENTENCES["mean"], mean=mean.value) if mean.value is not None and not mean.is_at_least else NOTHING
    if not share.is_shown:
        return joined(fill(SENTENCES["n"], n=count(n)), shown)
    if share.is_at_least or not share.has_range:
        return joined(fill(SENTENCES["flagged"], n=count(n), share=percent(share)), shown)
    return joined(fill(SENTENCES["flagged-between"], n=count(n), share=percent(share), between=between(share)), shown)
