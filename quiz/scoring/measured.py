"""Put standard errors that were measured in the place of those that the bank's author declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from quiz.bank.model import Bank, Form


def with_measured(bank: Bank, errors: Mapping[str, int]) -> Bank:
    """Return a bank whose forms have these standard errors, in hundredths of a point, rounded half up to whole points.

    Its version stays: the error says how far to trust a score, and changes none.
    """
    forms = tuple(_measured(form, errors[form.id]) if form.id in errors else form for form in bank.forms)
    return bank if forms == bank.forms else replace(bank, forms=forms)


def _measured(form: Form, hundredths: int) -> Form:
    return replace(form, standard_error=(hundredths + 50) // 100, is_measured=True)


class MeasuredBanks:
    """Banks with the standard errors that were measured on their scales; replaced as a whole, never changed.

    `errors` are by scale and form, in hundredths; `edition` tells one state from the one before.
    """

    __slots__ = ("_banks", "edition", "errors")

    def __init__(self, errors: Mapping[tuple[str, str], int] = MappingProxyType({}), edition: int = 0) -> None:
        self.errors = errors
        self.edition = edition
        self._banks: dict[str, Bank] = {}

    def bank(self, bank: Bank) -> Bank:
        """Return a bank with what was measured on its scale."""
        made = self._banks.get(bank.version)
        if made is None:
            of_scale = {form: error for (scale, form), error in self.errors.items() if scale == bank.scale}
            made = self._banks[bank.version] = with_measured(bank, of_scale)
        return made
