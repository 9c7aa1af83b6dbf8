"""Writing at the desk: sections, link cards, the preview, advisors and their papers, and whatever else people type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from sqlalchemy import insert, update
from werkzeug.datastructures import MultiDict

from quiz.store.tables import article, consultation
from tests.client import XHTML, Page
from tests.desk import DeskSite, fields_of, form_with

HOSTILE = [
    "\x00",
    "a\x00b\x1b[31m",
    "\ud800",
    "\u202e逆さ\u202c",
    "👩‍👩‍👧‍👦" * 50,
    "ﾊﾝｶｸｶﾀｶﾅ",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("x")',
    "'; DROP TABLE entry; --",
    "%s%n%(x)s",
    "あ" * 20_000,
    "\n\n\n- \n・\n",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path / "var")
    yield site
    site.close()


@pytest.fixture
def entry(desk: DeskSite) -> int:
    number = desk.entry()
    desk.assigned(number, "desk-a")
    return number


def inputs(page: Page, prefix: str) -> dict[str, str]:
    """Return the values of the fields whose names begin so."""
    found = {}
    for tag in ("input", "textarea"):
        for field in page.all(tag):
            name = field.get("name", "")
            if name.startswith(prefix):
                found[name] = field.get("value", "") if tag == "input" else "".join(field.itertext()).removeprefix("\n")
    return found


def outline(root: Element) -> list[str]:
    """Return tags, classes and texts of an answer's card, without the day that only a published one has."""
    lines = []
    for element in root.iter():
        if element.tag == XHTML + "time" or "回答日" in (element.text or ""):
            continue
        text = (element.text or "").strip()
        lines.append(
            f"{str(element.tag).removeprefix(XHTML)}.{element.get('class', '')} {text} {element.get('href', '')}"
        )
    return lines


def test_sections_are_added_moved_and_removed_without_script(desk: DeskSite, entry: int) -> None:
    writer = desk.signed_in("advisor-a")
    page = writer.open(f"/desk/entries/{entry}/answer")
    page = writer.press(page, "add", status=200, fields={"heading-0": "一", "text-0": "一の文"})
    page = writer.press(page, "add", status=200, fields={"heading-1": "二"})
    page = writer.press(page, "up-1", status=200)
    assert list(inputs(page, "heading-").values()) == ["二", "一", ""]
    page = writer.press(page, "remove-2", status=200)
    page = writer.press(page, "card-0", status=200)
    page = writer.press(page, "uncard-0-0", status=200, fields={"lead-0-0": "消える"})
    assert not inputs(page, "lead-")
    assert inputs(page, "text-") == {"text-0": "", "text-1": "一の文"}, "nothing typed is lost on the way"
    assert "まだ書いていません" in desk.signed_in("editor").open(f"/desk/entries/{entry}").text, "nothing was saved"


def test_a_draft_is_saved_as_typed_and_finished_later(desk: DeskSite, entry: int) -> None:
    writer = desk.signed_in("advisor-a")
    page = writer.open(f"/desk/entries/{entry}/answer")
    text = "一行目\n二行目\n\n- 項目\n- 項目2"
    page = writer.press(page, "save", fields={"heading-0": "結論", "text-0": text})
    assert inputs(page, "text-")["text-0"] == text
    assert "下書きを保存しました" in page.text
    page = writer.press(page, "finish")
    assert "この回答は完成しています" in page.text
    page = writer.press(page, "save")
    assert "この回答はまだ完成していません" in page.text, "an advisor may take it back to a draft"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"heading-0": "", "text-0": "文だけ"}, "見出しのない節があります"),
        ({"heading-0": "見出しだけ", "text-0": ""}, "本文のない節があります"),
        ({"heading-0": "", "text-0": ""}, "本文のない節があります"),
        ({"heading-0": "あ" * 301, "text-0": "文"}, "300文字までにしてください"),
        ({"heading-0": "結論", "text-0": "あ" * 4001}, "4000文字までにしてください"),
    ],
)
def test_an_answer_is_finished_only_when_it_is_whole(
    desk: DeskSite, entry: int, fields: dict[str, Any], said: str
) -> None:
    writer = desk.signed_in("advisor-a")
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "finish", status=422, fields=fields)
    assert said in page.text
    assert {**inputs(page, "heading-"), **inputs(page, "text-")} == fields, "the form comes back filled"


