"""Answers as the short code in a result's address, and back.

A code is `<version>-<answers><check>`. The answers are one number in mixed radix (the form, then one digit an
item, its radix the item's number of options), written in as many base-32 characters as the form can need, so
that each set of answers has exactly one code. The check character is a weighted sum over GF(32), with another
power of the generator at each place: it notices every wrong character and every swap of two (a single-check
Reed-Solomon code; lengths up to 31).
"""

from __future__ import annotations

import unicodedata

from quiz.bank.model import Answers, Bank, Item
from quiz.bank.version import ALPHABET, VERSION_LENGTH
from quiz.errors import AnswersError, CodeError

LONGEST_CODE = 200
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def _multiply(a: int, b: int) -> int:
    """Multiply in GF(32) modulo x^5 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 32:
            a ^= 0b100101
    return product


def _rows() -> list[list[int]]:
    """Return, for each place modulo 31, the products of its weight with every value."""
    weight, rows = 1, []
    for _ in range(31):
        weight = _multiply(weight, 2)
        rows.append([_multiply(weight, value) for value in range(32)])
    return rows


_PRODUCTS = _rows()


def check_character(text: str) -> str:
    """Return the check character of a text over the code's alphabet."""
    total = 0
    for place, character in enumerate(text):
        total ^= _PRODUCTS[place % 31][_VALUES[character]]
    return ALPHABET[total]


def check_answers(bank: Bank, form_id: str, answers: Answers) -> None:
    """Raise AnswersError unless every item of the form has one of its own options."""
    missing, unknown = [], {}
    for item in bank.items_of(form_id):
        option = answers.get(item.id)
        if option is None:
            missing.append(item.id)
        elif option not in bank.rungs[item.id]:
            unknown[item.id] = option
    if missing or unknown:
        raise AnswersError(missing, unknown)


def encode(bank: Bank, form_id: str, answers: Answers) -> str:
    """Return the code of a form's answers; answers to other items are ignored."""
    check_answers(bank, form_id, answers)
    number = 0
    for item in bank.items_of(form_id):
        number = number * len(item.options) + _place(item, answers[item.id])
    return code_of(bank, form_id, number)


def code_of(bank: Bank, form_id: str, number: int) -> str:
    """Return the code of answers that are one number in mixed radix already."""
    order = [form.id for form in bank.forms].index(form_id)
    number = number * len(bank.forms) + order
    characters = ""
    for _ in range(answers_length(bank, form_id)):
        characters = ALPHABET[number & 31] + characters
        number >>= 5
    return f"{bank.version}-{characters}{check_character(bank.version + characters)}"


def answers_length(bank: Bank, form_id: str) -> int:
    """Return how many characters the answers of a form take, without the check character."""
    largest = len(bank.forms)
    for item in bank.items_of(form_id):
        largest *= len(item.options)
    return max(1, -(-(largest - 1).bit_length() // 5))


def mend_code(code: str) -> str:
    """Return a code with full-width forms, capitals and easily misread letters as they were meant."""
    return unicodedata.normalize("NFKC", code[:LONGEST_CODE]).lower().translate(_MISREAD)


def split_code(code: str) -> tuple[str, str]:
    """Return the version and the answers of a code whose check character fits; CodeError where it is broken."""
    if len(code) > LONGEST_CODE:
        raise CodeError("the code is too long")
    version, dash, rest = code.partition("-")
    if not dash or len(version) != VERSION_LENGTH or len(rest) < 2:
        raise CodeError("the code is not complete")
    if any(character not in _VALUES for character in version + rest):
        raise CodeError("the code has a character that codes never have")
    if check_character(version + rest[:-1]) != rest[-1]:
        raise CodeError("the check character does not fit")
    return version, rest[:-1]


def decode(bank: Bank, characters: str) -> tuple[str, dict[str, str]]:
    """Return the form and the answers that the characters between dash and check stand for."""
    number = 0
    for character in characters:
        number = number << 5 | _VALUES[character]
    number, order = divmod(number, len(bank.forms))
    form_id = bank.forms[order].id
    if len(characters) != answers_length(bank, form_id):
        raise CodeError("the code has another length than its form")
    answers: dict[str, str] = {}
    for item in reversed(bank.items_of(form_id)):
        number, place = divmod(number, len(item.options))
        answers[item.id] = item.options[place].id
    if number:
        raise CodeError("the code stands for no answers")
    return form_id, {item.id: answers[item.id] for item in bank.items_of(form_id)}


def _place(item: Item, option_id: str) -> int:
    return next(place for place, option in enumerate(item.options) if option.id == option_id)
