"""The desk's store over SQLite and PostgreSQL: the same way, the same stock, the same guard against two at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from quiz.advice.dossier import Actor, Draft, Question
from quiz.advice.model import Advisor
from quiz.advice.workflow import Act, Done, Role, State
from quiz.store.desk.desk import QUEUE_SIZE, Desk
from quiz.store.desk.people import People
from quiz.store.desk.purge import MAIL_KEPT, purge
from quiz.store.desk.stock import Stock
from tests.consultations import a_card, a_record, an_advisor, an_answer
from tests.desk import NOW, DeskSite
from tests.postgresql import a_server_database

EDITOR = Actor(3, "editor", Role.EDITOR)
WRITER = Actor(1, "advisor-a", Role.ADVISOR, "desk-a")
QUESTION = Question("題ですか？", "", "本文です。", "research", ("motivation",))
DRAFTS = (Draft("結論", "本文です。"),)


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DeskSite]:
    environ = {}
    if request.param == "postgresql":
        environ["QUIZ_DATABASE_URL"] = a_server_database(request.getfixturevalue("postgresql"))
    made = DeskSite(tmp_path / "var", **environ)
    yield made
    made.close()


@pytest.fixture
def desk(site: DeskSite) -> Desk:
    return Desk(site.store.opened())


def stamp(desk: Desk, entry: int) -> str:
    dossier = desk.dossier(entry)
    assert dossier is not None
    return dossier.stamp


def assigned(site: DeskSite, desk: Desk) -> int:
    entry = site.entry(mail="a@example.jp")
    assert desk.decide(entry, Act.SCREEN, EDITOR, stamp(desk, entry), NOW) is Done.DONE
    assert desk.revise(entry, EDITOR, 2, QUESTION, NOW) is Done.DONE
    assert desk.assign(entry, EDITOR, 3, ["desk-a"], NOW) is Done.DONE
    return entry


def test_the_whole_way_is_kept_with_its_history_and_gaps(site: DeskSite, desk: Desk) -> None:
    site.published(site.entry(mail="a@example.jp"), "desk-a", "desk-b")
    entry = desk.queue(EDITOR, State.PUBLISHED).entries[0].id
    dossier = desk.dossier(entry)
    assert dossier is not None and dossier.consultation == f"q{entry}"
    assert [event.kind for event in dossier.history][:3] == ["received", "screened", "revised"]
    assert all(one.is_public and one.is_finished for one in dossier.assignments)
    stock = Stock(site.store.opened())
    assert stock.coverage(site.prepared.bank).consultations > 36
    assert stock.unconfirmed() == ((), 0)
    assert purge(site.store.opened(), NOW + MAIL_KEPT).mails == 1


def test_dead_links_are_found_in_every_answer_that_readers_see(site: DeskSite) -> None:
    publisher, advisor = site.store.publisher(), an_advisor("desk-a")
    alive, dead = an_answer(advisor, card=a_card("q903")), an_answer(advisor, card=a_card("nowhere"))
    values = {"area": "research", "topics": ()}
    records = [
        a_record(901, answers=(alive,), **values),
        a_record(902, answers=(dead,), **values),
        a_record(903, **values),
    ]
    publisher.apply(publisher.compare("test", records, [advisor, an_advisor()]), NOW)
    stock = Stock(site.store.opened())
    found = stock.coverage(site.prepared.bank).dead_links
    assert [(one.consultation, one.advisor, one.card.target) for one in found] == [("q902", "desk-a", "nowhere")]
    publisher.withdraw_answer("q902", "desk-a", NOW)
    assert stock.coverage(site.prepared.bank).dead_links == ()
    publisher.withdraw("q903", moment=NOW)
    assert [one.consultation for one in stock.coverage(site.prepared.bank).dead_links] == ["q901"]


def test_of_many_who_save_at_once_exactly_one_wins(site: DeskSite, desk: Desk) -> None:
    entry = assigned(site, desk)
    barrier = Barrier(4)

    def save(number: int) -> Done:
        barrier.wait(10)
        return desk.revise(entry, EDITOR, 4, Question("題ですか？", "", f"本文{number}", "research"), NOW)

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(save, range(4)))
    assert sorted(outcomes) == [Done.DONE, Done.STALE, Done.STALE, Done.STALE]
    dossier = desk.dossier(entry)
    assert dossier is not None and dossier.revision == 5
    assert dossier.question.body == f"本文{outcomes.index(Done.DONE)}"


def test_saving_the_same_again_is_done_and_no_event(site: DeskSite, desk: Desk) -> None:
    entry = assigned(site, desk)
    before = desk.dossier(entry)
    assert desk.revise(entry, EDITOR, 4, QUESTION, NOW) is Done.DONE
    assert desk.dossier(entry) == before


def test_an_advisor_writes_only_their_own_part(site: DeskSite, desk: Desk) -> None:
    entry = assigned(site, desk)
    other = Actor(2, "advisor-b", Role.ADVISOR, "desk-b")
    assert desk.write_answer(entry, Act.FINISH, other, "desk-a", 1, DRAFTS, NOW) is Done.REFUSED
    assert desk.write_answer(entry, Act.FINISH, WRITER, "desk-b", 1, DRAFTS, NOW) is Done.STALE
    assert desk.revise(entry, WRITER, 4, QUESTION, NOW) is Done.REFUSED
    assert desk.decide(entry, Act.REJECT, WRITER, stamp(desk, entry), NOW, "理由") is Done.REFUSED
    assert desk.write_answer(entry, Act.FINISH, WRITER, "desk-a", 1, DRAFTS, NOW) is Done.DONE
    assert desk.queue(WRITER).counts == {State.ANSWERED: 1}
    assert desk.queue(other).counts == {}


def test_what_is_not_there_is_gone_and_a_fourth_advisor_is_refused(site: DeskSite, desk: Desk) -> None:
    assert desk.decide(999, Act.SCREEN, EDITOR, "1", NOW) is Done.GONE
    entry = assigned(site, desk)
    assert desk.assign(entry, EDITOR, 4, ["nobody"], NOW) is Done.REFUSED
    four = ["desk-a", "desk-b", "sample-a", "sample-b"]
    assert desk.assign(entry, EDITOR, 4, four, NOW) is Done.REFUSED
    assert desk.assign(entry, EDITOR, 4, four[1:], NOW) is Done.DONE
    dossier = desk.dossier(entry)
    assert dossier is not None and [one.advisor.id for one in dossier.assignments] == four[1:]


def test_a_long_queue_has_pages_without_gaps(site: DeskSite, desk: Desk) -> None:
    entries = [site.entry(is_urgent=number % 7 == 0) for number in range(QUEUE_SIZE + 5)]
    first, second, beyond = (desk.queue(EDITOR, None, page) for page in (1, 2, 3))
    assert (first.total, first.pages) == (QUEUE_SIZE + 5, 2)
    assert {one.id for page in (first, second) for one in page.entries} == set(entries)
    assert beyond.entries == ()


def test_an_advisor_is_saved_only_from_what_was_read(site: DeskSite) -> None:
    people = People(site.store.opened())
    kept = people.find("desk-a")
    assert kept is not None
    changed = Advisor("desk-a", "別の名前", "", "")
    assert people.save(changed, kept.revision, NOW)
    assert not people.save(changed, kept.revision, NOW)
    assert not people.add(changed, NOW)
    now = people.find("desk-a")
    assert now is not None and now.advisor == changed and now.revision > kept.revision
