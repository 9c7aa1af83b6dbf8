"""Send one message to where a site wants it: by TLS, to a public machine, for a bounded time, and nowhere else."""

from __future__ import annotations

import ssl
from functools import lru_cache
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

from quiz import __version__
from quiz.errors import SiteError
from quiz.outward.addresses import Reach, ReachError, is_public, locate, web_address
from quiz.outward.wire import Trust, asked

AGENT = f"mensetsuryoku/{__version__} (quiz webhooks)"
SECONDS_EACH = 10.0
"""For connecting, sending and the beginning of an answer together. Of an answer only the status is read."""
SECONDS_FOR_NAME = 30.0
"""A name that took longer to find leaves no time for the rest: somebody else may try by then."""
LONGEST_URL = 500
REASONS = {
    "url-form": "no address of the web",
    "url-https": "not https",
    "url-name": "nobody knows the name {host}",
    "url-private": "leads into a private network ({address})",
    "url-time": "no answer in time",
    "url-failed": "connection failed: {reason}",
}


class Answer(NamedTuple):
    """The status that was answered, or None and why there is none."""

    status: int | None
    reason: str


class Sender:
    """Sends messages; which machines may be reached, and whose certificates are believed, are arguments for tests."""

    def __init__(
        self,
        may_reach: Reach = is_public,
        trust: Trust = ssl.create_default_context,
        seconds: float = SECONDS_EACH,
    ) -> None:
        self._may_reach = may_reach
        # Reading all certificates of the machine takes a thirtieth of a second each time.
        self._trust = lru_cache(maxsize=1)(trust)
        self._seconds = seconds

    def send(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        """Post a body; nothing is raised, and redirects are not followed."""
        try:
            return Answer(self._status(url, {**headers, "Content-Type": "application/json"}, body), "")
        except ReachError as error:
            return Answer(None, REASONS[error.code].format(**error.fields))

    def _status(self, url: str, headers: dict[str, str], body: bytes) -> int:
        if urlsplit(url).scheme != "https":
            raise ReachError("url-https")
        began = monotonic()
        place = locate(url, self._may_reach)
        if monotonic() - began > SECONDS_FOR_NAME:
            raise ReachError("url-time")
        with asked(place, {**headers, "User-Agent": AGENT}, self._seconds, body, self._trust) as response:
            return response.status


def parse_webhook(written: str) -> str:
    """Return the address of a webhook; SiteError where it cannot be one."""
    url = web_address(written)
    if not url or not url.startswith("https://") or len(url) > LONGEST_URL or "#" in url or not url.isascii():
        raise SiteError(f"{written!r} is no address for webhooks; write https://blog.example.jp/hooks/quiz")
    return url
