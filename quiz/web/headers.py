"""Headers of the anonymous surface, and the hosts that it answers to.

No cookie is ever set here and no page reads one, so there is no authority that a foreign page could borrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from flask import Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.sansio.utils import host_is_trusted

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)


class UnknownHost(BadRequest):
    """The request names a host that this deployment does not serve."""


def secure(response: Response) -> Response:
    """Add the headers that every answer of the anonymous surface carries."""
    headers = response.headers
    for name, value in ALWAYS:
        headers.add(name, value)
    return response


def host_guard(trusted: Sequence[str]) -> Callable[[], None]:
    """Return a check that raises UnknownHost where the request's Host is none of those trusted.

    The answer is remembered for a bounded number of headers: real ones repeat, invented ones do not pile up.
    """

    @lru_cache(maxsize=64)
    def is_trusted(host: str) -> bool:
        return bool(host) and host_is_trusted(host, list(trusted))

    def guard() -> None:
        if not is_trusted(request.environ.get("HTTP_HOST", "")):
            raise UnknownHost()

    return guard
