"""A desk for tests: entries that came in, people who work on them, and a browser without script that presses buttons.

desk = DeskSite(tmp_path / "var")                  the shipped site with an editor, another, and two advisors
entry = desk.entry("タイトル", "本文")               an entry as the form stores it; its number
editor = desk.signed_in("editor")                  who opens pages and presses buttons
page = editor.open(f"/desk/entries/{entry}")
page = editor.press(page, "question", title="…")   every field as the page has it, with changes; the page that follows
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from sqlalchemy import func, select, update
from werkzeug.datastructures import MultiDict

from quiz.advice.model import Advisor, Qualification
from quiz.advice.workflow import Role
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.desk import entries
from quiz.store.desk.entry import NewEntry
from quiz.store.desk.people import People
from quiz.store.handle import StoreHandle
from quiz.store.tables import entry as entry_table
from tests.accounts import an_account, signed_in
from tests.client import XHTML, Page, PageClient
from tests.clocks import HandSet
from tests.deployments import ready

NOW = datetime(2100, 5, 1, 3, 0, tzinfo=UTC)
"""Later than the start that published what is shipped."""
TITLE = "サンプル株式会社の面接が不安です。どう準備すればよいですか？"
BODY = "来週、サンプル株式会社の面接があります。\n\n連絡先は 090-0000-0000 です。逆質問が思いつきません。"
_numbers = count(1)


class DeskSite:
    """The shipped site with people who work at its desk."""

    def __init__(self, var: Path, **environ: str) -> None:
        self.settings = Settings.from_environment({"QUIZ_VAR": str(ready(var)), **environ})
        self.prepared = prepare(self.settings)
        self.store = StoreHandle(self.settings)
        self.clock = HandSet(NOW)
        self.app = self._app()
        self._browsers: dict[str, DeskBrowser] = {}
        people = People(self.store.opened())
        for letter in "ab":
            paper = Qualification("キャリア相談の資格", NOW.date(), None)
            sample = Advisor(
                f"desk-{letter}", f"サンプル回答者{letter.upper()}", "相談員", "サンプル相談室", (), (paper,)
            )
            assert people.add(sample, NOW)
            an_account(self.store, f"advisor-{letter}", Role.ADVISOR, f"desk-{letter}", NOW)
        for name in ("editor", "second"):
            an_account(self.store, name, Role.EDITOR, moment=NOW)

    def _app(self) -> Flask:
        return create_app(self.settings, self.prepared.bank, self.prepared.shelf, self.store, self.clock)

    def close(self) -> None:
        self.store.close()

    def entry(self, title: str = TITLE, body: str = BODY, is_urgent: bool = False, mail: str = "") -> int:
        """Store an entry as the entry form does; return its number."""
        number = next(_numbers)
        new = NewEntry(number.to_bytes(32), f"token-{number}", "学部3年", "", title, body, mail, is_urgent)
        with self.store.opened().writing() as connection:
            assert entries.receive(connection, new, self.clock())
            return int(connection.execute(select(func.max(entry_table.c.id))).scalar_one())

    def take_back(self, entry_id: int) -> None:
        """Take an entry back as its asker does."""
        digest = entries.digest_of("mine")
        with self.store.opened().writing() as connection:
            mine = update(entry_table).where(entry_table.c.id == entry_id)
            connection.execute(mine.values(token_digest=digest))
        assert entries.withdraw(self.store.opened(), self.store.publisher(), "mine", self.clock())

    def signed_in(self, name: str) -> DeskBrowser:
        """Return the browser of somebody who is signed in; the same one for the same name."""
        if name not in self._browsers:
            self._browsers[name] = DeskBrowser(signed_in(self.app, self.store, name, self.clock()))
        return self._browsers[name]

    def later(self, **parts: float) -> None:
        """Let time pass; whoever was signed in signs in anew."""
        self.clock.later(**parts)
        self._browsers.clear()

    def reader(self) -> PageClient:
        """Return a reader, who sees what is published now."""
        return PageClient(self._app(), follow_links=False)

    def unqualify(self, advisor_id: str, **changes: Any) -> None:
        """Change an advisor's only qualification."""
        people = People(self.store.opened())
        kept = people.find(advisor_id)
        assert kept is not None
        paper = Qualification("キャリア相談の資格", **changes)
        values = {name: getattr(kept.advisor, name) for name in ("id", "name", "title", "affiliation", "profile")}
        assert people.save(Advisor(**values, qualifications=(paper,)), kept.revision, self.clock())

    # The way of an entry, pressed through.

    def edited(self, entry_id: int, who: str = "editor") -> Page:
        """Screen an entry and edit its question."""
        editor = self.signed_in(who)
        page = editor.press(editor.open(f"/desk/entries/{entry_id}"), "screen")
        changes = {
            "title": "面接が不安です。どう準備すればよいですか？",
            "body": "来週、面接があります。",
            "area": "research",
        }
        return editor.press(page, "question", fields=changes)

    def assigned(self, entry_id: int, *advisors: str) -> Page:
        """Screen, edit and assign an entry."""
        return self.signed_in("editor").press(self.edited(entry_id), "assign", advisors=list(advisors or ("desk-a",)))

    def answered(self, entry_id: int, *advisors: str) -> Page:
        """Bring an entry as far as answered."""
        self.assigned(entry_id, *advisors)
        for advisor in advisors or ("desk-a",):
            self.answer(entry_id, advisor)
        return self.signed_in("editor").open(f"/desk/entries/{entry_id}")

    def answer(self, entry_id: int, advisor: str) -> Page:
        """Write and finish an answer as its advisor."""
        writer = self.signed_in(advisor.replace("desk-", "advisor-"))
        page = writer.open(f"/desk/entries/{entry_id}/answer")
        return writer.press(
            page, "finish", fields={"heading-0": f"結論 {advisor}", "text-0": "本文です。\n\n- 一つめ\n- 二つめ"}
        )

    def published(self, entry_id: int, *advisors: str) -> Page:
        """Bring an entry all the way."""
        editor = self.signed_in("editor")
        page = editor.press(self.answered(entry_id, *advisors), "accept")
        return editor.press(page, "publish")


