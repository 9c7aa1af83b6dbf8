"""Signing in at an identity provider, which runs as a real server; and everything that must not be believed."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import text

from quiz.advice.workflow import Role
from quiz.app import create_app
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.staff.elsewhere import asking, journey, views
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts
from quiz.web.limits import Limit
from tests.accounts import PASSWORD, an_account, signed_in
from tests.client import Page, PageClient
from tests.clocks import HandSet
from tests.deployments import ready
from tests.oidc_provider import CLIENT, SECRET, Person, Provider, Twist, running_provider

PUBLIC = "http://localhost"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, clock: HandSet) -> Provider:
    running.people = {
        "sample-viewer": Person(("everybody", "career-staff")),
        "sample-admin": Person(("career-admin", "career-staff")),
        "sample-student": Person(("students",)),
    }
    running.redirects = {f"{PUBLIC}/staff/sso/back"}
    running.twist, running.groups_in_userinfo, running.names_itself = Twist(), False, True
    running.ways = ["client_secret_basic", "client_secret_post"]
    if running.algorithm != "RS256":
        running.rotate("RS256")
    running.moment = lambda: clock.moment.timestamp()
    running.asked.clear()
    return running


@pytest.fixture
def clock() -> HandSet:
    # The provider's own clock goes on by itself.
    return HandSet(datetime.now(UTC))


@pytest.fixture
def settings(tmp_path: Path, provider: Provider) -> Settings:
    return settings_of(tmp_path, provider)


def settings_of(folder: Path, provider: Provider, **changes: str) -> Settings:
    given = {
        "QUIZ_VAR": str(ready(folder / "var")),
        "QUIZ_PUBLIC_URL": PUBLIC,
        "QUIZ_OIDC_ISSUER": provider.issuer,
        "QUIZ_OIDC_CLIENT_ID": CLIENT,
        "QUIZ_OIDC_CLIENT_SECRET": SECRET,
        "QUIZ_OIDC_GROUPS": "career-admin=admin,career-staff=viewer",
        "QUIZ_OIDC_NAME": "サンプル大学アカウント",
    }
    return Settings.from_environment({**given, **changes})


@pytest.fixture
def app(settings: Settings, store: StoreHandle, clock: HandSet) -> Flask:
    prepared = prepare(settings)
    return create_app(settings, prepared.bank, prepared.shelf, store, clock)


@pytest.fixture
def browser(app: Flask) -> PageClient:
    return a_browser(app)


def a_browser(app: Flask) -> PageClient:
    return PageClient(app, may_sign_in=True, follow_links=False)


def depart(browser: PageClient, address: str = "/staff/sso") -> str:
    answer = browser.http.get(address)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def way_back(
    browser: PageClient, provider: Provider, person: str = "sample-viewer", address: str = "/staff/sso"
) -> str:
    return provider.callback_of(depart(browser, address), person).removeprefix(PUBLIC)


def arrive(browser: PageClient, back: str) -> str:
    """Come back and go on; return where that leads."""
    answer = browser.http.get(back)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    onwards = browser.http.get(answer.headers["Location"])
    assert onwards.status_code == 303, onwards.get_data(as_text=True)
    return str(onwards.headers["Location"])


def refused(browser: PageClient, back: str, status: int) -> Page:
    page = browser.get(back, status)
    assert browser.http.get_cookie("quiz-signin", path="/staff") is None
    return page


def sign_in(browser: PageClient, provider: Provider, person: str = "sample-viewer", address: str = "/staff/sso") -> str:
    return arrive(browser, way_back(browser, provider, person, address))


def everybody(store: StoreHandle) -> list[tuple[str, str, bool]]:
    with store.opened().reading() as connection:
        return [(one.name, one.role.value, one.is_active) for one in accounts.everybody(connection)]


def test_whoever_is_known_there_gets_in_with_the_role_of_their_group(
    browser: PageClient, provider: Provider, store: StoreHandle
) -> None:
    assert sign_in(browser, provider) == "/staff/figures/"
    page = browser.get("/staff/")
    assert "sample-viewer" in page.text and "集計の閲覧者" in page.text
    assert everybody(store) == [("sample-viewer", "viewer", True)]
    with store.opened().reading() as connection:
        kept = connection.execute(text("SELECT issuer, subject FROM identity")).one()
    assert tuple(kept) == (provider.issuer, "subject of sample-viewer")


def test_the_sign_in_page_leads_there_and_back_to_what_was_asked_for(browser: PageClient, provider: Provider) -> None:
    page = browser.get("/staff/signin?next=/staff/password%3Flang%3Den")
    (link,) = [one for one in page.all("a") if "サンプル大学アカウントでサインイン" in "".join(one.itertext())]
    assert sign_in(browser, provider, address=str(link.get("href"))) == "/staff/password?lang=en"


def test_no_way_leads_off_this_site(browser: PageClient, provider: Provider) -> None:
    assert sign_in(browser, provider, address="/staff/sso?next=https://elsewhere.example/") == "/staff/figures/"


def test_coming_again_is_the_same_account_with_what_the_groups_say_now(
    app: Flask, provider: Provider, store: StoreHandle
) -> None:
    first = a_browser(app)
    sign_in(first, provider)
    provider.people["sample-viewer"] = Person(("career-admin",), {"preferred_username": "renamed"})
    assert sign_in(a_browser(app), provider) == "/desk/"
    assert everybody(store) == [("sample-viewer", "admin", True)]
    # Whoever is signed in already may do so too, or no more.
    assert "利用の記録" in first.get("/staff/").text
    provider.people["sample-viewer"] = Person(("career-staff",))
    sign_in(a_browser(app), provider)
    assert first.http.get("/staff/audit").status_code == 403


def test_whoever_is_in_no_group_is_told_so_and_gets_no_account(
    browser: PageClient, provider: Provider, store: StoreHandle
) -> None:
    page = refused(browser, way_back(browser, provider, "sample-student"), 403)
    assert "グループに入っていません" in page.text
    assert everybody(store) == []


def test_a_group_that_was_left_shuts_out_wherever_they_are_signed_in(
    app: Flask, provider: Provider, store: StoreHandle
) -> None:
    first, other = a_browser(app), a_browser(app)
    sign_in(first, provider, "sample-admin")
    sign_in(other, provider)
    assert first.http.get("/staff/audit").status_code == 200
    provider.people["sample-admin"] = Person(())
    browser = a_browser(app)
    refused(browser, way_back(browser, provider, "sample-admin"), 403)
    assert first.http.get("/staff/audit").status_code == 303
    assert other.http.get("/staff/").status_code == 200
    with store.opened().reading() as connection:
        kept = connection.execute(text("SELECT kind, detail FROM audit ORDER BY id DESC LIMIT 1")).one()
    assert tuple(kept) == ("account-changed", "sample-admin: admin → – (elsewhere)")


def test_a_role_that_nobody_can_have_shuts_out_too(
    tmp_path: Path, provider: Provider, store: StoreHandle, clock: HandSet
) -> None:
    groups = "career-admin=admin,advisors=advisor:nobody"
    settings = settings_of(tmp_path, provider, QUIZ_OIDC_GROUPS=groups)
    prepared = prepare(settings)
    app = create_app(settings, prepared.bank, prepared.shelf, store, clock)
    first, browser = a_browser(app), a_browser(app)
    sign_in(first, provider, "sample-admin")
    provider.people["sample-admin"] = Person(("advisors",))
    refused(browser, way_back(browser, provider, "sample-admin"), 403)
    assert first.http.get("/staff/audit").status_code == 303
    provider.people["sample-admin"] = Person(("career-admin",))
    assert sign_in(browser, provider, "sample-admin") == "/desk/"


def test_an_account_that_was_disabled_here_stays_out(app: Flask, provider: Provider, store: StoreHandle) -> None:
    first = a_browser(app)
    sign_in(first, provider)
    with store.opened().writing() as connection:
        found = accounts.named(connection, "sample-viewer")
        assert found is not None
        accounts.set_active(connection, found.account.id, False)
    assert first.http.get("/staff/").status_code == 303
    browser = a_browser(app)
    assert "使えないようになっています" in refused(browser, way_back(browser, provider), 403).text


def test_a_name_that_somebody_has_here_is_not_taken_over(app: Flask, provider: Provider, store: StoreHandle) -> None:
    an_account(store, "sample-admin")
    browser = a_browser(app)
    sign_in(browser, provider, "sample-admin")
    assert everybody(store) == [("sample-admin", "editor", True), ("sample-admin-2", "admin", True)]
    assert "sample-admin-2" in browser.get("/staff/").text


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"preferred_username": "ＳＡＭＰＬＥ　花子"}, "sample-花子"),
        ({"preferred_username": None}, "sample-viewer@example.jp"),
        ({"preferred_username": 5, "email": None}, "member"),
        ({"preferred_username": "<script>" * 40}, ("script-" * 10)[:64].strip("-")),
    ],
)
def test_an_account_is_called_something_that_a_name_may_be(
    browser: PageClient, provider: Provider, store: StoreHandle, claims: dict[str, Any], name: str
) -> None:
    provider.people["sample-viewer"] = Person(("career-staff",), claims)
    sign_in(browser, provider)
    ((made, _, _),) = everybody(store)
    assert made.replace("--", "-").startswith(name[:10]) and len(made) <= 64


def test_an_account_from_there_has_no_password_here(app: Flask, provider: Provider) -> None:
    browser = a_browser(app)
    sign_in(browser, provider)
    assert "学内・社内のアカウントのほう" in browser.get("/staff/").text
    for address in ("/staff/password", "/staff/code"):
        assert browser.http.get(address).status_code == 403
    other = a_browser(app)
    for password in ("", PASSWORD, "x"):
        fields = {**other.get("/staff/signin").hidden(), "name": "sample-viewer", "password": password}
        other.post("/staff/signin", fields, 422)


def test_accounts_of_this_place_sign_in_beside_it(app: Flask, provider: Provider, store: StoreHandle) -> None:
    an_account(store, "editor")
    browser = a_browser(app)
    fields = {**browser.get("/staff/signin").hidden(), "name": "editor", "password": PASSWORD}
    assert "kept=1" in str(browser.post("/staff/signin", fields))
    assert provider.asked == []


def test_every_sign_in_is_another_and_the_cookie_of_the_way_is_gone(app: Flask, provider: Provider) -> None:
    browser = a_browser(app)
    browser.http.set_cookie("quiz-signin", "planted-by-somebody-else", path="/staff")
    answer = browser.http.get(way_back(browser, provider))
    cookies = answer.headers.getlist("Set-Cookie")
    assert "planted" not in "".join(cookies)
    assert any(re.match(r"quiz-sso=; Path=/staff/sso/back; HttpOnly; SameSite=Lax; Max-Age=0", one) for one in cookies)
    assert sum(bool(re.match(r"quiz-signin=[\w-]{43}; Path=/(desk|staff); HttpOnly", one)) for one in cookies) == 2


def test_coming_again_in_one_browser_ends_the_sign_in_that_it_had(app: Flask, provider: Provider) -> None:
    browser = a_browser(app)
    sign_in(browser, provider)
    kept = browser.http.get_cookie("quiz-signin", path="/staff")
    assert kept is not None
    sign_in(browser, provider)
    assert browser.http.get("/staff/").status_code == 200
    again = a_browser(app)
    again.http.set_cookie("quiz-signin", kept.value, path="/staff")
    assert again.http.get("/staff/").status_code == 303


def test_behind_tls_the_cookie_of_the_way_is_sent_over_tls_alone(app: Flask) -> None:
    answer = app.test_client().get("/staff/sso", headers={"X-Forwarded-Proto": "https"})
    assert "; Secure" in answer.headers["Set-Cookie"]


def test_nothing_secret_is_in_the_address_or_the_cookie(
    browser: PageClient, provider: Provider, settings: Settings
) -> None:
    answer = browser.http.get("/staff/sso")
    asked = {name: value[0] for name, value in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    assert asked["code_challenge_method"] == "S256" and asked["redirect_uri"] == f"{PUBLIC}/staff/sso/back"
    cookie = answer.headers["Set-Cookie"]
    assert asked["state"] not in cookie and asked["nonce"] not in cookie and SECRET not in answer.headers["Location"]
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    again = parse_qs(urlsplit(depart(browser)).query)
    assert {again["state"][0], again["nonce"][0]}.isdisjoint(asked.values())


# What must not be believed. Each case is a provider, or somebody in between, who lies in one way.


def swapped(token: str) -> str:
    """Return a token whose claims were changed after it was signed."""
    import base64

    head, claims, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    said["groups"] = ["career-admin"]
    changed = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    return f"{head}.{changed}.{signature}"


HOUR = 3600
LIES: dict[str, Callable[[Provider], Twist]] = {
    "another nonce": lambda _: Twist(claims={"nonce": "of another way"}),
    "no nonce": lambda _: Twist(left_out=("nonce",)),
    "for another client": lambda _: Twist(claims={"aud": "another"}),
    "for another client, by this one": lambda _: Twist(claims={"aud": "another", "azp": CLIENT}),
    "for several clients, by another": lambda _: Twist(claims={"aud": [CLIENT, "another"], "azp": "another"}),
    "for several clients, by nobody": lambda _: Twist(claims={"aud": ["another", CLIENT]}),
    "for nobody": lambda _: Twist(left_out=("aud",)),
    "of another provider": lambda _: Twist(claims={"iss": "https://login.example.com"}),
    "of no provider": lambda _: Twist(left_out=("iss",)),
    "expired": lambda p: Twist(claims={"exp": int(p.moment()) - 120}),
    "never expiring": lambda _: Twist(left_out=("exp",)),
    "from the future": lambda p: Twist(claims={"iat": int(p.moment()) + HOUR}),
    "not yet valid": lambda p: Twist(claims={"nbf": int(p.moment()) + HOUR}),
    "without a moment": lambda _: Twist(left_out=("iat",)),
    "of nobody": lambda _: Twist(left_out=("sub",)),
    "of nobody in letters": lambda _: Twist(claims={"sub": ""}),
    "of somebody by a number": lambda _: Twist(claims={"sub": 5}),
    "of somebody without end": lambda _: Twist(claims={"sub": "x" * 256}),
    "with a time that is none": lambda _: Twist(claims={"exp": "tomorrow"}),
    "with another access token": lambda _: Twist(claims={"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}),
    "unsigned": lambda _: Twist(algorithm="none"),
    "signed with the public key": lambda _: Twist(algorithm="HS256"),
    "signed with another key": lambda _: Twist(is_foreign_key=True),
    "changed on the way": lambda _: Twist(token=swapped),
    "cut short": lambda _: Twist(token=lambda token: token[:-4]),
    "not there": lambda _: Twist(token=lambda _: ""),
    "no token": lambda _: Twist(token=lambda _: "a.b.c"),
    "larger than anything": lambda _: Twist(token=lambda token: token + "A" * 70_000),
    "of letters that none has": lambda _: Twist(token=lambda token: token + "\n\x00い"),
    "back from another provider": lambda _: Twist(back={"iss": "https://login.example.com"}),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_prove_who_it_is_lets_nobody_in(
    browser: PageClient, provider: Provider, store: StoreHandle, lie: str
) -> None:
    provider.twist = LIES[lie](provider)
    page = refused(browser, way_back(browser, provider), 403)
    assert "確かめることができませんでした" in page.text
    assert everybody(store) == []


def test_the_provider_that_lies_in_nothing_is_believed(browser: PageClient, provider: Provider) -> None:
    provider.twist = Twist(claims={"aud": [CLIENT, "another"], "azp": CLIENT, "exp": int(provider.moment()) - 30})
    sign_in(browser, provider)


def test_a_provider_that_always_names_itself_has_to(browser: PageClient, provider: Provider) -> None:
    back = re.sub(r"[&?]iss=[^&]*", "", way_back(browser, provider))
    refused(browser, back.replace("back&", "back?"), 403)


def test_a_provider_that_never_names_itself_need_not(browser: PageClient, provider: Provider) -> None:
    provider.names_itself = False
    sign_in(browser, provider)


def test_the_answer_to_another_browser_is_no_good(app: Flask, provider: Provider, store: StoreHandle) -> None:
    stranger, victim = a_browser(app), a_browser(app)
    back = way_back(stranger, provider)
    page = refused(victim, back, 400)
    assert "はじめからやり直してください" in page.text
    depart(victim)
    refused(victim, back, 400)
    assert everybody(store) == []
    assert "/token" not in provider.asked


@pytest.mark.parametrize("spoil", ["", "x", "~", "a.b.c~amEg", "\x7f" * 50, "a" * 3000])
def test_what_the_browser_kept_has_to_be_ours(browser: PageClient, provider: Provider, spoil: str) -> None:
    back = way_back(browser, provider)
    browser.http.set_cookie("quiz-sso", spoil, path="/staff/sso/back")
    refused(browser, back, 400)


def test_where_it_leads_cannot_be_changed_in_what_the_browser_kept(browser: PageClient, provider: Provider) -> None:
    back = way_back(browser, provider)
    cookie = browser.http.get_cookie("quiz-sso", path="/staff/sso/back")
    assert cookie is not None
    token = cookie.value.partition("~")[0]
    browser.http.set_cookie("quiz-sso", f"{token}~amEgL2Rlc2svaGVscHM", path="/staff/sso/back")
    refused(browser, back, 400)


def test_coming_back_twice_with_one_code_is_refused(browser: PageClient, provider: Provider) -> None:
    back = way_back(browser, provider)
    cookie = browser.http.get_cookie("quiz-sso", path="/staff/sso/back")
    assert cookie is not None
    arrive(browser, back)
    browser.get(back, 400)
    browser.http.set_cookie("quiz-sso", cookie.value, path="/staff/sso/back")
    assert "はじめからやり直してください" in browser.get(back, 400).text


def test_a_code_of_another_way_is_refused_by_its_secret(app: Flask, provider: Provider, store: StoreHandle) -> None:
    stranger, victim = a_browser(app), a_browser(app)
    theirs = parse_qs(urlsplit(way_back(stranger, provider, "sample-admin")).query)
    mine = way_back(victim, provider)
    injected = re.sub(r"code=[^&]*", f"code={theirs['code'][0]}", mine)
    refused(victim, injected, 400)
    assert everybody(store) == []


def test_whoever_takes_too_long_begins_again(browser: PageClient, provider: Provider, clock: HandSet) -> None:
    back = way_back(browser, provider)
    clock.later(minutes=16)
    assert "はじめからやり直してください" in refused(browser, back, 400).text


def test_saying_no_there_is_no_error(browser: PageClient, provider: Provider) -> None:
    state = parse_qs(urlsplit(depart(browser)).query)["state"][0]
    page = refused(browser, f"/staff/sso/back?error=access_denied&state={state}&iss={provider.issuer}", 400)
    assert "何も変わっていません" in page.text


def test_an_error_there_is_told_as_one(browser: PageClient, provider: Provider) -> None:
    state = parse_qs(urlsplit(depart(browser)).query)["state"][0]
    page = refused(browser, f"/staff/sso/back?error=server_error%0Aforged&state={state}&iss={provider.issuer}", 502)
    assert "返事がありませんでした" in page.text and "forged" not in page.text


# What a provider does, and what may happen to it.


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_a_new_key_is_found_at_once(app: Flask, provider: Provider, clock: HandSet, algorithm: str) -> None:
    sign_in(a_browser(app), provider)
    provider.rotate(algorithm)
    clock.later(seconds=31)
    sign_in(a_browser(app), provider)
    assert provider.asked.count("/keys") == 2
    sign_in(a_browser(app), provider)
    assert provider.asked.count("/keys") == 2


def test_invented_keys_do_not_make_us_ask_without_end(app: Flask, provider: Provider) -> None:
    provider.twist = Twist(is_foreign_key=True)
    for _ in range(3):
        browser = a_browser(app)
        refused(browser, way_back(browser, provider), 403)
    assert provider.asked.count("/keys") == 1


def test_what_it_tells_about_itself_is_kept_for_an_hour_and_longer_where_it_is_away(
    app: Flask, provider: Provider, clock: HandSet
) -> None:
    for _ in range(2):
        depart(a_browser(app))
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    clock.later(minutes=61)
    provider.twist = Twist(answers={"/.well-known/openid-configuration": lambda handler: handler.send_error(500)})
    depart(a_browser(app))
    assert provider.asked.count("/.well-known/openid-configuration") == 2


@pytest.mark.parametrize("ways", [["client_secret_basic"], ["client_secret_post"], None])
def test_it_is_told_who_we_are_as_it_wants(browser: PageClient, provider: Provider, ways: list[str] | None) -> None:
    if ways is None:
        provider.twist = Twist(metadata={"token_endpoint_auth_methods_supported": None})
    else:
        provider.ways = ways
    sign_in(browser, provider)


def test_a_client_without_a_secret_needs_none(tmp_path: Path, provider: Provider, clock: HandSet) -> None:
    provider.ways = ["none"]
    settings = settings_of(tmp_path, provider, QUIZ_OIDC_CLIENT_SECRET="")
    store, prepared = StoreHandle(settings), prepare(settings)
    sign_in(a_browser(create_app(settings, prepared.bank, prepared.shelf, store, clock)), provider)
    store.close()


def test_a_wrong_secret_is_told_to_nobody_but_the_log(
    tmp_path: Path, provider: Provider, clock: HandSet, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(tmp_path, provider, QUIZ_OIDC_CLIENT_SECRET="wrong and secret")
    store, prepared = StoreHandle(settings), prepare(settings)
    browser = a_browser(create_app(settings, prepared.bank, prepared.shelf, store, clock))
    with caplog.at_level(logging.INFO):
        page = refused(browser, way_back(browser, provider), 502)
    assert "invalid_client" in caplog.text and "invalid_client" not in page.text
    assert "wrong and secret" not in caplog.text
    store.close()


def test_groups_may_stand_in_the_answer_of_userinfo(browser: PageClient, provider: Provider) -> None:
    provider.groups_in_userinfo = True
    assert sign_in(browser, provider, "sample-admin") == "/desk/"
    assert "/userinfo" in provider.asked


def test_userinfo_of_somebody_else_is_not_believed(browser: PageClient, provider: Provider) -> None:
    provider.groups_in_userinfo = True
    provider.people["sample-viewer"] = Person(("career-staff",), {"sub": "somebody else"})
    provider.twist = Twist(claims={"sub": "subject of sample-viewer"})
    refused(browser, way_back(browser, provider), 403)


@pytest.mark.parametrize(
    ("claim", "claims", "is_let_in"),
    [
        ("realm_access.roles", {"realm_access": {"roles": ["career-staff"]}}, True),
        ("https://example.jp/groups", {"https://example.jp/groups": ["career-staff"]}, True),
        ("hd", {"hd": "career-staff"}, True),
        ("roles", {"roles": {"career-staff": True}}, False),
        ("roles", {"roles": [["career-staff"], 5, None]}, False),
        ("roles.a.b", {"roles": "career-staff"}, False),
    ],
)
def test_groups_are_read_where_the_provider_writes_them(
    tmp_path: Path, provider: Provider, clock: HandSet, claim: str, claims: dict[str, Any], is_let_in: bool
) -> None:
    provider.people["sample-viewer"] = Person((), claims)
    settings = settings_of(tmp_path, provider, QUIZ_OIDC_CLAIM=claim)
    store, prepared = StoreHandle(settings), prepare(settings)
    browser = a_browser(create_app(settings, prepared.bank, prepared.shelf, store, clock))
    back = way_back(browser, provider)
    if is_let_in:
        arrive(browser, back)
    else:
        refused(browser, back, 403)
    store.close()


@pytest.mark.parametrize(("advisor", "status"), [("", 303), ("nobody", 403)])
def test_a_group_of_an_advisor_answers_as_one_that_there_is(
    tmp_path: Path, provider: Provider, clock: HandSet, store: StoreHandle, advisor: str, status: int
) -> None:
    with store.opened().reading() as connection:
        known = connection.execute(text("SELECT id FROM advisor ORDER BY id")).scalars().first()
    settings = settings_of(tmp_path, provider, QUIZ_OIDC_GROUPS=f"career-staff=advisor:{advisor or known}")
    prepared = prepare(settings)
    browser = a_browser(create_app(settings, prepared.bank, prepared.shelf, store, clock))
    assert browser.http.get(way_back(browser, provider)).status_code == status
    assert everybody(store) == ([("sample-viewer", "advisor", True)] if status == 303 else [])


def huge(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(8):
        handler.wfile.write(b'{"a": "' + b"x" * 65_536)


def said(status: int, body: bytes) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def slow(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def led(handler: Any) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://127.0.0.1:1/")
    handler.end_headers()


AWAY: dict[str, Callable[[Any], None]] = {
    "down": lambda handler: handler.connection.close(),
    "broken": lambda handler: handler.send_error(500),
    "huge": huge,
    "no JSON": said(200, b"<h1>hello</h1>"),
    "no object": said(200, b"[1]"),
    "deep": said(200, b"[" * 100_000),
    "empty": said(200, b"{}"),
    "leading elsewhere": led,
}


@pytest.mark.parametrize("how", AWAY)
@pytest.mark.parametrize("where", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_a_provider_that_answers_nonsense_is_told_kindly(
    browser: PageClient, provider: Provider, where: str, how: str
) -> None:
    provider.twist = Twist(answers={where: AWAY[how]})
    if where.startswith("/.well"):
        page = browser.get("/staff/sso", 502)
    else:
        back = way_back(browser, provider)
        page = refused(browser, back, 403 if (where, how) == ("/token", "empty") else 502)
    assert "もう一度サインイン" in page.text


def test_a_provider_that_dawdles_is_cut_off(
    browser: PageClient, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.2)
    provider.twist = Twist(answers={"/.well-known/openid-configuration": slow})
    assert "返事がありませんでした" in browser.get("/staff/sso", 502).text


def test_further_ones_are_turned_away_while_many_wait_for_the_provider(browser: PageClient) -> None:
    held = [journey.AT_ONCE.acquire(blocking=False) for _ in range(6)]
    assert all(held)
    try:
        browser.get("/staff/sso", 502)
    finally:
        for _ in held:
            journey.AT_ONCE.release()


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://login.example.com"},
        {"token_endpoint": "http://login.example.com/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "https://"},
        {"authorization_endpoint": "https://login.example.com/\r\nSet-Cookie: a=b"},
        {"jwks_uri": "https://[x"},
        {"authorization_endpoint": ["https://login.example.com"]},
    ],
)
def test_a_provider_that_is_another_or_not_safe_is_not_gone_to(
    browser: PageClient, provider: Provider, metadata: dict[str, Any]
) -> None:
    provider.twist = Twist(metadata=metadata)
    browser.get("/staff/sso", 502)


def test_a_list_of_keys_with_a_shared_one_is_not_believed(browser: PageClient, provider: Provider) -> None:
    shared = json.dumps({"keys": [{"kty": "oct", "k": "c2hhcmVk", "kid": "key-1", "alg": "HS256"}]}).encode()
    provider.twist = Twist(answers={"/keys": said(200, shared)}, algorithm="HS256")
    refused(browser, way_back(browser, provider), 502)


def test_coming_back_is_counted(browser: PageClient, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_BACK", Limit("sso", times=2, seconds=600))
    for _ in range(2):
        refused(browser, "/staff/sso/back?state=x&code=y", 400)
    refused(browser, "/staff/sso/back?state=x&code=y", 502)


def test_the_record_tells_who_came_from_there(
    app: Flask, provider: Provider, store: StoreHandle, clock: HandSet
) -> None:
    sign_in(a_browser(app), provider)
    an_account(store, "admin", Role.ADMIN)
    page = signed_in(app, store, "admin", clock.moment).get("/staff/audit")
    lines = [["".join(cell.itertext()) for cell in row][1:] for row in page.all("tr")][1:]
    assert lines == [
        ["sample-viewer", "サインイン", "学内・社内のアカウントで"],
        ["sample-viewer", "アカウントの変更", "sample-viewer: viewer (elsewhere)"],
    ]


def test_in_english_it_stays_english(browser: PageClient, provider: Provider) -> None:
    assert sign_in(browser, provider, address="/staff/sso?lang=en") == "/staff/figures/?lang=en"
    other = a_browser(browser.http.application)
    back = way_back(other, provider, "sample-student", "/staff/sso?lang=en")
    page = other.get(back, 403)
    assert page.one("html").get("lang") == "en" or "学内" not in page.text


def test_without_a_provider_there_is_no_such_way(tmp_path: Path, clock: HandSet) -> None:
    settings = Settings.from_environment({"QUIZ_VAR": str(ready(tmp_path / "var"))})
    store, prepared = StoreHandle(settings), prepare(settings)
    browser = a_browser(create_app(settings, prepared.bank, prepared.shelf, store, clock))
    assert browser.http.get("/staff/sso").status_code == 404
    assert browser.http.get("/staff/sso/back").status_code == 404
    assert "または" not in browser.get("/staff/signin").text
    store.close()
