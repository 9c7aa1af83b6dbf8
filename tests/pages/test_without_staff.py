"""A host that only the public sees: what staff use is not there, and no cookie is ever given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.resources import static_folder
from quiz.store.handle import StoreHandle
from quiz.web.assets import FOR_STAFF, Assets
from tests.accounts import an_account, signed_in
from tests.client import PageClient
from tests.deployments import ready

OPEN = (
    "/d/interview", "/qa/", "/qa/ask", "/qa/advisors/", "/embed", "/api/v1/", "/healthz", "/robots.txt",
    "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = {
        "QUIZ_VAR": str(ready(tmp_path / "var")),
        "QUIZ_STAFF": "off",
        "QUIZ_PUBLIC_URL": "http://localhost",
        "QUIZ_OIDC_ISSUER": "https://login.example.jp",
        "QUIZ_OIDC_CLIENT_ID": "quiz",
        "QUIZ_OIDC_GROUPS": "staff=viewer",
    }
    return Settings.from_environment(given)


@pytest.fixture
def with_staff(settings: Settings, store: StoreHandle) -> Flask:
    """The same deployment as those who work there reach it."""
    prepared = prepare(settings)
    given = {"QUIZ_VAR": str(settings.var), "QUIZ_PUBLIC_URL": "http://localhost"}
    return create_app(Settings.from_environment(given), prepared.bank, prepared.shelf, store)


def test_no_address_of_staff_is_there(app: Flask, with_staff: Flask) -> None:
    left = [rule.rule for rule in app.url_map.iter_rules()]
    assert [rule for rule in left if rule.startswith(("/staff", "/desk"))] == []
    theirs = {rule.rule for rule in with_staff.url_map.iter_rules()} - set(left)
    assert len(theirs) > 20
    http = app.test_client()
    for rule in theirs:
        address = rule.replace("<int:entry_id>", "1").replace("<advisor_id>", "a").replace("<item_id>", "a")
        for method in ("get", "post"):
            answer = getattr(http, method)(address)
            assert answer.status_code == 404, address
            assert "Set-Cookie" not in answer.headers


def test_somebody_who_is_signed_in_elsewhere_is_nobody_here(app: Flask, with_staff: Flask, store: StoreHandle) -> None:
    an_account(store)
    browser = signed_in(with_staff, store, "editor")
    assert browser.http.get("/staff/").status_code == 200
    browser.http.application = app
    assert browser.http.get("/staff/").status_code == browser.http.get("/desk/").status_code == 404


def test_style_sheets_and_scripts_of_staff_are_not_served(app: Flask, with_staff: Flask) -> None:
    everything = Assets(static_folder()).urls
    for name in FOR_STAFF:
        assert with_staff.test_client().get(everything[name]).status_code == 200
        assert app.test_client().get(everything[name]).status_code == 404
    for name in set(everything) - FOR_STAFF:
        assert app.test_client().get(everything[name]).status_code == 200


@pytest.mark.parametrize("address", OPEN)
def test_what_everybody_may_open_is_as_it_was_and_leads_to_no_staff(
    client: PageClient, with_staff: Flask, address: str
) -> None:
    answer = client.http.get(address)
    bodies = [one.get_data(as_text=True) for one in (answer, with_staff.test_client().get(address))]
    body, theirs = [re.sub(r'name="csrf_token" value="[^"]+"', "", one) for one in bodies]
    assert answer.status_code == 200 and body == theirs
    assert "Set-Cookie" not in answer.headers
    assert 'href="/staff' not in body and 'href="/desk' not in body


def test_sheets_and_scripts_that_are_called_those_of_staff_are_named_by_no_other_page() -> None:
    from quiz.resources import templates_folder

    for page in sorted(templates_folder().rglob("*.html")):
        room = page.relative_to(templates_folder()).parts[0]
        named = [name for name in FOR_STAFF if f"asset['{name}']" in page.read_text(encoding="utf-8")]
        assert room in ("staff", "desk") or named == [], page
