"""The editors' desk over HTTP, as a browser without script: the way of an entry, and who sees and does what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from quiz.advice.workflow import Role, State
from tests.accounts import an_account
from tests.client import XHTML, Page
from tests.consultations import a_record, an_advisor, an_answer
from tests.desk import BODY, NOW, TITLE, DeskSite


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path / "var")
    yield site
    site.close()


def buttons(page: Page) -> set[str]:
    return {button.get("value", "") for button in page.all("button")}


def history(page: Page) -> list[str]:
    (lines,) = page.all("ol", class_="history")
    return [" ".join("".join(line.itertext()).split()) for line in lines.iter(XHTML + "li")]


def test_whoever_is_not_signed_in_is_asked_to(desk: DeskSite) -> None:
    for address in ("/desk/", f"/desk/entries/{desk.entry()}", "/desk/advisors", "/desk/coverage", "/desk/helps"):
        answer = desk.reader().http.get(address)
        assert answer.status_code == 303 and answer.headers["Location"].startswith("/staff/signin?next=/desk")


def test_the_queue_has_the_urgent_first_and_then_the_oldest(desk: DeskSite) -> None:
    desk.entry("一番目の相談")
    desk.clock.moment += timedelta(minutes=1)
    desk.entry("二番目の相談")
    desk.clock.moment += timedelta(minutes=1)
    desk.entry("至急の相談", is_urgent=True)
    page = desk.signed_in("editor").open("/desk/")
    (queue,) = page.all("ol", class_="queue")
    assert ["".join(one.itertext()) for one in queue.iter(XHTML + "h2")] == [
        "至急の相談",
        "一番目の相談",
        "二番目の相談",
    ]
    assert page.headers["Cache-Control"] == "no-store"


def test_the_queue_is_filtered_by_state_with_counts(desk: DeskSite) -> None:
    desk.published(desk.entry())
    desk.entry("まだ受け付けただけ")
    editor = desk.signed_in("editor")
    page = editor.open("/desk/")
    assert "対応中 1" in page.text and "公開中 1" in page.text and "見送り 0" in page.text
    assert "まだ受け付けただけ" not in editor.open("/desk/?state=published").text
    assert "この状態の相談はありません" in editor.open("/desk/?state=rejected").text
    assert editor.open("/desk/?state=nonsense&page=x").status == 200


def test_an_empty_queue_says_what_will_be_there(desk: DeskSite) -> None:
    assert "まだ相談は届いていません" in desk.signed_in("editor").open("/desk/").text
    assert "お願いしている相談はありません" in desk.signed_in("advisor-a").open("/desk/").text


def test_the_original_stands_beside_the_edited_question_with_what_may_name_somebody_marked(desk: DeskSite) -> None:
    entry = desk.entry()
    page = desk.signed_in("editor").open(f"/desk/entries/{entry}")
    marked = ["".join(mark.itertext()) for mark in page.all("mark")]
    assert "サンプル株式会社" in marked and "090-0000-0000" in marked
    assert page.one("input", id="title").get("value") == TITLE
    edited = desk.edited(entry)
    assert "".join(edited.one("textarea", id="body").itertext()).strip() == "来週、面接があります。"
    assert "サンプル株式会社" in edited.text, "the original stays as it was sent"
    assert "まだ残っていそうなところ" not in edited.text


def test_area_and_topics_are_proposed_from_the_words_until_an_editor_decides(desk: DeskSite) -> None:
    entry = desk.entry("逆質問は何を聞けばいいですか？", "逆質問が思いつきません。")
    editor = desk.signed_in("editor")
    page = editor.open(f"/desk/entries/{entry}")
    assert [one.get("value") for one in page.all("option") if one.get("selected") is not None] == ["reflection"]
    ticked = [box.get("value") for box in page.all("input", name="topics") if box.get("checked") is not None]
    assert "questions-to-ask" in ticked
    page = editor.press(editor.press(page, "screen"), "question", area="self", topics=[])
    assert [one.get("value") for one in page.all("option") if one.get("selected") is not None] == ["self"]


def test_an_entry_goes_all_the_way_and_every_step_is_in_the_history(desk: DeskSite) -> None:
    entry = desk.entry()
    page = desk.published(entry, "desk-a", "desk-b")
    assert [line.partition(" ")[2].partition(" ")[2] for line in history(page)] == [
        "editor 公開しました",
        "editor 編集を終えました",
        "advisor-b サンプル回答者Bさんの回答を完成にしました",
        "advisor-a サンプル回答者Aさんの回答を完成にしました",
        "editor アドバイザーにお願いしましたサンプル回答者A、サンプル回答者B",
        "editor 相談文を直しました：タイトル、本文、領域、話題",
        "editor 受けることにしました",
        "相談者 相談が届きました",
    ]
    read = desk.reader().get(f"/qa/q{entry}")
    assert "2人のアドバイザーが回答しています" in read.text
    assert "結論 desk-a" in read.text and "サンプル株式会社" not in read.text and "090" not in read.text


def test_one_answer_of_two_is_withdrawn_and_shown_again(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.published(entry, "desk-a", "desk-b"), "hide-desk-a")
    read = desk.reader().get(f"/qa/q{entry}")
    assert "1人のアドバイザーが回答しています" in read.text and "結論 desk-a" not in read.text
    desk.signed_in("advisor-a").open(f"/desk/entries/{entry}/answer", status=404)
    # Publishing the others anew does not lose it.
    page = editor.press(page, "question", title="直したタイトルですか？")
    page = editor.press(page, "publish")
    assert "直したタイトルですか" in desk.reader().get(f"/qa/q{entry}").text
    editor.press(page, "show-desk-a")
    read = desk.reader().get(f"/qa/q{entry}")
    assert "2人のアドバイザーが回答しています" in read.text and "結論 desk-a" in read.text


def test_an_entry_is_published_also_where_an_import_has_its_id(desk: DeskSite) -> None:
    entry = desk.entry()
    publisher, advisor = desk.store.publisher(), an_advisor()
    record = a_record(entry, area="research", answers=(an_answer(advisor),), topics=())
    publisher.apply(publisher.compare("elsewhere", [record], [advisor]), NOW)
    editor = desk.signed_in("editor")
    page = desk.published(entry)
    assert "面接が不安です" in desk.reader().get(f"/qa/q{entry}-2").text
    assert f"{entry}番目の質問ですか" in desk.reader().get(f"/qa/q{entry}").text
    editor.press(editor.press(page, "question", title="直したタイトルですか？"), "publish")
    assert "直したタイトル" in desk.reader().get(f"/qa/q{entry}-2").text


def test_a_consultation_is_withdrawn_and_published_again(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.published(entry), "withdraw")
    desk.reader().get(f"/qa/q{entry}", status=404)
    assert "取り下げ" in page.text and buttons(page) == {"restore"}
    editor.press(page, "restore")
    desk.reader().get(f"/qa/q{entry}")


def test_readers_see_what_was_published_until_it_is_published_again(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.published(entry), "question", title="新しいタイトルですか？")
    assert "読者には前の内容が見えます" in page.text
    assert "新しいタイトル" not in desk.reader().get(f"/qa/q{entry}").text
    editor.press(page, "publish")
    assert "新しいタイトル" in desk.reader().get(f"/qa/q{entry}").text


def test_a_rejection_has_a_reason_that_is_kept_and_can_be_reconsidered(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.open(f"/desk/entries/{entry}")
    wrong = editor.press(page, "reject", status=422)
    assert "ここに書いてください" in wrong.text
    page = editor.press(wrong, "reject", sentence="よく似た相談があります。", reason="面接の準備の相談です。")
    assert "よく似た相談があります。" in page.text and "面接の準備の相談です。" in page.text
    kept = desk.store.opened()
    with kept.reading() as connection:
        from quiz.store.desk.reading import find

        found = find(connection, entry)
    assert found is not None and found.state is State.REJECTED
    assert found.reason == "よく似た相談があります。\n面接の準備の相談です。"
    assert "確認ずみ" in editor.press(page, "reconsider").text


def test_all_that_is_missing_is_said_before_publishing(desk: DeskSite) -> None:
    entry = desk.entry()
    page = desk.assigned(entry, "desk-a", "desk-b")
    assert "サンプル回答者Aさんの回答がまだ完成していません" in page.text
    assert "サンプル回答者Bさんの回答がまだ完成していません" in page.text
    assert "publish" not in buttons(page)
    desk.answer(entry, "desk-a")
    page = desk.answered(desk.entry(), "desk-a")
    assert "「編集を終える」を押してください" in page.text


@pytest.mark.parametrize("day_of_expiry", [-1, 0])
def test_an_answer_without_a_qualification_that_holds_is_finished_but_not_published(
    desk: DeskSite, day_of_expiry: int
) -> None:
    today = NOW.date()
    desk.unqualify("desk-a", verified_on=today - timedelta(days=9), expires_on=today + timedelta(days=day_of_expiry))
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.answered(entry), "accept")
    if day_of_expiry < 0:
        assert "サンプル回答者Aさんの資格が、確認されていないか期限を過ぎています" in page.text
        refused = editor.press(page, "publish", status=422)
        assert "この操作はできません" in refused.text
        desk.reader().get(f"/qa/q{entry}", status=404)
        writer = desk.signed_in("advisor-a")
        theirs = writer.open(f"/desk/entries/{entry}/answer")
        assert "編集者に資格の確認をお願いしてください" in theirs.text
        writer.press(theirs, "publish", status=422)
        desk.reader().get(f"/qa/q{entry}", status=404)
    else:
        editor.press(page, "publish")
        desk.reader().get(f"/qa/q{entry}")


def test_a_qualified_advisor_publishes_what_an_editor_has_read(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.answered(entry)
    writer = desk.signed_in("advisor-a")
    assert "publish" not in buttons(writer.open(f"/desk/entries/{entry}/answer"))
    editor = desk.signed_in("editor")
    editor.press(editor.open(f"/desk/entries/{entry}"), "accept")
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "publish")
    assert "公開しました" in page.text
    assert "1人のアドバイザー" in desk.reader().get(f"/qa/q{entry}").text


def test_an_advisor_sees_only_what_is_assigned_to_them(desk: DeskSite) -> None:
    mine, other = desk.entry(), desk.entry("ほかの人の相談")
    desk.assigned(mine, "desk-a")
    desk.assigned(other, "desk-b")
    writer = desk.signed_in("advisor-a")
    queue = writer.open("/desk/")
    assert queue.text.count("面接が不安です") == 1 and "ほかの人の相談" not in queue.text
    page = writer.open(f"/desk/entries/{mine}/answer")
    assert "サンプル株式会社" not in page.text and "090" not in page.text, "only the edited question is shown"
    writer.open(f"/desk/entries/{other}/answer", status=404)
    writer.open("/desk/entries/999/answer", status=404)
    assert writer.client.http.get(f"/desk/entries/{other}").headers["Location"] == f"/desk/entries/{other}/answer"
    for address in (
        "/desk/advisors",
        "/desk/imports",
        "/desk/coverage",
        "/desk/helps",
        f"/desk/entries/{mine}/answers/desk-b",
    ):
        writer.open(address, status=403)


def test_an_entry_is_assigned_only_once_its_question_is_edited(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(editor.open(f"/desk/entries/{entry}"), "screen")
    assert "先に相談文を保存してください" in page.text and "assign" not in buttons(page)


@pytest.mark.parametrize("chosen", [[], ["desk-a", "desk-b", "sample-a", "sample-b"]])
def test_one_to_three_advisors_are_assigned(desk: DeskSite, chosen: list[str]) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    page = editor.press(desk.edited(entry), "assign", status=422, advisors=chosen)
    assert "1人から3人まで選んでください" in page.text
    ticked = [box.get("value", "") for box in page.all("input", name="advisors") if box.get("checked") is not None]
    assert sorted(ticked) == sorted(chosen), "what was ticked stays ticked"


def test_who_has_begun_to_write_stays_assigned(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.assigned(entry, "desk-a")
    writer = desk.signed_in("advisor-a")
    writer.press(writer.open(f"/desk/entries/{entry}/answer"), "save", fields={"heading-0": "書きかけ"})
    editor = desk.signed_in("editor")
    page = editor.press(editor.open(f"/desk/entries/{entry}"), "assign", advisors=["desk-b"])
    assert "サンプル回答者Aさんの回答" in page.text and "サンプル回答者Bさんの回答" in page.text


def test_no_button_loses_a_question_that_is_typed_and_not_saved(desk: DeskSite) -> None:
    entry = desk.entry()
    editor = desk.signed_in("editor")
    typed = "まだ保存していない長い文です。"
    page = editor.press(editor.open(f"/desk/entries/{entry}"), "screen", status=422, body=typed)
    assert typed in page.text and "先に相談文を保存してから" in page.text
    page = editor.press(page, "question")
    assert typed in page.text
    editor.press(page, "screen")


def test_an_entry_that_its_asker_took_back_shows_nothing_and_can_not_be_published(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.published(entry)
    desk.take_back(entry)
    editor = desk.signed_in("editor")
    page = editor.open(f"/desk/entries/{entry}")
    assert "相談者が取り消しました" in page.text and BODY[:6] not in page.text
    assert buttons(page) == set()
    desk.reader().get(f"/qa/q{entry}", status=404)
    queue = editor.open("/desk/?state=withdrawn")
    assert queue.status == 200


def test_an_answer_keeps_the_title_of_its_day(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.published(entry)
    editor = desk.signed_in("editor")
    page = editor.press(editor.open("/desk/advisors/desk-a"), "", title="室長", affiliation="新しい相談室")
    assert "室長" in page.one("input", id="title").get("value", "")
    later = desk.entry("あとの相談ですか？")
    desk.published(later)
    assert "室長" not in desk.reader().get(f"/qa/q{entry}").text
    assert "室長" in desk.reader().get(f"/qa/q{later}").text
    # Publishing the old one again does not change it either.
    page = editor.press(editor.open(f"/desk/entries/{entry}"), "question", title="直した古い相談ですか？")
    editor.press(page, "publish")
    read = desk.reader().get(f"/qa/q{entry}").text
    assert "室長" not in read and "サンプル相談室" in read


@pytest.mark.parametrize("address", ["/desk/entries/0", "/desk/entries/99999999999999999999", "/desk/advisors/nobody"])
def test_what_is_not_there_is_told_plainly(desk: DeskSite, address: str) -> None:
    desk.signed_in("editor").open(address, status=404)


def test_every_page_is_there_in_english(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.published(entry)
    editor = desk.signed_in("editor")
    pages = ["/desk/", f"/desk/entries/{entry}", f"/desk/entries/{entry}/answers/desk-a", "/desk/advisors"]
    for address in [*pages, "/desk/advisors/desk-a", "/desk/imports", "/desk/coverage"]:
        page = editor.open(f"{address}?lang=en")
        assert page.one("html").get("lang") == "en"
        assert page.one("a", class_="lang").get("href") == address
        assert "Editors’ desk" in page.text


@pytest.mark.parametrize("suffix", ["", "?lang=en"])
def test_what_helps_is_told_by_the_published_figures_and_by_nothing_at_the_desk(desk: DeskSite, suffix: str) -> None:
    an_account(desk.store, "viewer", Role.VIEWER, moment=desk.clock())
    editor = desk.signed_in("editor")
    for name in ("editor", "viewer"):
        answer = desk.signed_in(name).client.http.get(f"/desk/helps{suffix}")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/staff/figures/content{suffix}")
    links = {link.get("href") for link in editor.open(f"/desk/{suffix}").all("a")}
    assert f"/staff/figures/content{suffix}" in links and f"/desk/helps{suffix}" not in links
    editor.open(f"/staff/figures/content{suffix}")


def notice(page: Page) -> str:
    """Return the address that opens the editor's mail program, or nothing."""
    return next((href for a in page.all("a") if (href := a.get("href") or "").startswith("mailto:")), "")


