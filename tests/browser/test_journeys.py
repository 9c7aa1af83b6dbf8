"""The ways of a student between the Q&A site and the diagnostic."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from quiz.bank.answers import encode
from tests.browser.site import Site
from tests.browser.student import SHOWN, Student


def tap_first(student: Student, rung: int) -> None:
    """Tap an option of the first item in the call to action of the page."""
    student.page.locator('form[action^="/d/"] button').nth(rung).click()
    student.page.wait_for_url("**/d/**")


def test_from_a_search_to_a_result_and_back_to_it_from_its_consultation(student: Student, site: Site) -> None:
    student.open("/qa/")
    student.page.get_by_role("searchbox").fill("逆質問")
    student.page.keyboard.press("Enter")
    student.page.wait_for_url("**/qa/search?q=**")
    student.page.locator("main article a, main li a").first.click()
    student.page.wait_for_url("**/qa/*")
    consultation = student.page.url.removeprefix(site.address)
    tap_first(student, 0)
    student.answer(1, 1, 1, 1, 1).see_result()
    items = site.bank.items_of("quick")
    rungs = [0, 1, 1, 1, 1, 1]
    assert student.code == encode(
        site.bank, "quick", {i.id: i.options[r].id for i, r in zip(items, rungs, strict=True)}
    )
    assert student.sent[0]["placement"]["page"] == consultation
    result = student.page.url
    student.page.locator('a[href^="/go/"]').first.click()
    student.page.wait_for_url("**/qa/*")
    back = student.page.get_by_role("link", name="診断結果")
    expect(back).to_be_visible()
    back.click()
    assert student.page.url == result


def test_one_tap_starts_with_its_answer_kept_and_the_second_item_in_sight(student: Student, site: Site) -> None:
    student.open(f"/qa/{site.shelf.listings[0].id}")
    tap_first(student, 2)
    first, second = site.bank.items_of("quick")[:2]
    assert student.item == second.id
    assert student.checked == [first.options[2].id]
    assert student.page.locator("#resumed").is_hidden()
    assert first.id not in student.page.url
    student.page.reload()
    assert student.item == second.id


def test_a_tap_corrects_what_was_kept_from_before(student: Student, site: Site) -> None:
    student.open().answer(0, 1)
    student.open(f"/qa/{site.shelf.listings[0].id}")
    tap_first(student, 3)
    third = site.bank.items_of("quick")[2]
    assert student.item == third.id
    assert student.page.locator("#resumed").is_visible()
    student.page.locator("#anew").click()
    assert student.checked == []
    expect(student.page.locator(SHOWN)).to_have_count(1)


def test_without_a_result_there_is_no_way_back_to_one(student: Student, site: Site) -> None:
    student.open(f"/qa/{site.shelf.listings[0].id}")
    assert student.page.get_by_role("link", name="診断結果").count() == 0


def test_one_tap_starts_without_script(enter: Callable[..., Student], site: Site) -> None:
    student = enter(java_script_enabled=False)
    student.open(f"/qa/{site.shelf.listings[0].id}")
    tap_first(student, 1)
    first = site.bank.items_of("quick")[0]
    assert student.checked == [first.options[1].id]
