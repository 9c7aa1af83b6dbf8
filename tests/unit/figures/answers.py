"""Answers for the tests of sheets: many students of one readiness each, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.figures import Answered


def some(count: int, seed: int = 1, items: int = 3, **changes: Any) -> Iterator[Answered]:
    """Return answers that look like those of many students, of two grades."""
    chance = random.Random(seed)
    for _ in range(count):
        readiness = chance.gauss(1.4, 0.8)
        options = tuple(min(3, max(0, round(readiness + chance.gauss(0, 0.8)))) for _ in range(items))
        told = {"grade": chance.choice(["y3", "y4"])}
        ms = tuple(chance.randint(2_000, 12_000) for _ in range(items))
        yield Answered(**{"options": options, "told": told, "ms": ms, **changes})


def each(counts: Mapping[Sequence[int], int], **changes: Any) -> list[Answered]:
    """Return so many answers of each kind."""
    return [
        Answered(**{"options": tuple(options), **changes}) for options, count in counts.items() for _ in range(count)
    ]


def by_item(*counts: Sequence[int], **changes: Any) -> list[Answered]:
    """Return answers of which so many chose each rung, item by item; nothing else goes together."""
    chance = random.Random(3)
    columns = []
    for of_item in counts:
        column = [rung for rung, count in enumerate(of_item) for _ in range(count)]
        chance.shuffle(column)
        columns.append(column)
    return [Answered(**{"options": options, **changes}) for options in zip(*columns, strict=True)]
