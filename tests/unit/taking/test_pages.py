"""What the pages of the student's way say of a bank and of a result."""

from __future__ import annotations

from itertools import count

from hypothesis import given

from quiz.advice.choosing import choose
from quiz.advice.reading import read_catalogue
from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.resources import shipped_consultations
from quiz.scoring import score
from quiz.taking.pages import quiz_page
from quiz.taking.results import result_page
from tests.factories import answered_banks, extreme_answers, shipped_bank, some_answers


def test_a_quiz_page_asks_a_form_in_its_order() -> None:
    bank = shipped_bank()
    page = quiz_page(bank, "full", "ja")
    assert [item.id for item in page.items] == [item.id for item in bank.items_of("full")]
    assert [item.number for item in page.items] == list(range(1, 13))
    assert (page.longer, page.known, page.missing) == ("", (), ())


def test_known_answers_are_sent_along_and_not_asked_again() -> None:
    bank = shipped_bank()
    known = some_answers(bank, "quick")
    page = quiz_page(bank, "full", "en", known=known)
    assert not {item.id for item in page.items} & known.keys()
    assert dict(page.known) == known
    assert page.other_language == f"/d/interview/more/{encode(bank, 'quick', known)}"


def test_given_and_missing_answers_are_marked() -> None:
    bank = shipped_bank()
    first, second = bank.items_of("quick")[:2]
    page = quiz_page(bank, "quick", "ja", given={first.id: first.options[2].id}, missing=[second.id])
    assert [option.is_given for option in page.items[0].options] == [False, False, True, False]
    assert [item.id for item in page.missing] == [second.id]


def test_what_a_device_keeps_is_named_after_version_form_and_known_answers() -> None:
    bank = shipped_bank()
    kept = {
        quiz_page(bank, "quick", "ja").keep,
        quiz_page(bank, "full", "ja").keep,
        quiz_page(bank, "full", "ja", known=extreme_answers(bank, "quick", top=True)).keep,
        quiz_page(bank, "full", "ja", known=extreme_answers(bank, "quick", top=False)).keep,
    }
    assert len(kept) == 4
    assert all(bank.version in name for name in kept)


def test_both_languages_share_what_a_device_keeps() -> None:
    assert quiz_page(shipped_bank(), "quick", "ja").keep == quiz_page(shipped_bank(), "quick", "en").keep


@given(answered_banks())
def test_every_result_of_every_bank_has_a_page(drawn: tuple[Bank, str, dict[str, str]]) -> None:
    bank, form_id, answers = drawn
    result = score(bank, form_id, answers)
    page = result_page(result, (), encode(bank, form_id, answers), "ja")
    strip = page.strip
    assert 0 <= strip.error_start <= strip.score <= strip.error_start + strip.error_width <= 100
    assert 0 <= strip.grey_start <= strip.grey_start + strip.grey_width <= 100
    assert sum(row.earned for row in page.points) == page.earned
    assert sum(row.maximum for row in page.points) == page.maximum
    assert page.improvements or page.strengths, "there is always a next act"


def test_the_share_is_written_with_two_digits_and_not_rounded() -> None:
    bank = shipped_bank()
    items = bank.items_of("quick")
    seven_of_18 = {item.id: item.options[n].id for item, n in zip(items, (3, 3, 1, 0, 0, 0), strict=True)}
    page = result_page(score(bank, "quick", seven_of_18), (), "", "ja")
    assert (page.earned, page.maximum, page.share, page.score) == (7, 18, "38.88…", 39)
    top = result_page(score(bank, "quick", extreme_answers(bank, "quick", top=True)), (), "", "ja")
    assert top.share == "100"


def test_a_quick_result_leads_to_the_full_form_and_a_full_one_nowhere() -> None:
    bank = shipped_bank()
    pages = [result_page(score(bank, form, some_answers(bank, form)), (), "code", "en") for form in ("quick", "full")]
    assert [page.more for page in pages] == ["/d/interview/more/code?lang=en", ""]
    assert pages[0].more_count == 6


def test_each_consultation_stands_below_the_area_it_was_chosen_for() -> None:
    bank = shipped_bank()
    catalogue = read_catalogue(shipped_consultations(), bank)
    for seed in range(50):
        result = score(bank, "full", some_answers(bank, "full", seed))
        chosen = choose(result, catalogue)
        page = result_page(result, chosen, "", "ja")
        shown = [text.address for improvement in page.improvements for text in improvement.recommended]
        ranked = {one.area.id: count(1) for one in chosen}
        assert shown == [
            f"/go/{one.consultation.id}?area={one.area.id}&rank={next(ranked[one.area.id])}&version={bank.version}"
            for one in chosen
        ]
