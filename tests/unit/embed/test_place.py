"""Which addresses stand for a page of the diagnostic."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.embed.place import Place, place, place_of
from tests.factories import shipped_bank

HOSTS = ("localhost", "[::1]", "shindan.example.jp")
QUICK = place(shipped_bank(), "quick", "ja")
FULL = place(shipped_bank(), "full", "ja")


def of(address: str) -> Place | None:
    return place_of(address, shipped_bank(), HOSTS)


@pytest.mark.parametrize(
    "address",
    [
        "https://shindan.example.jp",
        "https://shindan.example.jp/",
        "https://shindan.example.jp/d/interview",
        "http://shindan.example.jp/d/interview",
        "HTTPS://Shindan.Example.JP/d/interview",
        "http://localhost:8000/d/interview",
        "http://[::1]:8000/d/interview",
        " https://shindan.example.jp/d/interview ",
        "https://shindan.example.jp/d/interview#page=/qa/one",
        "https://shindan.example.jp/d/interview?research-depth=page&utm_source=mail",
        "https://shindan.example.jp/d/int%65rview",
    ],
)
def test_our_own_addresses_stand_for_the_short_form(address: str) -> None:
    assert of(address) == QUICK


def test_form_and_language_are_read_from_the_address() -> None:
    assert of("https://localhost/d/interview/full") == FULL
    english = of("https://localhost/d/interview/full?lang=en#x")
    assert english and (english.path, english.framed) == (
        "/d/interview/full?lang=en",
        "/f/d/interview/full?lang=en",
    )
    assert of("https://localhost/?lang=fr") == QUICK


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/d/interview",
        "//localhost/d/interview",
        "ftp://localhost/d/interview",
        "javascript://localhost/d/interview",
        "https:///d/interview",
        "https://evil.example/d/interview",
        "https://localhost.evil.example/d/interview",
        "https://localhost@evil.example/d/interview",
        "https://evil@localhost/d/interview",
        "https://localhost:99999999/d/interview",
        "https://[::1/d/interview",
        "https://localhost/d/other",
        "https://localhost/d/interview/",
        "https://localhost/d/interview/quick",
        "https://localhost/f/d/interview",
        "https://localhost/d/interview/more/abc",
        "https://localhost/r/abc",
        "https://localhost/qa/",
        "https://localhost/d/interview%00",
        "https://localhost/d/%ff",
        "https://localhost\\@evil.example/d/interview",
    ],
)
def test_no_other_address_does(address: str) -> None:
    assert of(address) is None


@given(st.text(max_size=60))
def test_whatever_is_written_has_an_answer(text: str) -> None:
    for address in (text, f"https://localhost/{text}", f"https://{text}/d/interview"):
        found = of(address)
        assert found is None or found.bank == "interview"


@given(st.sampled_from(["quick", "full"]), st.sampled_from(["ja", "en"]))
def test_a_place_is_found_again_by_its_address(form: str, language: str) -> None:
    here = place(shipped_bank(), form, language)
    assert of(f"https://localhost{here.path}") == here
    assert of(quote(f"https://localhost{here.path}", safe=":/?=")) == here
