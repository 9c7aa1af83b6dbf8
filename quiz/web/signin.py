"""Who is signed in, and the views that only they see.

    signins = Signins(store, renderer, tokens, clients, clock)                  one an application
    routes.add_url_rule("/desk/", view_func=signins.require(Permission.EDIT)(self.queue))
    routes.add_url_rule("/staff/", view_func=signins.require()(self.account))   for everybody who is signed in

    def queue(self, signin: Signin) -> Response                                 further arguments come from the address

Whoever is not signed in is asked to, and comes back to the same address; whoever may not gets 403. What was sent with
a form in the meantime is kept in the page that asks. Every answer of such a view is private: `no-store`, `noindex`.

A sign-in is a random token in the cookie `quiz-signin`. The browser keeps it once for each of the two places that need
it, so that the student's way, which is cached and has no authority, never sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.permissions import Permission, allows
from quiz.advice.workflow import Role
from quiz.clock import Clock, now
from quiz.config import LOOPBACK
from quiz.errors import StoreError
from quiz.store.handle import StoreHandle
from quiz.web.bodies import form_pairs
from quiz.web.clients import Clients
from quiz.web.csrf import FormTokens
from quiz.web.documents import page, send
from quiz.web.language import language
from quiz.web.rendering import Renderer
from quiz.web.signin_browser import keep_known

COOKIE = "quiz-signin"
PLACES = ("/desk", "/staff")
"""The folders whose pages need a sign-in."""
PROXY_MARKS = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
LONGEST_TOKEN = 64
LONGEST_NEXT = 500
LARGEST_KEPT = 1024 * 1024
"""Bytes of a form that comes from a sign-in which has ended: as large as any form behind one."""
PRIVATE = (
    ("Cache-Control", "no-store"),
    ("Vary", "Accept-Encoding, Cookie"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex"),
)
# Visible ASCII without the backslash, which browsers read as a slash.
_NEXT = re.compile(r"/(?:desk|staff)(?:[/?][!-\[\]-~]*)?", re.ASCII)
_NO_NEXT = re.compile(r"/staff/sign(?:in|out)\b")


@dataclass(frozen=True, slots=True)
class Signin:
    """Somebody who is signed in; `advisor` is whom they answer as, or empty; forms are bound to `binding`."""

    account: int
    name: str
    role: Role
    advisor: str
    binding: str

    def may(self, permission: Permission) -> bool:
        """Say whether they may do something."""
        return allows(self.role, permission)


@dataclass(frozen=True, slots=True)
class SignedOutPage:
    """What was sent after a sign-in had ended, kept until it can be sent again."""

    signin: str
    action: str
    fields: tuple[tuple[str, str], ...]


View = Callable[..., AnyResponse]


class Signins:
    """The sign-ins of one deployment."""

    def __init__(
        self, store: StoreHandle, renderer: Renderer, tokens: FormTokens, clients: Clients, clock: Clock = now
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._tokens = tokens
        self._clients = clients
        self._clock = clock

    def current(self) -> Signin | None:
        """Return who sent this request, or None; StoreError where that cannot be known just now."""
        if "signin" not in g:
            g.signin = self._find(self.token())
        return g.signin  # type: ignore[no-any-return]

    def token(self) -> str:
        """Return the token that came with this request, or nothing."""
        token = request.cookies.get(COOKIE, "")
        return token if len(token) <= LONGEST_TOKEN else ""

    def require(self, permission: Permission | None = None) -> Callable[[View], View]:
        """Return what makes a view one for those who may do this, or for everybody who is signed in.

        The view is called with the Signin first.
        """

        def guarded(view: View) -> View:
            @wraps(view)
            def answer(**arguments: Any) -> AnyResponse:
                signin = self.current()
                if signin is None:
                    return private(self._ask())
                if permission is not None and not signin.may(permission):
                    raise Forbidden()
                return private(view(signin, **arguments))

            return answer

        return guarded

    def keep_in_browser(self, response: AnyResponse, token: str, word: str = "") -> AnyResponse:
        """Give a browser a sign-in, or take it away where the token is empty; a word makes the browser known."""
        is_secure = not self.is_plain_loopback()
        for place in PLACES:
            parts = [f"{COOKIE}={token}", f"Path={place}", "HttpOnly", "SameSite=Lax"]
            if is_secure:
                parts.append("Secure")
            if not token:
                parts.append("Max-Age=0")
            response.headers.add("Set-Cookie", "; ".join(parts))
        return keep_known(response, word, is_secure) if word else response

    def is_plain_loopback(self) -> bool:
        """Say whether this is http to this very machine, where some browsers refuse cookies that are Secure.

        Behind a proxy it is not, whatever name the proxy calls us by: neither where the settings promise one, nor where
        a request bears the marks of one that they do not know.
        """
        if request.scheme != "http" or self._clients.proxies or any(mark in request.headers for mark in PROXY_MARKS):
            return False
        host = request.host.rpartition(":")[0] or request.host
        return host in LOOPBACK or request.host in LOOPBACK

    def _find(self, token: str) -> Signin | None:
        if not token:
            return None
        # Imported here, since it needs SQLAlchemy.
        from quiz.store.staff import accounts

        moment = self._clock()
        with self._store.opened().reading() as connection:
            found = accounts.of_token(connection, token, moment)
        if found is None:
            return None
        if not found.is_seen_lately:
            # Of a database that can only be read the pages can be read all the same.
            with suppress(StoreError), self._store.opened().writing() as connection:
                accounts.note_seen(connection, token, moment)
        known = found.account
        return Signin(known.id, known.name, known.role, known.advisor, binding_of(token))

    def _ask(self) -> AnyResponse:
        """Send somebody to the sign-in page; what they sent with a form of ours is kept in a page that sends it again.

        Its token belongs to the sign-in that ended, so the form then comes back filled, to be sent once more.
        """
        here = request.full_path.rstrip("?")
        if request.method != "POST":
            return redirect(signin_address(language(), here), 303)
        if self._tokens.is_foreign():
            raise Forbidden()
        fields = tuple((name, value) for name, value in form_pairs(LARGEST_KEPT) if "password" not in name)
        kept = SignedOutPage(signin_address(language()), here, fields)
        return send(page(self._renderer.render("staff/signed_out.html", kept, language()), "no-store"), 403)


def private(response: AnyResponse) -> AnyResponse:
    """Add the headers of an answer that is for one person."""
    for name, value in PRIVATE:
        response.headers[name] = value
    return response


def binding_of(token: str) -> str:
    """Return what the forms of a sign-in are bound to; it tells nobody the token."""
    return blake2b(token.encode("utf-8", "replace"), digest_size=16, person=b"quiz.binding").hexdigest()


def signin_address(language: str, next_address: str = "", is_kept: bool = False) -> str:
    """Return the address of the page that signs in and leads on; `is_kept` lets it look whether the browser did."""
    given = {"next": next_address, "kept": "1" if is_kept else "", "lang": "en" if language == "en" else ""}
    query = urlencode({name: value for name, value in given.items() if value}, safe="/")
    return f"/staff/signin?{query}" if query else "/staff/signin"


def safe_next(address: str, home: str) -> str:
    """Return where to go after signing in: an address of the places that need it, else home; never another host."""
    is_ours = len(address) <= LONGEST_NEXT and _NEXT.fullmatch(address) and not _NO_NEXT.match(address)
    return address if is_ours else home
