"""Signing in by name and password, by a second step where there is one, and out."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from quiz.staff.room import Room, home_of, kinds, notice
from quiz.staff.signing import Attempted, Waiting
from quiz.staff.signing_in.forms import code_form, signin_form
from quiz.staff.signing_in.pages import Door, code_page, elsewhere_address, signin_page
from quiz.web.bodies import form_fields
from quiz.web.csrf import FIELD, Guard, Refused, token_of
from quiz.web.language import language, suffix
from quiz.web.signin import safe_next, signin_address

LONGEST_NUMBER = 18
FOR_CODE = timedelta(minutes=10)
"""How long after the password a code may come: who goes to fetch their phone finds the form still good."""


class SigningIn:
    """The views; `provider_name` is what the button of the way in from elsewhere says, None where there is none."""

    def __init__(self, room: Room, provider_name: str | None) -> None:
        self._room = room
        self._provider_name = provider_name

    def signin(self) -> AnyResponse:
        """Ask for name and password, or look at them."""
        return self._sign_in() if request.method == "POST" else self._ask_who()

    def prove(self) -> AnyResponse:
        """Look at the code of somebody whose password was right a moment ago; else begin anew."""
        if request.method != "POST":
            return redirect(signin_address(language()), 303)
        fields = form_fields()
        number = fields.get("account", "")
        is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
        waiting = self._room.signing.waiting(int(number)) if is_number else None
        form = code_form()(MultiDict(fields), meta={"csrf_context": self._guard_of(waiting)})
        wanted, typed = safe_next(form["next"].data or "", ""), (form["code"].data or "", form["paper"].data or "")
        if waiting is None or not form.validate():
            token = self._room.guard("signin").token()
            shown = signin_page(language(), wanted, token, self._door(wanted), trouble="late")
            return self._room.shown("signin", shown, 422)
        if not any(part.strip() for part in typed):
            return self._room.shown("code", code_page(waiting, language(), wanted, token_of(form), "missing"), 422)
        attempted = self._room.signing.prove(waiting, *typed, request.environ)
        if attempted.token:
            return self._let_in(attempted, wanted)
        is_paper = bool(typed[1].strip())
        shown_code = code_page(waiting, language(), wanted, token_of(form), "wrong", is_paper, attempted.wait)
        return self._room.shown("code", shown_code, 422, attempted.wait)

    def sign_out(self) -> AnyResponse:
        """End the sign-in that sends this; where it ended already there is nothing to do."""
        signins = self._room.signins
        signin = signins.current()
        if signin is not None:
            try:
                self._room.guard("signout", signin).check(form_fields().get(FIELD))
            except Refused:
                return redirect(f"/staff/{suffix(language())}", 303)
            self._room.signing.sign_out(signins.token(), signin.account)
        return signins.keep_in_browser(redirect(signin_address(language()), 303), "")

    def _ask_who(self) -> AnyResponse:
        """Ask for name and password; whoever is signed in goes on."""
        wanted = safe_next(request.args.get("next", ""), "")
        signin = self._room.signins.current()
        if signin is not None:
            return redirect(wanted or home_of(signin), 303)
        # This is where a sign-in leads that the browser did not keep.
        trouble = "cookie" if "kept" in request.args else ""
        token = self._room.guard("signin").token()
        shown = signin_page(language(), wanted, token, self._door(wanted), trouble=trouble)
        return self._room.shown("signin", shown)

    def _sign_in(self) -> AnyResponse:
        """Sign somebody in, ask for their code, or show the form again."""
        form = signin_form()(MultiDict(form_fields()), meta={"csrf_context": self._room.guard("signin")})
        wanted, name = safe_next(form["next"].data or "", ""), form["name"].data or ""
        door = self._door(wanted)
        if not form.validate():
            shown = signin_page(language(), wanted, token_of(form), door, name, kinds(form), notice(form))
            return self._room.shown("signin", shown, 422)
        attempted = self._room.signing.sign_in(name, form["password"].data or "", request.environ)
        if attempted.waiting:
            token = self._guard_of(attempted.waiting).token()
            return self._room.shown("code", code_page(attempted.waiting, language(), wanted, token))
        if attempted.token:
            return self._let_in(attempted, wanted)
        trouble = "wait" if attempted.wait else "wrong"
        shown = signin_page(language(), wanted, token_of(form), door, name, trouble=trouble, wait=attempted.wait)
        return self._room.shown("signin", shown, 422, attempted.wait)

    def _let_in(self, attempted: Attempted, wanted: str) -> AnyResponse:
        # By way of the page that asks, which finds out whether the browser kept the sign-in.
        there = signin_address(language(), wanted, is_kept=True)
        return self._room.let_in(redirect(there, 303), attempted.token, attempted.browser)

    def _guard_of(self, waiting: Waiting | None) -> Guard:
        """Return the guard of the second step: its token is given to nobody but who knew the password."""
        binding = waiting.binding if waiting else "nobody"
        return self._room.tokens.guard("second-step", language(), binding, FOR_CODE)

    def _door(self, wanted: str) -> Door | None:
        if self._provider_name is None:
            return None
        return Door(elsewhere_address(language(), wanted), self._provider_name)
