"""Where a sign-in leads, and what its forms are bound to."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.web.signin import binding_of, safe_next

PIECES = st.lists(
    st.sampled_from(
        [
            "/",
            "//",
            "\\",
            "/desk",
            "/staff",
            "?",
            "#",
            "@",
            ":",
            "..",
            "evil.example.com",
            "http:",
            " ",
            "\t",
            "\n",
            "%2f",
        ]
    )
    | st.characters(exclude_categories=[]),
    max_size=8,
)


@pytest.mark.parametrize("address", ["/desk", "/desk/", "/desk/entries/7?tab=history", "/staff/password?lang=en"])
def test_addresses_of_the_two_places_are_kept(address: str) -> None:
    assert safe_next(address, "/home") == address


@given(pieces=PIECES, start=st.sampled_from(["", "/desk", "/staff", "/desk/"]))
def test_no_address_leads_to_another_host(pieces: list[str], start: str) -> None:
    went = safe_next(start + "".join(pieces), "/staff/")
    # A browser reads a backslash as a slash, and leaves out line breaks.
    as_read = "".join(character for character in went.replace("\\", "/") if character not in "\t\r\n")
    reached = urlsplit(urljoin("https://shindan.example.jp/staff/signin", as_read))
    assert (reached.scheme, reached.netloc) == ("https", "shindan.example.jp")
    assert went.isascii() and went.isprintable() and went.startswith(("/desk", "/staff"))


@pytest.mark.parametrize("address", ["/staff/signin", "/staff/signin?next=/desk", "/staff/signout"])
def test_signing_in_does_not_lead_back_to_itself(address: str) -> None:
    assert safe_next(address, "/staff/") == "/staff/"


def test_a_binding_is_one_sign_ins_own_and_does_not_hold_its_token() -> None:
    assert binding_of("token-a") == binding_of("token-a") != binding_of("token-b")
    assert "token-a" not in binding_of("token-a")
