"""`quiz user`: accounts from the command line, over a database of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import main
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts, audit, factors, identities, passwords
from quiz.store.staff.accounts import Found
from quiz.store.staff.audited import Wanted

PASSWORD = "四つの単語をつなげた合言葉"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["user", *arguments], input=typed)


def kept(folder: Path, name: str) -> Found:
    store = StoreHandle(Settings.from_environment({"QUIZ_VAR": str(folder)}))
    with store.opened().reading() as connection:
        found = accounts.named(connection, name)
    store.close()
    assert found is not None
    return found


def test_an_account_is_added_with_a_password_that_is_asked_for_twice_and_never_shown(folder: Path) -> None:
    done = run("add", "Hana", "--role", "editor", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert "hana may sign in as editor at /staff/signin" in done.output
    assert PASSWORD not in done.output
    assert passwords.is_right(PASSWORD, kept(folder, "hana").password)


def test_a_bad_password_is_told_and_asked_for_again(folder: Path) -> None:
    typed = f"tiny\npassword1234\nhanahanahana\n{PASSWORD}\n{PASSWORD}x\n{PASSWORD}\n{PASSWORD}\n"
    done = run("add", "hana", "--role", "editor", typed=typed)
    assert done.exit_code == 0, done.output
    assert "too short" in done.output and done.output.count("anybody would try") == 2
    assert "do not match" in done.output


def test_a_generated_password_is_printed_once_and_works(folder: Path) -> None:
    done = run("add", "hana", "--role", "admin", "--generate")
    found = re.search(r"^password: ([a-z2-9]{5}(?:-[a-z2-9]{5}){3})$", done.output, re.MULTILINE)
    assert found, done.output
    assert passwords.is_right(found[1], kept(folder, "hana").password)


def test_accounts_are_listed_and_an_empty_list_says_what_to_do(folder: Path) -> None:
    assert "quiz user add NAME" in run("list").stderr
    run("add", "hana", "--role", "editor", "--generate")
    run("add", "admin", "--role", "admin", "--generate")
    run("disable", "hana")
    lines = run("list").stdout.splitlines()
    assert re.fullmatch(r"admin\tadmin\t-\t\d{4}-\d\d-\d\d", lines[0])
    assert re.fullmatch(r"hana\teditor\t-\t\d{4}-\d\d-\d\d\tdisabled", lines[1])


def test_an_advisors_account_names_a_known_advisor(folder: Path) -> None:
    assert "name whom with --advisor" in run("add", "aoi", "--role", "advisor").stderr
    unknown = run("add", "aoi", "--role", "advisor", "--advisor", "nobody").stderr
    known = re.search(r"there is no advisor 'nobody'; there are ([\w-]+)", unknown)
    assert known, unknown
    assert run("add", "aoi", "--role", "advisor", "--advisor", known[1], "--generate").exit_code == 0
    assert kept(folder, "aoi").account.advisor == known[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "two words", "--role", "editor"), "cannot be a name"),
        (("passwd", "nobody"), "there is no account nobody; see `quiz user list`"),
        (("disable", "nobody"), "there is no account nobody"),
        (("enable", "no/body"), "cannot be a name"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
    assert done.stderr.startswith("quiz: ") and words in done.stderr


def test_a_taken_name_is_told_before_a_password_is_asked_for(folder: Path) -> None:
    run("add", "hana", "--role", "editor", "--generate")
    done = run("add", "ＨＡＮＡ", "--role", "editor")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "already an account hana" in done.stderr


def test_a_new_password_replaces_the_old_and_says_where_the_account_is_disabled(folder: Path) -> None:
    run("add", "hana", "--role", "editor", "--generate")
    run("disable", "hana")
    done = run("passwd", "hana", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0 and "still disabled" in done.stderr
    found = kept(folder, "hana")
    assert passwords.is_right(PASSWORD, found.password) and not found.account.is_active
    assert run("enable", "hana").exit_code == 0
    assert kept(folder, "hana").account.is_active


@pytest.mark.parametrize("command", ["", "add", "list", "passwd", "disable", "enable"])
def test_help_shows_an_example(command: str) -> None:
    assert "quiz user" in run(*[*filter(None, [command]), "--help"]).output.partition("Example")[2]


def store_of(folder: Path) -> StoreHandle:
    return StoreHandle(Settings.from_environment({"QUIZ_VAR": str(folder)}))


def test_a_viewer_is_added_and_may_become_something_else(folder: Path) -> None:
    assert run("add", "hana", "--role", "viewer", "--generate").exit_code == 0
    assert run("role", "hana", "editor").output == "hana is editor from now on\n"
    assert kept(folder, "hana").account.role == "editor"
    refused = run("role", "hana", "advisor")
    assert refused.exit_code != 0 and kept(folder, "hana").account.role == "editor"


def test_who_lost_the_device_signs_in_by_password_alone(folder: Path) -> None:
    run("add", "hana", "--role", "editor", "--generate")
    assert run("reset-totp", "hana").output == "hana used no codes\n"
    store, hana = store_of(folder), kept(folder, "hana")
    with store.opened().writing() as connection:
        factors.begin(connection, hana.account.id, b"sealed", 1, datetime.now(UTC))
        token = accounts.begin(connection, hana, datetime.now(UTC), hana.password)
    assert run("list").output.rstrip().endswith("code")
    assert run("reset-totp", "hana").output == "hana signs in by password alone\n"
    with store.opened().reading() as connection:
        assert factors.find(connection, hana.account.id) is None
        assert token and accounts.of_token(connection, token, datetime.now(UTC)) is None
    store.close()


def test_an_account_from_elsewhere_gets_no_password_here(folder: Path) -> None:
    run("add", "hana", "--role", "editor", "--generate")
    store = store_of(folder)
    with store.opened().writing() as connection:
        identities.enrol(connection, "https://login.example.jp", "5", lambda _: "mina", datetime.now(UTC))
    store.close()
    refused = run("passwd", "mina", "--generate")
    assert refused.exit_code != 0 and "at the identity provider" in refused.output
    assert run("list").output.splitlines()[1].endswith("elsewhere")
    assert run("disable", "mina").exit_code == 0
    assert run("list").output.splitlines()[1].endswith("elsewhere disabled")


def test_what_commands_change_stands_in_the_record(folder: Path) -> None:
    run("add", "hana", "--role", "viewer", "--generate")
    run("role", "hana", "admin")
    run("passwd", "hana", "--generate")
    run("disable", "hana")
    run("enable", "hana")
    store = store_of(folder)
    with store.opened().reading() as connection:
        noted = audit.leaf(connection, Wanted()).entries
    store.close()
    assert [entry.detail for entry in reversed(noted)] == [
        "hana: added as viewer",
        "hana: viewer → admin",
        "hana: new password",
        "hana: disabled",
        "hana: enabled",
    ]
    assert {entry.name for entry in noted} == {""}
