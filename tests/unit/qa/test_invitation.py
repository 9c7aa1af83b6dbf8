"""The call to action says what the bank says."""

from __future__ import annotations

import pytest

from quiz.qa.invitation import invitation
from tests.factories import a_bank, shipped_bank
from tests.unit.qa.values import ENGLISH, JAPANESE


def test_every_number_comes_from_the_bank() -> None:
    bank = a_bank(areas=5, cut=44)
    shown = invitation(bank, JAPANESE, "/qa/one", "calm")
    assert (shown.cut, shown.seconds, shown.count) == (44, bank.forms[0].seconds, 5)


def test_the_first_item_is_ready_to_be_answered_with_the_page_behind_the_address() -> None:
    first = shipped_bank().items_of("quick")[0]
    for edition in (JAPANESE, ENGLISH):
        shown = invitation(shipped_bank(), edition, "/qa/one", "calm")
        assert shown.item == first.id
        assert [(choice.id, choice.text) for choice in shown.choices] == [
            (option.id, option.text[edition.language]) for option in first.options
        ]
        assert shown.action == "/d/interview#page=/qa/one"


@pytest.mark.parametrize(("wording", "is_classic"), [("calm", False), ("classic", True)])
def test_the_wording_is_the_publishers_choice(wording: str, is_classic: bool) -> None:
    assert invitation(shipped_bank(), JAPANESE, "/qa/one", wording).is_classic is is_classic


def test_what_students_really_took_is_said_where_it_is_known() -> None:
    assert invitation(shipped_bank(), JAPANESE, "/qa/one", "calm").median == 0
    assert invitation(shipped_bank(), JAPANESE, "/qa/one", "calm", 28).median == 28
