"""Fetch a file with the standard library, through pip's proxy and certificates."""

from __future__ import annotations

import base64
import os
import ssl
from http.client import HTTPException
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPSHandler, ProxyHandler, Request, build_opener

from tools.mirrors import Mirrors, has_system_certificates

SECONDS = 60


def fetch(address: str, mirrors: Mirrors, accept: str = "*/*") -> tuple[bytes, str]:
    """Return the body and its content type; every failure is an OSError."""
    pair = credentials(address, mirrors)
    request = Request(bare(address), headers={"Accept": accept})  # noqa: S310  # What pip was told to use.
    if pair:
        # Unredirected, so that the password does not follow a redirection to a host of files.
        request.add_unredirected_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    proxies = {"http": mirrors.proxy, "https": mirrors.proxy} if mirrors.proxy else None
    opener = build_opener(HTTPSHandler(context=_context(mirrors, secret=bool(pair))), ProxyHandler(proxies))
    try:
        with opener.open(request, timeout=SECONDS) as response:
            return response.read(), response.headers.get("Content-Type", "")
    except HTTPException as error:
        raise OSError(f"the answer broke off: {error!r}") from error


def credentials(address: str, mirrors: Mirrors) -> str:
    """Return `user:password` of an address, or that of the index on the same host: its files need it as well."""
    for known in (address, *mirrors.pages()):
        parts = urlsplit(known)
        if parts.username and urlsplit(bare(known)).netloc == urlsplit(bare(address)).netloc:
            return f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return ""


def bare(address: str) -> str:
    """Return an address without the password that it may carry."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _context(mirrors: Mirrors, secret: bool) -> ssl.SSLContext:
    """Verify whom we talk to, wherever this machine can."""
    if mirrors.certificates and not Path(mirrors.certificates).exists():
        raise OSError(f"the certificates {mirrors.certificates} named to pip are not there")
    folder = mirrors.certificates if os.path.isdir(mirrors.certificates) else None
    context = ssl.create_default_context(cafile=None if folder else mirrors.certificates or None, capath=folder)
    if mirrors.client_certificate:
        context.load_cert_chain(mirrors.client_certificate)
    if not mirrors.certificates and not secret and not has_system_certificates(os.environ):
        # A fresh Debian trusts no authority at all. What is fetched here is held to a pinned hash before it is
        # opened, so that a wrong peer can refuse us a file but not give us another one.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
