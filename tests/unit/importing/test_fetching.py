"""Fetching from a real server on this machine: what is refused, what is waited for, what is never exceeded."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz import __version__
from quiz.importing.fetching import LARGEST, Fetcher, unpack
from quiz.outward.addresses import ReachError, is_public, locate
from tests.web_server import Page, Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


PARTS = (
    *(
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 302 x",
        b"HTTP/9 999",
        b"\r\n",
        b"\n",
        b"Content-Length: 5",
        b"Content-Length: -1",
    ),
    *(b"Location: http://[", b"Location: //", b"Location: ftp://x", b"Location: /\xe3\x81", b"Content-Encoding: gzip"),
    *(b"Transfer-Encoding: chunked", b"zz", b"5\r\nabcde\r\n0\r\n\r\n", b"\x1f\x8b", b"Content-Type: x; charset=\xff"),
)
ANSWERS = st.lists(st.sampled_from(PARTS) | st.binary(max_size=6) | st.just(b"\r\n"), max_size=9).map(b"".join)


def fetcher(**changes: Any) -> Fetcher:
    return Fetcher(**{"allow_private": True, "pause": 0.0, **changes})


def refusal_of(url: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ReachError) as refusal:
        fetcher(**changes).fetch(url)
    return refusal.value.code, refusal.value.fields


def test_a_page_is_fetched_under_an_honest_name(site: Site) -> None:
    fetched = fetcher().fetch(site.put("/a?b=%E3%81%82", "こんにちは", "text/html; charset=UTF-8"))
    assert (fetched.data.decode(), fetched.media, fetched.charset) == ("こんにちは", "text/html", "UTF-8")
    headers = site.asked[-1][1]
    assert headers["User-Agent"] == f"mensetsuryoku/{__version__} (quiz import-qa)"
    assert headers["Host"] == site.origin.removeprefix("http://")


LOOPBACK = (
    "127.0.0.1 127.1 0x7f000001 2130706433 017700000001 localhost [::1] [::ffff:127.0.0.1] 0 0.0.0.0 [::] 127。0。0。1"
)


@pytest.mark.parametrize("host", LOOPBACK.split())
def test_this_machine_is_refused_in_every_spelling(site: Site, host: str) -> None:
    port = site.origin.rpartition(":")[2]
    site.put("/", "secret")
    code, _ = refusal_of(f"http://{host}:{port}/", allow_private=False)
    assert code == "url-private"
    assert site.asked == []


INSIDE = (
    "10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.64.0.1 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 fe80::1 "
    "fc00::1 ff02::1 ::ffff:10.0.0.1 64:ff9b::10.0.0.1 2002:a00:1:: ::10.0.0.1 2001:db8::1"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_no_address_of_an_inner_network_is_public(address: str) -> None:
    assert not is_public(ip_address(address))
    assert is_public(ip_address("93.184.215.14")) and is_public(ip_address("2606:2800:21f:cb07::1"))


def test_a_redirect_is_checked_like_the_first_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def resolve(host: str, *arguments: Any, **named: Any) -> Any:
        if host != "public.example":
            return real(host, *arguments, **named)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80))]

    connected = []

    def connect(address: tuple[str, int], *_: Any) -> socket.socket:
        connected.append(address)
        return real_connect((site.origin.split("/")[2].split(":")[0], int(site.origin.rpartition(":")[2])))

    real_connect = socket.create_connection
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    site.redirect("/", "http://localhost/secret")
    code, _ = refusal_of("http://public.example/", allow_private=False)
    assert code == "url-private"
    assert connected == [("93.184.215.14", 80)] * 2, "the connection goes to the address that was checked"
    assert site.paths == ["/"]


def test_a_name_with_one_inner_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(ReachError) as refusal:
        locate("http://public.example/")
    assert refusal.value.fields == {"address": "10.0.0.1"}


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "file:///etc/hostname", "http://", "http://a:b@a.example/", "http://a.example:0/", "//a"],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    assert refusal_of(url)[0] == "url-form"


def test_redirects_end(site: Site) -> None:
    site.redirect("/round", "/round")
    assert refusal_of(f"{site.origin}/round") == ("url-redirects", {"limit": 5})
    for number in range(5):
        site.redirect(f"/{number}", f"/{number + 1}")
    site.put("/5", "there")
    assert fetcher().fetch(f"{site.origin}/0").data == b"there"


def test_an_answer_is_never_larger_than_the_limit(site: Site) -> None:
    exact = site.put("/exact", b"x" * LARGEST)
    assert len(fetcher().fetch(exact).data) == LARGEST
    assert refusal_of(site.put("/more", b"x" * (LARGEST + 1)))[0] == "too-large"
    bomb = gzip.compress(b"\0" * 200_000_000)
    assert refusal_of(site.put("/bomb", bomb, Content_Encoding="gzip"))[0] == "too-large"
    with pytest.raises(ReachError):
        unpack(bomb)


def test_packed_answers_are_unpacked_and_broken_ones_refused(site: Site) -> None:
    for name, packed in (("gzip", gzip.compress(b"text")), ("deflate", zlib.compress(b"text"))):
        assert fetcher().fetch(site.put(f"/{name}", packed, Content_Encoding=name)).data == b"text"
    assert refusal_of(site.put("/broken", b"no gzip", Content_Encoding="gzip"))[0] == "url-failed"
    with pytest.raises(ReachError):
        unpack(b"\x1f\x8bno gzip")


@pytest.mark.parametrize(
    "beginning", [b"", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"]
)
def test_a_server_that_dawdles_is_cut_off(site: Site, beginning: bytes) -> None:
    def dawdle(file: Any) -> None:
        file.write(beginning)
        for _ in range(100):
            file.write(b"x")
            file.flush()
            time.sleep(0.05)

    site.pages["/slow"] = Page(write=dawdle)
    assert refusal_of(f"{site.origin}/slow", seconds_each=0.3)[0] == "url-time"


@settings(max_examples=60)
@given(answer=ANSWERS)
def test_whatever_a_server_sends_is_an_answer_or_a_refusal(answer: bytes) -> None:
    with serving() as site:
        site.pages["/"] = Page(write=lambda file: file.write(answer))
        with suppress(ReachError):
            fetcher(seconds_each=2.0).fetch(f"{site.origin}/")


def test_statuses_and_closed_ports_are_named(site: Site) -> None:
    assert refusal_of(f"{site.origin}/nothing") == ("url-status", {"status": 404})
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert refusal_of(f"http://127.0.0.1:{port}/")[0] == "url-failed"
    assert refusal_of("http://no-such-host.invalid/") == ("url-name", {"host": "no-such-host.invalid"})


def test_robots_txt_is_obeyed_and_asked_for_once(site: Site) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /private\n\nUser-agent: mensetsuryoku\nDisallow: /not-you",
        "text/plain",
    )
    site.put("/open", "a")
    one = fetcher()
    assert one.fetch(f"{site.origin}/open").data == b"a"
    with pytest.raises(ReachError) as refusal:
        one.fetch(f"{site.origin}/not-you/1")
    assert refusal.value.code == "url-robots"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open"]


def test_a_robots_txt_that_cannot_be_had_closes_the_host(site: Site) -> None:
    site.pages["/robots.txt"] = Page(status=503)
    assert refusal_of(site.put("/open", "a"))[0] == "url-robots-unknown"
    site.pages["/robots.txt"] = Page(status=403)
    assert fetcher().fetch(f"{site.origin}/open").data == b"a"


def test_a_host_is_asked_at_most_once_a_pause(site: Site) -> None:
    moments: list[float] = []
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    one = fetcher(pause=1.0, clock=lambda: now[0], sleep=sleep)
    for number in range(3):
        one.fetch(site.put(f"/{number}", "a"))
        moments.append(now[0])
    # robots.txt was asked for first.
    assert moments == [101.0, 102.0, 103.0]
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 5", "text/plain")
    slow = fetcher(pause=1.0, clock=lambda: now[0], sleep=sleep)
    slow.fetch(f"{site.origin}/0")
    assert now[0] == 108.0


def test_an_import_ends_after_its_time(site: Site) -> None:
    now = [0.0]
    one = fetcher(seconds=10.0, clock=lambda: now[0], sleep=lambda _: None)
    one.fetch(site.put("/a", "a"))
    now[0] = 11.0
    with pytest.raises(ReachError) as refusal:
        one.fetch(f"{site.origin}/a")
    assert refusal.value.code == "time-over"
