"""How many are flagged, and of how many of those that is certain: by Kelley's estimate of what a score stands for."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from quiz.stats.description import deviation, mean_score
from quiz.stats.intervals import Share, share_of
from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.reliability import stratified_alpha
from quiz.stats.tally import Tally


@dataclass(frozen=True, slots=True)
class Flagged:
    """Of n people: who is flagged; of those, whose true score is below the line too, and whose may be above.

    The two parts are None where the reliability is not known.
    """

    share: Share
    certain: Share | None = None
    borderline: Share | None = None


def flagged(tally: Tally, of: Tally | None = None) -> Flagged | None:
    """Return the share of flagged people in its certain and its borderline part; None without people.

    Kelley's estimate of the true score behind x is M + ρ(x − M), give or take one standard error of estimation,
    s√(ρ(1 − ρ)); certain is who stays below the line with it. `of` is the tally that ρ, M and s are taken from: of
    everybody, where the group is a part; a small group's own would move with each of its people.
    Source: Kelley (1923, 1947); the line is the cut score and a half, since displayed scores are rounded.
    """
    n, scores, line = int(tally.scores.sum()), tally.scores, tally.layout.cut + 0.5
    share = share_of(int(scores[: tally.layout.cut + 1].sum()), n)
    if share is None:
        return None
    known = _estimates(of or tally)
    if known is None:
        return Flagged(share)
    estimates, error = known
    below = np.arange(HIGHEST_SCORE + 1) <= tally.layout.cut
    certain = int(scores[below & (estimates + error <= line)].sum())
    return Flagged(share, share_of(certain, n), share_of(share.count - certain, n))


def _estimates(tally: Tally) -> tuple[NDArray[np.float64], float] | None:
    """Return Kelley's estimate for each score from 0 to 100, and the error of estimation."""
    mean, spread, reliability = mean_score(tally), deviation(tally), stratified_alpha(tally)
    if mean is None or spread is None or reliability is None:
        return None
    known = min(1.0, max(0.0, reliability))
    return mean + known * (np.arange(HIGHEST_SCORE + 1.0) - mean), spread * sqrt(known * (1 - known))
