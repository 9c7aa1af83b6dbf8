"""Pictures along the way of a question: entry form, receipt, sign-in, desk, and the page that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.colleague import ADVISORS, EDITOR, Colleague
from tests.browser.editorial import TITLE, assign, be_hinted, edit, fill_in, send_as_it_is, write
from tests.browser.site import Site
from tests.browser.student import Student

DESPAIR = {
    "#title": "面接に落ち続けています。どうすればいいですか？",
    "#body": "もう消えたいと思うことがあります。何から話せばいいですか。",
}
PAGES = {
    "queue": "",
    "queue-empty": "?state=rejected",
    "advisors": "advisors",
    "new-advisor": "advisors/new",
    "advisor": "advisors/sample-a",
    "imports": "imports",
    "coverage": "coverage",
}

Take = Callable[[Page, str], None]
TakeMine = Callable[[str], None]


def take_desk(browser: Browser, site: Site, device: str, options: dict[str, Any], take: Take) -> None:
    """Walk the whole way of a question with one device, taking pictures."""

    def taker(page: Page, room: str) -> TakeMine:
        return lambda name: take(page, f"{device}-{room}-{name}")

    student, editor = Student(browser, site, **options), Colleague(browser, site, EDITOR, **options)
    _ask(student, taker(student.page, "ask"))
    _edit(editor, taker(editor.page, "desk"))
    for advisor_id in ADVISORS:
        advisor = Colleague(browser, site, advisor_id, **options)
        _answer(advisor, advisor_id, taker(advisor.page, f"desk-{advisor_id}"))
        advisor.close()
    _publish(editor, taker(editor.page, "desk"))
    _read(student, taker(student.page, "ask"))
    _look_around(editor, taker(editor.page, "desk"))
    _account(editor, taker(editor.page, "staff"))
    student.close()
    editor.close()


def _ask(student: Student, take: TakeMine) -> None:
    fill_in(student, DESPAIR)
    expect(student.page.locator("#hints .talk")).to_be_visible()
    take("where-to-talk")
    fill_in(student)
    expect(student.page.locator("#hints q").first).to_be_visible()
    take("hints-while-writing")
    student.page.fill("#title", "")
    student.page.get_by_role("button", name="送る", exact=True).click()
    expect(student.page.locator("#summary a").first).to_be_visible()
    take("errors")
    fill_in(student)
    be_hinted(student)
    take("hints-before-sending")
    send_as_it_is(student)
    take("receipt")
    student.open(student.page.url.removeprefix(student.site.address) + "/withdraw")
    take("withdraw")
    student.page.go_back()


def _edit(editor: Colleague, take: TakeMine) -> None:
    editor.page.reload()
    take("received")
    editor.follow(TITLE)
    take("entry-received")
    edit(editor)
    take("entry-edited")
    assign(editor)
    take("entry-assigned")


def _answer(advisor: Colleague, advisor_id: str, take: TakeMine) -> None:
    take("queue")
    advisor.follow(TITLE)
    take("begins")
    write(advisor, advisor_id)
    expect(advisor.page.locator("#preview .link-card")).to_be_visible()
    take("writes")
    advisor.press("完成にする")
    take("finished")


def _publish(editor: Colleague, take: TakeMine) -> None:
    editor.page.reload()
    take("entry-answered")
    editor.press("編集を終える")
    editor.press("公開する")
    take("entry-published")
    editor.press("この回答を取り下げる", ".parts li", of=ADVISORS["sample-b"])
    take("entry-one-withdrawn")


def _read(student: Student, take: TakeMine) -> None:
    student.page.reload()
    take("published")
    student.page.get_by_role("link", name="公開されたページを読む").click()
    expect(student.page.locator(".answer")).to_have_count(1)
    take("page-with-one-answer")


def _look_around(editor: Colleague, take: TakeMine) -> None:
    for name, path in PAGES.items():
        for language in ("ja", "en"):
            editor.page.goto(f"/desk/{path}{'&' if '?' in path else '?'}lang={language}")
            take(f"{name}-{language}")


def _account(editor: Colleague, take: TakeMine) -> None:
    for language in ("", "?lang=en"):
        name = "en" if language else "ja"
        for path in ("", "password"):
            editor.page.goto(f"/staff/{path}{language}")
            take(f"{path or 'account'}-{name}")
    _send_nothing(editor)
    take("password-errors")
    editor.page.goto("/staff/")
    editor.press("サインアウト")
    take("sign-in")
    _send_nothing(editor)
    take("sign-in-errors")


def _send_nothing(editor: Colleague) -> None:
    editor.page.locator("form").evaluate("form => (form.noValidate = true)")
    with editor.page.expect_navigation():
        editor.page.locator("form button").click()
