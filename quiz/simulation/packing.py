"""Chosen options in columns, packed and scored at once; exactly what `quiz.scoring.table` makes of one attempt."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from quiz.bank.answers import answers_length, check_character
from quiz.bank.model import Bank
from quiz.bank.version import ALPHABET
from quiz.scoring import percentage
from quiz.simulation.people import Whole

LARGEST_NUMBER = 1 << 62


@dataclass(frozen=True, slots=True)
class PackedColumns:
    """For each attempt the characters of its answers, their check character, the score and points of each area."""

    answers: list[str]
    checks: list[str]
    scores: Whole
    areas: Whole


class FormColumns:
    """What one form of a bank makes of options; `columns` are the places of its items among those of the bank."""

    def __init__(self, bank: Bank, form_id: str) -> None:
        areas = list(dict.fromkeys(item.area for item in bank.items))
        items = bank.items_of(form_id)
        self.form = form_id
        self.columns = np.array([bank.items.index(item) for item in items])
        self.points = [np.array([item.weight * option.points for option in item.options]) for item in items]
        self.item_areas = [areas.index(item.area) for item in items]
        self.maximum = sum(item.maximum for item in items)
        self.scores = np.array([percentage(earned, self.maximum) for earned in range(self.maximum + 1)])
        self._area_count = len(areas)
        self._counts = [len(item.options) for item in items]
        self._forms, self._order = len(bank.forms), [form.id for form in bank.forms].index(form_id)
        self._length = answers_length(bank, form_id)
        self._checks = _check_values(bank.version, self._length)
        # A long form of a bank of one's own may need more bits than an integer of the processor has.
        is_long = prod(self._counts) * self._forms > LARGEST_NUMBER
        self._kind: Any = np.object_ if is_long else np.int64

    def pack(self, options: Whole) -> PackedColumns:
        """Return what attempts × items of the form make: the places of the chosen options."""
        areas = np.zeros((len(options), self._area_count), np.int64)
        for column, (points, area) in enumerate(zip(self.points, self.item_areas, strict=True)):
            areas[:, area] += points[options[:, column]]
        digits = self._digits(options)
        characters = np.frombuffer(ALPHABET.encode(), np.uint8)[digits]
        answers = np.ascontiguousarray(characters).view(f"S{self._length}").ravel().astype(str).tolist()
        checks = np.bitwise_xor.reduce(self._checks[0][np.arange(self._length), digits], axis=1) ^ self._checks[1]
        return PackedColumns(answers, [ALPHABET[one] for one in checks], self.scores[areas.sum(axis=1)], areas)

    def _digits(self, options: Whole) -> Whole:
        """Return the base-32 digits of the answers' number, the first digit first."""
        number = np.zeros(len(options), self._kind)
        for column, count in enumerate(self._counts):
            number = number * count + options[:, column]
        number = number * self._forms + self._order
        shifts = range(5 * (self._length - 1), -1, -5)
        return np.stack([((number >> shift) & 31).astype(np.int64) for shift in shifts], axis=1)


def _check_values(version: str, length: int) -> tuple[Whole, int]:
    """Return what each digit at each place adds to the check, and what the version before them adds.

    The check is a sum over GF(32), and zero adds nothing: so each place may be asked for by itself.
    """

    def value(text: str) -> int:
        return ALPHABET.index(check_character(text))

    padding = "0" * len(version)
    table = [[value(f"{padding}{'0' * place}{digit}") for digit in ALPHABET] for place in range(length)]
    return np.array(table), value(version)