def test_cards_lead_to_consultations_and_articles_and_vanish_with_their_target(desk: DeskSite, entry: int) -> None:
    with desk.store.opened().writing() as connection:
        values = {"origin": "desk", "title": "サンプルの記事", "url": "https://example.jp/a", "is_withdrawn": False}
        connection.execute(insert(article).values(id="guide", changed_utc=0, **values))
    writer = desk.signed_in("advisor-a")
    page = writer.open(f"/desk/entries/{entry}/answer")
    for _ in range(3):
        page = writer.press(page, "card-0", status=200, fields={"heading-0": "結論", "text-0": "文"})
    targets = ["http://localhost/qa/same-reason?lang=en", "guide", "/qa/nowhere"]
    typed = {f"target-0-{n}": target for n, target in enumerate(targets)}
    leads = {f"lead-0-{n}": f"みちびき{n}" for n in range(3)}
    page = writer.press(page, "save", fields={**typed, **leads})
    assert inputs(page, "target-") == typed
    assert page.text.count("このリンク先は公開されていません") == 1
    refused = writer.press(page, "finish", status=422)
    assert "相談のページの住所か、idを書いてください" in refused.text
    writer.press(writer.press(refused, "uncard-0-2", status=200), "finish")
    editor = desk.signed_in("editor")
    page = editor.press(editor.open(f"/desk/entries/{entry}"), "accept")
    page = editor.press(page, "publish")
    read = desk.reader().get(f"/qa/q{entry}")
    assert "みちびき0" in read.text and "みちびき1" in read.text and "サンプルの記事" in read.text
    desk.store.publisher().withdraw_article("guide")
    read = desk.reader().get(f"/qa/q{entry}")
    assert "みちびき1" not in read.text and "サンプルの記事" not in read.text


def test_a_card_to_another_site_is_refused(desk: DeskSite, entry: int) -> None:
    writer = desk.signed_in("advisor-a")
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "card-0", status=200)
    for target in ("https://elsewhere.example/qa/same-reason", "//[", "javascript:alert(1)", "/d/interview", ""):
        changes = {"heading-0": "結論", "text-0": "文", "lead-0-0": "こちら", "target-0-0": target}
        assert "公開されていません" in writer.press(page, "finish", status=422, fields=changes).text


def test_the_preview_is_what_readers_get(desk: DeskSite, entry: int) -> None:
    writer = desk.signed_in("advisor-a")
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "card-0", status=200)
    text = "段落です。\n続きの行。\n\n- 一つめ\n- 二つめ\n\n最後の段落 <b>です</b>。"
    fields = {"heading-0": "結論から言います", "text-0": text, "lead-0-0": "こちらも", "target-0-0": "same-reason"}
    page = writer.press(page, "preview", status=200, fields=fields)
    form = form_with(page, "preview")
    body = MultiDict(fields_of(form))
    answer = writer.client.http.post(form.get("data-preview", ""), data=body)
    assert answer.status_code == 200
    fragment = html5lib.parseFragment(answer.get_data(as_text=True))
    writer.press(page, "finish")
    editor = desk.signed_in("editor")
    editor.press(editor.press(editor.open(f"/desk/entries/{entry}"), "accept"), "publish")
    public = desk.reader().get(f"/qa/q{entry}").one("section", class_="card answer")
    without_script = page.one("section", class_="card answer")
    (live,) = list(fragment.iter(XHTML + "section"))
    assert outline(live) == outline(without_script) == outline(public)
    assert any("一つめ" in line and line.startswith("li") for line in outline(live))


