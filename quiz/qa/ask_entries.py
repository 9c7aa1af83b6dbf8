"""The page of an entry for whoever asked: how far it is, and the way to take it back.

It is opened by a token that only the asker has. The token stands in the address, so no page here is kept by a cache
or a search engine, and no referrer goes out.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from flask import Response
from werkzeug.exceptions import NotFound, ServiceUnavailable

from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.errors import StoreError
from quiz.qa.ask import NO_STORE, edition_of, see
from quiz.qa.ask_pages import WithdrawPage, ask_frame, entry_page, path_of
from quiz.store.desk.entry import AskedEntry
from quiz.web.bodies import form_fields
from quiz.web.csrf import FIELD, FormTokens, Guard, token_of
from quiz.web.documents import page, send
from quiz.web.language import language, suffix
from quiz.web.rendering import Renderer

log = logging.getLogger("quiz.entries")

NOTHING: Mapping[str, str] = {}


class AskEntries:
    """The views, with what they use."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings, tokens: FormTokens) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._settings = settings
        self._tokens = tokens

    def entry(self, token: str) -> Response:
        """Show an entry to whoever has its token."""
        shown = entry_page(self._entry(token), self._diagnostic.bank, edition_of(self._settings), token)
        return send(page(self._renderer.render("qa/ask_entry.html", shown, language()), NO_STORE))

    def before_withdrawing(self, token: str) -> Response:
        """Ask whether an entry is to be taken back."""
        return self._ask_to_withdraw(token, NOTHING)

    def withdraw(self, token: str) -> Response:
        """Take an entry back, with what was published of it."""
        # WTForms and SQLAlchemy take long to import, and the diagnostic's start should not wait for them.
        from quiz.qa.ask_forms import withdraw_form
        from quiz.store.desk import entries

        fields = form_fields()
        if not withdraw_form(fields, self._guard(token)).validate():
            return self._ask_to_withdraw(token, fields)
        with logged_without_address():
            store = self._diagnostic.store
            is_known = entries.withdraw(store.opened(), store.publisher(), token, self._diagnostic.clock())
        if not is_known:
            raise NotFound()
        return see(path_of(token) + suffix(language()))

    def _ask_to_withdraw(self, token: str, fields: Mapping[str, str]) -> Response:
        """Show the question before taking back; `fields` are those of a form that does not hold."""
        from quiz.qa.ask_forms import errors_of, withdraw_form

        entry = self._entry(token)
        form = withdraw_form(fields, self._guard(token))
        notice = "" if not fields or form.validate() else errors_of(form)[FIELD]
        edition, path = edition_of(self._settings), path_of(token)
        shown = WithdrawPage(
            frame=ask_frame(self._diagnostic.bank, edition, f"{path}/withdraw"),
            receipt=entry.receipt,
            title=entry.title,
            is_withdrawable=entry.is_withdrawable,
            is_public=bool(entry.consultation),
            entry=edition.address(path),
            action=edition.address(f"{path}/withdraw"),
            token=token_of(form),
            notice=notice,
        )
        text = self._renderer.render("qa/ask_withdraw.html", shown, language())
        return send(page(text, NO_STORE), 422 if notice else 200)

    def _guard(self, token: str) -> Guard:
        """Return the guard of one entry's form: no other entry's token fits it."""
        return self._tokens.guard("withdraw-entry", language(), token)

    def _entry(self, token: str) -> AskedEntry:
        """Return the entry that a token opens; NotFound where there is none."""
        from quiz.store.desk import entries

        with logged_without_address(), self._diagnostic.store.opened().reading() as connection:
            entry = entries.find(connection, token)
        if entry is None:
            raise NotFound()
        return entry


@contextmanager
def logged_without_address() -> Iterator[None]:
    """Let a failing store be told as passing; the log must not hold the address, which opens the entry."""
    try:
        yield
    except StoreError as error:
        log.error("entry unavailable: %s", error)
        raise ServiceUnavailable() from None
