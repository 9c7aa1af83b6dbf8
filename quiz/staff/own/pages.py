"""What the pages of one's own account show, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.advice.permissions import Permission
from quiz.advice.workflow import Role
from quiz.staff.room import DESK, FIGURES, minutes_of, other_language
from quiz.store.staff.account import LEAST, MOST
from quiz.store.staff.factors import Factor
from quiz.web.language import suffix
from quiz.web.signin import Signin


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """A new password of one's own; `trouble` is empty, `wait`, or `code-wait` after wrong codes."""

    action: str
    name: str
    back: str
    csrf_token: str
    needs_code: bool
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
    """One's own account; an address is empty where one may not go there. `is_changed` names what just was."""

    name: str
    role: Role
    advisor: str
    figures: str
    desk: str
    record: str
    password: str
    device: str
    has_device: bool
    recovery_codes: int
    signout: str
    csrf_token: str
    changed: str
    other_language: str


@dataclass(frozen=True, slots=True)
class DevicePage:
    """A second step, which is on, or is being set up with what `picture` and `secret` show.

    `trouble` is empty or `wait`; codes on paper are those that are left.
    """

    is_on: bool
    picture: str
    secret: str
    recovery_codes: int
    action: str
    name: str
    back: str
    csrf_token: str
    errors: Mapping[str, str]
    notice: str
    trouble: str
    minutes: int
    seconds: int
    other_language: str


@dataclass(frozen=True, slots=True)
class PapersPage:
    """Codes on paper, which are shown this once."""

    codes: tuple[str, ...]
    is_new: bool
    back: str
    other_language: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a form that is shown again: errors by field, about the form itself, and the seconds to wait.

    `is_code` says that the wait is after wrong codes.
    """

    csrf_token: str
    errors: Mapping[str, str]
    notice: str = ""
    wait: int = 0
    is_code: bool = False


def password_page(signin: Signin, language: str, needs_code: bool, tried: Tried) -> PasswordPage:
    """Build the page of a new password."""
    return PasswordPage(
        action=f"/staff/password{suffix(language)}",
        name=signin.name,
        back=f"/staff/{suffix(language)}",
        csrf_token=tried.csrf_token,
        needs_code=needs_code,
        errors=tried.errors,
        notice=tried.notice,
        trouble=("code-wait" if tried.is_code else "wait") if tried.wait else "",
        minutes=minutes_of(tried.wait),
        seconds=tried.wait,
        least=LEAST,
        most=MOST,
        other_language=other_language(),
    )


def account_page(
    signin: Signin, language: str, csrf_token: str, has_password: bool, factor: Factor | None, changed: str
) -> AccountPage:
    """Build the page of one's own account; one from elsewhere has neither password nor second step here."""
    end = suffix(language)
    return AccountPage(
        name=signin.name,
        role=signin.role,
        advisor=signin.advisor,
        figures=FIGURES + end if signin.may(Permission.FIGURES) else "",
        desk=DESK + end if signin.may(Permission.ANSWER) else "",
        record=f"/staff/audit{end}" if signin.may(Permission.AUDIT) else "",
        password=f"/staff/password{end}" if has_password else "",
        device=f"/staff/code{end}" if has_password else "",
        has_device=factor is not None,
        recovery_codes=factor.recovery_codes if factor else 0,
        signout=f"/staff/signout{end}",
        csrf_token=csrf_token,
        changed=changed,
        other_language=other_language(),
    )


def device_page(
    signin: Signin, language: str, factor: Factor | None, tried: Tried, picture: str = "", secret: str = ""
) -> DevicePage:
    """Build the page of a second step."""
    return DevicePage(
        is_on=factor is not None,
        picture=picture,
        secret=secret,
        recovery_codes=factor.recovery_codes if factor else 0,
        action=f"/staff/code{suffix(language)}",
        name=signin.name,
        back=f"/staff/{suffix(language)}",
        csrf_token=tried.csrf_token,
        errors=tried.errors,
        notice=tried.notice,
        trouble="wait" if tried.wait else "",
        minutes=minutes_of(tried.wait),
        seconds=tried.wait,
        other_language=other_language(),
    )


def papers_page(language: str, codes: tuple[str, ...], is_new: bool) -> PapersPage:
    """Build the page of codes on paper."""
    return PapersPage(codes, is_new, f"/staff/{suffix(language)}", other_language())
