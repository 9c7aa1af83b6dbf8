"""Into which bin of a tally a time falls, and where the bins end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quiz.stats.layout import BINS_AN_OCTAVE, SHORTEST_MS, TIME_BINS


def edges_ms() -> NDArray[np.int64]:
    """Return where each bin but the last ends, itself included, in whole milliseconds: 250, 297, 354, 420, 500 …

    Bin 0 holds all up to the first, bin b what is above edge b − 1 and not above edge b, the last what is above all.
    """
    return np.array([round(SHORTEST_MS * 2 ** (place / BINS_AN_OCTAVE)) for place in range(TIME_BINS - 1)], np.int64)


def bins_of(ms: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the bin of each time in milliseconds, in the shape of the times."""
    return np.searchsorted(edges_ms(), ms, side="left")
