"""A question on its whole way: written on a phone, edited, answered by two, published, and one answer taken away.

Every step is taken in a browser of the one who takes it, with script and without; axe looks at every state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.colleague import ADVISORS, EDITOR, Colleague, hire
from tests.browser.editorial import (
    ANONYMOUS,
    BODY,
    COMPANY,
    CONCLUSIONS,
    LEAD,
    PHONE_NUMBER,
    TITLE,
    assign,
    be_hinted,
    edit,
    fill_in,
    send_as_it_is,
    write,
)
from tests.browser.site import Site, running_site
from tests.browser.student import PHONE, Student
from tests.browser.test_looks import assert_clean
from tests.deployments import ready

Look = Callable[[Page], None]
Person = TypeVar("Person", Student, Colleague)
DESKTOP = {"width": 1100, "height": 800}
TELLING = (COMPANY, "サンプル商事", PHONE_NUMBER)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """One folder, served twice: as it is by default, and describing its pages as QAPage."""
    var = ready(tmp_path / "var")
    with running_site(var) as site, running_site(var, QUIZ_STRUCTURED_DATA="qapage") as as_qapage:
        hire(site)
        yield site, as_qapage


@pytest.mark.parametrize(
    ("script", "scheme"), [(True, "dark"), (False, "light")], ids=["with-script", "without-script"]
)
def test_a_question_is_edited_answered_by_two_and_published_and_then_by_one(
    browser: Browser, sites: tuple[Site, Site], script: bool, scheme: str
) -> None:
    site, as_qapage = sites
    options: dict[str, Any] = {"java_script_enabled": script, "color_scheme": scheme}
    with ExitStack() as people:
        student, reader, other_reader = (
            _come(people, Student(browser, place, viewport=PHONE, **options)) for place in (site, site, as_qapage)
        )
        editor = _come(people, Colleague(browser, site, EDITOR, viewport=DESKTOP, **options))
        look: Look = _look if script else lambda page: None

        entry = _asked(student, editor, look)
        address = _published(browser, people, site, editor, options, look)
        assert address == f"/qa/q{entry}"

        for place in (reader, other_reader):
            _has_answers(place, address, list(ADVISORS.values()))
            look(place.page)
        assert _described(other_reader.page, "QAPage")["mainEntity"]["answerCount"] == 2
        assert _described(reader.page, "Article")["headline"] == TITLE
        assert not any(word in reader.page.content() for word in TELLING)
        _is_found(reader, address)
        _is_told_of(student, address, look)

        editor.page.goto(f"/desk/entries/{entry}")
        editor.press("この回答を取り下げる", ".parts li", of=ADVISORS["sample-b"])
        look(editor.page)
        for place in (reader, other_reader):
            _has_answers(place, address, [ADVISORS["sample-a"]])
        question = _described(other_reader.page, "QAPage")["mainEntity"]
        assert question["answerCount"] == len(question["suggestedAnswer"]) == 1
        assert ADVISORS["sample-b"] not in json.dumps(_described(reader.page, "Article"), ensure_ascii=False)
        assert not reader.open("/qa/search?q=自分の言葉に直してから使います").page.get_by_text(TITLE).count()
        _is_found(reader, address)


def _come(people: ExitStack, person: Person) -> Person:
    """Let somebody in, who leaves when all is over, and whose pages may not have complained by then."""
    people.callback(person.close)
    people.push(lambda kind, *_: _assert_no_complaints(person) if kind is None else None)
    return person


def _assert_no_complaints(person: Student | Colleague) -> None:
    assert person.complaints == []
    if isinstance(person, Student):
        assert person.context.cookies() == []


def _look(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url
    assert_clean(page)


def _asked(student: Student, editor: Colleague, look: Look) -> int:
    """Send the question, find it at the desk as it came, edit it, and ask two advisors; return its number."""
    fill_in(student)
    be_hinted(student)
    look(student.page)
    receipt = send_as_it_is(student)
    expect(student.page.get_by_role("heading", level=1)).to_have_text("相談を受け付けました")

    editor.page.reload()
    expect(editor.page.locator(".queue .code")).to_have_text(receipt)
    look(editor.page)
    editor.follow(TITLE)
    original = editor.page.locator(".original")
    expect(original).to_contain_text(BODY.partition("\n")[0])
    expect(original.locator("div[lang] mark")).to_have_text([COMPANY, PHONE_NUMBER])
    look(editor.page)
    edit(editor)
    expect(editor.page.locator("#body")).to_have_value(ANONYMOUS)
    _is_told(student, "内容を確かめています", look)
    assign(editor)
    _is_told(student, "アドバイザーが回答しています", look)
    return int(editor.page.url.partition("/entries/")[2].partition("?")[0])


def _published(
    browser: Browser, people: ExitStack, site: Site, editor: Colleague, options: dict[str, Any], look: Look
) -> str:
    """Let both advisors answer, read it, and publish; return the address that the desk names."""
    for advisor_id in ADVISORS:
        advisor = _come(people, Colleague(browser, site, advisor_id, viewport=PHONE, **options))
        advisor.follow(TITLE)
        assert not any(word in advisor.page.content() for word in TELLING), "an advisor sees the edited question alone"
        write(advisor, advisor_id)
        look(advisor.page)
        advisor.press("完成にする")
        expect(advisor.page.get_by_text("この回答は完成しています。")).to_be_visible()
        look(advisor.page)
    editor.page.reload()
    for name in ("編集を終える", "公開する"):
        look(editor.page)
        editor.press(name)
    look(editor.page)
    return editor.page.locator('main a[href^="/qa/"]').first.get_attribute("href") or ""


def _has_answers(reader: Student, address: str, names: list[str]) -> None:
    """See the count, the advisors in turn, their conclusion first, and their cards."""
    page, count = reader.open(address).page, len(names)
    heading = page.get_by_role("heading", name=f"{count}人のアドバイザーが回答しています")
    # Another process looks for what is new every other second; its readers see it when they come again.
    end = monotonic() + 10
    while heading.count() == 0 and monotonic() < end:
        reader.open(address)
    expect(heading).to_be_visible()
    expect(page.locator(".answer h3")).to_have_text(names)
    expect(page.locator(".answer .conclusion h4")).to_have_text(list(CONCLUSIONS.values())[:count])
    expect(page.locator(".answer .lead-in")).to_have_text([LEAD] * count)
    expect(page.locator(".answer .link-card a")).to_have_count(count)


def _described(page: Page, kind: str) -> dict[str, Any]:
    """Return what the page says to search engines, in the part of this type."""
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    return next(part for part in data["@graph"] if part["@type"] == kind)


def _is_found(reader: Student, address: str) -> None:
    reader.open("/qa/").page.get_by_role("searchbox").fill("二次面接")
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name="さがす").click()
    expect(reader.page.locator(f'.teasers a[href="{address}"]')).to_have_text(TITLE)


def _is_told(student: Student, heading: str, look: Look) -> None:
    student.page.reload()
    expect(student.page.get_by_role("heading", level=1)).to_have_text(heading)
    look(student.page)


def _is_told_of(student: Student, address: str, look: Look) -> None:
    """See on the page of the entry that it is published, and follow its link."""
    _is_told(student, "相談を公開しました", look)
    expect(student.page.get_by_text("待っているあいだに")).to_have_count(0)
    receipt = student.page.url
    student.page.get_by_role("link", name="公開されたページを読む").click()
    student.page.wait_for_url(f"**{address}")
    student.page.goto(receipt)
