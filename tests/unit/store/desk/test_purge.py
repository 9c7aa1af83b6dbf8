"""What is erased when its time is over, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from quiz.advice.dossier import Actor
from quiz.advice.workflow import Act, Role
from quiz.cli.main import main
from quiz.store.desk.desk import Desk
from quiz.store.desk.purge import MAIL_KEPT, Purged, due, purge
from quiz.store.tables import assignment, entry, rate, signin
from tests.desk import NOW, DeskSite


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskSite]:
    site = DeskSite(tmp_path / "var")
    yield site
    site.close()


def mails(desk: DeskSite) -> list[str]:
    with desk.store.opened().reading() as connection:
        return [mail for mail in connection.execute(select(entry.c.mail).order_by(entry.c.id)).scalars() if mail]


def reject(desk: DeskSite, entry_id: int) -> None:
    store = Desk(desk.store.opened())
    dossier = store.dossier(entry_id)
    assert dossier is not None
    store.decide(entry_id, Act.REJECT, Actor(1, "editor", Role.EDITOR), dossier.stamp, desk.clock(), "理由")


def test_an_address_is_erased_90_days_after_publication_and_not_a_moment_before(desk: DeskSite) -> None:
    desk.published(desk.entry(mail="a@example.jp"))
    opened = desk.store.opened()
    assert due(opened, NOW + MAIL_KEPT - timedelta(milliseconds=1)).mails == 0
    assert due(opened, NOW + MAIL_KEPT).mails == 1
    assert mails(desk) == ["a@example.jp"], "only looked at"
    assert purge(opened, NOW + MAIL_KEPT).mails == 1
    assert mails(desk) == []
    assert purge(opened, NOW + MAIL_KEPT) == Purged(0, 0, 0), "again there is nothing left"


def test_an_address_is_kept_as_long_as_the_question_is_open(desk: DeskSite) -> None:
    desk.edited(desk.entry(mail="open@example.jp"))
    reject(desk, desk.entry(mail="rejected@example.jp"))
    purge(desk.store.opened(), NOW + timedelta(days=400))
    assert mails(desk) == ["open@example.jp"]


def test_editing_again_does_not_keep_an_address_longer(desk: DeskSite) -> None:
    number = desk.entry(mail="a@example.jp")
    page = desk.published(number)
    desk.later(days=60)
    editor = desk.signed_in("editor")
    page = editor.press(editor.open(f"/desk/entries/{number}"), "question", title="直したタイトルですか？")
    assert due(desk.store.opened(), NOW + MAIL_KEPT).mails == 1
    editor.press(page, "publish")
    assert due(desk.store.opened(), NOW + MAIL_KEPT).mails == 1


def test_a_question_that_is_reconsidered_is_open_again(desk: DeskSite) -> None:
    number = desk.entry(mail="a@example.jp")
    reject(desk, number)
    editor = desk.signed_in("editor")
    editor.press(editor.open(f"/desk/entries/{number}"), "reconsider")
    assert due(desk.store.opened(), NOW + timedelta(days=400)).mails == 0


def test_what_an_asker_took_back_is_gone_at_once(desk: DeskSite) -> None:
    gone, kept = desk.entry("取り消す相談ですか？"), desk.entry()
    desk.answered(gone)
    desk.answered(kept)
    desk.take_back(gone)
    with desk.store.opened().reading() as connection:
        rows = connection.execute(select(entry.c.edited_title, entry.c.edited_body).order_by(entry.c.id)).all()
        drafts = list(connection.execute(select(assignment.c.sections).order_by(assignment.c.entry)).scalars())
    assert tuple(rows[0]) == ("", "") and rows[1].edited_body
    assert drafts[0] == "[]" and "結論" in drafts[1]


def test_ended_sign_ins_and_counters_go_and_living_ones_stay(desk: DeskSite) -> None:
    desk.signed_in("editor")
    with desk.store.opened().writing() as connection:
        for key, ends in (("old", NOW), ("new", NOW + timedelta(hours=1))):
            connection.execute(rate.insert().values(key=key, count=1, expires_utc=int(1000 * ends.timestamp())))
    assert purge(desk.store.opened(), NOW).rates == 1
    with desk.store.opened().reading() as connection:
        assert connection.execute(select(func.count()).select_from(signin)).scalar_one() == 1
    assert purge(desk.store.opened(), NOW + timedelta(hours=9)).signins == 1


def test_the_command_only_tells_until_it_is_meant(desk: DeskSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_VAR", str(desk.settings.var))
    monkeypatch.setattr("quiz.cli.purge.now", lambda: NOW + MAIL_KEPT)
    desk.published(desk.entry(mail="a@example.jp"))
    told = CliRunner().invoke(main, ["purge", "--lang", "en"])
    assert told.exit_code == 0 and "contact addresses, 90 days after publication" in told.output
    assert "Nothing is erased yet; add --yes" in told.output and mails(desk) == ["a@example.jp"]
    assert "件を消しました" in CliRunner().invoke(main, ["purge", "--yes"]).output
    assert mails(desk) == []
    assert "消すものはありません" in CliRunner().invoke(main, ["purge"]).output
