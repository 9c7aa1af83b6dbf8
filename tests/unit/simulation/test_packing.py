"""Columns of answers: each row is packed and scored as the product does it with one attempt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from quiz.bank.model import Bank
from quiz.scoring.table import FormTable
from quiz.simulation.packing import FormColumns
from tests.factories import a_bank, a_document, bank_of, shipped_bank


def reversed_and_weighted() -> Bank:
    document: dict[str, Any] = a_document()
    document["items"][0]["weight"] = 3
    document["items"][1]["reverse"] = True
    document["items"][1]["options"].reverse()
    return bank_of(document)


BANKS: dict[str, Callable[[], Bank]] = {
    "shipped": shipped_bank,
    "weighted": reversed_and_weighted,
    "of two options": lambda: a_bank(options=2),
    "longer than an integer": lambda: a_bank(areas=12, items_an_area=3),
}


@pytest.mark.parametrize("name", BANKS)
@pytest.mark.parametrize("form_id", ["quick", "full"])
def test_every_row_is_what_the_product_makes_of_it(name: str, form_id: str) -> None:
    bank = BANKS[name]()
    items, table = bank.items_of(form_id), FormTable(bank, form_id)
    counts = [len(item.options) for item in items]
    options = np.random.default_rng(5).integers(0, counts, (300, len(items)))
    options[0], options[1] = 0, np.array(counts) - 1
    packed = FormColumns(bank, form_id).pack(options)
    rows = zip(options.tolist(), packed.answers, packed.checks, packed.scores, packed.areas, strict=True)
    for places, answers, check, score, areas in rows:
        chosen = {item.id: item.options[place].id for item, place in zip(items, places, strict=True)}
        expected = table.pack(chosen)
        assert expected is not None
        assert (f"{bank.version}-{answers}{check}", score) == (expected.code, expected.score)
        assert tuple(areas) == expected.areas


def test_a_long_form_needs_more_bits_than_an_integer_has() -> None:
    assert FormColumns(a_bank(areas=12, items_an_area=3), "full")._kind is np.object_
    assert FormColumns(shipped_bank(), "full")._kind is np.int64
