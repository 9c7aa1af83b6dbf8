"""Codes of answers: one for each set of answers, and every slip in copying one is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.answers import LONGEST_CODE, code_of, decode, encode, mend_code, split_code
from quiz.bank.checking.forms import MOST_ITEMS_A_FORM
from quiz.bank.model import Bank
from quiz.bank.version import ALPHABET
from quiz.errors import AnswersError, CodeError
from tests.factories import a_bank, a_document, an_item, answered_banks, bank_of, banks, extreme_answers, some_answers

Answered = tuple[Bank, str, dict[str, str]]


@given(answered_banks())
def test_what_is_decoded_is_what_was_encoded(answered: Answered) -> None:
    bank, form, answers = answered
    version, characters = split_code(encode(bank, form, answers))
    assert version == bank.version
    assert decode(bank, characters) == (form, answers)


@given(banks(), st.text(ALPHABET, max_size=12))
def test_answers_have_exactly_one_code(bank: Bank, characters: str) -> None:
    try:
        form, answers = decode(bank, characters)
    except CodeError:
        return
    assert split_code(encode(bank, form, answers))[1] == characters


@given(answered_banks(), st.data())
def test_every_wrong_character_is_noticed(answered: Answered, data: st.DataObject) -> None:
    code = encode(*answered)
    place = data.draw(st.sampled_from([place for place, character in enumerate(code) if character != "-"]))
    wrong = data.draw(st.sampled_from([character for character in ALPHABET if character != code[place]]))
    with pytest.raises(CodeError):
        split_code(code[:place] + wrong + code[place + 1 :])


@given(answered_banks())
def test_every_swap_of_neighbours_is_noticed(answered: Answered) -> None:
    code = encode(*answered)
    for place in range(len(code) - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            with pytest.raises(CodeError):
                split_code(swapped)


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_an_error(text: str) -> None:
    try:
        version, characters = split_code(mend_code(text))
    except CodeError:
        return
    assert set(version + characters) <= set(ALPHABET)


@pytest.mark.parametrize("broken", ["", "-", "abc", "7k3m9x2q", "7k3m9x2q-", "7k3m9x2q-a", "x" * (LONGEST_CODE + 1)])
def test_what_is_no_code_is_refused(broken: str) -> None:
    with pytest.raises(CodeError):
        split_code(broken)


def test_a_truncated_code_is_refused() -> None:
    bank = a_bank()
    code = encode(bank, "full", some_answers(bank, "full"))
    for length in range(len(code)):
        with pytest.raises(CodeError):
            decode(bank, split_code(code[:length])[1])


@given(answered_banks())
def test_a_code_survives_capitals_full_width_forms_and_misread_letters(answered: Answered) -> None:
    code = encode(*answered)
    wide = "".join(chr(ord(character) + 0xFEE0) for character in code)
    misread = code.replace("1", "l").replace("0", "O")
    assert mend_code(code.upper()) == mend_code(wide) == mend_code(misread) == code


def test_the_longest_form_has_a_code_that_is_not_too_long() -> None:
    document = a_document(areas=1)
    document["items"] = [an_item(f"i{number}", "area1", options=10) for number in range(MOST_ITEMS_A_FORM)]
    bank = bank_of(document)
    answers = extreme_answers(bank, "full", top=True)
    code = encode(bank, "full", answers)
    assert len(code) < LONGEST_CODE
    assert decode(bank, split_code(code)[1]) == ("full", answers)


def test_numbers_beyond_the_answers_are_refused() -> None:
    bank = a_bank(areas=1, items_an_area=1)
    version, characters = split_code(code_of(bank, "quick", 4))
    assert version == bank.version
    with pytest.raises(CodeError):
        decode(bank, characters)


def test_answers_that_do_not_fit_have_no_code() -> None:
    with pytest.raises(AnswersError):
        encode(a_bank(), "quick", {})
