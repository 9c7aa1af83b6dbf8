"""For whom a request counts: decided by exactly so many proxies, and by nothing that a visitor can write."""

from __future__ import annotations

import logging
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.web.clients import STRANGERS, Clients, nth_from_right, read_client

ADDRESSES = st.ip_addresses().filter(lambda address: "%" not in str(address))
WRITTEN_BY_VISITORS = st.lists(st.text(st.characters(exclude_characters=","), max_size=40), max_size=5)


def request(peer: str = "127.0.0.1", forwarded: str | None = None) -> dict[str, str]:
    return {"REMOTE_ADDR": peer} | ({} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded})


@pytest.mark.parametrize(
    ("written", "address", "network"),
    [
        ("8.8.4.4", "8.8.4.4", "8.8.4.4"),
        (" 198.51.100.1 ", "198.51.100.1", "198.51.100.1"),
        ("198.51.100.1:5123", "198.51.100.1", "198.51.100.1"),
        ("::ffff:8.8.8.8", "8.8.8.8", "8.8.8.8"),
        ("[::ffff:8.8.8.8]:99", "8.8.8.8", "8.8.8.8"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::1", "fe80::/64"),
        ("::1", "::1", "::/64"),
    ],
)
def test_an_address_and_the_network_that_it_stands_for(written: str, address: str, network: str) -> None:
    assert read_client(written) == (address, network)


@pytest.mark.parametrize(
    "written",
    ["", " ", "unknown", "_hidden", "unix:", "for=198.51.100.1", "198.51.100", "198.51.100.1.1", "198.51.100.256",
     "198.51.100.1/24", "2001:db8::/64", "１９８.51.100.1", "1" * 65, "\x00\ud800", "localhost",
     "198.51.100.1 198.51.100.2", "198.051.100.001"],
)  # fmt: skip
def test_what_is_no_address_is_the_one_client_of_all_strangers(written: str) -> None:
    assert read_client(written) == (STRANGERS, STRANGERS)


@given(peer=ADDRESSES, forwarded=st.text(max_size=60))
def test_without_proxies_only_the_connection_counts(peer: IPv4Address | IPv6Address, forwarded: str) -> None:
    clients = Clients(0)
    plain = clients.address(request(str(peer)))
    assert clients.address(request(str(peer), forwarded)) == plain
    assert ip_address(plain) in (peer, getattr(peer, "ipv4_mapped", None))


@given(
    visitor=WRITTEN_BY_VISITORS, device=ADDRESSES, between=st.lists(ADDRESSES, max_size=7), peer=st.ip_addresses(v=4)
)
@example(visitor=["6.6.6.6"], device=ip_address("198.51.100.1"), between=[], peer=ip_address("10.0.0.1"))
def test_behind_proxies_nothing_that_a_visitor_writes_makes_another_client(
    visitor: list[str],
    device: IPv4Address | IPv6Address,
    between: list[IPv4Address | IPv6Address],
    peer: IPv4Address,
) -> None:
    clients = Clients(len(between) + 1)
    # Each proxy adds whom it was called by: the outermost the device, the others the proxy before them.
    chain = ",".join([*visitor, str(device), *map(str, between)])
    seen = clients.network(request(str(peer), chain))
    assert seen == clients.network(request(str(peer), ", ".join([str(device), *map(str, between)])))
    assert seen == read_client(str(device)).network != STRANGERS


@given(entries=st.lists(ADDRESSES, max_size=7), missing=st.integers(1, 8))
def test_with_fewer_entries_than_proxies_everybody_is_one_client(
    entries: list[IPv4Address | IPv6Address], missing: int
) -> None:
    clients = Clients(len(entries) + missing)
    forwarded = ",".join(map(str, entries)) if entries else None
    assert clients.address(request("8.8.8.8", forwarded)) == clients.network(request("9.9.9.9", forwarded)) == STRANGERS


@given(forwarded=st.text(st.sampled_from("0123456789abcdef:.[]%, \t\x00é") | st.characters(), max_size=90))
def test_no_header_is_too_odd_to_be_read(forwarded: str) -> None:
    for proxies in range(4):
        client = Clients(proxies)._of(request(forwarded=forwarded))
        assert client.network == STRANGERS or ip_network(client.network).supernet_of(ip_network(client.address))  # type: ignore[arg-type]


@given(entries=st.lists(st.text(st.characters(exclude_characters=","), max_size=4), min_size=1, max_size=9))
def test_entries_are_counted_from_the_right(entries: list[str]) -> None:
    forwarded = ",".join(entries)
    assert [nth_from_right(forwarded, n) for n in range(1, len(entries) + 1)] == entries[::-1]
    assert nth_from_right(forwarded, len(entries) + 1) == ""


@given(first=st.ip_addresses(v=6), rest=st.integers(0, 2**64 - 1))
def test_addresses_of_one_customer_count_as_one(first: IPv6Address, rest: int) -> None:
    if not first.ipv4_mapped:
        other = IPv6Address(int(first) >> 64 << 64 | rest)
        if not other.ipv4_mapped:
            assert read_client(str(first)).network == read_client(str(other)).network


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "fd00::1", "::ffff:192.168.0.9"])
def test_a_proxy_that_the_settings_do_not_know_is_told_once(peer: str, caplog: pytest.LogCaptureFixture) -> None:
    clients = Clients(0)
    for number in range(3):
        clients.network(request(peer, f"198.51.100.{number}"))
    (record,) = caplog.records
    assert record.levelno == logging.WARNING and "QUIZ_TRUSTED_PROXIES" in record.getMessage()
    assert "198.51.100" not in record.getMessage(), "no address gets into the log"


def test_a_stranger_who_writes_the_header_is_not_worth_a_line(caplog: pytest.LogCaptureFixture) -> None:
    Clients(0).network(request("8.8.8.8", "198.51.100.1"))
    Clients(0).network(request("127.0.0.1"))
    Clients(1).network(request("127.0.0.1", "198.51.100.1"))
    assert caplog.records == []


@pytest.mark.parametrize("forwarded", [None, "", "198.51.100.1", "unknown, 198.51.100.1"])
def test_a_request_that_went_around_the_proxies_is_told_once(
    forwarded: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    clients = Clients(2)
    assert {clients.network(request("8.8.8.8", forwarded)) for _ in range(3)} == {STRANGERS}
    (record,) = caplog.records
    assert record.levelno == logging.WARNING and "QUIZ_TRUSTED_PROXIES" in record.getMessage()
