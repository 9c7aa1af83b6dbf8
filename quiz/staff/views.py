"""The pages of signing in and out, and of one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from quiz.staff.pages import account_page, password_page, signin_page
from quiz.staff.signing import Signing
from quiz.web.bodies import form_fields
from quiz.web.csrf import FIELD, FormTokens, Refused, token_of
from quiz.web.documents import page, send
from quiz.web.language import language, suffix
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, Signins, private, safe_next, signin_address

if TYPE_CHECKING:
    from wtforms import Form


HOME = "/desk/"
"""Where somebody goes who signs in without having asked for a page."""


class Staff:
    """The views, with what they use."""

    def __init__(self, signins: Signins, signing: Signing, tokens: FormTokens, renderer: Renderer) -> None:
        self._signins = signins
        self._signing = signing
        self._tokens = tokens
        self._renderer = renderer

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("staff", __name__)
        anybody = self._signins.require()
        routes.add_url_rule("/staff/", view_func=anybody(self.account))
        routes.add_url_rule("/staff/signin", view_func=self.ask_who)
        routes.add_url_rule("/staff/signin", view_func=self.sign_in, methods=["POST"])
        routes.add_url_rule("/staff/signout", view_func=self.sign_out, methods=["POST"])
        routes.add_url_rule("/staff/password", view_func=anybody(self.ask_password))
        routes.add_url_rule("/staff/password", view_func=anybody(self.change_password), methods=["POST"])
        routes.after_request(private)
        return routes

    def account(self, signin: Signin) -> AnyResponse:
        """Show who is signed in, and what they can do about it."""
        token = self._tokens.guard("signout", language(), signin.binding).token()
        shown = account_page(signin, language(), f"{HOME}{suffix(language())}", token, "changed" in request.args)
        return self._shown("staff/account.html", shown)

    def ask_who(self) -> AnyResponse:
        """Ask for name and password; whoever is signed in goes on."""
        wanted = self._next(request.args.get("next", ""))
        if self._signins.current():
            return redirect(wanted, 303)
        # This is where a sign-in leads that the browser did not keep.
        trouble = "cookie" if "kept" in request.args else ""
        token = self._tokens.guard("signin", language()).token()
        return self._shown("staff/signin.html", signin_page(language(), wanted, token, trouble=trouble))

    def sign_in(self) -> AnyResponse:
        """Sign somebody in, or show the form again."""
        # WTForms and argon2 are needed here only, and the first page should not wait for them.
        from quiz.staff.forms import signin_form

        guard = self._tokens.guard("signin", language())
        form = signin_form()(MultiDict(form_fields()), meta={"csrf_context": guard})
        wanted, name = self._next(form["next"].data or ""), form["name"].data or ""
        if not form.validate():
            shown = signin_page(language(), wanted, token_of(form), name, kinds(form), notice(form))
            return self._shown("staff/signin.html", shown, 422)
        attempted = self._signing.sign_in(name, form["password"].data or "", request.environ)
        if not attempted.token:
            trouble = "wait" if attempted.wait else "wrong"
            shown = signin_page(language(), wanted, token_of(form), name, trouble=trouble, wait=attempted.wait)
            return self._shown("staff/signin.html", shown, wait=attempted.wait, status=422)
        # By way of the page that asks, which finds out whether the browser kept the sign-in.
        return self._signins.keep_in_browser(
            redirect(signin_address(language(), wanted, is_kept=True), 303), attempted.token
        )

    def sign_out(self) -> AnyResponse:
        """End the sign-in that sends this; where it ended already there is nothing to do."""
        signin = self._signins.current()
        if signin is not None:
            try:
                self._tokens.guard("signout", language(), signin.binding).check(form_fields().get(FIELD))
            except Refused:
                return redirect(f"/staff/{suffix(language())}", 303)
            self._signing.sign_out(self._signins.token())
        return self._signins.keep_in_browser(redirect(signin_address(language()), 303), "")

    def ask_password(self, signin: Signin) -> AnyResponse:
        """Ask for the password in use and a new one."""
        token = self._tokens.guard("password", language(), signin.binding).token()
        return self._shown("staff/password.html", password_page(signin, language(), token))

    def change_password(self, signin: Signin) -> AnyResponse:
        """Change the password, which ends every other sign-in; or show the form again."""
        from quiz.staff.forms import password_form

        guard = self._tokens.guard("password", language(), signin.binding)
        form = password_form()(MultiDict(form_fields()), meta={"csrf_context": guard, "account": signin.name})
        if not form.validate():
            shown = password_page(signin, language(), token_of(form), kinds(form), notice(form))
            return self._shown("staff/password.html", shown, 422)
        given = form["current_password"].data or "", form["new_password"].data or ""
        attempted = self._signing.change(signin.name, *given, request.environ)
        if not attempted.token:
            errors = {} if attempted.wait else {"current_password": "wrong"}
            shown = password_page(signin, language(), token_of(form), errors, wait=attempted.wait)
            return self._shown("staff/password.html", shown, wait=attempted.wait, status=422)
        there = "/staff/?changed=1" + ("&lang=en" if language() == "en" else "")
        return self._signins.keep_in_browser(redirect(there, 303), attempted.token)

    def _next(self, address: str) -> str:
        return safe_next(address, f"{HOME}{suffix(language())}")

    def _shown(self, template: str, shown: object, status: int = 200, wait: int = 0) -> AnyResponse:
        response = send(page(self._renderer.render(template, shown, language()), "no-store"), 429 if wait else status)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return private(response)


def kinds(form: Form) -> dict[str, str]:
    """Return the first error of each field, by the field's name; what is said of the form itself is its notice."""
    return {field.name: str(field.errors[0]) for field in form if field.errors and field.name != FIELD}


def notice(form: Form) -> str:
    """Return the sentence about the form itself, where its token does not hold."""
    return str(next(iter(form[FIELD].errors), ""))
