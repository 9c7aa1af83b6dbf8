"""What a result shows at first sight, and what it does when asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.student import PHONE, Student

Enter = Callable[..., Student]
KINDS = {"all zero": (0,), "flagged": (1,), "borderline": (1, 1, 2), "high": (2, 3), "all top": (3,)}


@pytest.mark.parametrize("language", ["", "?lang=en"])
@pytest.mark.parametrize("form_id", ["quick", "full"])
def test_score_strength_and_next_act_are_seen_without_scrolling(
    student: Student, site: Site, form_id: str, language: str
) -> None:
    for kind, rungs in KINDS.items():
        student.open(f"/r/{site.code(form_id, *rungs)}{language}")
        parts = ["h1 b", ".strip", ".hero .act dd"] + ([] if kind == "all zero" else [".hero dl div:first-child dd"])
        for part in parts:
            box = student.page.locator(part).bounding_box()
            assert box is not None and box["y"] + box["height"] <= PHONE["height"], (kind, part)


def test_two_results_are_compared_within_measurement_error(student: Student) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    expect(student.page.locator("#compare")).to_be_hidden()
    student.open().answer(1, 1, 1, 1, 1, 2).see_result()
    compare = student.page.locator("#compare")
    expect(compare).to_contain_text("+6点")
    expect(compare).to_contain_text("変わったとは言えません")
    student.open().answer(3, 3, 3, 3, 3, 3).see_result()
    expect(compare).to_contain_text("+61点")
    expect(compare).to_contain_text("誤差を超えた変化です")
    student.open().answer(0, 0, 0, 0, 0, 0).see_result()
    expect(compare).to_contain_text("−100点")


def test_results_of_another_form_are_not_compared(student: Student) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    student.page.get_by_role("link", name="あと6問に答える").click()
    student.answer(2, 2, 2, 2, 2, 2).see_result()
    student.page.wait_for_load_state("networkidle")
    expect(student.page.locator("#compare")).to_be_hidden()


def test_the_history_lists_results_and_can_be_deleted(student: Student) -> None:
    student.open().answer(0, 0, 0, 0, 0, 0).see_result()
    first = student.page.url
    student.open().answer(3, 3, 3, 3, 3, 3).see_result()
    student.page.get_by_text("これまでの記録").click()
    history = student.page.locator("#history")
    expect(history.locator("li")).to_have_count(2)
    assert history.locator("li b").all_inner_texts() == ["100点", "0点"]
    history.locator("li a").last.click()
    student.page.wait_for_url(first)
    student.page.get_by_text("これまでの記録").click()
    student.page.get_by_role("button", name="記録を消す").click()
    expect(history).to_contain_text("この端末に記録はありません")
    kept = student.page.evaluate("() => [localStorage['quiz:results'], localStorage['quiz:last']]")
    assert kept == [None, None]
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    assert "previous" not in student.sent[-1]


def test_somebody_elses_result_is_not_taken_into_the_history(student: Student, site: Site) -> None:
    student.open(f"/r/{site.code('quick', 1)}")
    student.page.get_by_text("これまでの記録").click()
    expect(student.page.locator("#history")).to_contain_text("この端末に記録はありません")


def test_the_link_is_copied(enter: Enter, site: Site) -> None:
    student = enter(permissions=["clipboard-read", "clipboard-write"])
    student.open(f"/r/{site.code('quick', 1)}").page.get_by_role("button", name="リンクをコピー").click()
    expect(student.page.locator("#status")).to_have_text("リンクをコピーしました。")
    assert student.page.evaluate("navigator.clipboard.readText()") == student.page.url


def test_the_qr_code_is_loaded_when_asked_for(student: Student, site: Site) -> None:
    student.open(f"/r/{site.code('quick', 1)}")
    assert not any("qr.svg" in request.url for request in student.requests)
    student.page.get_by_role("link", name="QRコードで見せる").click()
    picture = student.page.get_by_alt_text("この結果のQRコード")
    expect(picture).to_be_visible()
    student.page.wait_for_function("() => document.querySelector('#qr').naturalWidth > 0")
    student.page.get_by_role("link", name="QRコードで見せる").click()
    expect(picture).to_be_hidden()


def test_print_opens_the_details_and_leaves_the_buttons_out(student: Student, site: Site) -> None:
    student.page.add_init_script("window.print = () => (window.printed = true)")
    student.open(f"/r/{site.code('quick', 1)}").page.get_by_role("button", name="印刷する").click()
    student.page.wait_for_function("() => window.printed")
    student.page.emulate_media(media="print")
    expect(student.page.locator(".tools")).to_be_hidden()
    expect(student.page.get_by_text("合計")).to_be_visible()


def test_the_table_of_points_adds_up(student: Student, site: Site) -> None:
    student.open(f"/r/{site.code('full', 0, 1, 2, 3)}").page.get_by_text("採点のしくみ").click()
    rows = [text.split("/") for text in student.page.locator("tbody td:last-child").all_inner_texts()]
    total = student.page.locator("tfoot td").inner_text().split("/")
    assert [sum(int(part) for part in column) for column in zip(*rows, strict=True)] == [int(part) for part in total]
