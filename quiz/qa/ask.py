"""The entry form: a question on its way from its asker to the editors' desk.

Nothing is stored before everything is well, and nothing that was typed is ever lost: whatever stands in the way, the
form comes back filled, with what to do.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from flask import Response

from quiz.advice.askers import GENDERS, GRADES, kept
from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.errors import StoreError
from quiz.qa.ask_messages import message
from quiz.qa.ask_pages import (
    ASK,
    AskPage,
    HintsPart,
    Typed,
    ask_frame,
    found_in,
    grades_and_genders,
    is_confirmed,
    is_urgent,
    path_of,
)
from quiz.qa.edition import Edition
from quiz.store.desk.entry import NewEntry
from quiz.web.bodies import form_fields
from quiz.web.csrf import FIELD, FormTokens, made_of, token_of
from quiz.web.documents import Ready, page, send
from quiz.web.language import language, suffix
from quiz.web.limits import Limit, Limits
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

if TYPE_CHECKING:
    from wtforms import Form

log = logging.getLogger("quiz.entries")

NO_STORE = "no-store"
LARGEST_QUESTION = 1024 * 1024
"""What is far too long comes back as well, to be shortened: some 110,000 characters of Japanese."""
LARGEST_HINTED = 64 * 1024
LEAST_SECONDS = timedelta(seconds=3)
"""Nobody reads and fills in the form faster; programs do."""
SENDING = Limit("ask", times=30, seconds=3600)
"""A class that is sent here by its teacher shares one address; an editor can look through so many of a nuisance."""


class Ask:
    """The views, with what they use."""

    def __init__(
        self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings, tokens: FormTokens, limits: Limits
    ) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._settings = settings
        self._tokens = tokens
        self._limits = limits
        self._secret = settings.secret()

    def form(self) -> Response:
        """Show the empty form."""
        from quiz.qa.ask_forms import empty_form

        form = empty_form(self._tokens.guard("ask", language()))
        return self._show(form, Typed(), status=200, is_fresh=True)

    def submit(self) -> Response:
        """Take a question in and lead to its page; show the form again where something has to be looked at."""
        # WTForms is needed by this form only, and would cost the start 40 ms.
        from quiz.qa.ask_forms import ask_form

        fields = form_fields(LARGEST_QUESTION)
        form = ask_form(fields, self._tokens.guard("ask", language()))
        is_valid, typed = form.validate(), typed_in(form)
        if not is_valid:
            return self._show(form, typed)
        if obstacle := self._obstacle(form, typed):
            return self._show(form, typed, message(obstacle, language()))
        found = found_in(typed)
        if not is_confirmed(found, fields.get("confirmed", "")):
            return self._show(form, typed, found=found)
        return self._take_in(form, typed, found)

    def hints(self) -> Response:
        """Look through a text that is being written; it is neither stored nor logged."""
        from quiz.advice.cleaning import cleaned, cleaned_line

        fields = form_fields(LARGEST_HINTED)
        typed = Typed(title=cleaned_line(fields.get("title", "")), body=cleaned(fields.get("body", "")))
        text = self._renderer.render("qa/ask_hints.html", found_in(typed), language())
        return send(page(text, NO_STORE))

    def _obstacle(self, form: Form, typed: Typed) -> str:
        """Return the code of what makes a sending look like a program's, or nothing; both let a person go on."""
        if typed.homepage:
            return "filled"
        return "fast" if self._diagnostic.clock() - made_of(form).moment < LEAST_SECONDS else ""

    def _take_in(self, form: Form, typed: Typed, found: HintsPart) -> Response:
        """Store a question that is well; the same form a second time leads to the same page."""
        from quiz.store.desk import entries

        entry = self._entry_of(made_of(form).digest, typed, found.is_urgent)
        location = path_of(entry.token) + suffix(language())
        try:
            opened = self._diagnostic.store.opened()
            with opened.reading() as connection:
                if entries.find(connection, entry.token):
                    return see(location)
            if wait := self._limits.hit(SENDING):
                return self._show_limit(form, typed, found, wait)
            with opened.writing() as connection:
                entries.receive(connection, entry, self._diagnostic.clock())
        except StoreError as error:
            log.error("question not stored: %s", error)
            return self._show(form, typed, message("store", language()), found, status=503)
        return see(location)

    def _entry_of(self, made: bytes, typed: Typed, is_urgent: bool) -> NewEntry:
        """Return what is stored. Both digest and token follow from the form and its content, so a repeat has the same.

        The token is a keyed hash under this deployment's secret: who knows a form cannot work it out.
        """
        grade, gender = kept(GRADES, typed.grade), kept(GENDERS, typed.gender)
        content = "\0".join((grade, gender, typed.title, typed.body, typed.mail))
        digest = sha256(made + content.encode()).digest()
        token = blake2b(digest, key=self._secret, digest_size=20, person=b"quiz.entry").hexdigest()
        return NewEntry(digest, token, grade, gender, typed.title, typed.body, typed.mail, is_urgent)

    def _show_limit(self, form: Form, typed: Typed, found: HintsPart, wait: int) -> Response:
        notice = message("limit", language(), minutes=-(-wait // 60))
        response = self._show(form, typed, notice, found, status=429)
        response.headers["Retry-After"] = str(wait)
        return response

    def _show(
        self,
        form: Form,
        typed: Typed,
        notice: str = "",
        found: HintsPart | None = None,
        *,
        status: int = 422,
        is_fresh: bool = False,
    ) -> Response:
        """Show the form with what was typed, and what there is to say about it."""
        from quiz.qa.ask_forms import BODY_LEAST, BODY_MOST, TITLE_MOST, errors_of

        errors = errors_of(form)
        grades, genders = grades_and_genders(typed, language())
        shown = AskPage(
            frame=ask_frame(self._diagnostic.bank, edition_of(self._settings)),
            action=ASK + suffix(language()),
            hints_action=f"{ASK}/hints{suffix(language())}",
            token=token_of(form),
            typed=typed,
            grades=grades,
            genders=genders,
            notice=notice or errors.pop(FIELD, ""),
            errors=errors,
            found=found or HintsPart((), "", is_urgent(typed)),
            title_most=TITLE_MOST,
            body_least=BODY_LEAST,
            body_most=BODY_MOST,
            is_fresh=is_fresh,
        )
        return send(page(self._renderer.render("qa/ask.html", shown, language()), NO_STORE), status)


def typed_in(form: Form) -> Typed:
    """Return what a form holds, cleaned."""
    data = form.data
    texts = {name: data[name] or "" for name in ("title", "body", "grade", "gender", "mail", "homepage")}
    return Typed(**texts, consent=bool(data["consent"]))


def edition_of(settings: Settings) -> Edition:
    """Return the edition that a request asks for."""
    return Edition(language(), origin(settings.public_url))


def see(location: str) -> Response:
    """Send a browser on to the page of what it has just sent."""
    return Ready(b"", 303, [("Location", location), ("Cache-Control", NO_STORE)])
