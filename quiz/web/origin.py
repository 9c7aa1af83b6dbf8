"""The origin under which the world knows this deployment: what absolute addresses begin with."""

from __future__ import annotations

from urllib.parse import quote

from flask import request

OEMBED = "/oembed"
"""Where other sites ask how to embed an address."""


def origin(public_url: str) -> str:
    """Return the origin that the settings name, else that of this request."""
    return public_url or request.host_url.rstrip("/")


def oembed_of(address: str, origin: str) -> str:
    """Return where a page says that other sites may ask for it.

    It is absolute, for who looks for it takes it as it stands. Colons and slashes stay: a query may hold them.
    """
    return f"{origin}{OEMBED}?url={quote(origin + address, safe=':/')}"
