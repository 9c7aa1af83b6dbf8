"""How well each item works: how far people come on it, and whether it goes with the rest."""

from __future__ import annotations

import numpy as np

from quiz.stats.intervals import Share, share_of
from quiz.stats.moments import Moments, correlation, membership, moments_of, ratio
from quiz.stats.tally import Counters, Tally

ENOUGH_FOR_STEPS = 100
"""First attempts from which 「効き」 is told: the error of a correlation is then at most a tenth."""
STEPS = (0.0, 0.2, 0.3, 0.4)
"""The item-rest correlations at which the second to the fifth step begin; the first lies below zero."""
DEAD = 0.05
"""An option that fewer choose does no work."""


def option_counts(tally: Tally, item: int) -> tuple[int, ...]:
    """Return how many chose each option of an item, by the place of the item."""
    first, last = tally.layout.starts[item : item + 2]
    return tuple(int(count) for count in np.diag(tally.pairs)[first:last])


def option_shares(tally: Tally, item: int) -> tuple[Share, ...] | None:
    """Return the share of each option of an item with its Wilson interval; None without people."""
    counts = option_counts(tally, item)
    shares = tuple(share_of(count, sum(counts)) for count in counts)
    known = tuple(share for share in shares if share is not None)
    return known if len(known) == len(counts) else None


def dead_options(tally: Tally, item: int) -> tuple[int, ...]:
    """Return the places of the options that even the upper end of the interval gives less than 5 %.

    Source: Haladyna and Downing (1993), who call a choice functioning from 5 % on. The interval is the gate: it takes
    73 people to call an option dead that nobody chose.
    """
    shares = option_shares(tally, item) or ()
    return tuple(place for place, share in enumerate(shares) if share.interval.high < DEAD)


def item_rest_correlations(tally: Tally) -> tuple[float | None, ...]:
    """Return for each item the correlation with the sum of all the others.

    Without taking the item out, it would correlate with itself. Source: Henrysson (1963); what the package psych calls
    r.drop. None below two people, and where the item or the rest does not vary.
    """
    moments = moments_of(tally)
    if not moments:
        return (None,) * len(tally.layout.items)
    return _with_rest(moments, moments.with_total, np.full(len(moments.sums), moments.total))


def item_area_correlations(tally: Tally) -> tuple[float | None, ...]:
    """Return for each item the correlation with the sum of the others of its area; None also where there are none."""
    moments = moments_of(tally)
    if not moments:
        return (None,) * len(tally.layout.items)
    members = membership(tally.layout)
    within = ((members.T @ members) * moments.spread).sum(axis=1)
    totals = members.T @ np.diag(members @ moments.spread @ members.T)
    return _with_rest(moments, within, totals)


def discriminative_efficiencies(tally: Tally) -> tuple[float | None, ...]:
    """Return for each item its covariance with the rest, as a share of the highest that both could have.

    The highest is reached where who has more on the item has no less on the rest: both histograms are paired in order.
    An easy item cannot correlate highly; this tells whether it does what it can. Source: Moodle, quiz statistics
    calculations, discriminative efficiency. None below two people, and where the item or the rest does not vary.
    """
    return tuple(_efficiency(tally, item) for item in range(len(tally.layout.items)))


def steps_of(item_rest: float | None, n: int) -> int | None:
    """Return 「効き」 from 1 (against the rest) to 5 (very good) of an item-rest correlation; None below 100 people.

    Source: Ebel (1965), on indices of discrimination: 0.40 and up very good, 0.30 reasonably good, 0.20 marginal, poor
    below. What goes against the rest is a step of its own, since most often its options have the wrong points.
    """
    if item_rest is None or n < ENOUGH_FOR_STEPS:
        return None
    return 1 + sum(item_rest >= least for least in STEPS)


def _with_rest(moments: Moments, together: Counters, whole: Counters) -> tuple[float | None, ...]:
    """Return each item's correlation with a sum without it, from its spread together with the sum."""
    own = moments.own
    rests = whole - 2 * together + own
    return tuple(
        correlation(int(shared), int(one), int(rest))
        for shared, one, rest in zip(together - own, own, rests, strict=True)
    )


def _efficiency(tally: Tally, item: int) -> float | None:
    """Pair the item's points and the rests in order: `sums(m)` is the sum of the m lowest rests."""
    points, table = _by_rest(tally, item)
    n = int(table.sum())
    rests, values = table.sum(axis=0), np.arange(table.shape[1])
    rest_ranks = np.concatenate(([0], np.cumsum(rests)))
    rest_sums = np.concatenate(([0], np.cumsum(rests * values)))
    ranks = np.concatenate(([0], np.cumsum(table.sum(axis=1))))
    bins = np.clip(np.searchsorted(rest_ranks, ranks, "right") - 1, 0, len(values) - 1)
    sums = rest_sums[bins] + (ranks - rest_ranks[bins]) * values[bins]
    product = n * int(points @ (table @ values)) - int(points @ table.sum(axis=1)) * int(rest_sums[-1])
    highest = n * int(points @ np.diff(sums)) - int(points @ table.sum(axis=1)) * int(rest_sums[-1])
    return ratio(product, highest) if highest > 0 else None


def _by_rest(tally: Tally, item: int) -> tuple[Counters, Counters]:
    """Return an item's points in ascending order, and options × the raw points of all other items."""
    layout = tally.layout
    first, last = layout.starts[item : item + 2]
    points = np.array(layout.items[item].points)
    rests = np.zeros((last - first, layout.maximum + 1), np.int64)
    for place, own in enumerate(layout.items[item].points):
        rests[place, : layout.maximum + 1 - own] = tally.totals[first + place, own:]
    order = np.argsort(points, kind="stable")
    return points[order], rests[order]
