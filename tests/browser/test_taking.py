"""The way from the first item to the result, with script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from quiz.bank.answers import encode
from tests.browser.site import Site
from tests.browser.student import SHOWN, Student

Stored = Callable[[], int]
WINDOW = 14_600
"""Bytes of ten segments: what a server may send before it hears from the phone again."""

BESIDE = re.compile(r"/static/(?:passage|result)\.|/passage$|/cohort$")
"""What is loaded when the first answer is given, and when the result is there: neither waits for it."""
LITTLE = 5_800


@pytest.mark.parametrize(("path", "form_id"), [("/d/interview", "quick"), ("/d/interview/full", "full")])
def test_as_many_taps_as_items_and_one_more_lead_to_the_result(
    student: Student, site: Site, stored: Stored, path: str, form_id: str
) -> None:
    items = site.bank.items_of(form_id)
    rungs = [n % 4 for n in range(len(items))]
    student.open(path).answer(*rungs).see_result()
    assert student.code == site.code(form_id, 0, 1, 2, 3)
    assert stored() == 1
    (sent,) = student.sent
    assert sent["durations_ms"].keys() == {item.id for item in items}
    assert all(isinstance(claim, int) and 0 <= claim <= 600_000 for claim in sent["durations_ms"].values())


def test_the_whole_way_takes_five_requests_and_one_window_of_bytes(student: Student) -> None:
    """Headers count; what the browser takes from its cache does not, nor what nobody waits for, which is little."""
    asked: dict[str, str] = {}
    received: dict[str, float] = {}
    network = student.context.new_cdp_session(student.page)
    network.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    network.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    network.send("Network.enable")
    student.open()
    student.page.wait_for_load_state("networkidle")
    assert not any(BESIDE.search(url) for url in asked.values()), "something is loaded before the first tap"
    student.answer(1, 1, 1, 1, 1, 1).see_result()
    student.page.wait_for_load_state("networkidle")
    over_the_wire = {asked[request]: size for request, size in received.items() if size}
    way = {url: size for url, size in over_the_wire.items() if not BESIDE.search(url)}
    assert len(way) <= 5
    assert sum(way.values()) <= WINDOW, way
    beside = {url: size for url, size in over_the_wire.items() if url not in way}
    assert len(beside) <= 4
    assert sum(beside.values()) <= LITTLE, beside


def test_the_last_answer_never_submits_by_itself(student: Student, stored: Stored) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1)
    expect(student.page.locator("#review")).to_be_visible()
    student.page.wait_for_timeout(600)
    assert "/r/" not in student.page.url
    assert stored() == 0 and student.sent == []


def test_a_choice_stays_in_sight_before_the_next_item_comes(student: Student) -> None:
    student.open()
    first = student.item
    student.page.locator(f"{SHOWN} label").nth(2).click()
    assert student.item == first
    assert student.page.locator(f"{SHOWN} input:checked").count() == 1
    expect(student.page.locator(f'[name="{first}"]').first).to_be_hidden()


def test_a_second_tap_in_time_corrects_the_first(student: Student, site: Site) -> None:
    student.open()
    # In one breath: between two taps of the test's own, a slow machine may have led on already.
    student.page.locator(f"{SHOWN} label").evaluate_all("labels => { labels[0].click(); labels[3].click() }")
    student.page.wait_for_timeout(700)
    item = site.bank.items_of("quick")[0]
    assert student.checked == [item.options[3].id]
    assert student.item == site.bank.items_of("quick")[1].id


def test_a_double_tap_answers_one_item_only(student: Student, site: Site) -> None:
    student.open().page.locator(f"{SHOWN} label").nth(1).dblclick()
    student.page.wait_for_timeout(700)
    assert len(student.checked) == 1
    assert student.item == site.bank.items_of("quick")[1].id


def test_progress_is_shown_and_told(student: Student) -> None:
    student.open()
    count = student.page.locator("#count")
    expect(count).to_have_text("6問中1問目")
    assert count.get_attribute("role") == "status"
    student.answer(0)
    expect(count).to_have_text("6問中2問目")
    assert student.page.locator("progress").evaluate("bar => bar.position") == pytest.approx(1 / 6)


def test_back_keeps_the_answer_and_the_browsers_own_back_does_too(student: Student) -> None:
    student.open()
    first = student.item
    student.answer(2)
    second = student.item
    student.answer(1)
    student.page.get_by_role("button", name="戻る").click()
    expect(student.page.locator(f'[name="{second}"]:checked')).to_be_visible()
    student.page.go_back()
    expect(student.page.locator(f'[name="{first}"]:checked')).to_be_visible()
    expect(student.page.locator("#back")).to_be_hidden()
    student.answer(2, 1)
    assert student.page.locator(f"{SHOWN} input:checked").count() == 0


def test_the_review_shows_each_answer_and_leads_to_a_change_and_back(student: Student, site: Site) -> None:
    student.open().answer(0, 1, 2, 3, 0, 1)
    items = site.bank.items_of("quick")
    rows = student.page.locator("#review li")
    assert rows.count() == len(items)
    for n, item in enumerate(items):
        expect(rows.nth(n)).to_contain_text(item.text.ja)
        expect(rows.nth(n)).to_contain_text(item.options[n % 4].text.ja)
    rows.nth(2).get_by_role("button").click()
    assert student.item == items[2].id
    student.answer(0)
    expect(rows.nth(2)).to_contain_text(items[2].options[0].text.ja)
    student.see_result()
    answers = {item.id: item.options[n % 4].id for n, item in enumerate(items)} | {items[2].id: items[2].options[0].id}
    assert student.code == encode(site.bank, "quick", answers)


def test_six_more_answers_make_a_quick_result_a_full_one(student: Student, site: Site, stored: Stored) -> None:
    student.open().answer(1, 1, 1, 1, 1, 1).see_result()
    student.page.get_by_role("link", name="あと6問に答える").click()
    student.answer(2, 2, 2, 2, 2, 2).see_result()
    quick = {item.id for item in site.bank.items_of("quick")}
    answers = {i.id: i.options[1 if i.id in quick else 2].id for i in site.bank.items_of("full")}
    assert student.code == encode(site.bank, "full", answers)
    assert stored() == 2


def test_a_retake_names_the_attempt_before_it(student: Student) -> None:
    student.open().answer(0, 0, 0, 0, 0, 0).see_result()
    student.page.get_by_role("link", name="もう一度答える").click()
    student.answer(1, 1, 1, 1, 1, 1).see_result()
    first, second = (request for request in student.requests if request.method == "PUT")
    assert ["previous" in body for body in student.sent] == [False, True]
    assert student.sent[1]["previous"] == first.url.rpartition("/")[2] != second.url.rpartition("/")[2]


def test_where_a_student_came_from_goes_along(student: Student) -> None:
    student.open("/d/interview#site=example&page=/qa/first&campaign=spring‮")
    student.answer(0, 0, 0, 0, 0, 0).see_result()
    assert student.sent[0]["placement"] == {"site": "example", "page": "/qa/first", "campaign": "spring"}


def test_the_call_below_a_consultation_names_its_page(student: Student, site: Site) -> None:
    consultation = site.shelf.listings[0].id
    student.open(f"/qa/{consultation}")
    student.page.locator('form[action^="/d/"] button').first.click()
    student.answer(0, 0, 0, 0, 0).see_result()
    assert student.sent[0]["placement"]["page"] == f"/qa/{consultation}"


def test_english_stays_english_to_the_result(student: Student) -> None:
    student.open("/d/interview?lang=en").answer(1, 1, 1, 1, 1, 1).see_result()
    assert student.page.url.endswith("?lang=en")
    assert student.page.locator("html").get_attribute("lang") == "en"
