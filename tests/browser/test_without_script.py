"""The same way in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.student import Student

Enter = Callable[..., Student]


def test_one_long_form_leads_to_the_result(enter: Enter, site: Site, stored: Callable[[], int]) -> None:
    student = enter(java_script_enabled=False)
    student.open()
    for number, item in enumerate(site.bank.items_of("quick")):
        student.page.locator(f'label:has([name="{item.id}"])').nth(number % 4).click()
    student.see_result()
    assert student.code == site.code("quick", 0, 1, 2, 3)
    assert stored() == 1
    for name in ("リンクをコピー", "印刷する"):
        expect(student.page.get_by_role("button", name=name)).to_be_hidden()
    expect(student.page.locator("#history")).to_be_hidden()
    expect(student.page.get_by_role("link", name="QRコードで見せる")).to_be_visible()


def test_the_browser_itself_asks_for_a_missing_answer(enter: Enter, stored: Callable[[], int]) -> None:
    student = enter(java_script_enabled=False)
    student.open().page.get_by_role("button", name="結果を見る").click()
    assert "/r/" not in student.page.url and stored() == 0


def test_parts_that_need_script_are_not_seen(enter: Enter) -> None:
    student = enter(java_script_enabled=False)
    student.open()
    for part in ("#steps", "#review", "#resumed", ".keys"):
        expect(student.page.locator(part)).to_be_hidden()
