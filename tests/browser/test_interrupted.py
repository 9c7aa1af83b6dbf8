"""What happens to answers when the train enters a tunnel."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from quiz.errors import StoreError
from tests.browser.site import Site
from tests.browser.student import SHOWN, Student

Stored = Callable[[], int]
Enter = Callable[..., Student]
ATTEMPTS = "**/api/v1/attempts/*"
WITHOUT_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("forbidden", "SecurityError") } })
"""


def test_answers_are_resumed_and_can_be_dropped(student: Student, site: Site) -> None:
    items = site.bank.items_of("quick")
    student.open().answer(2, 3)
    student.open()
    assert student.item == items[2].id
    expect(student.page.locator("#resumed")).to_be_visible()
    student.page.get_by_role("button", name="戻る").click()
    assert student.item == items[1].id
    student.open().page.get_by_role("button", name="最初から").click()
    assert (student.item, student.checked) == (items[0].id, [])
    student.open()
    expect(student.page.locator("#resumed")).to_be_hidden()
    assert student.item == items[0].id


def test_answers_older_than_a_day_are_forgotten(student: Student, site: Site) -> None:
    student.open().answer(2, 3)
    # What is noted while a page is left is noted by then.
    student.open(f"/qa/{site.shelf.listings[0].id}")
    student.page.evaluate(
        "() => { for (const name in localStorage) if (name.startsWith('quiz:interview')) localStorage[name] ="
        " JSON.stringify({ ...JSON.parse(localStorage[name]), at: Date.now() - 864e5 - 1 }) }"
    )
    student.page.reload()
    assert student.page.evaluate("localStorage.length") == 0
    assert student.open().item == site.bank.items_of("quick")[0].id
    assert student.checked == []


def test_answers_of_one_form_are_not_taken_for_another(student: Student, site: Site) -> None:
    student.open().answer(2, 3)
    assert student.open("/d/interview/full").item == site.bank.items_of("full")[0].id


@pytest.mark.parametrize("content", ["not json", "null", "7", '{"at": 9e15}', '{"at": "x", "answers": 1}'])
def test_what_the_device_kept_may_be_broken(student: Student, site: Site, content: str) -> None:
    student.open().answer(1)
    student.page.evaluate(
        "content => { for (const name of [...Object.keys(localStorage), 'quiz:results', 'quiz:last', 'quiz:unstored'])"
        " localStorage[name] = content }",
        content,
    )
    student.open()
    assert student.item == site.bank.items_of("quick")[0].id
    student.answer(1, 1, 1, 1, 1, 1).see_result()
    student.page.get_by_text("これまでの記録").click()
    expect(student.page.locator("#history")).to_contain_text("33点")


@pytest.mark.parametrize("script", [WITHOUT_STORAGE, "delete Crypto.prototype.randomUUID"])
def test_forbidden_storage_and_an_older_browser_lead_to_the_result_too(
    student: Student, stored: Stored, script: str
) -> None:
    student.page.add_init_script(script)
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    assert stored() == 1


def test_without_network_the_page_waits_calmly_and_sends_when_there_is_one(enter: Enter, stored: Stored) -> None:
    student = enter()
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.context.set_offline(True)
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("答えはこの端末に残っています")
    student.context.set_offline(False)
    student.page.wait_for_url("**/r/*")
    assert stored() == 1
    student.complaints[:] = [said for said in student.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_an_answer_that_was_lost_on_the_way_is_asked_for_under_the_same_key(enter: Enter, stored: Stored) -> None:
    student = enter()
    keys: list[str] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.url)
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    student.page.route(ATTEMPTS, lose_the_first)
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    assert len(keys) == 2 and len(set(keys)) == 1
    assert stored() == 1
    student.complaints[:] = [said for said in student.complaints if "ERR_FAILED" not in said]


def test_a_page_closed_while_sending_goes_on_under_the_same_key(enter: Enter, stored: Stored) -> None:
    student = enter()
    student.page.route(ATTEMPTS, lambda route: route.abort())
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("電波")
    student.open()
    expect(student.page.locator("#review")).to_be_visible()
    student.page.unroute(ATTEMPTS)
    student.see_result()
    keys = {request.url for request in student.requests if request.method == "PUT"}
    assert len(keys) == 1 and stored() == 1
    student.complaints.clear()


def test_a_busy_server_is_asked_again(enter: Enter, stored: Stored) -> None:
    student = enter()
    answers = iter([503, 429])

    def busy_twice(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status) if status else route.continue_()

    student.page.route(ATTEMPTS, busy_twice)
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    assert stored() == 1
    student.complaints.clear()


