"""`quiz webhooks`: the log, telling again, and sending from the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import main
from quiz.store.desk.purge import MESSAGES_KEPT
from quiz.store.handle import StoreHandle
from tests.attempts import MOMENT, an_attempt
from tests.deployments import ready
from tests.told_sites import Receiver, Reply, a_deliverer, a_sender, a_site, receiving


@pytest.fixture(autouse=True)
def deployment(
    either_store: StoreHandle, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_DATABASE_URL", either_store._url)
    monkeypatch.setenv("QUIZ_VAR", str(ready(tmp_path_factory.mktemp("var"))))
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "none")
    # The policy is an argument in code, not a setting: what the command sends with is replaced as a whole.
    monkeypatch.setattr("quiz.webhooks.delivering.Sender", a_sender)


@pytest.fixture
def receiver(either_store: StoreHandle) -> Iterator[Receiver]:
    with receiving() as receiver:
        a_site(either_store, "blog", receiver.url)
        a_site(either_store, "news", receiver.answers("/fails", Reply(500)))
        yield receiver


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["webhooks", *arguments])


def good(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.output


def test_what_is_due_is_sent_and_the_outcome_told(either_store: StoreHandle, receiver: Receiver) -> None:
    for number, site in enumerate(("blog", "blog", "news", ""), 1):
        either_store.record(an_attempt(number, site=site))
    assert "delivered: 2  failed, to be tried again: 1  given up: 0" in good("send")
    assert "delivered: 0  failed, to be tried again: 0  given up: 0" in good("send")
    assert sorted(got.path for got in receiver.got) == ["/fails", "/hooks", "/hooks"]


def test_the_log_says_what_came_of_each_and_chooses(either_store: StoreHandle, receiver: Receiver) -> None:
    assert "there is nothing to list" in run("list").stderr
    for number, site in enumerate(("blog", "news"), 1):
        either_store.record(an_attempt(number, site=site))
    lines = good("list").splitlines()
    assert [line.split("\t")[1:] for line in lines] == [
        ["blog", "attempt.completed", "2026-04-01 18:30", "waiting", "0", "-"],
        ["news", "attempt.completed", "2026-04-01 18:30", "waiting", "0", "-"],
    ]
    good("send")
    assert [line.split("\t")[4:] for line in good("list").splitlines()] == [
        ["delivered", "1", "204"],
        ["waiting", "1", "500"],
    ]
    assert good("list", "--state", "delivered").split("\t")[1] == "blog"
    assert good("list", "--site", "news").split("\t")[1] == "news"
    assert good("list", "--limit", "1").split("\t")[1] == "news"
    assert run("list", "--state", "lost").exit_code == 2


def test_a_site_that_cannot_be_reached_is_told_with_the_reason(either_store: StoreHandle) -> None:
    a_site(either_store, "blog", "https://no-such-host.invalid/")
    either_store.record(an_attempt(1, site="blog"))
    good("send")
    assert "nobody knows the name no-such-host.invalid" in good("list")


def test_messages_are_told_again(either_store: StoreHandle, receiver: Receiver) -> None:
    for number, site in enumerate(("blog", "news"), 1):
        either_store.record(an_attempt(number, site=site))
    a_deliverer(either_store).deliver_due()
    first = either_store.outbox().log()[0].id
    assert "1 message is told again" in good("replay", "--failed")
    assert "0 messages are told again" in good("replay", "--failed", "--site", "blog")
    assert "1 message is told again" in good("replay", "--id", str(first))
    assert "2 messages are told again" in good("replay", "--since", "2026-04-01")
    assert "0 messages are told again" in good("replay", "--since", "2026-04-02")
    assert "delivered: 1  failed, to be tried again: 1" in good("send")
    assert len(receiver.got) == 4 and len(set(receiver.names())) == 2


def test_whoever_says_not_which_messages_is_asked(either_store: StoreHandle) -> None:
    done = run("replay", "--site", "blog")
    assert done.exit_code == 2
    assert "say which messages: --failed, --id N or --since YYYY-MM-DD" in done.stderr
    assert run("replay", "--since", "yesterday").exit_code == 2


@pytest.mark.parametrize("command", [(), ("list",), ("replay",), ("send",)])
def test_every_command_helps_with_an_example(command: tuple[str, ...]) -> None:
    assert re.search(f"Example:.*quiz webhooks {' '.join(command)}", good(*command, "--help"), re.DOTALL)


def test_old_messages_are_erased_by_the_purge(
    either_store: StoreHandle, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, site in enumerate(("blog", "news"), 1):
        either_store.record(an_attempt(number, site=site))
    a_deliverer(either_store).deliver_due()
    monkeypatch.setattr("quiz.cli.purge.now", lambda: MOMENT + MESSAGES_KEPT)
    told = CliRunner().invoke(main, ["purge", "--lang", "en", "--yes"]).output
    assert "messages to sites, 30 days after they arrived or were given up: 1" in told
    assert [one.state for one in either_store.outbox().log()] == ["waiting"], "what waits is kept, with its log"
    assert [one.status for one in either_store.outbox().log()] == [500]
