"""A form's answers checked, packed and scored by look-ups.

`score` says everything about a result; an attempt needs only the number of the answers, the score and the
points of each area. The table holds what depends on the bank alone, so that one answer costs one look-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quiz.bank.answers import code_of
from quiz.bank.model import Bank
from quiz.scoring.score import percentage


class Packed(NamedTuple):
    """Valid answers: their code, score from 0 to 100, and weighted points of each area.

    The areas stand in the order in which the bank's items first name them: that order is part of the version. An
    author may list the areas themselves in another order at any time.
    """

    code: str
    score: int
    areas: tuple[int, ...]


class FormTable:
    """What one form of one bank makes of answers; `items` are the ids of what it asks, in order."""

    __slots__ = ("_area_count", "_bank", "_form_id", "_items", "_scores", "items")

    def __init__(self, bank: Bank, form_id: str) -> None:
        order = {area: place for place, area in enumerate(dict.fromkeys(item.area for item in bank.items))}
        items = bank.items_of(form_id)
        self.items = tuple(item.id for item in items)
        self._bank = bank
        self._form_id = form_id
        self._area_count = len(order)
        self._items = tuple(
            (
                item.id,
                order[item.area],
                len(item.options),
                {option.id: (place, item.weight * option.points) for place, option in enumerate(item.options)},
            )
            for item in items
        )
        maximum = sum(item.maximum for item in items)
        self._scores = tuple(percentage(earned, maximum) for earned in range(maximum + 1))

    def pack(self, fields: Mapping[str, object]) -> Packed | None:
        """Return the packed answers, or None where one is missing, unknown or not a string."""
        number = 0
        areas = [0] * self._area_count
        try:
            for item_id, area, count, options in self._items:
                place, points = options[fields[item_id]]  # type: ignore[index]
                number = number * count + place
                areas[area] += points
        except (KeyError, TypeError):
            return None
        return Packed(code_of(self._bank, self._form_id, number), self._scores[sum(areas)], tuple(areas))
