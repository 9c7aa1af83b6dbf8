"""Frozen norms: what share of a reference group a score surpasses, in a table that never changes again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from quiz.stats.layout import HIGHEST_SCORE
from quiz.stats.tally import Tally

ENOUGH_FOR_NORM = 300
"""First attempts from which a table is frozen: no percentile is then off by more than some six points."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One version of a norm: of which scale and form, its number, the day it was frozen (ISO), and of how many.

    `ranks` has the percentile rank of each score from 0 to 100, in hundredths of a percent, so that it stays exact.
    """

    scale: str
    form: str
    number: int
    as_of: str
    n: int
    ranks: tuple[int, ...]

    def rank(self, score: int) -> float | None:
        """Return the percentile rank of a displayed score, from 0 to 100; None where there is no such score."""
        return self.ranks[score] / 100 if 0 <= score < len(self.ranks) else None

    def to_document(self) -> str:
        """Return the norm as the text that is kept."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_document(cls, kept: str) -> Norm:
        """Return a norm that `to_document` made."""
        values = json.loads(kept)
        return cls(**{**values, "ranks": tuple(values["ranks"])})


def percentile_ranks(tally: Tally) -> tuple[int, ...] | None:
    """Return the percentile rank of each score from 0 to 100, in hundredths: those below, and half of those at it.

    Source: Crocker and Algina (1986), chapter 19. None without people.
    """
    n = int(tally.scores.sum())
    if n < 1:
        return None
    ranks, below = [], 0
    for score in range(HIGHEST_SCORE + 1):
        here = int(tally.scores[score])
        ranks.append((10_000 * (2 * below + here) + n) // (2 * n))
        below += here
    return tuple(ranks)


def freeze(tally: Tally, scale: str, form: str, number: int, as_of: str) -> Norm | None:
    """Return the norm of a tally's first attempts under the next number; None below 300 of them."""
    ranks = percentile_ranks(tally)
    if ranks is None or tally.n < ENOUGH_FOR_NORM:
        return None
    return Norm(scale, form, number, as_of, tally.n, ranks)
