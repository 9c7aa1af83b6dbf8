"""Errors as staff meet them: in their own frame, with a way back to where they may work."""

from __future__ import annotations

import pytest
from flask import Flask, abort

from quiz.advice.workflow import Role
from quiz.store.handle import StoreHandle
from tests.accounts import an_account, signed_in
from tests.client import Page, PageClient

WAYS = {Role.VIEWER: {"/staff/figures/"}, Role.EDITOR: {"/staff/figures/", "/desk/"}, Role.ADVISOR: {"/desk/"}}


def client(app: Flask, store: StoreHandle, role: Role = Role.VIEWER) -> PageClient:
    an_account(store, role.value, role, "sample-a" if role is Role.ADVISOR else "")
    return signed_in(app, store, role.value)


def ways_of(page: Page) -> set[str]:
    return {str(link.get("href")) for link in page.all("a", class_="button") + page.all("a", class_="button quiet")}


@pytest.mark.parametrize("role", WAYS)
@pytest.mark.parametrize("address", ["/staff/nowhere", "/desk/nowhere"])
def test_who_is_signed_in_finds_the_way_back_to_where_they_work(
    app: Flask, store: StoreHandle, role: Role, address: str
) -> None:
    page = client(app, store, role).get(address, 404)
    assert "ページが見つかりません" in page.text and "診断" not in page.text
    assert ways_of(page) == WAYS[role]
    assert page.headers["Cache-Control"] == "no-store" and "Cookie" in page.headers["Vary"]


@pytest.mark.parametrize("asked", ["?as=csv&table=nope", "items/nope", "?as=exe&lang=en"])
def test_a_file_or_an_item_that_there_is_not_leads_back_to_figures(app: Flask, store: StoreHandle, asked: str) -> None:
    page = client(app, store).get(f"/staff/figures/{asked}", 404)
    assert ways_of(page) == {"/staff/figures/" + ("?lang=en" if "lang=en" in asked else "")}


def test_what_an_account_may_not_open_leads_to_what_it_may(app: Flask, store: StoreHandle) -> None:
    for role, addresses in ((Role.VIEWER, ("/staff/audit", "/desk/")), (Role.ADVISOR, ("/staff/figures/",))):
        browser = client(app, store, role)
        for address in addresses:
            page = browser.get(address, 403)
            assert "このアカウントでは開けないページです" in page.text
            assert ways_of(page) == WAYS[role]


@pytest.mark.parametrize("code", [400, 405, 413, 422, 429, 500, 503])
def test_every_error_has_words_in_both_languages(app: Flask, store: StoreHandle, code: int) -> None:
    app.add_url_rule("/staff/planted", view_func=lambda: abort(code))
    browser = client(app, store, Role.EDITOR)
    assert "集計を見る" in browser.get("/staff/planted", code).text
    assert "See figures" in browser.get("/staff/planted?lang=en", code).text


def test_who_is_not_signed_in_gets_the_page_of_everybody(app: Flask) -> None:
    page = PageClient(app, may_sign_in=True).get("/staff/nowhere", 404)
    assert "診断の最初へ" in page.text and "集計" not in page.text
