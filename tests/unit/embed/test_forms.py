"""What a site owner may write, and what is said where something is wrong."""

from __future__ import annotations

import pytest

from quiz.embed.forms import filled
from quiz.embed.messages import MESSAGES
from quiz.embed.wanted import CAMPAIGN_MOST, Wanted
from tests.factories import shipped_bank


def chosen(**given: str) -> Wanted:
    wanted, errors = filled(given, shipped_bank(), "ja")
    assert errors == {}
    return wanted


def error_of(field: str, value: str, **given: str) -> str:
    _, errors = filled({field: value, **given}, shipped_bank(), "ja")
    assert errors.keys() == {field}
    return errors[field]


def test_who_chooses_nothing_gets_the_short_form_in_their_language() -> None:
    assert chosen() == Wanted("frame", "quick", "ja")
    assert filled({}, shipped_bank(), "en") == (Wanted("frame", "quick", "en"), {})


@pytest.mark.parametrize("written", ["#a03060", "A03060", "＃ａ０３０６０", " #A03060 ", "#a03060\u202e", "\0#a03060"])
def test_a_colour_is_understood_however_it_is_typed(written: str) -> None:
    assert chosen(accent=written).accent == "#a03060"


def test_a_short_colour_means_the_long_one() -> None:
    assert chosen(accent="#0af").accent == "#00aaff"


@pytest.mark.parametrize("written", ["red", "#12345", "#1234567", "url(x)", "#a03060;x", "あか", "#١٢٣"])
def test_what_is_no_colour_is_not_taken(written: str) -> None:
    assert "#075e63" in error_of("accent", written)


def test_a_campaign_loses_what_nobody_sees_and_has_a_bound() -> None:
    assert chosen(campaign=" spring\u202e\0 2027 ").campaign == "spring 2027"
    assert chosen(campaign="a" * CAMPAIGN_MOST).campaign == "a" * CAMPAIGN_MOST
    assert "いま65文字" in error_of("campaign", "a" * (CAMPAIGN_MOST + 1))
    assert "半角" in error_of("campaign", "春")


@pytest.mark.parametrize("field", ["variant", "form", "language", "theme", "radius", "start"])
def test_what_is_not_on_a_list_is_not_taken(field: str) -> None:
    assert error_of(field, "<script>") == MESSAGES["choice"].ja


def test_a_question_has_to_be_one_of_the_form() -> None:
    assert "30秒版" in error_of("start", "research-reason")
    assert chosen(start="research-reason", form="full").start == "research-reason"
    assert chosen(start="research-depth").start == "research-depth"
    # Of two mistakes the one that causes the other is said.
    assert filled({"start": "research-reason", "form": "x"}, shipped_bank(), "ja")[1].keys() == {"form"}
