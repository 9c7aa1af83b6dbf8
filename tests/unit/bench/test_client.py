"""The load client: replies read from pieces, flows run to their end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.client import Ask, Flow, Reply, drive, fetch, parse_reply
from bench.flows import expect, get, single
from bench.servers import BenchError

PLAIN = b"HTTP/1.1 303 See Other\r\nLocation: /r/abc\r\ncontent-length: 4\r\n\r\nbody"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nover\r\n3;x=1\r\nall\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("raw", "reply"), [(PLAIN, Reply(303, "/r/abc", b"body")), (CHUNKED, Reply(200, "", b"overall"))]
)
def test_a_reply_is_complete_at_its_last_byte_and_not_before(raw: bytes, reply: Reply) -> None:
    assert all(parse_reply(raw[:length]) is None for length in range(len(raw)))
    assert parse_reply(raw) == (reply, len(raw))


@given(st.binary(max_size=40))
def test_what_follows_a_reply_is_left_for_the_next(rest: bytes) -> None:
    assert parse_reply(PLAIN + rest) == (Reply(303, "/r/abc", b"body"), len(PLAIN))
    assert parse_reply(CHUNKED + rest) == (Reply(200, "", b"overall"), len(CHUNKED))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = self.path.encode()
        self.send_response(404 if "missing" in self.path else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the terminal of the tests quiet."""


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield "127.0.0.1", server.server_port
        server.shutdown()
        thread.join()


def test_every_flow_that_was_begun_is_run_to_its_end(address: tuple[str, int]) -> None:
    bodies: list[bytes] = []

    def two_steps(number: int) -> Flow:
        for step in ("first", "second"):
            reply = yield Ask(step, get(f"/{step}/{number}", "localhost"))
            bodies.append(expect(reply, 200, step).body)

    driven = drive(address, (two_steps(number) for number in range(10)), connections=3, seconds=60)
    assert driven.completed == 10
    assert {step: len(durations) for step, durations in driven.durations.items()} == {"first": 10, "second": 10}
    assert sorted(bodies) == sorted(f"/{step}/{n}".encode() for step in ("first", "second") for n in range(10))


def test_no_flow_is_begun_after_the_time_is_over(address: tuple[str, int]) -> None:
    driven = drive(address, single("hello", lambda: get("/", "localhost"), 200), connections=2, seconds=0)
    assert driven.completed == 0


def test_an_answer_of_another_kind_stops_the_measurement(address: tuple[str, int]) -> None:
    flows = islice(single("hello", lambda: get("/missing", "localhost"), 200), 5)
    with pytest.raises(BenchError, match="hello was answered with 404"):
        drive(address, flows, connections=1, seconds=60)


def test_a_single_answer_is_returned_with_every_byte_of_it(address: tuple[str, int]) -> None:
    reply, raw = fetch(address, get("/one", "localhost"))
    assert reply == Reply(200, "", b"/one")
    assert raw.startswith(b"HTTP/1.1 200") and raw.endswith(b"/one")
