"""Two people at once: the second is told, nothing is overwritten, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from quiz.store.desk.desk import Desk
from tests.desk import DeskSite, fields_of, form_with

BODIES = ["零番の人の本文です。", "一番の人の本文です。"]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path / "var")
    yield site
    site.close()


def test_the_second_editor_sees_both_versions_and_who_made_the_other(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.edited(entry)
    one, two = desk.signed_in("editor"), desk.signed_in("second")
    first, second = one.open(f"/desk/entries/{entry}"), two.open(f"/desk/entries/{entry}")
    one.press(first, "question", title="一人目が直したタイトルですか？")
    page = two.press(second, "question", status=409, title="二人目が直したタイトルですか？", body="二人目の本文です。")
    assert "ほかの人が保存しました" in page.text
    assert "editorさんが 2100-05-01 12:00 に保存した内容" in page.text
    assert "一人目が直したタイトル" in "".join("".join(part.itertext()) for part in page.all("ins"))
    assert "ほかの人が変えました" in page.text, "the title"
    assert "あなたが変えました" in page.text, "the body"
    assert page.one("input", id="title").get("value") == "二人目が直したタイトルですか？"
    assert "二人目の本文です。" in "".join(page.one("textarea", id="body").itertext())
    kept = one.open(f"/desk/entries/{entry}")
    assert kept.one("input", id="title").get("value") == "一人目が直したタイトルですか？", "nothing is overwritten"
    # Having seen it, the second takes the other's title and keeps their own body.
    page = two.press(page, "take-title", status=200)
    page = two.press(page, "question")
    assert page.one("input", id="title").get("value") == "一人目が直したタイトルですか？"
    assert "二人目の本文です。" in "".join(page.one("textarea", id="body").itertext())


def test_of_two_that_save_at_the_very_same_time_exactly_one_wins(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.edited(entry)
    browsers = [desk.signed_in("editor"), desk.signed_in("second")]
    sent = []
    for number, browser in enumerate(browsers):
        form = form_with(browser.open(f"/desk/entries/{entry}"), "question")
        fields = MultiDict(fields_of(form))
        fields["body"], fields["do"] = BODIES[number], "question"
        sent.append((browser, form.get("action", ""), fields))
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: one[0].client.http.post(one[1], data=one[2]), sent))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    winner = next(number for number, answer in enumerate(answers) if answer.status_code == 303)
    dossier = Desk(desk.store.opened()).dossier(entry)
    assert dossier is not None and dossier.question.body == BODIES[winner]
    lost = answers[1 - winner].get_data(as_text=True)
    assert all(body in lost for body in BODIES), "both versions are shown"


def test_a_decision_on_something_else_than_was_seen_is_not_made(desk: DeskSite) -> None:
    entry = desk.entry()
    one, two = desk.signed_in("editor"), desk.signed_in("second")
    page = one.press(desk.answered(entry), "accept")
    seen = two.open(f"/desk/entries/{entry}")
    answer = one.open(f"/desk/entries/{entry}/answers/desk-a")
    one.press(answer, "correct", fields={"text-0": "編集者が直した本文です。"})
    refused = two.press(seen, "publish", status=409)
    assert "ほかの人がこの相談を変えました" in refused.text
    desk.reader().get(f"/qa/q{entry}", status=404)
    two.press(refused, "publish")
    assert "編集者が直した本文です。" in desk.reader().get(f"/qa/q{entry}").text
    assert page.status == 200


def test_an_advisor_and_an_editor_in_one_answer_are_told_of_each_other(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.assigned(entry, "desk-a")
    writer, editor = desk.signed_in("advisor-a"), desk.signed_in("editor")
    theirs = writer.open(f"/desk/entries/{entry}/answer")
    ours = editor.open(f"/desk/entries/{entry}/answers/desk-a")
    editor.press(ours, "save", fields={"heading-0": "編集者の結論", "text-0": "編集者の本文。"})
    page = writer.press(theirs, "finish", status=409, fields={"heading-0": "私の結論", "text-0": "私の本文。"})
    assert "editorさんが" in page.text and "編集者の本文。" in page.text
    assert page.one("input", id="heading-0").get("value") == "私の結論"
    taken = writer.press(page, "take", status=200)
    assert taken.one("input", id="heading-0").get("value") == "編集者の結論"
    done = writer.press(page, "finish")
    assert done.one("input", id="heading-0").get("value") == "私の結論"


def test_an_advisor_who_writes_does_not_disturb_who_edits_the_question(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.assigned(entry, "desk-a")
    editor = desk.signed_in("editor")
    seen = editor.open(f"/desk/entries/{entry}")
    desk.answer(entry, "desk-a")
    page = editor.press(seen, "question", title="その間に直したタイトルですか？")
    assert page.one("input", id="title").get("value") == "その間に直したタイトルですか？"


def test_a_double_press_is_told_and_done_once(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.answered(entry), "accept")
    editor.press(page, "publish")
    again = editor.press(page, "publish", status=409)
    assert again.text.count("公開しました") == 1, "in the history"


def test_two_editors_of_one_advisor_are_told_of_each_other(desk: DeskSite) -> None:
    one, two = desk.signed_in("editor"), desk.signed_in("second")
    first, second = one.open("/desk/advisors/desk-a"), two.open("/desk/advisors/desk-a")
    one.press(first, "", title="一人目の肩書")
    page = two.press(second, "", status=409, title="二人目の肩書")
    assert "一人目の肩書" in page.text and page.one("input", id="title").get("value") == "二人目の肩書"
    two.press(page, "")
    assert one.open("/desk/advisors/desk-a").one("input", id="title").get("value") == "二人目の肩書"


def test_what_is_published_while_its_asker_takes_it_back_does_not_stay(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.published(entry), "question", title="もう一度ですか？")
    publisher = desk.store.publisher()
    form = form_with(page, "publish")
    fields = MultiDict([*fields_of(form), ("do", "publish")])
    original = type(publisher).publish_one

    def meanwhile(self: object, record: object, moment: object) -> None:
        desk.take_back(entry)
        original(self, record, moment)  # type: ignore[arg-type]

    patch = pytest.MonkeyPatch()
    patch.setattr(type(publisher), "publish_one", meanwhile)
    answer = editor.client.http.post(form.get("action", ""), data=fields)
    patch.undo()
    assert answer.status_code == 409
    desk.reader().get(f"/qa/q{entry}", status=404)


def test_a_form_whose_sign_in_has_ended_keeps_every_choice_and_the_longest_text(desk: DeskSite) -> None:
    entry, client = desk.entry(), desk.reader().http
    fields = {"do": "question", "title": "題", "body": "あ" * 30_000, "topics": ["motivation", "nerves"]}
    answer = client.post(f"/desk/entries/{entry}", data=fields)
    kept = answer.get_data(as_text=True)
    assert answer.status_code == 403 and "あ" * 30_000 in kept
    assert 'value="motivation"' in kept and 'value="nerves"' in kept
