"""Names that a form may send and that no database server can be asked for: they name nobody, and nothing fails."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from quiz.advice.dossier import Actor, Question
from quiz.advice.workflow import Act, Done, Role
from quiz.errors import PublishError
from quiz.store.desk.desk import Desk
from quiz.store.desk.people import People
from quiz.store.handle import StoreHandle
from quiz.store.tables import entry
from tests.accounts import an_account
from tests.attempts import MOMENT
from tests.unit.store.desk.test_entries import receive

NAMES = ("a\0b", "\ud800", "")


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


@pytest.mark.parametrize("name", NAMES)
def test_an_impossible_name_is_that_of_nobody(store: StoreHandle, name: str) -> None:
    assert People(store.opened()).find(name) is None
    assert store.library().advisor(name) is None
    with pytest.raises(PublishError, match="there is no consultation"):
        store.publisher().classify(name, "area1", ())


@pytest.mark.parametrize("name", NAMES)
def test_nobody_can_be_assigned_under_an_impossible_name(store: StoreHandle, name: str) -> None:
    receive(store)
    account = an_account(store)
    desk, actor = Desk(store.opened()), Actor(account.id, account.name, Role.EDITOR, "")
    with store.opened().reading() as connection:
        number = connection.execute(select(entry.c.id)).scalar_one()
    dossier = desk.dossier(number)
    assert dossier is not None
    assert desk.decide(number, Act.SCREEN, actor, dossier.stamp, MOMENT) is Done.DONE
    assert desk.revise(number, actor, 2, Question("題", "", "本文です。", "area1", (), ()), MOMENT) is Done.DONE
    assert desk.assign(number, actor, 3, [name], MOMENT) is Done.REFUSED
