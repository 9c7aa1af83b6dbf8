"""The diagnostic without a pointer: arrows choose, Enter and Space lead on, focus follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.student import SHOWN, Student

FOCUSED = "document.activeElement.name"


def reach_the_options(student: Student) -> None:
    """Press Tab until an option of the first item has the focus."""
    for _ in range(10):
        student.page.keyboard.press("Tab")
        if student.page.evaluate("document.activeElement.type") == "radio":
            return
    pytest.fail("Tab never reaches the options")


def test_the_whole_way_can_be_gone_with_the_keyboard_alone(student: Student, site: Site) -> None:
    student.open()
    reach_the_options(student)
    for number, item in enumerate(site.bank.items_of("quick")):
        assert student.page.evaluate(FOCUSED) == item.id, "the focus follows the item"
        for _ in range(number % 4):
            student.page.keyboard.press("ArrowDown")
        student.page.keyboard.press("Enter" if number % 2 else "Space")
        expect(student.page.locator(f'fieldset:has([name="{item.id}"])')).to_be_hidden()
    expect(student.page.locator("#review h2")).to_be_focused()
    for _ in range(8):
        student.page.keyboard.press("Tab")
        if student.page.evaluate("document.activeElement.closest('.go') !== null"):
            break
    student.page.keyboard.press("Enter")
    student.page.wait_for_url("**/r/*")
    assert student.code == site.code("quick", 0, 1, 2, 3)


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"])
def test_arrows_move_within_an_item_and_never_lead_on(student: Student, key: str) -> None:
    student.open()
    first = student.item
    reach_the_options(student)
    for _ in range(5):
        student.page.keyboard.press(key)
    student.page.wait_for_timeout(600)
    assert student.item == first
    assert student.page.locator(f"{SHOWN} input:checked").count() == 1


def test_a_key_held_down_answers_one_item_only(student: Student, site: Site) -> None:
    student.open()
    reach_the_options(student)
    for _ in range(12):
        student.page.keyboard.down("Enter")
        student.page.wait_for_timeout(50)
    student.page.keyboard.up("Enter")
    student.page.wait_for_timeout(400)
    assert student.item == site.bank.items_of("quick")[1].id


def test_the_focus_is_seen_and_the_keys_are_explained(student: Student) -> None:
    student.open()
    expect(student.page.locator(".keys")).to_be_hidden()
    reach_the_options(student)
    expect(student.page.locator(".keys")).to_be_visible()
    outline = student.page.locator(f"{SHOWN} label").first.evaluate("label => getComputedStyle(label).outlineWidth")
    assert outline == "3px"
