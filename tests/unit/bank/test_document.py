"""Frozen values as plain documents, and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.document import dump, load


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    colour: Colour
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class Tree:
    count: int
    rows: tuple[tuple[str, ...], ...]
    leaves: tuple[Leaf, ...]
    best: Leaf | None


leaves = st.builds(Leaf, st.text(), st.sampled_from(Colour), st.none() | st.dates())
rows = st.lists(st.lists(st.text(), max_size=3).map(tuple), max_size=3).map(tuple)
trees = st.builds(Tree, st.integers(), rows, st.lists(leaves, max_size=3).map(tuple), st.none() | leaves)


@given(trees)
def test_what_is_dumped_as_json_loads_as_an_equal_value(tree: Tree) -> None:
    assert load(Tree, json.loads(json.dumps(dump(tree)))) == tree


@dataclass(frozen=True, slots=True)
class Younger:
    name: str
    words: tuple[str, ...] = ()


def test_a_document_that_is_older_than_a_field_takes_its_default() -> None:
    assert load(Younger, {"name": "x"}) == Younger("x")
    assert load(Younger, {"name": "x", "words": ["y"]}) == Younger("x", ("y",))


def test_enumerations_and_dates_become_plain_strings() -> None:
    document = dump(Leaf("x", Colour.BLUE, date(2025, 4, 18)))
    assert document == {"name": "x", "colour": "blue", "seen_on": "2025-04-18"}
    assert type(document["colour"]) is str


@pytest.mark.parametrize("document", [{"name": "x"}, {"name": "x", "colour": "green", "seen_on": None}, []])
def test_a_document_that_does_not_fit_is_refused(document: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        load(Leaf, document)
