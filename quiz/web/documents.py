"""A page as bytes that are made once and sent many times.

The quiz page is the same for everybody and a result is a pure function of its address, so both are kept ready:
compressed by brotli and gzip when first asked for, under an ETag that names their content.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import blake2b

import brotli
from flask import Response, request
from werkzeug.datastructures import Headers

BROTLI_QUALITY = 5
"""The best that costs less CPU than rendering: 4 is as slow and an eighth larger; 11 takes thirty times as long."""
WINDOW = 16
"""64 KB see all of a page; brotli's default of 4 MB is set up at every call, and takes as long as the compressing."""
BEST_QUALITY = 11
"""For a page that is made once and sent for days."""


class Ready(Response):
    """A response whose headers are complete: Werkzeug copies, checks and mends none of them once more."""

    def __init__(self, body: bytes, status: int, headers: list[tuple[str, str]]) -> None:
        super().__init__(None, status, [*headers, ("Content-Length", str(len(body)))])
        self.response = (body,)

    def get_wsgi_headers(self, environ: object) -> Headers:
        """Return the headers as they are."""
        return self.headers


class Document:
    """One body in the encodings that browsers ask for, each made when it is first asked for.

    A lean document is one of many: once it was asked for in brotli, as nearly everybody does, it keeps nothing else.
    """

    def __init__(
        self,
        body: bytes,
        content_type: str,
        cache_control: str,
        quality: int = BROTLI_QUALITY,
        is_lean: bool = False,
        window: int = WINDOW,
    ) -> None:
        self.content_type = content_type
        self.cache_control = cache_control
        self.etag = blake2b(body, digest_size=9).hexdigest()
        self._quality = quality
        self._is_lean = is_lean
        self._window = window
        # Replaced as a whole, never changed: threads that share a document need no lock.
        self._encoded: dict[str, bytes] = {"": body}

    def encoded(self, encoding: str) -> bytes:
        """Return the body in an encoding: br, gzip, or nothing."""
        kept = self._encoded
        if encoding in kept:
            return kept[encoding]
        made = self._encode(encoding, kept[""] if "" in kept else bytes(brotli.decompress(kept["br"])))
        if not self._is_lean:
            self._encoded = {**kept, encoding: made}
        elif encoding == "br":
            self._encoded = {"br": made}
        return made

    def _encode(self, encoding: str, body: bytes) -> bytes:
        if encoding == "br":
            return bytes(brotli.compress(body, quality=self._quality, lgwin=self._window, mode=brotli.MODE_TEXT))
        # No time in it, so that equal bodies give equal bytes.
        return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


def page(text: str, cache_control: str, quality: int = BROTLI_QUALITY, is_lean: bool = False) -> Document:
    """Make a document of an HTML page."""
    return Document(text.encode("utf-8"), "text/html; charset=utf-8", cache_control, quality, is_lean)


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return br, gzip or nothing for an Accept-Encoding header; a quality of zero refuses."""
    weights: dict[str, bool] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        quality = parameters.strip().removeprefix("q=").strip()
        weights[name.strip()] = quality.strip("0.") != "" or quality == ""
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", False))), "")


def send(document: Document, status: int = 200) -> Response:
    """Answer with a document: 304 where the browser holds it already, else in the best encoding it reads."""
    environ = request.environ
    encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")[:200])
    tag = f'"{document.etag}{encoding[:1]}"'
    headers = [("ETag", tag), ("Cache-Control", document.cache_control), ("Vary", "Accept-Encoding")]
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and status == 200 and _names(known, tag):
        return Response(status=304, headers=headers)
    headers.append(("Content-Type", document.content_type))
    body = document.encoded(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    return Ready(body, status, headers)


def _names(header: str, tag: str) -> bool:
    """Say whether an If-None-Match header names the tag; weak comparison, as RFC 9110 wants for GET."""
    return header.strip() == "*" or any(part.strip().removeprefix("W/") == tag for part in header.split(","))
