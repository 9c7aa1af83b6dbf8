"""Headers of the anonymous surface, and the hosts that it answers to.

No cookie is ever set here and no page reads one, so there is no authority that a foreign page could borrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.utils import host_is_trusted

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FRAMED = "/f/"
"""Before the address of every page that may stand in a frame: the same page without it refuses to."""
FRAMING = "/embed"
"""The only page that shows frames, those of this site: it has the previews of site owners."""


@lru_cache(maxsize=16)
def headers_for(frame_ancestors: str, frame_src: str = "") -> list[tuple[str, str]]:
    """Return the headers of every answer: `frame_ancestors` may stand around it, frames of `frame_src` within it."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {frame_ancestors}"
    )
    if frame_src:
        policy += f"; frame-src {frame_src}"
    return [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]


ALWAYS = headers_for("'none'")
ANYWAY = "quiz.headers"
"""Where a request's environment holds headers that go out with whatever it is answered, an error too."""
NONE: list[tuple[str, str]] = []
WITH_FRAMES = headers_for("'none'", "'self'")


class UnknownHost(BadRequest):
    """The request names a host that this deployment does not serve."""


def secured(application: WSGIApplication, frame_ancestors: Callable[[], str]) -> WSGIApplication:
    """Wrap a WSGI application so that every answer carries the headers of the anonymous surface.

    Pages below `FRAMED` may stand in the frames of the sites that `frame_ancestors` names now; nothing else may.
    Only `FRAMING` itself shows frames.

    They are added below the framework: nothing can answer without them, and a list is extended once instead of
    a header object three times (a tenth of the CPU of a submit).
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(FRAMED):
            always = headers_for(frame_ancestors())
        else:
            always = WITH_FRAMES if path == FRAMING else ALWAYS

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            return start_response(status, headers + environ.get(ANYWAY, NONE) + always, exc_info)

        return application(environ, start)

    return serve


def host_guard(trusted: Sequence[str]) -> Callable[[], None]:
    """Return a check that raises UnknownHost where the request's Host is none of those trusted.

    Capitals make no other host. The answer is remembered for a bounded number of headers: real ones repeat, invented
    ones do not pile up.
    """
    names = [name.lower() for name in trusted]

    @lru_cache(maxsize=64)
    def is_trusted(host: str) -> bool:
        return is_trusted_host(host, names)

    def guard() -> None:
        environ = request.environ
        # The page that says so needs its style, whatever the host is called.
        if not is_trusted(environ.get("HTTP_HOST", "")) and not environ["PATH_INFO"].startswith("/static/"):
            raise UnknownHost()

    return guard


def is_trusted_host(host: str, names: Sequence[str]) -> bool:
    """Say whether a host, with or without a port, is one of these names, which are in small letters.

    Werkzeug compares names up to their first colon, which leaves `[` of an address of IPv6: those are compared here.
    """
    called = host.lower()
    in_brackets = f"{called.rpartition(']')[0]}]"
    return host_is_trusted(called, names) or (in_brackets in names and host_is_trusted(called))
