"""Put the rooms together: one call, in an order that has reasons."""

from __future__ import annotations

from typing import Protocol

from flask import Blueprint, Flask
from flask.sessions import SessionInterface
from flask.wrappers import Request, Response

from quiz.advice.model import Shelf
from quiz.api.cors import shared
from quiz.api.views import Api
from quiz.bank.model import Bank
from quiz.clock import Clock, now
from quiz.config import Settings
from quiz.desk.views import EditorsDesk
from quiz.diagnostic import Diagnostic
from quiz.embed.site import Embed
from quiz.figures.room import FigureRoom
from quiz.qa.clicks import Clicks
from quiz.qa.site import QaSite
from quiz.resources import static_folder
from quiz.staff.dashboards.views import Dashboards
from quiz.staff.views import Staff
from quiz.store.handle import StoreHandle
from quiz.taking.cohort import Cohort
from quiz.taking.passage import Passages
from quiz.taking.views import Taking
from quiz.web.assets import FOR_STAFF, Assets
from quiz.web.bodies import LARGEST_BODY
from quiz.web.budget import Budget
from quiz.web.clients import Clients
from quiz.web.csrf import FormTokens
from quiz.web.errors import handle_errors
from quiz.web.headers import host_guard, secured
from quiz.web.limits import Limits
from quiz.web.rendering import Renderer
from quiz.web.signin import Signins
from quiz.web.signin_errors import StaffErrors


class Feature(Protocol):
    """A part of the site with addresses of its own."""

    def blueprint(self) -> Blueprint:
        """Return its routes."""


class NoSessions(SessionInterface):
    """The anonymous surface has no session: none is opened, none is saved."""

    def open_session(self, app: Flask, request: Request) -> None:
        return None

    def make_null_session(self, app: Flask) -> object:  # type: ignore[override]
        return _NOTHING

    def is_null_session(self, obj: object) -> bool:
        return True


_NOTHING = object()


def create_app(settings: Settings, bank: Bank, shelf: Shelf, store: StoreHandle, clock: Clock = now) -> Flask:
    """Build the WSGI application of one deployment."""
    app = Flask("quiz", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.session_interface = NoSessions()
    assets = Assets(static_folder(), frozenset() if settings.has_staff else FOR_STAFF)
    renderer = Renderer(assets)
    diagnostic = Diagnostic(bank, shelf, store, clock)
    secret = settings.secret()
    tokens = FormTokens(secret, settings.trusted_hosts, clock)
    clients = Clients(settings.trusted_proxies)
    limits = Limits(store, secret, clients, clock)
    budget = Budget(settings.rate_storage, secret, clients, clock)
    signins = Signins(store, renderer, tokens, clients, clock)
    # The guard stands before every view: nothing is made for a host that is not ours.
    app.before_request(host_guard(settings.trusted_hosts))
    features: tuple[Feature, ...] = (
        # What everybody may open and any cache may keep.
        Taking(diagnostic, renderer, budget, secret, settings.public_url),
        Api(diagnostic, renderer, budget, settings.public_url),
        Passages(diagnostic, budget),
        Cohort(diagnostic, renderer, settings.smallest_group),
        Clicks(diagnostic, budget),
        Embed(diagnostic, renderer, settings),
        assets,
        # The same, and the one form through which somebody writes to us.
        QaSite(diagnostic, renderer, settings, tokens, limits),
    )
    # What needs a sign-in; a host that only the public sees does without it.
    for_staff: tuple[Feature, ...] = (
        Staff(store, signins, tokens, limits, renderer, settings, clock),
        Dashboards(signins, FigureRoom(store, bank, settings.smallest_group, clock), store, renderer, clock),
        EditorsDesk(diagnostic, renderer, tokens, signins, clock, settings.public_url),
    )
    for feature in features + (for_staff if settings.has_staff else ()):
        app.register_blueprint(feature.blueprint())
    app.add_url_rule("/healthz", view_func=healthz)
    handle_errors(app, renderer, StaffErrors(signins, renderer) if settings.has_staff else None)
    # Around everything, so that no answer goes out without its headers.
    app.wsgi_app = secured(shared(app.wsgi_app, store.sites.now), lambda: store.sites.now().frame_ancestors)  # type: ignore[method-assign, assignment]
    return app


def healthz() -> Response:
    """Say that the process answers."""
    return Response("ok", content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
