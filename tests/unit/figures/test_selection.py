"""What an address asks for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quiz.figures.selection import Selection, selection_from
from quiz.figures.words import TOLD
from tests.figures import a_bank_with_attributes

BANK = a_bank_with_attributes()
VIEWS = ("", "site=campus", "grade=y3", "site=campus;grade=y3", "seminar=abc-1")


def _asked(**arguments: str) -> Selection:
    return selection_from(arguments, BANK, VIEWS)


def test_an_empty_address_asks_for_everybody_at_the_first_form() -> None:
    assert _asked() == Selection("quick")
    assert _asked().view == ""
    assert _asked().told == ()


def test_a_site_and_one_group_are_a_view_in_the_order_of_segments() -> None:
    selection = _asked(form="full", site="campus", group="grade:y3", period="2026-04")
    assert selection == Selection("full", "campus", "grade", "y3", "2026-04")
    assert selection.view == "site=campus;grade=y3"
    assert selection.told == ()


def test_a_group_may_be_asked_for_by_its_attribute() -> None:
    assert _asked(grade="y3") == _asked(group="grade:y3")


def test_two_attributes_are_never_crossed() -> None:
    for arguments in ({"grade": "y3", "faculty": "law"}, {"group": "grade:y3", "faculty": "law"}):
        selection = _asked(**arguments)
        assert selection.view == "grade=y3"
        assert selection.told == (TOLD["two-groups"],)


def test_the_same_group_said_twice_is_one_group() -> None:
    assert _asked(group="grade:y3", grade="y3").told == ()


def test_what_is_unknown_is_left_out_and_told() -> None:
    for name, value, word in (
        ("form", "huge", "form"),
        ("site", "elsewhere", "site"),
        ("group", "grade:y9", "group"),
        ("group", "shoe:42", "group"),
        ("group", "grade", "group"),
        ("grade", "y9", "group"),
        ("period", "2026-13", "period"),
        ("period", "2026-W14", "period"),
        ("period", "yesterday", "period"),
    ):
        selection = _asked(**{name: value})
        assert selection == Selection("quick"), (name, value)
        assert selection.told == (TOLD[word],)


def test_a_choice_of_the_bank_may_be_asked_for_before_anything_is_published_of_it() -> None:
    assert _asked(group="faculty:law").view == "faculty=law"


def test_a_code_is_known_once_something_was_published_of_it() -> None:
    assert _asked(group="seminar:abc-1").view == "seminar=abc-1"
    assert _asked(group="seminar:abc-2").told == (TOLD["group"],)


def test_everything_is_left_out_of_an_address() -> None:
    assert Selection("quick").to_arguments() == {"form": "quick"}


_groups = st.sampled_from(
    [("", ""), ("grade", "y3"), ("grade", "master"), ("faculty", "science"), ("seminar", "abc-1")]
)
_periods = st.sampled_from(["all", "2025", "2026", "2026-01", "2026-12"])


@given(st.sampled_from(["quick", "full"]), st.sampled_from(["", "campus"]), _groups, _periods)
def test_what_is_selected_comes_back_from_its_address(
    form: str, site: str, group: tuple[str, str], period: str
) -> None:
    selection = Selection(form, site, *group, period)
    parsed = selection_from(selection.to_arguments(), BANK, VIEWS)
    assert parsed == selection
    assert parsed.told == ()


@given(st.dictionaries(st.sampled_from(["form", "site", "group", "grade", "faculty", "period"]), st.text(max_size=30)))
def test_any_address_gives_a_selection_of_the_hierarchy(arguments: dict[str, str]) -> None:
    selection = selection_from(arguments, BANK, VIEWS)
    assert BANK.has_form(selection.form)
    assert selection.site in ("", "campus")
    assert bool(selection.attribute) == bool(selection.value)
    assert selection.view.count("=") == (selection.site != "") + (selection.attribute != "")
