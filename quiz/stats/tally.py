"""Tallies: integer counters from which every statistic comes, and nothing about anybody.

    both = Tally.zero(layout) + tally - erased        they add and subtract, in any order
    tally.pairs                                       an array of the shape that the layout says, not to be changed

They are kept as bytes: a vector of mostly small numbers, in the narrowest type that holds it, compressed.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from quiz.errors import TallyError
from quiz.stats.layout import COUNTS, SUMS, Layout

Counters = NDArray[np.int64]
_TYPES = ("i1", "<i2", "<i4", "<i8")


def pack(vector: Counters) -> bytes:
    """Return integers as they are kept: in the narrowest type that holds them, compressed."""
    most = max(int(vector.max(initial=0)), -int(vector.min(initial=0)) - 1)
    kind = next(place for place, bits in enumerate((7, 15, 31, 63)) if most < 1 << bits)
    return bytes([kind]) + zlib.compress(vector.astype(_TYPES[kind]).tobytes(), 1)


def unpack(kept: bytes) -> Counters:
    """Return integers that were packed; TallyError where they are damaged."""
    try:
        return np.frombuffer(zlib.decompress(kept[1:]), _TYPES[kept[0]]).astype(np.int64)
    except (IndexError, ValueError, zlib.error) as error:
        raise TallyError(f"a kept tally is damaged: {error}") from None


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """The counters of one form as one vector of `layout.size` integers.

    First attempts that count feed `pairs`, `scores`, `totals`, `areas` and, where the device told them, `times`;
    matched retakes feed `sums`, `differences` and `flags`. An attempt that was set aside for its quality is only
    counted.
    """

    layout: Layout
    vector: Counters

    @classmethod
    def zero(cls, layout: Layout) -> Tally:
        """Return the tally of nothing."""
        return cls(layout, np.zeros(layout.size, np.int64))

    @classmethod
    def from_bytes(cls, layout: Layout, kept: bytes) -> Tally:
        """Return a tally that `to_bytes` made; TallyError where it is damaged or of another layout."""
        vector = unpack(kept)
        if len(vector) != layout.size:
            raise TallyError(f"a kept tally has {len(vector)} counters, its form needs {layout.size}")
        return cls(layout, vector)

    def to_bytes(self) -> bytes:
        """Return the tally as it is kept."""
        return pack(self.vector)

    def __add__(self, other: Tally) -> Tally:
        self._check(other)
        return Tally(self.layout, self.vector + other.vector)

    def __sub__(self, other: Tally) -> Tally:
        self._check(other)
        return Tally(self.layout, self.vector - other.vector)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tally):
            return NotImplemented
        return self.layout == other.layout and bool(np.array_equal(self.vector, other.vector))

    __hash__ = None  # type: ignore[assignment]

    @property
    def is_zero(self) -> bool:
        """Whether nothing was counted."""
        return not self.vector.any()

    def count(self, name: str) -> int:
        """Return one of the counts of whole attempts, by its name in `COUNTS`."""
        return int(self._block("counts")[COUNTS.index(name)])

    @property
    def n(self) -> int:
        """How many first attempts count: what the statistics of answers rest on."""
        return self.count("first")

    @property
    def pairs(self) -> Counters:
        """n(i, a, j, b), options × options, symmetric: how often two options were chosen together.

        Options are numbered through (`layout.starts`); the diagonal says how often each was chosen.
        """
        return self._block("pairs")

    @property
    def scores(self) -> Counters:
        """The histogram of displayed scores, 0 to 100."""
        return self._block("scores")

    @property
    def totals(self) -> Counters:
        """Options × (maximum + 1): how often an option went with a raw total, its own points included."""
        return self._block("totals")

    def area(self, place: int) -> Counters:
        """Return the histogram of an area's raw points, 0 to its maximum."""
        first, last = self.layout.area_starts[place : place + 2]
        return self._block("areas")[first:last]

    @property
    def times(self) -> Counters:
        """(Items + 1) × bins: how long each item took, and last the whole; edges in `quiz.stats.layout`."""
        return self._block("times")

    def sum(self, name: str) -> int:
        """Return one of the six sums over matched retakes, by its name in `SUMS`."""
        return int(self._block("sums")[SUMS.index(name)])

    @property
    def differences(self) -> Counters:
        """The histogram of score now minus score before over matched retakes, −100 to 100."""
        return self._block("differences")

    @property
    def flags(self) -> Counters:
        """2 × 2: matched retakes by whether the score before and the score after was flagged (0 no, 1 yes)."""
        return self._block("flags")

    def _block(self, name: str) -> Counters:
        shape, first = self.layout.shapes[name], self.layout.offsets[name]
        return self.vector[first : first + prod(shape)].reshape(shape)

    def _check(self, other: Tally) -> None:
        if self.layout != other.layout:
            raise TallyError("tallies of different layouts do not add")