class DeskBrowser:
    """A browser without script: it sends the fields of a form as they stand in the page."""

    def __init__(self, client: PageClient) -> None:
        self.client = client
        self.client._follow_links = False

    def open(self, address: str, status: int = 200) -> Page:
        return self.client.get(address, status)

    def press(
        self, page: Page, do: str, status: int = 303, fields: Mapping[str, Any] | None = None, **changes: Any
    ) -> Page:
        """Press a button of the form that holds it; return the page that follows, or the one that came back.

        `fields` are changes whose names are no words of Python.
        """
        form = form_with(page, do)
        sent = MultiDict(fields_of(form))
        for name, value in {**(fields or {}), **changes}.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        if do:
            sent["do"] = do
        answer = self.client.http.post(form.get("action", ""), data=sent)
        if status == 303:
            assert answer.status_code == 303, (answer.status_code, visible(answer.get_data(as_text=True)))
            return self.open(answer.headers["Location"])
        return self.client._checked(answer, status)


def form_with(page: Page, do: str) -> Element:
    """Return the form that has a button; the first one where the button has no value."""
    forms = page.all("form")
    if not do:
        return forms[0]
    button = page.all("button", name="do", value=do)[0]
    owner = button.get("form")
    return next(form for form in forms if (form.get("id") == owner if owner else button in form.iter()))


def fields_of(form: Element) -> list[tuple[str, str]]:
    """Return what a browser would send of a form, without any button."""
    fields = []
    for element in form.iter():
        name, tag = element.get("name"), str(element.tag).removeprefix(XHTML)
        if not name or element.get("disabled") is not None:
            continue
        if tag == "textarea":
            fields.append((name, (element.text or "").removeprefix("\n").replace("\n", "\r\n")))
        elif tag == "select":
            chosen = [option for option in element.iter(XHTML + "option") if option.get("selected") is not None]
            fields.append((name, chosen[0].get("value", "") if chosen else ""))
        elif tag == "input" and (
            element.get("type") not in ("checkbox", "radio") or element.get("checked") is not None
        ):
            fields.append((name, element.get("value", "")))
    return fields


def visible(html: str) -> str:
    """Return the beginning of a page that should not have come, for whoever reads the failure."""
    return html.partition("<main")[2][:1500]
