"""A bank that was replaced still reads the results and stores the attempts that were made with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from quiz.app import create_app
from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.resources import shipped_bank
from quiz.store.handle import StoreHandle
from tests.client import PageClient
from tests.pages.test_api import body_of, put

OLD_STEM, NEW_STEM = "逆質問、いくつ用意した？", "逆質問はいくつある？"


@dataclass(frozen=True)
class Renewed:
    """A deployment whose bank was replaced, with the bank that it began with."""

    client: PageClient
    store: StoreHandle
    old: Bank
    new: Bank


@pytest.fixture
def renewed(tmp_path: Path, settings: Settings) -> Iterator[Renewed]:
    old = prepare(settings).bank
    file = tmp_path / "questions.yaml"
    file.write_text(shipped_bank().read_text(encoding="utf-8").replace(OLD_STEM, NEW_STEM), encoding="utf-8")
    later = replace(settings, bank=file)
    prepared = prepare(later)
    store = StoreHandle(later)
    yield Renewed(PageClient(create_app(later, prepared.bank, prepared.shelf, store)), store, old, prepared.bank)
    store.close()


def test_a_result_of_an_old_version_opens_in_its_own_words(renewed: Renewed) -> None:
    assert renewed.old.version != renewed.new.version
    answers = body_of(renewed.old)["answers"]
    was = renewed.client.get("/r/" + encode(renewed.old, "quick", answers))
    now = renewed.client.get("/r/" + encode(renewed.new, "quick", answers))
    assert OLD_STEM in was.text and NEW_STEM not in was.text
    assert NEW_STEM in now.text and OLD_STEM not in now.text


def test_an_old_quick_result_is_continued_with_the_items_of_its_own_bank(renewed: Renewed) -> None:
    answers = body_of(renewed.old)["answers"]
    page = renewed.client.get(f"/d/interview/more/{encode(renewed.old, 'quick', answers)}")
    assert page.one("input", name="version").get("value") == renewed.old.version


def test_an_attempt_that_was_begun_with_the_old_bank_is_stored_under_it(renewed: Renewed) -> None:
    body = body_of(renewed.old, version=renewed.old.version)
    response = put(renewed.client, body)
    assert response.status_code == 201
    assert response.json["version"] == renewed.old.version
    fields = {"form": "quick", "version": renewed.old.version, **body_of(renewed.old, rung=2)["answers"]}
    location = str(renewed.client.post("/d/interview", fields))
    assert location.startswith(f"/r/{renewed.old.version}-")
    assert renewed.store.count_attempts() == 2
