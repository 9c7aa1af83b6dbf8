"""The strip from 0 to 100 on which a result is drawn; every position is a percentage of its width."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.scoring import Result

NEAR_THE_EDGE = 6
"""A number this near to an end is set inwards, so that it stays on the strip."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the parts of the strip stand: the grey zone round the cut, the error band, the cut and the score."""

    grey_start: int
    grey_width: int
    error_start: int
    error_width: int
    cut: str
    score: int
    anchor: str


def strip_of(result: Result) -> Strip:
    """Lay out a result; the cut stands between the last flagged score and the first that is not."""
    cut, error = result.bank.cut, result.form.standard_error
    grey = max(0, cut - error)
    edge = result.score
    anchor = "start" if edge < NEAR_THE_EDGE else "end" if edge > 100 - NEAR_THE_EDGE else "middle"
    return Strip(
        grey_start=grey,
        grey_width=min(100, cut + error) - grey,
        error_start=result.low,
        error_width=result.high - result.low,
        cut=f"{cut}.5",
        score=result.score,
        anchor=anchor,
    )
