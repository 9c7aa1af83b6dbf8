"""The entry form in a real browser: on a phone, with an IME, without script, and sent twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from quiz.advice.cleaning import cleaned, length_of
from tests.browser.student import Student

Enter = Callable[..., Student]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TITLE = "面接で緊張したとき、どう立て直せばいいですか？"
BODY = "練習では話せるのに、本番では頭が真っ白になります。直前にできることはありますか。"
TELLING = "株式会社サンプルの面接で落ちました。連絡先は０９０－１２３４－５６７８です。どうすればいいですか。"
RECEIPT = re.compile(r"/qa/ask/entries/[0-9a-f]{40}")


@pytest.fixture
def asker(enter: Enter) -> Student:
    return opened(enter())


def opened(student: Student, language: str = "") -> Student:
    """Open the form."""
    return student.open(f"/qa/ask{language}")


def fill(page: Page, title: str = TITLE, body: str = BODY) -> None:
    page.fill("#title", title)
    page.fill("#body", body)
    page.check("#consent")


def read(page: Page) -> None:
    """Take as long as somebody who reads the form before sending it: programs are faster."""
    page.wait_for_timeout(max(0, 3_500 - page.evaluate("performance.now()")))


def send(page: Page) -> None:
    read(page)
    page.get_by_role("button", name="送る", exact=True).click()


def forget_refusals(student: Student) -> None:
    """A form that comes back is no complaint of the page, though Chromium notes its status."""
    student.complaints[:] = [said for said in student.complaints if "422" not in said]


def assert_clean(page: Page) -> None:
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, json.dumps(
        [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found], ensure_ascii=False, indent=1
    )


def test_a_question_is_sent_and_its_page_can_take_it_back(asker: Student) -> None:
    page = asker.page
    fill(page)
    page.select_option("#grade", "bachelor3")
    send(page)
    page.wait_for_url(RECEIPT)
    expect(page.get_by_role("heading", level=1)).to_have_text("相談を受け付けました")
    page.get_by_role("link", name="この相談を取り下げる").click()
    page.get_by_role("button", name="取り下げる", exact=True).click()
    page.wait_for_url(RECEIPT)
    expect(page.get_by_role("heading", level=1)).to_have_text("相談を取り下げました")


def test_a_name_and_a_number_are_hinted_at_while_writing_and_once_before_sending(asker: Student) -> None:
    page = asker.page
    fill(page, body=TELLING)
    expect(page.locator("#hints q")).to_have_text(["株式会社サンプル", "０９０－１２３４－５６７８"])
    send(page)
    expect(page.locator("#summary")).to_be_focused()
    expect(page.locator("#summary q")).to_have_text(["株式会社サンプル", "０９０－１２３４－５６７８"])
    expect(page.locator("#body")).to_have_value(TELLING)
    page.fill("#body", TELLING.replace("株式会社サンプル", "志望する会社"))
    expect(page.locator("#hints q")).to_have_text(["０９０－１２３４－５６７８"])
    expect(page.locator("#summary")).to_have_count(0)
    page.get_by_role("button", name="このまま送る").click()
    page.wait_for_url(RECEIPT)
    forget_refusals(asker)


def test_who_chooses_a_grade_right_after_writing_still_gets_hints(asker: Student) -> None:
    page = asker.page
    page.fill("#body", TELLING)
    page.select_option("#grade", "bachelor3")
    expect(page.locator("#hints q")).to_have_text(["株式会社サンプル", "０９０－１２３４－５６７８"])


def test_words_of_despair_show_at_once_where_to_talk(asker: Student) -> None:
    page = asker.page
    page.fill("#body", f"{BODY}もう消えたいと思います。")
    expect(page.get_by_role("link", name=re.compile("0120-061-338"))).to_be_visible()
    page.fill("#body", BODY)
    expect(page.get_by_role("link", name=re.compile("0120-061-338"))).to_have_count(0)


def compose(page: Page, text: str) -> Any:
    """Begin to write by an input method: the text is in the field, and not confirmed yet."""
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return session


@pytest.mark.parametrize("field", ["#title", "#mail"])
def test_enter_that_confirms_a_conversion_sends_nothing_and_moves_nowhere(asker: Student, field: str) -> None:
    page = asker.page
    fill(page)
    page.fill(field, "")
    page.focus(field)
    session = compose(page, "めんせつ")
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    session.send("Input.insertText", {"text": "面接"})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **enter})
    expect(page.locator(field)).to_be_focused()
    expect(page.locator(field)).to_have_value("面接")
    assert [request.method for request in asker.requests if request.url.endswith("/qa/ask")] == ["GET"]


def test_enter_leads_from_the_title_to_the_text_and_never_sends(asker: Student) -> None:
    page = asker.page
    fill(page)
    page.press("#title", "Enter")
    expect(page.locator("#body")).to_be_focused()
    expect(page.locator("#title")).to_have_value(TITLE)
    page.press("#mail", "Enter")
    page.press("#body", "Enter")
    expect(page.locator("#body")).to_have_value(re.compile("\n"))
    assert [request.method for request in asker.requests if request.url.endswith("/qa/ask")] == ["GET"]


def test_nobody_looks_through_a_text_while_it_is_being_converted(asker: Student) -> None:
    page = asker.page
    page.focus("#body")
    session = compose(page, "さんぷるぎんこう")
    page.wait_for_timeout(1_500)
    assert not [request for request in asker.requests if request.url.endswith("/hints")]
    with page.expect_request("**/qa/ask/hints"):
        session.send("Input.insertText", {"text": "サンプル銀行"})
    expect(page.locator("#hints q")).to_have_text("サンプル銀行")


COUNTED = [
    "",
    "面接",
    "  面接で\r\n\r\n\r\n\r\n緊張する \n",
    "ﾒﾝｾﾂﾃﾞｷﾝﾁｮｳ",
    "か\u3099き\u3099",
    "👩‍💻👍🏽❤️🇯🇵👨‍👩‍👧",
    "葛󠄀城と𠮷野",
    "\u202eあ\u200bい\ufeff\t う",
    "１２３ＡＢＣ　空白",
    "e\u0301\u0302 café",
]


def test_script_and_server_count_alike(asker: Student) -> None:
    page = asker.page
    script = page.locator('script[src*="ask."]').get_attribute("src")
    counts = page.evaluate(
        "([script, texts]) => import(script).then((ask) => texts.map(ask.lengthOf))", [script, COUNTED]
    )
    assert counts == [length_of(cleaned(text)) for text in COUNTED]


def test_what_is_left_is_counted_while_writing(asker: Student) -> None:
    page = asker.page
    page.fill("#title", "あ" * 98)
    expect(page.locator("#title-count")).to_have_text("あと2文字書けます")
    page.fill("#title", "あ" * 103)
    expect(page.locator("#title-count")).to_have_text("3文字多くなっています")
    expect(page.locator("#counted")).to_have_text("3文字多くなっています")
    page.fill("#body", "短い")
    expect(page.locator("#body-count")).to_have_text("あと18文字から送れます")
    expect(page.locator("#title")).to_have_value("あ" * 103)


def test_a_draft_comes_back_in_its_tab_and_is_gone_once_it_was_sent(asker: Student) -> None:
    page = asker.page
    page.fill("#title", TITLE)
    page.fill("#body", BODY)
    page.fill("#mail", "sample@example.jp")
    asker.open("/qa/").open("/qa/ask")
    expect(page.locator("#draft")).to_be_visible()
    expect(page.locator("#body")).to_have_value(BODY)
    expect(page.locator("#mail")).to_have_value("")
    page.check("#consent")
    send(page)
    page.wait_for_url(RECEIPT)
    asker.open("/qa/ask")
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("#draft")).to_be_hidden()


def test_a_draft_can_be_thrown_away(asker: Student) -> None:
    page = asker.page
    page.fill("#title", TITLE)
    asker.open("/qa/ask")
    page.get_by_role("button", name="消して書き直す").click()
    expect(page.locator("#title")).to_have_value("")
    asker.open("/qa/ask")
    expect(page.locator("#draft")).to_be_hidden()


def test_another_tab_does_not_see_the_draft(asker: Student) -> None:
    asker.page.fill("#title", TITLE)
    other = asker.context.new_page()
    other.goto(asker.page.url)
    expect(other.locator("#title")).to_have_value("")


def test_a_double_tap_sends_once(asker: Student) -> None:
    fill(asker.page)
    read(asker.page)
    asker.page.get_by_role("button", name="送る", exact=True).dblclick()
    asker.page.wait_for_url(RECEIPT)
    assert [request.method for request in asker.requests if request.url.endswith("/qa/ask")] == ["GET", "POST"]


def test_without_network_the_text_stays(asker: Student) -> None:
    page = asker.page
    fill(page)
    asker.context.set_offline(True)
    send(page)
    expect(page.locator("#status")).to_contain_text("電波が届いていない")
    asker.context.set_offline(False)
    send(page)
    page.wait_for_url(RECEIPT)
    asker.complaints[:] = [said for said in asker.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_without_script_hints_are_shown_once_and_the_text_is_kept(enter: Enter) -> None:
    student = opened(enter(java_script_enabled=False))
    page = student.page
    expect(page.get_by_role("button", name="このまま送る")).to_be_hidden()
    expect(page.locator("#draft")).to_be_hidden()
    fill(page, body=TELLING)
    send(page)
    expect(page.locator("#summary q")).to_have_text(["株式会社サンプル", "０９０－１２３４－５６７８"])
    expect(page.locator("#body")).to_have_value(TELLING)
    page.get_by_role("button", name="このまま送る").click()
    page.wait_for_url(RECEIPT)
    forget_refusals(student)


def test_without_script_errors_lead_to_their_fields(enter: Enter) -> None:
    student = opened(enter(java_script_enabled=False))
    page = student.page
    send(page)
    expect(page.locator("#summary li")).to_have_count(3)
    page.get_by_role("link", name="相談の内容を書いてください").click()
    assert page.url.endswith("#body")
    expect(page.locator("#homepage")).not_to_be_in_viewport()
    forget_refusals(student)


@pytest.mark.parametrize(("language", "scheme"), [("", "dark"), ("?lang=en", "light")])
def test_axe_finds_nothing_on_any_page_of_the_way(enter: Enter, scheme: str, language: str) -> None:
    student = opened(enter(color_scheme=scheme), language)
    page = student.page
    assert_clean(page)
    page.locator(".go button").first.click()
    expect(page.locator("#summary")).to_be_focused()
    assert_clean(page)
    fill(page, body=f"{TELLING}もう消えたいです。")
    expect(page.locator("#hints q").first).to_be_visible()
    assert_clean(page)
    read(page)
    page.locator(".go button").first.click()
    expect(page.locator("#summary q").first).to_be_visible()
    assert_clean(page)
    page.locator("#confirm").click()
    page.wait_for_url(RECEIPT)
    assert_clean(page)
    page.locator(".take-back a").click()
    expect(page.locator(".decide")).to_be_visible()
    assert_clean(page)
    page.locator(".decide button").click()
    page.wait_for_url(RECEIPT)
    assert_clean(page)
    forget_refusals(student)


@pytest.mark.parametrize("width", [320, 180])
def test_large_type_never_makes_a_page_scroll_sideways(enter: Enter, width: int) -> None:
    """A width of 180 is 360 at a zoom of 200 %; one of 320 is 1280 at 400 %."""
    student = opened(enter(viewport={"width": width, "height": 320}))
    page = student.page
    sideways = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(sideways) <= 0
    fill(page, body=f"{TELLING}もう消えたいです。")
    expect(page.locator("#hints q").first).to_be_visible()
    assert page.evaluate(sideways) <= 0
    read(page)
    page.locator("#confirm").click()
    page.wait_for_url(RECEIPT)
    assert page.evaluate(sideways) <= 0


def test_everything_to_tap_is_large_enough(asker: Student) -> None:
    page = asker.page
    fill(page, body=f"{TELLING}もう消えたいです。")
    expect(page.locator("#hints q").first).to_be_visible()
    for target in page.locator("button:visible, .tick, select, textarea, #mail, .talk-lines a").all():
        box = target.bounding_box()
        assert box is not None and box["height"] >= 48, target.inner_text()
