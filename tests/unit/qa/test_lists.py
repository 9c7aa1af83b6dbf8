"""Lists of consultations and the ways between their pages."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.published import PAGE_SIZE, Found, Teasers
from quiz.qa.lists import home_page, numbers_shown, search_page, subject_page
from tests.factories import shipped_bank
from tests.unit.qa.values import ENGLISH, JAPANESE, a_teaser, some_teasers

COUNTS = ({"research": 7}, {"nerves": 3, "motivation": 4})


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_list_always_leads_to_its_ends_and_to_the_pages_beside(page: int, pages: int) -> None:
    page = min(page, pages)
    numbers = numbers_shown(page, pages)
    assert {1, pages, page, max(1, page - 1), min(pages, page + 1)} <= set(numbers)
    assert len(numbers) <= 7
    shown = [number for number in numbers if number]
    assert shown == sorted(set(shown))
    for before, after in pairwise(numbers):
        # A gap stands for two pages at least; between neighbours there is none.
        assert 0 in (before, after) or after - before == 1
    for place, number in enumerate(numbers):
        assert number or numbers[place + 1] - numbers[place - 1] > 2


def test_one_page_of_a_list_says_what_it_shows_and_where_the_others_are() -> None:
    page = home_page(some_teasers(total=23, page=2), COUNTS, shipped_bank(), ENGLISH)
    listed = page.listed
    assert (listed.total, listed.first, listed.last) == (23, 11, 20)
    assert (listed.before, listed.after) == ("/qa/?lang=en", "/qa/?page=3&lang=en")
    assert (page.frame.before, page.frame.after) == (
        "https://qa.example.jp/qa/?lang=en",
        "https://qa.example.jp/qa/?page=3&lang=en",
    )
    assert page.frame.canonical == "https://qa.example.jp/qa/?page=2&lang=en"
    last = home_page(some_teasers(total=23, page=3), COUNTS, shipped_bank(), ENGLISH).listed
    assert (last.first, last.last, last.after) == (21, 23, "")


def test_the_pages_of_a_search_keep_what_was_searched_in_every_language() -> None:
    page = search_page("逆質問 &", Found(some_teasers(total=PAGE_SIZE * 3), False), COUNTS, shipped_bank(), JAPANESE)
    encoded = "%E9%80%86%E8%B3%AA%E5%95%8F+%26"
    assert page.listed.after == f"/qa/search?q={encoded}&page=2"
    assert page.frame.other_language == f"/qa/search?q={encoded}&lang=en"
    assert not page.frame.is_indexed


def test_topics_without_consultations_are_not_offered_and_areas_always_are() -> None:
    page = home_page(some_teasers(), COUNTS, shipped_bank(), JAPANESE)
    assert [topic.count for topic in page.topics] == [4, 3]
    assert [area.count for area in page.areas] == [7, 0, 0, 0, 0, 0]
    area = shipped_bank().area("research")
    shown = subject_page(area, some_teasers(), COUNTS, shipped_bank(), JAPANESE)
    assert [other.name for other in shown.others if other.is_current] == [area.title.ja]


def test_a_consultation_elsewhere_is_marked_in_a_list() -> None:
    teasers = Teasers((a_teaser(url="https://example.jp/9"), a_teaser("here", asked_on=None)), 2, 1)
    first, second = home_page(teasers, COUNTS, shipped_bank(), JAPANESE).listed.teasers
    assert (first.address, first.is_external) == ("https://example.jp/9", True)
    assert (second.address, second.is_external, second.asked_on) == ("/qa/here", False, None)
