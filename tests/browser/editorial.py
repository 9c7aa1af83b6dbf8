"""The way of a question from the entry form to its page, in the steps that people take in their browsers.

The test of the journey walks it; the pictures (`make shots`) are taken along it.
"""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import expect

from tests.browser.colleague import ADVISORS, Colleague
from tests.browser.student import Student

COMPANY = "株式会社サンプル商事"
PHONE_NUMBER = "090-1234-5678"
TITLE = "二次面接の逆質問が思いつきません。どう用意すればいいですか？"
BODY = (
    f"来週、{COMPANY}の二次面接があります。一次面接では、逆質問で何も言えませんでした。\n\n"
    f"調べた質問をそのまま使ってよいのか、迷っています。連絡先は {PHONE_NUMBER} です。"
)
ANONYMOUS = BODY.replace(COMPANY, "志望している会社").replace(f"連絡先は {PHONE_NUMBER} です。", "")
CONCLUSIONS = {
    "sample-a": "会社の発表を1つ読み、そこから3つ作れば足ります",
    "sample-b": "調べた質問は、自分の言葉に直してから使います",
}
TEXT = "きっかけを1文そえると、話が続きます。\n\n- 発表で変わること\n- 入社1年目がすること"
LEAD = "志望動機とあわせて考えると、質問がつながります。"
LINKED = "same-reason"


def fill_in(student: Student, fields: Mapping[str, str] | None = None) -> None:
    """Open the entry form, and write a question that names a company and a number; leave it unsent."""
    page = student.open("/qa/ask").page
    for field, text in (fields or {"#title": TITLE, "#body": BODY}).items():
        page.fill(field, text)
    page.select_option("#grade", "bachelor3")
    page.check("#consent")


def be_hinted(student: Student) -> None:
    """Press the button as somebody who has read the form, and be asked about the name and the number."""
    page = student.page
    # Whoever sends sooner than anybody can read is taken for a program.
    while page.evaluate("performance.now()") < 3_500:
        page.wait_for_timeout(100)
    page.get_by_role("button", name="送る", exact=True).click()
    expect(page.locator("#summary q")).to_have_text([COMPANY, PHONE_NUMBER])
    # A form that comes back is no complaint of the page, though Chromium notes its status.
    student.complaints[:] = [said for said in student.complaints if "422" not in said]


def send_as_it_is(student: Student) -> str:
    """Send all the same; return the number that the receipt shows."""
    student.page.get_by_role("button", name="このまま送る").click()
    student.page.wait_for_url("**/qa/ask/entries/*")
    return student.page.locator(".receipt b").inner_text()


def edit(editor: Colleague) -> None:
    """Accept the question that is open, and save a version that tells nobody who asked."""
    editor.press("この相談を受ける")
    editor.page.fill("#body", ANONYMOUS)
    editor.press("相談文を保存")


def assign(editor: Colleague) -> None:
    """Ask both advisors."""
    for name in ADVISORS.values():
        editor.page.get_by_label(name).check()
    editor.press("この人たちにお願いする")


def write(advisor: Colleague, advisor_id: str) -> None:
    """Write an answer in two sections, the second one with a card; leave it unfinished."""
    page = advisor.page
    page.fill("#heading-0", CONCLUSIONS[advisor_id])
    page.fill("#text-0", TEXT)
    page.get_by_role("button", name="節を足す").click()
    page.locator("#heading-1").fill("準備の順番")
    page.locator("#text-1").fill("短く書き出してから、声に出します。")
    page.get_by_role("button", name="リンクカードを足す").last.click()
    page.locator("#lead-1-0").fill(LEAD)
    page.locator("#target-1-0").fill(f"/qa/{LINKED}")
