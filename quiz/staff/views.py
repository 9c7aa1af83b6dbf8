"""The addresses of signing in, and of one's own account. What stands behind them is loaded when the first one comes.

Signing in needs argon2, WTForms and much else; no student's first page waits for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.permissions import Permission
from quiz.clock import Clock, now
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.web.csrf import FormTokens
from quiz.web.limits import Limits
from quiz.web.rendering import Renderer
from quiz.web.signin import Signins, View, private

SHOWN, PRESSED, SENT = ("GET",), ("GET", "POST"), ("POST",)
FOR_ANYBODY = (
    ("/staff/signin", "signin", PRESSED),
    ("/staff/signin/code", "prove", PRESSED),
    ("/staff/signout", "sign_out", SENT),
)
ELSEWHERE = (
    ("/staff/sso", "depart", SHOWN),
    ("/staff/sso/back", "back", SHOWN),
)
FOR_THE_SIGNED_IN = (
    ("/staff/", "account", None, SHOWN),
    ("/staff/password", "password", None, PRESSED),
    ("/staff/code", "code", None, PRESSED),
    ("/staff/audit", "audit", Permission.AUDIT, SHOWN),
)


class Staff:
    """The routes of this room."""

    def __init__(
        self,
        store: StoreHandle,
        signins: Signins,
        tokens: FormTokens,
        limits: Limits,
        renderer: Renderer,
        settings: Settings,
        clock: Clock = now,
    ) -> None:
        self._tools = (store, signins, tokens, limits, renderer)
        self._signins = signins
        self._settings = settings
        self._clock = clock

    def blueprint(self) -> Blueprint:
        """Return the routes of this room; those of a provider only where there is one."""
        routes = Blueprint("staff", __name__)
        for address, name, methods in FOR_ANYBODY + (ELSEWHERE if self._settings.single_sign_on else ()):
            routes.add_url_rule(address, name, self._late(name), methods=methods)
        for address, name, permission, methods in FOR_THE_SIGNED_IN:
            guarded = self._signins.require(permission)(self._late(name))
            routes.add_url_rule(address, name, guarded, methods=methods)
        routes.after_request(private)
        return routes

    def _late(self, name: str) -> View:
        def view(*signin: Any) -> AnyResponse:
            return self._views[name](*signin)

        return view

    @cached_property
    def _views(self) -> Mapping[str, View]:
        # Imported here for the reason that the module gives.
        from quiz.staff.behind import views_of
        from quiz.staff.room import Room
        from quiz.staff.signing import Signing
        from quiz.web.throttle import Throttle

        store, signins, tokens, limits, renderer = self._tools
        secret = self._settings.secret()
        signing = Signing(store, Throttle(store, limits, self._clock), secret, self._clock)
        room = Room(store, signins, signing, tokens, limits, renderer, secret, self._clock)
        return views_of(room, self._settings.single_sign_on, self._settings.public_url)
