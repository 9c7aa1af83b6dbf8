"""Guarded forms: what a token lets through, and how a refused form comes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import Form, StringField

from quiz.web.csrf import MESSAGES, FormTokens, Guard, guarded_form, is_foreign, made_of, token_of
from tests.clocks import MOMENT, HandSet

HOSTS = ("localhost", "shindan.example.jp", ".example.org")


class NoteForm(guarded_form()):  # type: ignore[misc]  # a class that is made by a function
    note = StringField()


@pytest.fixture
def clock() -> HandSet:
    return HandSet()


@pytest.fixture
def tokens(clock: HandSet) -> FormTokens:
    return FormTokens(b"s" * 32, HOSTS, clock)


@pytest.fixture(autouse=True)
def in_a_request() -> Iterator[None]:
    with Flask("forms").test_request_context("/", method="POST"):
        yield


def sent(guard: Guard, **fields: Any) -> Form:
    form: Form = NoteForm(MultiDict({"note": "書いたこと", **fields}), meta={"csrf_context": guard})
    form.validate()
    return form


def test_a_form_with_its_token_is_valid_and_tells_when_it_was_made(tokens: FormTokens, clock: HandSet) -> None:
    token = tokens.guard("ask", "ja").token()
    clock.later(seconds=7)
    form = sent(tokens.guard("ask", "ja"), csrf_token=token)
    assert not form.errors
    assert made_of(form).moment == MOMENT
    assert len(made_of(form).digest) == 32


def test_the_same_form_has_the_same_name_and_another_has_another(tokens: FormTokens) -> None:
    guard = tokens.guard("ask", "ja")
    first, second = guard.token(), guard.token()
    assert guard.check(first).digest == guard.check(first).digest != guard.check(second).digest


def test_a_valid_token_comes_back_so_that_a_correction_is_the_same_form(tokens: FormTokens) -> None:
    token = tokens.guard("ask", "ja").token()
    assert token_of(sent(tokens.guard("ask", "ja"), csrf_token=token)) == token


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_expired_form_comes_back_filled_with_a_fresh_token(
    tokens: FormTokens, clock: HandSet, language: str
) -> None:
    guard = tokens.guard("ask", language)
    token = guard.token()
    clock.later(hours=24, seconds=1)
    form = sent(guard, csrf_token=token)
    assert form.errors == {"csrf_token": [MESSAGES["expired"][language]]}
    assert form.data["note"] == "書いたこと"
    assert token_of(form) != token
    assert not sent(guard, csrf_token=token_of(form)).errors


@pytest.mark.parametrize(
    ("purpose", "binding", "secret"),
    [("withdraw", "", b"s" * 32), ("ask", "another", b"s" * 32), ("ask", "", b"t" * 32)],
)
def test_a_token_of_another_purpose_sign_in_or_deployment_is_foreign(
    tokens: FormTokens, clock: HandSet, purpose: str, binding: str, secret: bytes
) -> None:
    foreign = FormTokens(secret, HOSTS, clock).guard(purpose, "ja", binding).token()
    form = sent(tokens.guard("ask", "ja"), csrf_token=foreign)
    assert form.errors == {"csrf_token": [MESSAGES["foreign"]["ja"]]}


def test_purpose_and_sign_in_cannot_be_shifted_into_each_other(tokens: FormTokens) -> None:
    token = tokens.guard("ask", "ja", "binding").token()
    assert sent(tokens.guard("ask\nbinding", "ja"), csrf_token=token).errors


def test_a_token_from_the_future_does_not_hold(tokens: FormTokens, clock: HandSet) -> None:
    token = tokens.guard("ask", "ja").token()
    clock.later(minutes=-5)
    assert sent(tokens.guard("ask", "ja"), csrf_token=token).errors


def test_a_missing_token_is_told_like_a_foreign_one(tokens: FormTokens) -> None:
    assert sent(tokens.guard("ask", "ja")).errors == {"csrf_token": [MESSAGES["foreign"]["ja"]]}


@given(token=st.text(st.characters(exclude_categories=[]), max_size=400))
def test_no_text_is_a_token_or_breaks_the_check(token: str) -> None:
    form = sent(FormTokens(b"s" * 32, HOSTS).guard("ask", "ja"), csrf_token=token)
    assert list(form.errors) == ["csrf_token"]


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, False),
        ({"HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "https://shindan.example.jp"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, True),
        ({"HTTP_SEC_FETCH_SITE": ""}, True),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "https://shindan.example.jp"}, False),
        ({"HTTP_ORIGIN": "https://SHINDAN.example.jp:8443"}, False),
        ({"HTTP_ORIGIN": "https://www.example.org"}, False),
        ({"HTTP_ORIGIN": "https://evil.example.com"}, True),
        ({"HTTP_ORIGIN": "https://shindan.example.jp.evil.example.com"}, True),
        ({"HTTP_ORIGIN": "https://[::"}, True),
        ({"HTTP_ORIGIN": "shindan.example.jp"}, True),
        ({"HTTP_ORIGIN": ""}, True),
    ],
)
def test_where_a_request_comes_from_is_told_by_the_browser(headers: dict[str, str], foreign: bool) -> None:
    assert is_foreign(headers, HOSTS) is foreign


def test_a_good_token_from_a_foreign_page_is_refused(tokens: FormTokens) -> None:
    guard = tokens.guard("ask", "ja")
    token = guard.token()
    with Flask("forms").test_request_context("/", method="POST", headers={"Sec-Fetch-Site": "cross-site"}):
        assert sent(guard, csrf_token=token).errors == {"csrf_token": [MESSAGES["foreign"]["ja"]]}
