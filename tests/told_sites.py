"""Sites that are told what happens, over a real store, and a real receiver of webhooks on this machine, over TLS.

with receiving() as receiver:                receives at `receiver.url`, under certificates of its own
    a_site(store, "blog", receiver.url)      adds a site that is told there; its secret is SECRET
    receiver.answers("/x", Reply(500))       says what is answered there, else 204
    receiver.got                             what came, checked for nothing
    deliverer(store, receiver)               delivers to this machine, and trusts those certificates
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import trustme

from quiz.outward.addresses import anywhere
from quiz.store.handle import StoreHandle
from quiz.store.sites import registry
from quiz.webhooks.delivering import Deliverer
from quiz.webhooks.sending import Sender
from tests.attempts import MOMENT

SECRET = "whsec_c2VjcmV0IG9mIGEgdGVzdCwgMzIgYnl0ZXMgbG9uZyE="


@dataclass
class Reply:
    """What a receiver answers under one path; `act` does it by hand, with the open file to write to."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[Any], None] | None = None


@dataclass(frozen=True)
class Got:
    """A message that came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, Any]:
        """The body as JSON."""
        document: dict[str, Any] = json.loads(self.body)
        return document

    @property
    def name(self) -> str:
        """What the message is known by."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """A receiver with what it got, and what it answers."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    ending: Event = field(default_factory=Event)

    def answers(self, path: str, reply: Reply) -> str:
        """Answer so under a path; return its address."""
        self.replies[path] = reply
        return self.url.rpartition("/")[0] + path

    def names(self) -> list[str]:
        """Return what the messages are known by, in the order in which they came."""
        return [one.name for one in self.got]


@cache
def authority() -> trustme.CA:
    """Return who signs the certificates of this run."""
    return trustme.CA()


def trust() -> ssl.SSLContext:
    """Return what believes these certificates, and no others."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority().configure_trust(context)
    return context


@contextmanager
def receiving(host: str = "localhost") -> Iterator[Receiver]:
    """Receive on a free port of this machine, under a certificate for a host."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append(Got(self.path, headers, body))
            reply = receiver.replies.get(self.path, Reply())
            if reply.act is not None:
                reply.act(self.wfile)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

        def handle(self) -> None:
            # The other side may hang up at any time.
            with suppress(OSError):
                super().handle()

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(host).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    receiver.url = f"https://localhost:{server.server_port}/hooks"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.ending.set()
        server.shutdown()
        server.server_close()
        thread.join()


def a_sender(seconds: float = 5.0) -> Sender:
    """Return a sender that may reach this machine, and trusts these certificates."""
    return Sender(anywhere, trust, seconds)


def a_deliverer(store: StoreHandle, seconds: float = 5.0, **changes: Any) -> Deliverer:
    """Return a deliverer that may reach this machine; it goes by MOMENT unless it is told another clock."""
    arguments = {"sender": a_sender(seconds), "clock": lambda: MOMENT, "chance": lambda low, high: 1.0}
    return Deliverer(store, "https://shindan.example.jp", **{**arguments, **changes})


def a_site(store: StoreHandle, key: str = "blog", url: str = "https://blog.example.jp/hooks", **changes: Any) -> None:
    """Add a site that is told what happens, and may ask for results."""
    values = {"origins": (f"https://{key}.example.jp",), "may_ask_results": True, **changes}
    with store.opened().writing() as connection:
        registry.add(connection, key, webhook=(url, SECRET if url else ""), moment=MOMENT, **values)
