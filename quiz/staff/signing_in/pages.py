"""What the pages of signing in show, as frozen values. An error is named by its kind; the templates have the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from quiz.staff.room import minutes_of
from quiz.staff.signing import Waiting
from quiz.web.language import suffix
from quiz.web.signin import signin_address


@dataclass(frozen=True, slots=True)
class Door:
    """The way in by an account elsewhere: its address, and what the provider is called, or nothing."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class SigninPage:
    """Signing in; `trouble` is empty, `wrong`, `wait`, `late` or `cookie`; `notice` is about the form itself."""

    action: str
    name: str
    next: str
    csrf_token: str
    errors: Mapping[str, str]
    notice: str
    trouble: str
    minutes: int
    seconds: int
    elsewhere: Door | None
    other_language: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """The second step; `trouble` is empty, `missing`, `wrong` or `wait`; `is_paper` where a code on paper was typed."""

    action: str
    account: int
    name: str
    next: str
    csrf_token: str
    trouble: str
    is_paper: bool
    minutes: int
    seconds: int
    again: str
    other_language: str


@dataclass(frozen=True, slots=True)
class ElsewherePage:
    """Why nobody is signed in who came from elsewhere; `fault` is a kind that the template has words for."""

    fault: str
    again: str
    here: str
    other_language: str


def signin_page(
    language: str,
    next_address: str,
    csrf_token: str,
    elsewhere: Door | None,
    name: str = "",
    errors: Mapping[str, str] | None = None,
    notice: str = "",
    trouble: str = "",
    wait: int = 0,
) -> SigninPage:
    """Build the page of signing in."""
    return SigninPage(
        action=f"/staff/signin{suffix(language)}",
        name=name,
        next=next_address,
        csrf_token=csrf_token,
        errors=errors or {},
        notice=notice,
        trouble=trouble,
        minutes=minutes_of(wait),
        seconds=wait,
        elsewhere=elsewhere,
        other_language=signin_address("ja" if language == "en" else "en", next_address),
    )


def code_page(
    waiting: Waiting,
    language: str,
    next_address: str,
    csrf_token: str,
    trouble: str = "",
    is_paper: bool = False,
    wait: int = 0,
) -> CodePage:
    """Build the page of the second step; in the other language one begins anew, since nothing is kept meanwhile."""
    return CodePage(
        action=f"/staff/signin/code{suffix(language)}",
        account=waiting.account,
        name=waiting.name,
        next=next_address,
        csrf_token=csrf_token,
        trouble="wait" if wait else trouble,
        is_paper=is_paper,
        minutes=minutes_of(wait),
        seconds=wait,
        again=signin_address(language, next_address),
        other_language=signin_address("ja" if language == "en" else "en", next_address),
    )


def elsewhere_address(language: str, next_address: str) -> str:
    """Return the address that leads to the provider, and afterwards on."""
    given = {"next": next_address, "lang": "en" if language == "en" else ""}
    query = urlencode({name: value for name, value in given.items() if value}, safe="/")
    return f"/staff/sso?{query}" if query else "/staff/sso"


def elsewhere_page(language: str, fault: str, next_address: str) -> ElsewherePage:
    """Build the page that says why nobody is signed in."""
    return ElsewherePage(
        fault=fault,
        again=elsewhere_address(language, next_address),
        here=signin_address(language, next_address),
        other_language=signin_address("ja" if language == "en" else "en", next_address),
    )
