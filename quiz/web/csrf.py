"""Forms that only our own pages can send.

A form carries a token: when its page was made, signed with this deployment's secret, for one purpose, and, where
somebody is signed in, for that one sign-in. No cookie is needed, so the entry form of the anonymous surface has it
too; there the browser's word on where a request comes from (Sec-Fetch-Site, else Origin) keeps foreign pages out. A
token that is expired, foreign or missing is an ordinary error of the form: it comes back filled, with a fresh one.

    tokens = FormTokens(settings.secret(), settings.trusted_hosts, clock)       one an application

    def ask_form() -> type[Form]:                    made in a function, since WTForms is imported where it is used
        class AskForm(guarded_form()):
            title = StringField(...)
        return AskForm

    guard = tokens.guard("ask", language())                                     for everybody
    guard = tokens.guard("edit-entry", language(), signin.binding)              for one sign-in
    form = ask_form()(MultiDict(form_fields()), meta={"csrf_context": guard})
    if form.validate():
        made_of(form).moment                         when the page was made: for a least time of filling in
        made_of(form).digest                         32 bytes that name this one form: the same again is the same form
    token_of(form)                                   for <input type="hidden" name="csrf_token" value="…">
    form.errors["csrf_token"]                        a sentence in the guard's language, like every other error

A valid token comes back with the form, so that correcting a field neither starts the time again nor makes another form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from secrets import token_urlsafe
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import request
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from quiz.bank.model import Text
from quiz.clock import Clock, now
from quiz.web.headers import is_trusted_host

if TYPE_CHECKING:
    from wtforms import Form

FIELD = "csrf_token"
LASTS = timedelta(hours=24)
"""Long enough for a question that is written over an evening, with sleep in between."""
LONGEST_TOKEN = 200
MESSAGES: Mapping[str, Text] = MappingProxyType(
    {
        "expired": Text(
            "ページを開いてから時間がたったため、まだ送っていません。書いた内容は残っています。もう一度送ってください。",
            "Nothing was sent yet: this page was opened a while ago. What you wrote is kept; please send it again.",
        ),
        "foreign": Text(
            "このページから送られたことを確かめられず、まだ送っていません。書いた内容を確かめて、もう一度送ってください。",
            "Nothing was sent yet: we could not tell that it came from this page. Please check it and send it again.",
        ),
    }
)


class Refused(Exception):
    """A token does not hold; `reason` is `expired` or `foreign`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Made:
    """One form as it was made: when, and 32 bytes that name it."""

    moment: datetime
    digest: bytes


class FormTokens:
    """Makes the guards of one deployment's forms."""

    def __init__(self, secret: bytes, trusted_hosts: Sequence[str], clock: Clock = now) -> None:
        self._secret = secret
        self._hosts = [name.lower() for name in trusted_hosts]
        self._clock = clock

    def is_foreign(self) -> bool:
        """Say whether a browser tells that this request was not made by a page of ours."""
        return is_foreign(request.environ, self._hosts)

    def guard(self, purpose: str, language: str, binding: str = "", lasts: timedelta = LASTS) -> Guard:
        """Return the guard of a form: `purpose` names the form, `binding` the sign-in where there is one."""
        salt = "\n".join(("quiz.form", purpose, binding)).encode()
        return Guard(_Signer(self._secret, salt, self._clock), self._hosts, language, lasts)


@dataclass(frozen=True, slots=True)
class Guard:
    """Makes and checks the tokens of one form, within a request."""

    signer: TimestampSigner
    hosts: Sequence[str]
    language: str
    lasts: timedelta

    def token(self) -> str:
        """Make a token."""
        return self.signer.sign(token_urlsafe(12)).decode("ascii")

    def check(self, token: str | None) -> Made:
        """Return what a token says; Refused where it does not hold, or the request comes from a foreign page."""
        if is_foreign(request.environ, self.hosts):
            raise Refused("foreign")
        return self.read(token)

    def read(self, token: str | None) -> Made:
        """Return what a token says, wherever the request comes from; Refused where it does not hold."""
        if not token or len(token) > LONGEST_TOKEN:
            raise Refused("foreign")
        try:
            named, moment = self.signer.unsign(
                token.encode("utf-8", "replace"), max_age=int(self.lasts.total_seconds()), return_timestamp=True
            )
        except SignatureExpired as error:
            # The library says so too of a moment that is still to come; no page of ours has one.
            raise Refused("expired") from error
        except BadSignature as error:
            raise Refused("foreign") from error
        return Made(moment.astimezone(UTC), sha256(named).digest())


class _Signer(TimestampSigner):
    """Signs with SHA-256, at the time that the house's clock shows."""

    def __init__(self, secret: bytes, salt: bytes, clock: Clock) -> None:
        super().__init__(secret, salt=salt, key_derivation="hmac", digest_method=sha256)
        self._clock = clock

    def get_timestamp(self) -> int:
        return int(self._clock().timestamp())


def is_foreign(environ: Mapping[str, Any], hosts: Sequence[str]) -> bool:
    """Say whether a browser tells that a request was not made by a page of ours.

    Where it names the site, that decides. Our pages send no referrer, and a browser then says `null` for their
    origin: an older one, which knows no Sec-Fetch-Site, is judged by the token alone.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = environ.get("HTTP_ORIGIN", "null")
    if origin == "null":
        return False
    try:
        host = urlsplit(origin).netloc.lower()
        return not is_trusted_host(host, hosts)
    except ValueError:
        return True


@cache
def guarded_form() -> type[Form]:
    """Return the class that every guarded form extends; its `csrf_context` is a Guard.

    It is made when it is first needed, since WTForms costs the start 40 ms.
    """
    from wtforms import Form, ValidationError
    from wtforms.csrf.core import CSRF, CSRFTokenField

    class Token(CSRFTokenField):
        made: Made | None = None

    class GuardedBy(CSRF):
        field_class = Token
        guard: Guard

        def setup_form(self, form: Any) -> Any:
            self.guard = form.meta.csrf_context
            return super().setup_form(form)

        def generate_csrf_token(self, csrf_token_field: Any) -> str:
            return self.guard.token()

        def validate_csrf_token(self, form: Any, field: Any) -> None:
            try:
                field.made = self.guard.check(field.data)
            except Refused as refusal:
                raise ValidationError(MESSAGES[refusal.reason][self.guard.language]) from None
            field.current_token = field.data

    class GuardedForm(Form):
        class Meta:
            csrf = True
            csrf_class = GuardedBy
            csrf_field_name = FIELD

    return GuardedForm


def token_of(form: Form) -> str:
    """Return the token that a page with this form has to carry."""
    return str(form[FIELD]._value())  # type: ignore[attr-defined]  # what WTForms itself renders


def made_of(form: Form) -> Made:
    """Return when a validated form was made, and what names it."""
    made = form[FIELD].made  # type: ignore[attr-defined]  # of the field above
    assert isinstance(made, Made), "the form has not been validated, or its token does not hold"
    return made
