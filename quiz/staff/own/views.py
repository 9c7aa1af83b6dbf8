"""One's own account: who one is here, a new password, and a second step."""

from __future__ import annotations

from flask import redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from quiz.staff import codes
from quiz.staff.own.device import Devices
from quiz.staff.own.forms import OFF, ON, device_form, password_form
from quiz.staff.own.pages import Tried, account_page, device_page, papers_page, password_page
from quiz.staff.room import Room, kinds, notice
from quiz.store.staff.factors import Factor
from quiz.web.bodies import form_fields
from quiz.web.csrf import made_of, token_of
from quiz.web.language import language, suffix
from quiz.web.origin import origin
from quiz.web.signin import Signin
from quiz.web.throttle import Step

CHANGES = ("password", "off")
"""What the page of the account tells that was just done."""


class OwnAccount:
    """The views."""

    def __init__(self, room: Room, public_url: str) -> None:
        self._room = room
        self._devices = Devices(room.store, room.signing, room.secret, room.clock)
        self._public_url = public_url

    def account(self, signin: Signin) -> AnyResponse:
        """Show who is signed in, and what they can do about it."""
        token = self._room.guard("signout", signin).token()
        named = request.args.get("changed", "")
        factor, has_password = self._factor(signin), self._room.signing.has_password(signin.account)
        shown = account_page(signin, language(), token, has_password, factor, named if named in CHANGES else "")
        return self._room.shown("account", shown)

    def password(self, signin: Signin) -> AnyResponse:
        """Ask for the password in use and a new one, or change it, which ends every other sign-in."""
        self._check_password_is_here(signin)
        guard, needs_code = self._room.guard("password", signin), self._factor(signin) is not None
        if request.method != "POST":
            return self._password(signin, needs_code, Tried(guard.token(), {}), 200)
        meta = {"csrf_context": guard, "account": signin.name, "needs_code": needs_code}
        form = password_form()(MultiDict(form_fields()), meta=meta)
        if not form.validate():
            return self._password(signin, needs_code, Tried(token_of(form), kinds(form), notice(form)))
        current, new, code = (form[name].data or "" for name in ("current_password", "new_password", "code"))
        attempted = self._room.signing.change(signin.name, current, new, code, request.environ)
        if not attempted.token:
            is_code = attempted.step is Step.CODE
            errors = {} if attempted.wait else {"code" if is_code else "current_password": "wrong"}
            tried = Tried(token_of(form), errors, wait=attempted.wait, is_code=is_code)
            return self._password(signin, needs_code, tried)
        return self._room.signins.keep_in_browser(self._changed("password"), attempted.token, attempted.browser)

    def code(self, signin: Signin) -> AnyResponse:
        """Show how to begin a second step, or end it; or do so."""
        self._check_password_is_here(signin)
        guard = self._room.guard("device", signin)
        if request.method != "POST":
            token = guard.token()
            return self._device(signin, guard.read(token).digest, Tried(token, {}))
        form = device_form()(MultiDict(form_fields()), meta={"csrf_context": guard})
        is_valid = form.validate()
        token = token_of(form)
        # What was drawn belongs to the form: as long as its token holds, the device that read it is the right one.
        word = guard.read(token).digest
        if not is_valid:
            return self._device(signin, word, Tried(token, kinds(form), notice(form)), 422)
        act, typed = str(form["act"].data), (form["current_password"].data or "", form["code"].data or "")
        done = self._devices.do(act, signin.name, *typed, made_of(form).digest, request.environ)
        if done.wait or done.wrong:
            errors = {done.wrong: "wrong"} if done.wrong else {}
            return self._device(signin, word, Tried(token, errors, wait=done.wait), 422)
        if act == OFF:
            return self._changed("off")
        shown = self._room.shown("papers", papers_page(language(), done.papers, is_new=act == ON))
        return self._room.signins.keep_in_browser(shown, done.token) if done.token else shown

    def _password(self, signin: Signin, needs_code: bool, tried: Tried, status: int = 422) -> AnyResponse:
        shown = password_page(signin, language(), needs_code, tried)
        return self._room.shown("password", shown, status, tried.wait)

    def _device(self, signin: Signin, word: bytes, tried: Tried, status: int = 200) -> AnyResponse:
        factor = self._factor(signin)
        picture = secret = ""
        if factor is None:
            plain = self._devices.secret_for(signin.account, word)
            host = origin(self._public_url).partition("://")[2]
            picture, secret = codes.picture_of(plain, signin.name, host), codes.spaced(plain)
        shown = device_page(signin, language(), factor, tried, picture, secret)
        return self._room.shown("device", shown, status, tried.wait)

    def _factor(self, signin: Signin) -> Factor | None:
        return self._room.signing.factor(signin.account)

    def _check_password_is_here(self, signin: Signin) -> None:
        """Refuse what is about a password where there is none: whose account is elsewhere changes it there."""
        if not self._room.signing.has_password(signin.account):
            raise Forbidden()

    def _changed(self, what: str) -> AnyResponse:
        return redirect(f"/staff/?changed={what}{suffix(language()).replace('?', '&')}", 303)
