"""Where each role may go, what it finds there, and what admins read of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from quiz.advice.workflow import Role
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts, audit
from quiz.store.staff.audited import Kind
from tests.accounts import PASSWORD, an_account, signed_in
from tests.client import PageClient

WAYS = {
    "/staff/": {Role.VIEWER, Role.ADVISOR, Role.EDITOR, Role.ADMIN},
    "/staff/figures/": {Role.VIEWER, Role.EDITOR, Role.ADMIN},
    "/staff/figures/steps": {Role.VIEWER, Role.EDITOR, Role.ADMIN},
    "/desk/": {Role.ADVISOR, Role.EDITOR, Role.ADMIN},
    "/desk/advisors": {Role.EDITOR, Role.ADMIN},
    "/staff/audit": {Role.ADMIN},
}


@pytest.fixture
def people(app: Flask, store: StoreHandle) -> dict[Role, PageClient]:
    with store.opened().reading() as connection:
        advisor = connection.execute(text("SELECT id FROM advisor ORDER BY id")).scalars().first()
    assert advisor is not None
    for role in Role:
        an_account(store, role.value, role, advisor if role is Role.ADVISOR else "")
    return {role: signed_in(app, store, role.value) for role in Role}


@pytest.mark.parametrize("address", WAYS)
def test_an_address_is_open_to_those_who_may(people: dict[Role, PageClient], address: str) -> None:
    statuses = {role: browser.http.get(address).status_code for role, browser in people.items()}
    assert statuses == {role: 200 if role in WAYS[address] else 403 for role in Role}


@pytest.mark.parametrize("role", list(Role))
def test_the_account_tells_what_one_may_do_and_leads_only_there(people: dict[Role, PageClient], role: Role) -> None:
    page = people[role].get("/staff/")
    led = {link.get("href") for link in page.all("a")} & set(WAYS)
    assert led == {address for address, roles in WAYS.items() if role in roles} - {
        "/staff/figures/steps",
        "/desk/advisors",
    }


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.VIEWER, "/staff/figures/"),
        (Role.ADVISOR, "/desk/"),
        (Role.EDITOR, "/desk/"),
        (Role.ADMIN, "/desk/"),
    ],
)
def test_after_signing_in_everybody_lands_where_they_work(
    app: Flask, people: dict[Role, PageClient], role: Role, home: str
) -> None:
    browser = PageClient(app, may_sign_in=True, follow_links=False)
    fields = {**browser.get("/staff/signin").hidden(), "name": role.value, "password": PASSWORD}
    went = str(browser.post("/staff/signin", fields))
    assert browser.http.get(went).headers["Location"] == home
    assert browser.http.get("/staff/signin?lang=en").headers["Location"] == f"{home}?lang=en"


def test_another_role_counts_at_once(people: dict[Role, PageClient], store: StoreHandle) -> None:
    with store.opened().writing() as connection:
        found = accounts.named(connection, "viewer")
        assert found is not None
        accounts.assign(connection, found.account.id, Role.EDITOR, "")
    assert people[Role.VIEWER].http.get("/desk/").status_code == 200


def test_the_record_shows_who_did_what_and_can_be_narrowed(people: dict[Role, PageClient], store: StoreHandle) -> None:
    # Without following what the pages lead to, which would be seen too.
    for role, address in (
        (Role.VIEWER, "/staff/figures/steps?form=quick"),
        (Role.VIEWER, "/staff/figures/steps?form=quick"),
        (Role.EDITOR, "/staff/figures/"),
    ):
        assert people[role].http.get(address).status_code == 200
    admin = people[Role.ADMIN]

    def lines(query: str = "") -> list[list[str]]:
        page = admin.get(f"/staff/audit{query}")
        return [["".join(cell.itertext()) for cell in row][1:] for row in page.all("tr")][1:]

    every = lines()
    assert [line[:2] for line in every] == [["editor", "集計を見た"], ["viewer", "集計を見た"]]
    assert "steps" in every[1][2] and "form=quick" in every[1][2]
    assert [line[0] for line in lines("?name=viewer")] == ["viewer"]
    assert lines("?kind=exported") == [] and len(lines("?kind=saw")) == 2
    assert "あてはまる記録はありません" in admin.get("/staff/audit?name=nobody").text
    for odd in ("?kind=owner", "?before=x", "?before=-1", "?before=" + "9" * 30, "?name=%00%ud800<b>"):
        admin.get(f"/staff/audit{odd}")


def test_the_record_is_read_leaf_by_leaf(people: dict[Role, PageClient], store: StoreHandle) -> None:
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    with store.opened().writing() as connection:
        for number in range(120):
            audit.note(connection, moment + timedelta(minutes=number), None, Kind.ACCOUNT, f"number {number}.")
    admin, address, seen = people[Role.ADMIN], "/staff/audit?kind=account-changed", []
    for _ in range(3):
        page = admin.get(address)
        seen += [cell for row in page.all("tr") for cell in ["".join(list(row)[3].itertext())] if "number" in cell]
        older = [
            link
            for link in page.all("a")
            if "before=" in (link.get("href") or "") and "lang" not in (link.get("href") or "")
        ]
        address = str(older[0].get("href")) if older else ""
    assert seen == [f"number {number}." for number in reversed(range(120))] and address == ""
    assert "サーバーのコマンド" in admin.get("/staff/audit").text


def test_the_record_cannot_be_written_through_a_page(people: dict[Role, PageClient]) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(people[Role.ADMIN].http, method)("/staff/audit").status_code == 405