def test_a_preview_needs_a_form_of_this_sign_in_and_shows_nobody_else(desk: DeskSite, entry: int) -> None:
    writer = desk.signed_in("advisor-a")
    fields = MultiDict(fields_of(form_with(writer.open(f"/desk/entries/{entry}/answer"), "preview")))
    assert writer.client.http.post("/desk/preview", data={**fields, "csrf_token": ""}).status_code == 404
    assert writer.client.http.post("/desk/preview", data={**fields, "advisor": "nobody"}).status_code == 404
    assert desk.reader().http.post("/desk/preview", data=fields).status_code in (303, 403)


@pytest.mark.parametrize("token", ["", "nonsense", None])
def test_a_form_that_is_not_of_this_sign_in_changes_nothing_and_loses_nothing(
    desk: DeskSite, entry: int, token: str | None
) -> None:
    editor, writer = desk.signed_in("editor"), desk.signed_in("advisor-a")
    foreign = dict(fields_of(form_with(desk.signed_in("second").open(f"/desk/entries/{entry}"), "question")))
    written = foreign["csrf_token"] if token is None else token
    page = editor.press(
        editor.open(f"/desk/entries/{entry}"), "question", status=422, csrf_token=written, body="失われない本文です。"
    )
    assert "まだ送っていません" in page.text
    assert "失われない本文です。" in inputs(page, "body")["body"]
    typed = {"heading-0": "失われない見出し", "csrf_token": written}
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "finish", status=422, fields=typed)
    assert inputs(page, "heading-")["heading-0"] == "失われない見出し"
    people = editor.press(editor.open("/desk/advisors/desk-a"), "", status=422, csrf_token=written, name="別の名前")
    assert inputs(people, "name")["name"] == "別の名前"
    changes = {"csrf_token": written, "reason": "理由", "advisors": ["desk-b"]}
    for do in ("reject", "assign"):
        page = editor.press(editor.open(f"/desk/entries/{entry}"), do, status=422, fields=changes)
        assert "まだ送っていません" in page.text
    assert "サンプル回答者Bさんの回答" not in editor.open(f"/desk/entries/{entry}").text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_comes_back_or_is_saved_and_is_never_an_error_of_ours(
    desk: DeskSite, entry: int, text: str
) -> None:
    editor, writer = desk.signed_in("editor"), desk.signed_in("advisor-a")
    names = ("title", "title_en", "body", "area", "topics", "helps", "reason", "sentence", "revision", "stamp", "do")
    form = form_with(editor.open(f"/desk/entries/{entry}"), "question")
    page = writer.press(writer.open(f"/desk/entries/{entry}/answer"), "card-0", status=200)
    answer = form_with(page, "save")
    person = form_with(editor.open("/desk/advisors/desk-a"), "")
    sent = [(editor, form, name) for name in names]
    sent += [(writer, answer, name) for name in ("heading-0", "text-0", "lead-0-0", "target-0-0", "revision", "do")]
    sent += [(editor, person, name) for name in ("name", "title", "affiliation", "profile", "paper-0", "verified-0")]
    encoded = text.encode("utf-8", "surrogatepass")
    for browser, element, name in sent:
        fields = MultiDict(fields_of(element))
        fields["do"] = "question" if element is form else "save"
        fields[name] = encoded.decode("latin-1")
        body = "&".join(f"{key}={_quoted(value, key == name)}" for key, value in fields.items(multi=True))
        kind = "application/x-www-form-urlencoded"
        got = browser.client.http.post(element.get("action", ""), data=body, content_type=kind)
        assert got.status_code in (200, 303, 409, 422), (name, got.status_code)
        if got.status_code == 422:
            shown = got.get_data(as_text=True)
            assert "<script>alert" not in shown
            if name == "body" and "あ" in text:
                assert "あ" * 20_000 in shown, "over-long text comes back whole"
    for address in (f"/desk/entries/{entry}", "/desk/", "/desk/advisors", "/desk/advisors/desk-a"):
        page = editor.open(address)
        assert "\x00" not in page.text and "\u202e" not in page.text
    desk.signed_in("advisor-a").open(f"/desk/entries/{entry}/answer")


