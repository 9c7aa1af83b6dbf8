"""Budgets over the whole application: a classroom is far within, a flood is not, and nobody loses an answer."""

from __future__ import annotations

import itertools
import json
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import time
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from quiz.app import create_app
from quiz.bank.model import Bank
from quiz.cli.prepare import Prepared, prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.web.budget import READS, REPEATS, SENDS
from tests.client import PageClient
from tests.load.serving import Running, running, submit
from tests.redis import RedisServer

START = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
Complete = Callable[["School", int, str], None]


class School:
    """One deployment, at a moment that a test sets, and whoever asks it."""

    def __init__(self, settings: Settings, store: StoreHandle, prepared: Prepared) -> None:
        self.moment = START
        self.store = store
        self.bank = prepared.bank
        self.app: Flask = create_app(settings, prepared.bank, prepared.shelf, store, lambda: self.moment)
        self.http = self.app.test_client(use_cookies=False)

    def answers(self, number: int) -> dict[str, str]:
        """Return answers that differ from student to student."""
        items = self.bank.items_of("quick")
        return {item.id: item.options[(number >> 2 * place) % 4].id for place, item in enumerate(items)}

    def put(self, number: int = 0, key: str = "", **options: Any) -> TestResponse:
        body = {"bank": self.bank.id, "form": "quick", "answers": self.answers(number)}
        return self.http.put(f"/api/v1/attempts/{key or uuid.uuid4()}", json=body, **options)

    def post(self, number: int = 0, **options: Any) -> TestResponse:
        fields = {"form": "quick", "attempt": "", **self.answers(number)}
        return self.http.post(f"/d/{self.bank.id}", data=fields, **options)

    def pages(self) -> PageClient:
        return PageClient(self.app)


@pytest.fixture
def school(settings: Settings, store: StoreHandle) -> School:
    return School(settings, store, prepare(settings))


@pytest.fixture
def school_behind(settings: Settings, store: StoreHandle) -> Callable[[int], School]:
    def behind(proxies: int) -> School:
        given = {"QUIZ_VAR": str(settings.var), "QUIZ_TRUSTED_PROXIES": str(proxies)}
        return School(Settings.from_environment(given), store, prepare(settings))

    return behind


