"""Which hosts are ours."""

from __future__ import annotations

import pytest

from quiz.web.csrf import is_foreign
from quiz.web.headers import is_trusted_host

NAMES = ("localhost", "[::1]", "127.0.0.1", "shindan.example.jp")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1:80", "[::1]", "[::1]:8000", "shindan.example.jp"]
)
def test_a_name_and_an_address_of_either_kind_are_ours_with_any_port(host: str) -> None:
    assert is_trusted_host(host, NAMES)
    assert not is_foreign({"HTTP_ORIGIN": f"http://{host}"}, NAMES)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "]",
        "[",
        "[::2]",
        "[::1]:",
        "[::1]:99999",
        "[::1]evil",
        "evil[::1]",
        "[::1].evil.example",
        "[::1]]",
        "evil.example",
        "localhost@evil.example",
        "localhost:80@evil",
        "localhost/x",
        "shindan.example.jp.evil.example",
    ],
)
def test_what_only_looks_like_one_is_not_ours(host: str) -> None:
    assert not is_trusted_host(host, NAMES)