def _quoted(value: str, is_raw: bool) -> str:
    data = value.encode("latin-1") if is_raw else value.encode()
    return "".join(f"%{byte:02x}" for byte in data)


@pytest.mark.parametrize(
    "address",
    ["/desk/?state=%00", "/desk/?page=-1", "/desk/?page=９", "/desk/imports?page=999999999999", "/desk/?done=<b>"],
)
def test_odd_addresses_show_the_page(desk: DeskSite, address: str) -> None:
    assert "<b>" not in desk.signed_in("editor").open(address).text


def test_an_advisor_is_added_described_and_their_papers_recorded(desk: DeskSite) -> None:
    editor = desk.signed_in("editor")
    page = editor.open("/desk/advisors/new")
    page = editor.press(page, "", status=422, id="Bad Id", name="")
    assert "英小文字で始め" in page.text and "ここに書いてください" in page.text
    page = editor.press(page, "", status=422, id="desk-a", name="サンプル新人")
    assert "このidはもう使われています" in page.text
    page = editor.press(page, "", id="desk-new", title="相談員", profile="一段落目。\n\n二段落目。")
    assert "アドバイザーを加えました" in page.text and "公開はできません" in page.text
    page = editor.press(
        page, "", status=422, fields={"paper-0": "資格", "verified-0": "きのう", "expires-0": "2026-13-01"}
    )
    assert page.text.count("の形で書いてください") == 2
    assert inputs(page, "verified-")["verified-0"] == "きのう", "what was typed stays"
    days = {"verified-0": "2100/4/1", "expires-0": "2100-03-01"}
    assert "あとの日にしてください" in editor.press(page, "", status=422, fields=days).text
    page = editor.press(page, "", fields={"verified-0": "2100/4/1", "expires-0": "2100年6月30日"})
    assert inputs(page, "verified-")["verified-0"] == "2100-04-01"
    assert "公開はできません" not in page.text
    page = editor.press(page, "", status=422, fields={"paper-1": "資格"})
    assert "同じ名前が2つあります" in page.text
    page = editor.press(page, "", fields={"paper-1": ""})
    assert "2100-06-30 まで" in editor.open("/desk/advisors").text
    desk.later(days=90)
    editor = desk.signed_in("editor")
    assert "未確認か期限切れ" in editor.open("/desk/advisors").text
    page = editor.press(
        editor.open("/desk/advisors/desk-new"), "", fields={"paper-0": "", "verified-0": "", "expires-0": ""}
    )
    assert inputs(page, "paper-") == {"paper-0": ""}, "a row that is emptied goes"


def test_an_imported_consultation_is_confirmed_with_an_area(desk: DeskSite) -> None:
    with desk.store.opened().writing() as connection:
        mine = update(consultation).where(consultation.c.id == "same-reason")
        connection.execute(mine.values(is_confirmed=False))
    editor = desk.signed_in("editor")
    page = editor.open("/desk/imports")
    assert "志望動機がどの会社でも同じになります" in page.text
    wrong = editor.press(page, "", status=422, area="nonsense")
    assert "領域を1つ選んでください" in wrong.text
    page = editor.press(wrong, "", area="self", topics=["episodes", "nonsense"], helps=["self-outcome=none", "x=y"])
    assert "領域と話題を確定しました" in page.text and "確認を待っている相談はありません" in page.text
    page = editor.open("/desk/imports")
    assert "志望動機がどの会社でも" not in page.text
    read = desk.reader().get("/qa/same-reason").text
    assert "自己分析・根拠" in read


def test_the_gaps_are_those_of_what_is_published(desk: DeskSite) -> None:
    editor = desk.signed_in("editor")
    assert "足りないところはありません" in editor.open("/desk/coverage").text
    with desk.store.opened().writing() as connection:
        kept = consultation.c.id == "same-reason"
        connection.execute(update(consultation).where(~kept).values(withdrawn_by="editor"))
    page = editor.open("/desk/coverage")
    for words in ("少ない領域", "少ない段", "使われていない話題", "自己分析・根拠", "0件", "1件"):
        assert words in page.text