def test_an_asker_who_wants_a_notice_gets_one_and_no_second(desk: DeskSite) -> None:
    entry = desk.entry(mail="asker+kyujin@example.ac.jp")
    editor = desk.signed_in("editor")
    assert notice(editor.open(f"/desk/entries/{entry}")) == ""
    desk.published(entry)
    page = editor.open(f"/desk/entries/{entry}")
    address = urlsplit(notice(page))
    assert address.path == "asker%2Bkyujin@example.ac.jp"
    words = parse_qs(address.query)
    assert words["subject"] == ["ご相談に回答しました"]
    assert f"http://localhost/qa/q{entry}" in words["body"][0]
    page = editor.press(page, "notify")
    assert notice(page) == "" and "お知らせずみです" in page.text
    assert "相談者にお知らせしました" in history(page)[0]
    assert "notify" not in buttons(page)


def test_a_rejected_asker_is_told_the_reason(desk: DeskSite) -> None:
    entry = desk.entry(mail="asker@example.ac.jp")
    editor = desk.signed_in("editor")
    page = editor.press(
        editor.open(f"/desk/entries/{entry}"), "reject", reason="duplicate", sentence="同じ相談があります。"
    )
    assert "同じ相談があります。" in parse_qs(urlsplit(notice(page)).query)["body"][0]


def test_nobody_is_notified_without_an_address(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.published(entry)
    page = desk.signed_in("editor").open(f"/desk/entries/{entry}")
    assert notice(page) == "" and "notify" not in buttons(page)


def test_an_advisor_is_offered_only_the_states_that_they_meet(desk: DeskSite) -> None:
    entry = desk.entry()
    desk.assigned(entry, "desk-a")
    offered = desk.signed_in("advisor-a").open("/desk/").text
    assert "回答待ち 1" in offered and "公開中 0" in offered
    assert "受付 0" not in offered and "見送り 0" not in offered
    assert "受付 0" in desk.signed_in("editor").open("/desk/").text
