"""Let pages of other sites use the API: the allowed ones, and those without an origin, such as a frame in a sandbox.

Never with credentials: the API knows no cookie, so a page of another site can do here what any program can, no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from quiz.sites import Sites

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BELOW = "/api/"
NO_ORIGIN = "null"
"""What a browser sends for a page in a sandbox, or for one of a file."""
LONGEST_ORIGIN = 300
METHODS = "GET, HEAD, PUT"
KEPT = ("GET", "HEAD")
"""What caches keep an answer to."""
EXPOSED = "ETag, Location, Preference-Applied, RateLimit, RateLimit-Policy, Retry-After"
PREFLIGHT = [
    ("Access-Control-Allow-Methods", METHODS),
    ("Access-Control-Allow-Headers", "Content-Type, If-None-Match, Prefer"),
    ("Access-Control-Max-Age", "86400"),
    ("Cache-Control", "no-store"),
    ("Vary", "Origin"),
]


def shared(application: WSGIApplication, sites: Callable[[], Sites]) -> WSGIApplication:
    """Wrap a WSGI application so that allowed origins may read what it answers below `/api/`, errors and all.

    It stands below the framework for the reason of the other headers: nothing is forgotten, and a submit pays least.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(BELOW):
            return application(environ, start_response)
        origin = environ.get("HTTP_ORIGIN")
        allowed = [] if origin is None or not _may_read(origin, environ, sites) else _headers_for(origin)
        if allowed and environ["REQUEST_METHOD"] == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ:
            start_response("204 No Content", allowed[:1] + PREFLIGHT)
            return ()
        if not allowed and environ["REQUEST_METHOD"] not in KEPT:
            return application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            return start_response(status, _varied(headers) + allowed, exc_info)

        return application(environ, start)

    return serve


def _may_read(origin: str, environ: WSGIEnvironment, sites: Callable[[], Sites]) -> bool:
    # Our own pages name their origin too when they send; they need no leave, and are most of the requests.
    if origin.partition("://")[2] == environ.get("HTTP_HOST"):
        return False
    if origin == NO_ORIGIN:
        return True
    is_plain = len(origin) <= LONGEST_ORIGIN and origin.isascii() and origin.isprintable()
    return is_plain and sites().allows(origin)


def _headers_for(origin: str) -> list[tuple[str, str]]:
    return [("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", EXPOSED)]


def _varied(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return headers that tell caches to keep an answer for each origin, in one line as the oldest of them want it."""
    varies = [value for name, value in headers if name == "Vary"]
    if not varies:
        return [*headers, ("Vary", "Origin")]
    return [*(pair for pair in headers if pair[0] != "Vary"), ("Vary", ", ".join([*varies, "Origin"]))]
