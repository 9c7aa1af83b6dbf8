"""What attempts keep as text is read by columns as it is read one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.answers import encode, split_code
from quiz.bank.model import Bank
from quiz.stats.decoding import MOST_IN_A_WORD, durations_of, places_of
from tests.factories import a_bank, answers_to, banks, some_answers


@st.composite
def many_answers(draw: st.DrawFn) -> tuple[Bank, str, list[dict[str, str]]]:
    bank = draw(banks())
    form = draw(st.sampled_from([form.id for form in bank.forms]))
    return bank, form, draw(st.lists(answers_to(bank, form), max_size=5))


def written(bank: Bank, form: str, answers: dict[str, str]) -> str:
    return split_code(encode(bank, form, answers))[1]


def read(bank: Bank, form: str, texts: list[str]) -> list[dict[str, str] | None]:
    places, is_read = places_of(bank, form, texts)
    items = bank.items_of(form)
    return [
        {item.id: item.options[place].id for item, place in zip(items, row, strict=True)} if good else None
        for row, good in zip(places.tolist(), is_read.tolist(), strict=True)
    ]


@given(many_answers())
def test_answers_are_read_as_they_were_given(drawn: tuple[Bank, str, list[dict[str, str]]]) -> None:
    bank, form, answers = drawn
    assert read(bank, form, [written(bank, form, one) for one in answers]) == answers


def test_answers_that_no_integer_holds_are_read_too() -> None:
    bank = a_bank(areas=6, items_an_area=6, options=7)
    answers = [some_answers(bank, "full", seed) for seed in range(20)]
    texts = [written(bank, "full", one) for one in answers]
    assert len(texts[0]) > MOST_IN_A_WORD
    assert read(bank, "full", texts) == answers
    assert read(bank, "full", ["z" * len(texts[0])]) == [None]


def test_what_stands_for_no_answers_leaves_the_others_alone() -> None:
    bank = a_bank()
    good = written(bank, "quick", some_answers(bank, "quick"))
    other_form = written(bank, "full", some_answers(bank, "full"))
    shown = read(bank, "quick", ["", "zz", "é" * len(good), good, other_form, "-" * len(good), good + "0"])
    assert [one is None for one in shown] == [True, True, True, False, True, True, True]
    assert shown[3] == some_answers(bank, "quick")


@given(st.lists(st.lists(st.integers(0, 600_000), min_size=3, max_size=3), max_size=5))
def test_times_are_read_as_they_were_kept(rows: list[list[int]]) -> None:
    texts = [",".join(map(str, row)) for row in rows]
    assert durations_of(texts, 3).tolist() == rows


def test_times_that_were_not_told_for_each_item_are_not_told() -> None:
    assert durations_of([None, "", "1,2", "1,2,3"], 3).tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 0], [1, 2, 3]]
    assert durations_of([], 3).shape == (0, 3) and durations_of(["7", None], 1).tolist() == [[7], [0]]
    assert durations_of(["1,2,3"], 3).dtype == np.int64
