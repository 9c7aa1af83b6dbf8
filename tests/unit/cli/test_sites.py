"""`quiz site`: who may embed, from the command line, over databases of their own."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import main
from quiz.sites import Site
from quiz.store.handle import StoreHandle
from tests.attempts import an_attempt
from tests.deployments import ready

HOOK = "https://blog.example.jp/hooks"
SECRET = re.compile(r"webhook secret: (whsec_[A-Za-z0-9+/=]{44})\n")


@pytest.fixture(autouse=True)
def deployment(
    either_store: StoreHandle, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_DATABASE_URL", either_store._url)
    monkeypatch.setenv("QUIZ_VAR", str(ready(tmp_path_factory.mktemp("var"))))
    monkeypatch.setenv("QUIZ_CONSULTATIONS", "none")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["site", *arguments])


def good(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return done.output


def refused(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 1
    line = done.stderr.splitlines()[-1]
    assert line.startswith("quiz: ")
    return line


def test_a_site_is_added_and_every_process_knows_it(either_store: StoreHandle) -> None:
    output = good("add", "blog", "https://Blog.example.jp/", "https://*.blog.example.jp", "--results")
    assert "blog may embed from https://blog.example.jp, https://*.blog.example.jp" in output
    assert "secret" not in output
    assert either_store.opened().sites() == [
        Site("blog", ("https://blog.example.jp", "https://*.blog.example.jp"), may_ask_results=True)
    ]


def test_an_app_needs_no_origin(either_store: StoreHandle) -> None:
    assert "app may use the API" in good("add", "app")
    assert either_store.opened().sites() == [Site("app", ())]


def test_a_secret_is_shown_once() -> None:
    first = SECRET.search(good("add", "blog", "https://blog.example.jp", "--webhook", HOOK))
    assert first is not None
    assert "whsec_" not in good("list")
    assert "whsec_" not in good("set", "blog", "--results")
    assert "whsec_" not in good("set", "blog", "--webhook", f"{HOOK}/new"), "the secret stays"
    second = SECRET.search(good("set", "blog", "--new-secret"))
    assert second is not None and second.group(1) != first.group(1)


def test_the_list_shows_everything_but_secrets() -> None:
    assert "there is no site yet" in run("list").stderr
    good("add", "blog", "https://blog.example.jp", "https://www.example.jp", "--results", "--webhook", HOOK)
    good("add", "app")
    blog, app = good("list").splitlines()
    assert re.fullmatch(
        r"blog\thttps://blog\.example\.jp https://www\.example\.jp\tresults\tblog\.example\.jp\t\d{4}-\d\d-\d\d", blog
    )
    assert re.fullmatch(r"app\t-\t-\t-\t\d{4}-\d\d-\d\d", app)


def test_what_is_given_is_changed_and_the_rest_stays() -> None:
    good("add", "blog", "https://blog.example.jp", "--results")
    good("set", "blog", "--origin", "https://a.example", "--origin", "https://b.example")
    good("set", "blog", "--no-results")
    assert SECRET.search(good("set", "blog", "--webhook", HOOK))
    (one,) = good("list").splitlines()
    assert one.split("\t")[:4] == ["blog", "https://a.example https://b.example", "-", "blog.example.jp"]
    good("set", "blog", "--no-webhook")
    assert good("list").split("\t")[3] == "-"
    assert "blog has no webhook" in refused("set", "blog", "--new-secret")


def test_a_removed_site_leaves_its_attempts_and_says_what_was_not_told(either_store: StoreHandle) -> None:
    good("add", "blog", "https://blog.example.jp", "--webhook", HOOK)
    either_store.record(an_attempt(1, site="blog"))
    done = run("remove", "blog")
    assert "blog may no longer embed; attempts that were made there stay" in done.stdout
    assert "not told any more: 1 message that had not arrived" in done.stderr
    assert either_store.count_attempts() == 1
    assert "there is no site blog; see: quiz site list" in refused("remove", "blog")
    assert "there is no site blog" in refused("set", "blog", "--results")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "Blog", "https://a.example"), "is no key; write up to 32 small letters, digits and hyphens"),
        (("add", "blog", "a.example"), "is no origin; write https://blog.example.jp"),
        (("add", "blog", "*"), "is no origin"),
        (("add", "blog", "https://a.example;script-src *"), "is no origin"),
        (("add", "blog", "https://a.example\nX: y"), "is no origin"),
        (("add", "blog", "https://a.example", "--webhook", "http://a.example/"), "is no address for webhooks"),
        (("add", "blog", "https://a.example", "--webhook", ""), "is no address for webhooks"),
        (("set", "blog", "--webhook", "https://u:p@a.example/"), "is no address for webhooks"),
    ],
)
def test_bad_input_is_told_in_one_line_and_changes_nothing(
    either_store: StoreHandle, arguments: tuple[str, ...], said: str
) -> None:
    assert said in refused(*arguments)
    assert either_store.opened().sites() == []


def test_what_is_taken_is_refused() -> None:
    good("add", "blog", "https://a.example")
    assert "there is a site blog already; change it with: quiz site set blog" in refused("add", "blog")
    assert "https://a.example belongs to the site blog already" in refused("add", "other", "https://A.example:443")


def test_two_wishes_that_contradict_are_refused_with_the_usage() -> None:
    good("add", "blog")
    assert run("set", "blog", "--no-webhook", "--new-secret").exit_code == 2
    assert run("set", "blog", "--no-webhook", "--webhook", HOOK).exit_code == 2


@pytest.mark.parametrize("command", [(), ("add",), ("list",), ("set",), ("remove",)])
def test_every_command_helps_with_an_example(command: tuple[str, ...]) -> None:
    assert f"quiz site {' '.join(command)}".strip() in good(*command, "--help").partition("Example")[2]