def test_a_refusal_is_told_plainly_and_the_answers_stay(enter: Enter, site: Site, stored: Stored) -> None:
    student = enter()
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.page.locator('[name="version"]').evaluate("field => (field.value = '00000000')")
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("受け付けられませんでした")
    assert stored() == 0
    student.open()
    assert len(student.checked) == len(site.bank.items_of("quick"))
    student.see_result()
    assert stored() == 1
    student.complaints.clear()


def test_a_double_tap_on_the_button_stores_one_attempt(student: Student, stored: Stored) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.page.get_by_role("button", name="結果を見る").dblclick()
    student.page.wait_for_url("**/r/*")
    student.page.wait_for_timeout(300)
    assert stored() == 1 and len(student.sent) == 1


def test_other_answers_after_a_failed_send_go_out_under_a_key_of_their_own(
    enter: Enter, site: Site, stored: Stored
) -> None:
    student = enter()
    student.page.route(ATTEMPTS, lambda route: (route.fetch(), route.abort()))
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("電波")
    student.page.unroute(ATTEMPTS)
    student.page.locator("#review li button").first.click()
    student.page.locator(f"{SHOWN} label").nth(3).click()
    expect(student.page.locator("#review")).to_be_visible()
    student.see_result()
    assert student.code == site.code("quick", 3, 1, 1, 1, 1, 1)
    student.complaints.clear()


def test_what_could_not_be_stored_is_sent_again_from_the_next_page(
    student: Student, site: Site, stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(attempt: Any) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(site.store, "record", full_disk)
        student.open().answer(1, 1, 1, 1, 1, 1)
        with student.page.expect_response(lambda answer: answer.status == 202 and "/r/" in answer.frame.url):
            student.see_result()
    assert student.page.locator("h1").inner_text().startswith("33")
    assert len(json.loads(student.page.evaluate("localStorage['quiz:unstored']"))) == 1
    assert stored() == 0
    with student.page.expect_response(ATTEMPTS):
        student.open(f"/qa/{site.shelf.listings[0].id}")
    student.page.wait_for_function("() => !localStorage['quiz:unstored']")
    assert stored() == 1


def test_who_resumes_at_another_address_still_sends_the_same(enter: Enter, stored: Stored) -> None:
    student = enter()
    student.page.route(ATTEMPTS, lambda route: (route.fetch(), route.abort()))
    student.open("/d/interview#page=/qa/no-partner").answer(1, 1, 1, 1, 1, 1)
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("電波")
    student.page.unroute(ATTEMPTS)
    student.open("/d/interview?lang=en").see_result()
    assert {body["placement"]["page"] for body in student.sent} == {"/qa/no-partner"}
    assert stored() == 1
    student.complaints.clear()


def test_who_begins_anew_while_answers_are_sent_stays_on_the_page(enter: Enter, site: Site) -> None:
    student = enter()
    student.open().answer(1, 1, 1, 1, 1, 1)
    student.open()
    student.page.route(ATTEMPTS, lambda route: route.abort())
    student.page.get_by_role("button", name="結果を見る").click()
    expect(student.page.locator("#status")).to_contain_text("電波")
    student.page.unroute(ATTEMPTS)
    sent = len(student.sent)
    student.page.get_by_role("button", name="最初から").click()
    student.page.wait_for_timeout(1500)
    assert student.item == site.bank.items_of("quick")[0].id
    assert len(student.sent) == sent
    student.complaints.clear()


def test_what_another_page_could_not_store_meanwhile_is_not_forgotten(student: Student, site: Site) -> None:
    other = "22222222-2222-4222-8222-222222222222"

    def add_another(route: Route) -> None:
        student.page.evaluate(
            "key => (localStorage['quiz:unstored'] ="
            " JSON.stringify({ ...JSON.parse(localStorage['quiz:unstored']), [key]: { answers: {} } }))",
            other,
        )
        route.fulfill(status=200, json={})

    student.open(f"/qa/{site.shelf.listings[0].id}")
    student.page.evaluate("localStorage['quiz:unstored'] = JSON.stringify({ first: { answers: {} } })")
    student.page.route(ATTEMPTS, add_another)
    with student.page.expect_response(ATTEMPTS):
        student.page.reload()
    student.page.wait_for_function("() => !JSON.parse(localStorage['quiz:unstored']).first")
    assert list(json.loads(student.page.evaluate("localStorage['quiz:unstored']"))) == [other]


def test_back_from_the_result_finds_a_page_that_works(student: Student) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    student.page.go_back()
    page = student.page
    expect(page.locator(f"{SHOWN}, #review:not([hidden])").first).to_be_visible()
    while page.locator("#review").is_hidden():
        student.answer(1)
    student.see_result()
