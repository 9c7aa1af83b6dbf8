"""What the pages of signing in show, as frozen values. An error is named by its kind; the templates have the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.advice.workflow import Role
from quiz.store.staff.account import LEAST, MOST
from quiz.web.language import suffix
from quiz.web.signin import Signin, signin_address


@dataclass(frozen=True, slots=True)
class SigninPage:
    """Signing in; `trouble` is empty, `wrong`, `wait` or `cookie`; `notice` is the sentence about the form itself."""

    action: str
    name: str
    next: str
    csrf_token: str
    errors: Mapping[str, str]
    notice: str
    trouble: str
    minutes: int
    seconds: int
    other_language: str


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A new password of one's own; `trouble` is empty or `wait`."""

    action: str
    name: str
    back: str
    csrf_token: str
    errors: Mapping[str, str]
    notice: str
    trouble: str
    minutes: int
    seconds: int
    least: int
    most: int
    other_language: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account; `home` is where the work is."""

    name: str
    role: Role
    advisor: str
    home: str
    password: str
    signout: str
    csrf_token: str
    is_changed: bool
    other_language: str


def signin_page(
    language: str,
    next_address: str,
    csrf_token: str,
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
        minutes=_minutes(wait),
        seconds=wait,
        other_language=signin_address("ja" if language == "en" else "en", next_address),
    )


def password_page(
    signin: Signin,
    language: str,
    csrf_token: str,
    errors: Mapping[str, str] | None = None,
    notice: str = "",
    wait: int = 0,
) -> PasswordPage:
    """Build the page of a new password."""
    return PasswordPage(
        action=f"/staff/password{suffix(language)}",
        name=signin.name,
        back=f"/staff/{suffix(language)}",
        csrf_token=csrf_token,
        errors=errors or {},
        notice=notice,
        trouble="wait" if wait else "",
        minutes=_minutes(wait),
        seconds=wait,
        least=LEAST,
        most=MOST,
        other_language="/staff/password" if language == "en" else "/staff/password?lang=en",
    )


def account_page(signin: Signin, language: str, home: str, csrf_token: str, is_changed: bool) -> AccountPage:
    """Build the page of one's own account."""
    return AccountPage(
        name=signin.name,
        role=signin.role,
        advisor=signin.advisor,
        home=home,
        password=f"/staff/password{suffix(language)}",
        signout=f"/staff/signout{suffix(language)}",
        csrf_token=csrf_token,
        is_changed=is_changed,
        other_language="/staff/" if language == "en" else "/staff/?lang=en",
    )


def _minutes(wait: int) -> int:
    """Return a wait in whole minutes, or 0 where seconds say it better."""
    return -(-wait // 60) if wait > 90 else 0
