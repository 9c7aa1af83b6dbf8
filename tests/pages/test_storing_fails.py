"""The student gets the result when the database is away, and the attempt can be sent again."""

from __future__ import annotations

import logging
import uuid

import pytest

from quiz.bank.answers import check_character, encode
from quiz.bank.model import Bank
from quiz.config import Settings
from tests.client import PageClient
from tests.pages.test_api import body_of, put


@pytest.fixture
def without_database(client: PageClient, settings: Settings) -> PageClient:
    """The folder with the database is gone, as a disk is that was unplugged."""
    settings.var.rename(settings.var.with_name("away"))
    return client


def test_a_form_leads_to_its_result_all_the_same_and_the_log_says_it(
    without_database: PageClient, bank: Bank, caplog: pytest.LogCaptureFixture
) -> None:
    answers = body_of(bank)["answers"]
    with caplog.at_level(logging.ERROR, "quiz.attempts"):
        location = without_database.post("/d/interview", {"form": "quick", **answers})
    code = encode(bank, "quick", answers)
    assert location == f"/r/{code}"
    assert without_database.get(str(location)).text.count("33")
    assert [record for record in caplog.records if "attempt not stored" in record.getMessage()]
    assert code not in caplog.text, "a log never holds a result"


def test_a_program_is_told_and_stores_the_attempt_later_under_the_same_key(
    without_database: PageClient, bank: Bank, settings: Settings
) -> None:
    key = str(uuid.uuid4())
    first = put(without_database, body_of(bank), key)
    assert (first.status_code, first.json["stored"]) == (202, False)
    settings.var.with_name("away").rename(settings.var)
    again = put(without_database, body_of(bank), key)
    assert (again.status_code, again.json["stored"]) == (201, True)


def test_an_old_version_that_cannot_be_fetched_is_told_as_passing_and_no_log_holds_it(
    without_database: PageClient, caplog: pytest.LogCaptureFixture
) -> None:
    characters = "00000000" + "0000"
    code = f"{characters[:8]}-{characters[8:]}{check_character(characters)}"
    with caplog.at_level(logging.ERROR):
        page = without_database.get(f"/r/{code}", status=503)
    assert page.headers["Cache-Control"] == "no-store"
    assert "unavailable: GET /r/<" in caplog.text and code not in caplog.text
