"""What every view of this room uses: forms that only its own pages can send, and pages that are for one person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.permissions import Permission
from quiz.clock import Clock
from quiz.staff.signing import Signing
from quiz.store.handle import StoreHandle
from quiz.web.csrf import FIELD, FormTokens, Guard
from quiz.web.documents import page, send
from quiz.web.language import language, suffix
from quiz.web.limits import Limits
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin, Signins, private

if TYPE_CHECKING:
    from wtforms import Form

FIGURES, DESK = "/staff/figures/", "/desk/"


@dataclass(frozen=True, slots=True)
class Room:
    """The tools of one deployment."""

    store: StoreHandle
    signins: Signins
    signing: Signing
    tokens: FormTokens
    limits: Limits
    renderer: Renderer
    secret: bytes
    clock: Clock

    def guard(self, purpose: str, signin: Signin | None = None) -> Guard:
        """Return the guard of a form, which somebody who is signed in sends."""
        return self.tokens.guard(purpose, language(), signin.binding if signin else "")

    def let_in(self, response: AnyResponse, token: str, word: str = "") -> AnyResponse:
        """Give a browser a sign-in, and end the one that it had, which nobody would ever end by hand."""
        before = self.signins.current()
        if before is not None:
            self.signing.sign_out(self.signins.token(), before.account)
        return self.signins.keep_in_browser(response, token, word)

    def shown(self, template: str, content: object, status: int = 200, wait: int = 0, asked: str = "") -> AnyResponse:
        """Return a page that nobody else sees; where somebody has to wait, it says so to programs too.

        `asked` is its language where the address of the request does not tell.
        """
        text = self.renderer.render(f"staff/{template}.html", content, asked or language())
        response = send(page(text, "no-store"), 429 if wait else status)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return private(response)


def home_of(signin: Signin) -> str:
    """Return where somebody works who asked for no page."""
    return f"{DESK if signin.may(Permission.ANSWER) else FIGURES}{suffix(language())}"


def other_language() -> str:
    """Return the address of this request in the other language."""
    return request.path + suffix("ja" if language() == "en" else "en")


def minutes_of(wait: int) -> int:
    """Return a wait in whole minutes, or 0 where seconds say it better."""
    return -(-wait // 60) if wait > 90 else 0


def kinds(form: Form) -> dict[str, str]:
    """Return the first error of each field, by the field's name; what is said of the form itself is its notice."""
    return {field.name: str(field.errors[0]) for field in form if field.errors and field.name != FIELD}


def notice(form: Form) -> str:
    """Return the sentence about the form itself, where its token does not hold."""
    return str(next(iter(form[FIELD].errors), ""))
