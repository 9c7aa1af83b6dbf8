"""Ask a provider something, and get an object of JSON: within seconds, within bounds, and from nobody else.

The provider was named by whoever runs this, so it may be anywhere, also in their own network. It is reached the way
webhooks are sent: over TLS that is checked, cut after its time wherever it dawdles, and redirects are not followed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from quiz.outward.addresses import ReachError, anywhere, locate
from quiz.staff.elsewhere.faults import Elsewhere, Fault

SECONDS = 8.0
"""Somebody waits in front of a white page, and a thread that serves students waits with them."""
LARGEST = 256 * 1024
"""Bytes of an answer: the longest lists of keys have some ten thousand."""


def ask(
    url: str, fields: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    """Return status and content of an answer to a GET, or to a form that is sent; Elsewhere where there is none."""
    from quiz.outward.wire import asked  # Needs ssl, which takes as long to import as half of a start.

    body = None if fields is None else urlencode(fields).encode("ascii")
    sent = {"Accept": "application/json", "User-Agent": "mensetsuryoku", **(headers or {})}
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        with asked(locate(url, anywhere), sent, SECONDS, body) as response:
            status, received = response.status, response.read(LARGEST + 1)
    except ReachError as error:
        said = " ".join(str(value) for value in error.fields.values())
        raise Elsewhere(Fault.AWAY, f"{url}: {error.code} {said}".strip()) from None
    if len(received) > LARGEST:
        raise Elsewhere(Fault.AWAY, f"{url}: more than {LARGEST} bytes")
    return status, _object(url, status, received)


def _object(url: str, status: int, received: bytes) -> dict[str, Any]:
    try:
        content = json.loads(received)
    except (ValueError, RecursionError):
        raise Elsewhere(Fault.AWAY, f"{url}: status {status}, and no JSON") from None
    if not isinstance(content, dict):
        raise Elsewhere(Fault.AWAY, f"{url}: status {status}, and no object")
    return content
