"""A page cache as hosts put before a site: real sockets, few thoughts.

It keeps every page that says `public` for good, one copy an encoding, whoever asks and whatever they send along;
everything else it passes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from threading import Lock
from urllib.parse import urlsplit

from tests.web_server import Quiet, answering

Answer = tuple[int, list[tuple[str, str]], bytes]
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


@dataclass
class PageCache:
    """A running cache: its address, what it fetched and how often each kept page was served."""

    address: str
    fetched: list[tuple[str, str]] = field(default_factory=list)
    served: dict[str, int] = field(default_factory=dict)
    _kept: dict[tuple[str, str], Answer] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def fetches_of(self, path: str) -> int:
        """Count how often the site itself was asked for a page."""
        return self.fetched.count(("GET", path))


@contextmanager
def caching(upstream: str) -> Iterator[PageCache]:
    """Serve a site through a cache until the block ends."""
    host = urlsplit(upstream).netloc
    cache = PageCache("")

    class Handler(Quiet):
        protocol_version = "HTTP/1.1"
        # Head and body in one piece; in two, the second waits 40 ms for the first to be acknowledged.
        wbufsize = 1 << 16

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            status, answered, content = _ask(cache, host, self.command, self.path, headers, body)
            self.send_response_only(status)
            for name, value in [*answered, ("Content-Length", str(len(content)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_OPTIONS = answer  # noqa: N815 – http.server finds them by these names.

    with answering(Handler) as origin:
        cache.address = origin
        yield cache


def _ask(cache: PageCache, host: str, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    if method != "GET":
        return _fetch(cache, host, method, path, headers, body)
    key = (path, headers.get("Accept-Encoding", ""))
    # One fetch at a time: whoever comes meanwhile is given the same copy.
    with cache._lock:
        if key not in cache._kept:
            # What one reader's browser holds already is no answer to the next reader.
            plain = {name: value for name, value in headers.items() if not name.lower().startswith("if-")}
            answer = _fetch(cache, host, method, path, plain, body)
            if answer[0] != 200 or "public" not in dict(answer[1]).get("Cache-Control", ""):
                return answer
            cache._kept[key] = answer
        cache.served[path] = cache.served.get(path, 0) + 1
        return cache._kept[key]


def _fetch(cache: PageCache, host: str, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
    cache.fetched.append((method, path))
    connection = HTTPConnection(host, timeout=20)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP_BY_HOP]
        return answer.status, kept, answer.read()
    finally:
        connection.close()
