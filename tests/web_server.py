"""A small web server on this machine, for tests of what fetches: real sockets, any answer, everything noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Page:
    """What the server answers under one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[Any], None] | None = None


@dataclass
class Site:
    """The pages of a server by path, what was asked for, and its address."""

    origin: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def put(self, path: str, body: str | bytes, media: str = "text/html", **headers: str) -> str:
        """Publish a page; return its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Page(data, headers={"Content-Type": media, **named})
        return self.origin + path

    def redirect(self, path: str, target: str) -> str:
        """Publish a redirect; return its address."""
        self.pages[path] = Page(status=302, headers={"Location": target})
        return self.origin + path


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site on a free port of this machine."""
    site = Site()

    class Handler(Quiet):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            page = site.pages.get(self.path, Page(b"not found", 404))
            if page.write is not None:
                page.write(self.wfile)
                return
            self.send_response(page.status)
            for name, value in {"Content-Length": str(len(page.body)), **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(page.body)

    with answering(Handler) as origin:
        site.origin = origin
        yield site


class Quiet(BaseHTTPRequestHandler):
    """Answers without a word in the log; the other side may hang up at any time."""

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()


@contextmanager
def answering(handler: type[Quiet]) -> Iterator[str]:
    """Answer on a free port of this machine until the block ends; return the origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