def by_script(school: School, number: int, address: str) -> None:
    """Complete the diagnostic as the page's script does, a lost answer and its repetition included."""
    environ = {"REMOTE_ADDR": address}
    assert school.http.get("/d/interview", environ_base=environ).status_code == 200
    key = str(uuid.uuid4())
    first, again = (school.put(number, key, environ_base=environ) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert school.http.get(first.json["url"], environ_base=environ).status_code == 200  # type: ignore[index]


def by_form(school: School, number: int, address: str) -> None:
    """Complete the diagnostic in a browser without script."""
    environ = {"REMOTE_ADDR": address}
    assert school.http.get("/d/interview", environ_base=environ).status_code == 200
    sent = school.post(number, environ_base=environ, headers={"User-Agent": f"phone {number}"})
    assert sent.status_code == 303
    assert school.http.get(sent.headers["Location"], environ_base=environ).status_code == 200


@pytest.mark.parametrize("complete", [by_script, by_form])
def test_a_classroom_behind_one_address_completes_within_two_minutes(school: School, complete: Complete) -> None:
    for number in range(200):
        school.moment = START + timedelta(seconds=number * 0.2)
        complete(school, number, "203.0.113.5")
    assert school.store.count_attempts() == 200


def test_three_hundred_complete_in_the_same_minute_each_of_them_sending_twice(school: School) -> None:
    for number in range(300):
        by_script(school, number, "203.0.113.5")
    assert school.store.count_attempts() == 300


def test_the_next_after_the_budget_waits_for_the_minute_to_end(school: School) -> None:
    school.moment = START + timedelta(seconds=15)
    for number in range(SENDS.times):
        assert school.put(number).status_code == 201
    refused = school.put(601)
    assert (refused.status_code, refused.content_type) == (429, "application/problem+json")
    assert refused.headers["Retry-After"] == "45"
    problem = refused.json
    assert problem is not None and problem["violated-policies"] == ["sends"] and problem["status"] == 429
    assert school.store.count_attempts() == SENDS.times
    assert school.put(601, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 201
    school.moment += timedelta(seconds=45)
    assert school.put(601).status_code == 201


def test_one_key_is_not_sent_without_end(school: School) -> None:
    key = str(uuid.uuid4())
    assert [school.put(key=key).status_code for _ in range(REPEATS.times + 1)] == [201] + [200] * 29 + [429]
    assert school.put().status_code == 201


def test_answers_of_the_api_say_what_is_left(school: School) -> None:
    school.moment = START + timedelta(seconds=20)
    key = str(uuid.uuid4())
    for left in (599, 598):
        headers = school.put(key=key).headers
        assert headers["RateLimit-Policy"] == '"sends";q=600;w=60, "repeats";q=30;w=60'
        assert headers["RateLimit"] == f'"sends";r={left};t=40, "repeats";r={left - 570};t=40'
    read = school.http.get("/api/v1/banks").headers
    assert (read["RateLimit-Policy"], read["RateLimit"]) == ('"reads";q=1800;w=60', '"reads";r=1799;t=40')
    missing = school.http.get("/api/v1/banks/nothing")
    assert missing.status_code == 404 and missing.headers["RateLimit"] == '"reads";r=1798;t=40'


def test_questions_to_the_api_have_a_budget_of_their_own(school: School) -> None:
    statuses = [school.http.get("/api/v1/banks").status_code for _ in range(READS.times + 1)]
    assert statuses == [200] * READS.times + [429]
    assert school.put().status_code == 201, "students send all the same"


def test_pages_that_caches_keep_are_not_counted(school: School) -> None:
    code = school.post().headers["Location"]
    for address in ("/d/interview", code):
        answers = [school.http.get(address) for _ in range(READS.times + 1)]
        assert {answer.status_code for answer in answers} == {200}
        assert "RateLimit" not in answers[-1].headers


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_a_form_beyond_the_budget_comes_back_filled(school: School, language: str) -> None:
    for number in range(SENDS.times):
        school.put(number)
    client, given = school.pages(), school.answers(27)
    fields = {"form": "quick", "attempt": "", **given}
    page = client.post(f"/d/interview{language}", fields, 429)
    assert not isinstance(page, str)
    checked = {f.get("name"): f.get("value") for f in page.all("input", type="radio") if f.get("checked") is not None}
    assert checked == given
    assert ("It is a little busy" if language else "少し混みあっています") in page.text
    assert page.headers["Retry-After"] == "60" and page.headers["Cache-Control"] == "no-store"
    school.moment += timedelta(seconds=60)
    assert isinstance(client.post(f"/d/interview{language}", {**page.hidden(), **given}), str)


@pytest.mark.parametrize(("language", "words"), [("", "少し混みあっています"), ("?lang=en", "a little busy")])
def test_a_flood_gets_a_short_page(school: School, language: str, words: str) -> None:
    for number in range(2 * SENDS.times):
        school.post(number)
    page = school.pages().post(f"/d/interview{language}", {"form": "quick", **school.answers(1)}, 429)
    assert not isinstance(page, str)
    assert words in page.text and page.all("form") == [] and page.headers["Retry-After"] == "60"


def test_a_frames_form_has_the_same_budget(school: School) -> None:
    for number in range(SENDS.times):
        school.put(number)
    answer = school.http.post("/f/d/interview", data={"form": "quick", **school.answers(27)})
    assert answer.status_code == 429 and "少し混みあっています" in answer.get_data(as_text=True)


def test_a_visitor_cannot_become_somebody_else_by_writing_a_header(school_behind: Callable[[int], School]) -> None:
    school = school_behind(1)
    for number in range(SENDS.times):
        forged = f"198.51.100.{number % 250}, 203.0.113.5"
        assert school.put(number, headers={"X-Forwarded-For": forged}).status_code == 201
    assert school.put(headers={"X-Forwarded-For": "192.0.2.77, 203.0.113.5"}).status_code == 429
    assert school.put(headers={"X-Forwarded-For": "203.0.113.5, 203.0.113.6"}).status_code == 201


def test_who_comes_around_the_proxies_gains_nothing(school_behind: Callable[[int], School]) -> None:
    school = school_behind(2)
    for number in range(SENDS.times):
        headers = {"X-Forwarded-For": ["unknown, 10.0.0.1", f"198.51.100.{number % 250}", ""][number % 3]}
        environ = {"REMOTE_ADDR": f"192.0.2.{number % 250}"}
        assert school.put(number, headers=headers, environ_base=environ).status_code == 201
    assert school.put(environ_base={"REMOTE_ADDR": "192.0.2.251"}).status_code == 429
    assert school.put(headers={"X-Forwarded-For": "203.0.113.5, 10.0.0.1"}).status_code == 201


def test_addresses_of_one_customer_share_a_budget(school: School) -> None:
    for number in range(SENDS.times):
        assert school.put(number, environ_base={"REMOTE_ADDR": f"2001:db8:1:2::{number:x}"}).status_code == 201
    assert school.put(environ_base={"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}).status_code == 429
    assert school.put(environ_base={"REMOTE_ADDR": "2001:db8:1:3::1"}).status_code == 201


def test_devices_of_one_network_that_answer_alike_without_script_are_several(school: School) -> None:
    for device in (1, 2, 2):
        school.post(environ_base={"REMOTE_ADDR": f"2001:db8:1:2::{device}"})
    assert school.store.count_attempts() == 2


def test_devices_behind_a_proxy_that_answer_alike_without_script_are_several(
    school_behind: Callable[[int], School],
) -> None:
    school = school_behind(1)
    for device in (1, 2, 2):
        school.post(headers={"X-Forwarded-For": f"203.0.113.{device}"})
    assert school.store.count_attempts() == 2


@pytest.fixture
def two(settings: Settings, redis: RedisServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[School]]:
    """Two applications that know nothing of each other but the folder, the database and the Redis server."""
    # The server of a busy machine is waited for, so that none of its counts is left out.
    monkeypatch.setattr("quiz.web.counters.SECONDS_TO_ANSWER", 10.0)
    given = {"QUIZ_VAR": str(settings.var), "QUIZ_RATE_STORAGE": redis.url}
    there = Settings.from_environment(given)
    stores = [StoreHandle(there) for _ in range(2)]
    yield [School(there, store, prepare(there)) for store in stores]
    for store in stores:
        store.close()


@pytest.mark.redis
def test_applications_share_a_count_in_redis(two: list[School]) -> None:
    for number in range(SENDS.times):
        assert two[number % 2].put(number).status_code == 201
    assert [school.put(700).status_code for school in two] == [429, 429]


@pytest.mark.redis
def test_students_go_on_when_the_redis_server_dies(two: list[School], redis: RedisServer) -> None:
    for number in range(SENDS.times):
        two[0].put(number)
    assert two[1].put(700).status_code == 429
    redis.stop()
    for school in two:
        for number in range(20):
            by_script(school, 1000 + number, "203.0.113.5")
            by_form(school, 2000 + number, "203.0.113.5")


def test_no_count_falls_below_nothing(school: School, bank: Bank) -> None:
    key = str(uuid.uuid4())
    left = [left_in(school.put(key=key).headers["RateLimit"])[-1] for _ in range(REPEATS.times + 3)]
    assert left == [*range(29, -1, -1), 0, 0, 0]
    assert json.loads(school.put(key=key).data)["violated-policies"] == ["repeats"]


def left_in(header: str) -> list[int]:
    """Return how much is left of each quota."""
    return [int(number) for number in re.findall(r";r=(\d+)", header)]


def reads_left(server: Running, *forwarded: str) -> int:
    """Return what is left to somebody whose request bears these header lines, over a connection of its own."""
    connection = server.connect()
    connection.putrequest("GET", "/api/v1/banks")
    for line in forwarded:
        connection.putheader("X-Forwarded-For", line)
    connection.endheaders()
    response = connection.getresponse()
    response.read()
    connection.close()
    assert response.status == 200
    return left_in(response.headers["RateLimit"])[0]


def within_a_minute(ask: Callable[[], list[int]]) -> list[int]:
    """Ask until all of it falls into one minute of the clock, after which every budget begins anew."""
    while True:
        minute, asked = int(time() // 60), ask()
        if int(time() // 60) == minute:
            return asked


def test_a_real_server_passes_on_what_the_nearest_proxy_wrote(settings: Settings) -> None:
    with running(settings.var, {"QUIZ_TRUSTED_PROXIES": "1", "QUIZ_WORKERS": "1"}) as server:
        numbers = itertools.count(1)

        def ask() -> list[int]:
            one = f"203.0.113.{next(numbers)}"
            # A proxy adds to the line that came, or writes one of its own below it.
            return [
                reads_left(server, one),
                reads_left(server, f"6.6.6.6, {one}"),
                reads_left(server, "7.7.7.7", one),
                reads_left(server, "198.51.100.1", "198.51.100.2", f"{one}:4711"),
            ]

        assert within_a_minute(ask) == [1799, 1798, 1797, 1796]


@pytest.mark.redis
def test_the_workers_of_a_real_server_share_a_count_and_outlive_the_redis_server(
    settings: Settings, redis: RedisServer
) -> None:
    given = {"QUIZ_RATE_STORAGE": redis.url, "QUIZ_TRUSTED_PROXIES": "1", "QUIZ_WORKERS": "2"}
    with running(settings.var, given) as server:
        numbers = itertools.count(1)

        def ask() -> list[int]:
            one = f"203.0.113.{next(numbers)}"
            return [reads_left(server, one) for _ in range(40)]

        assert within_a_minute(ask) == list(range(1799, 1759, -1))
        redis.stop()
        connection = server.connect()
        for _ in range(20):
            submit(connection)
        connection.close()
        assert "QUIZ_RATE_STORAGE" in server.log
