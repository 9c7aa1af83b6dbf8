"""Sending over real TLS on this machine: where it never goes, how long it waits, and what it makes of each answer."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from quiz import __version__
from quiz.errors import SiteError
from quiz.outward.addresses import anywhere
from quiz.webhooks.sending import Answer, Sender, parse_webhook
from tests.told_sites import Receiver, Reply, a_sender, receiving, trust


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def send(url: str, sender: Sender | None = None) -> Answer:
    return (sender or a_sender()).send(url, {"webhook-id": "msg_1"}, b'{"a":1}')


def test_a_message_is_posted_over_tls_under_an_honest_name(receiver: Receiver) -> None:
    assert send(f"{receiver.url}?from=quiz") == Answer(204, "")
    (got,) = receiver.got
    assert (got.path, got.body) == ("/hooks?from=quiz", b'{"a":1}')
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == f"mensetsuryoku/{__version__} (quiz webhooks)"
    assert got.headers["webhook-id"] == "msg_1"
    assert got.headers["host"] == receiver.url.split("/")[2]


@pytest.mark.parametrize("status", [200, 202, 299, 400, 404, 410, 429, 500, 503])
def test_the_status_is_what_counts(receiver: Receiver, status: int) -> None:
    assert send(receiver.answers("/x", Reply(status))) == Answer(status, "")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, status: int) -> None:
    target = receiver.url
    url = receiver.answers("/moved", Reply(status, {"Location": target}))
    assert send(url) == Answer(status, "")
    assert [got.path for got in receiver.got] == ["/moved"]


LOOPBACK = "127.0.0.1 127.1 0x7f000001 2130706433 localhost [::1] [::ffff:127.0.0.1] 0 [::]"
INSIDE = "10.0.0.1 192.168.1.1 169.254.169.254 100.64.0.1 [fd00::1] [fec0::2] [64:ff9b::a00:1]"


@pytest.mark.parametrize("host", [*LOOPBACK.split(), *INSIDE.split()])
def test_nothing_is_sent_into_a_private_network(receiver: Receiver, host: str) -> None:
    port = receiver.url.split("/")[2].partition(":")[2]
    status, reason = send(f"https://{host}:{port}/hooks", Sender(trust=trust))
    assert status is None and reason.startswith("leads into a private network (")
    assert receiver.got == []


def test_a_name_that_leads_into_a_private_network_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("93.184.215.14", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("nobody is connected to"))
    assert send("https://blog.example.jp/hooks", Sender()) == Answer(None, "leads into a private network (10.1.2.3)")


def test_the_connection_goes_to_the_machine_that_was_checked(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(receiver.url.split("/")[2].partition(":")[2])
    asked: list[str] = []

    def resolve(host: str, *_: Any, **__: Any) -> Any:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.9.9.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", _connect)
    assert send(receiver.url).status == 204
    assert asked == ["localhost"], "the name is asked for once"


def _connect(address: tuple[str, int], seconds: float) -> socket.socket:
    made = socket.socket()
    made.settimeout(seconds)
    made.connect(address)
    return made


def test_only_https_is_spoken(receiver: Receiver) -> None:
    assert send(receiver.url.replace("https:", "http:")) == Answer(None, "not https")
    assert receiver.got == []


def test_a_stranger_under_the_right_name_gets_nothing(receiver: Receiver) -> None:
    status, reason = send(receiver.url, Sender(anywhere))
    assert status is None and "certificate" in reason
    with receiving("other.example.jp") as other:
        status, reason = send(other.url)
        assert status is None and "mismatch" in reason
    assert receiver.got == [] and other.got == []


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_receiver_that_dawdles_is_left_in_time(receiver: Receiver, beginning: bytes) -> None:
    def dawdle(file: Any) -> None:
        file.write(beginning)
        while not receiver.ending.wait(0.05):
            file.write(b"x" if beginning else b"HTTP/1.1 100 Continue\r\n\r\n")
            file.flush()

    assert send(receiver.answers("/slow", Reply(act=dawdle)), a_sender(0.3)) == Answer(None, "no answer in time")


def test_a_receiver_that_never_agrees_on_tls_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://localhost:{silent.getsockname()[1]}/"
        assert send(url, a_sender(0.3)) == Answer(None, "no answer in time")


def test_of_a_giant_answer_nothing_but_the_status_is_read(receiver: Receiver) -> None:
    sent = 0

    def flood(file: Any) -> None:
        nonlocal sent
        file.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
        while not receiver.ending.is_set():
            file.write(b"x" * 65_536)
            sent += 65_536

    assert send(receiver.answers("/giant", Reply(act=flood))) == Answer(200, "")
    assert sent < 50_000_000


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 OK\r\n\r\n",
        b"\0\1\2",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200,
        b"x" * 70_000,
    ],
)
def test_a_receiver_that_breaks_off_or_talks_nonsense_has_not_got_it(receiver: Receiver, answer: bytes) -> None:
    url = receiver.answers("/broken", Reply(act=lambda file: file.write(answer)))
    status, reason = send(url)
    assert status is None and reason.startswith("connection failed: ")


def test_a_receiver_that_is_not_there_has_not_got_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert send(f"https://localhost:{port}/")[1].startswith("connection failed: ")
    assert send("https://no-such-host.invalid/") == Answer(None, "nobody knows the name no-such-host.invalid")
    assert send("https://a:b@localhost/") == Answer(None, "no address of the web")


def test_the_certificates_of_the_machine_are_read_once(receiver: Receiver) -> None:
    read = 0

    def counted() -> ssl.SSLContext:
        nonlocal read
        read += 1
        return trust()

    sender = Sender(anywhere, counted)
    assert [send(receiver.url, sender).status for _ in range(3)] == [204] * 3
    assert read == 1


@pytest.mark.parametrize(
    "written",
    ["https://blog.example.jp/hooks?a=b", "https://blog.example.jp:8443", " https://xn--s0yo63b.example/ "],
)
def test_an_address_for_webhooks(written: str) -> None:
    assert parse_webhook(written) == written.strip()


@pytest.mark.parametrize(
    "written",
    [
        *(
            "",
            "http://blog.example.jp/",
            "blog.example.jp/hooks",
            "ftp://a.example/",
            "https://",
            "https://u:p@a.example/",
        ),
        *("https://a.example/#f", "https://相談.example/", "https://a.example/a b", f"https://a.example/{'a' * 500}"),
        "https://a.example/\nHost: b",
    ],
)
def test_what_is_no_address_for_webhooks_is_told(written: str) -> None:
    with pytest.raises(SiteError, match="is no address for webhooks; write"):
        parse_webhook(written)
