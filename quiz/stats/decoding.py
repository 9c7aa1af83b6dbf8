"""Read what attempts keep as text, a whole column at once: answers in mixed radix, and times with commas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quiz.bank.answers import answers_length
from quiz.bank.model import Bank
from quiz.bank.version import ALPHABET

Integers = NDArray[np.int64]
MOST_IN_A_WORD = 12
"""Characters of five bits that fit an integer of 64 bits with its sign."""
_VALUES = np.full(256, -1, np.int64)
_VALUES[np.frombuffer(ALPHABET.encode(), np.uint8)] = np.arange(len(ALPHABET))


def places_of(bank: Bank, form_id: str, answers: Sequence[str]) -> tuple[Integers, NDArray[np.bool_]]:
    """Return the place of each chosen option, attempts × items; and of which attempts the answers could be read.

    `quiz.bank.answers` says how they are written. What cannot be read is at place 0 everywhere.
    """
    length, items = answers_length(bank, form_id), bank.items_of(form_id)
    # Strings of another length are replaced, so that all are one block of bytes.
    texts = [text if len(text) == length and text.isascii() else "?" * length for text in answers]
    block = np.frombuffer("".join(texts).encode(), np.uint8).reshape(len(texts), length)
    digits = _VALUES[block]
    is_read = (digits >= 0).all(axis=1)
    digits[~is_read] = 0
    # The last item was put in last, and behind it the form.
    radices = [len(bank.forms), *(len(item.options) for item in reversed(items))]
    remainders, is_used_up = _divided(digits, radices)
    is_read &= is_used_up & (remainders[:, 0] == [form.id for form in bank.forms].index(form_id))
    places = remainders[:, :0:-1].copy()
    places[~is_read] = 0
    return places, is_read


def durations_of(texts: Sequence[str | None], items: int) -> Integers:
    """Return the times in milliseconds, attempts × items; 0 where nothing was told, or not one for each item."""
    nothing = ",".join(["0"] * items)
    commas = items - 1
    whole = ",".join(text if text and text.count(",") == commas else nothing for text in texts)
    if not whole:
        return np.zeros((len(texts), items), np.int64)
    return np.fromstring(whole, np.int64, sep=",").reshape(len(texts), items)


def _divided(digits: Integers, radices: Sequence[int]) -> tuple[Integers, NDArray[np.bool_]]:
    """Divide numbers in base 32 by one radix after the other: return the remainders, and where nothing is left."""
    remainders = np.empty((len(digits), len(radices)), np.int64)
    if digits.shape[1] <= MOST_IN_A_WORD:
        number: Integers = digits @ (np.int64(32) ** np.arange(digits.shape[1])[::-1])
        for column, radix in enumerate(radices):
            remainders[:, column] = number % radix
            number //= radix
        return remainders, number == 0
    # By hand, as on paper, since no integer of the machine holds them.
    quotient = digits.copy()
    for column, radix in enumerate(radices):
        rest = np.zeros(len(digits), np.int64)
        for place in range(quotient.shape[1]):
            quotient[:, place], rest = np.divmod(32 * rest + quotient[:, place], radix)
        remainders[:, column] = rest
    return remainders, quotient.max(axis=1) == 0
