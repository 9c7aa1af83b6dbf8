"""The form that explains and the table that decides accept the same answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.bank.reading import read_bank
from quiz.resources import shipped_bank
from quiz.scoring import score
from quiz.scoring.table import FormTable
from quiz.taking.forms import unanswered

BANK: Bank = read_bank(shipped_bank())
OPTIONS = sorted({option.id for item in BANK.items for option in item.options})


def fields_of(form_id: str) -> st.SearchStrategy[dict[str, str]]:
    """Answers that are mostly right: each item with a known option, another item's, rubbish, or none."""
    one = st.one_of(st.sampled_from(OPTIONS), st.text(max_size=4), st.none())
    drawn = st.fixed_dictionaries({item.id: one for item in BANK.items_of(form_id)})
    return drawn.map(lambda fields: {name: value for name, value in fields.items() if value is not None})


def right_answers(form_id: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {item.id: st.sampled_from([option.id for option in item.options]) for item in BANK.items_of(form_id)}
    )


@pytest.mark.parametrize("form_id", ["quick", "full"])
@given(data=st.data())
def test_form_and_table_accept_the_same_answers(form_id: str, data: st.DataObject) -> None:
    fields = data.draw(st.one_of(fields_of(form_id), right_answers(form_id)))
    packed = FormTable(BANK, form_id).pack(fields)
    assert (packed is None) is bool(unanswered(BANK, form_id, fields))


@pytest.mark.parametrize("form_id", ["quick", "full"])
@given(data=st.data())
def test_the_table_says_what_code_and_score_say(form_id: str, data: st.DataObject) -> None:
    answers = data.draw(right_answers(form_id))
    packed = FormTable(BANK, form_id).pack(answers)
    result = score(BANK, form_id, answers)
    assert packed is not None
    assert packed.code == encode(BANK, form_id, answers)
    assert packed.score == result.score
    assert packed.areas == tuple(area.earned for area in result.areas)


def test_the_form_names_every_item_without_a_valid_answer_in_order() -> None:
    items = BANK.items_of("quick")
    fields = {item.id: item.options[0].id for item in items}
    del fields[items[4].id]
    fields[items[1].id] = "nothing"
    assert unanswered(BANK, "quick", fields) == [items[1].id, items[4].id]
