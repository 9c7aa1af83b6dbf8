"""What every view of the desk uses: the stores, the renderer, and forms that only a page of this sign-in can send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.dossier import Actor
from quiz.bank.model import Bank
from quiz.clock import JAPAN, Clock
from quiz.desk.forms import LARGEST_FORM
from quiz.diagnostic import Diagnostic
from quiz.web.csrf import FIELD, FormTokens, guarded_form, token_of
from quiz.web.documents import page, send
from quiz.web.language import language
from quiz.web.origin import origin
from quiz.web.rendering import Renderer
from quiz.web.signin import Signin

if TYPE_CHECKING:
    from quiz.store.desk.desk import Desk
    from quiz.store.desk.people import People
    from quiz.store.desk.stock import Stock
    from quiz.store.publishing.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of every page; `notice` says what was just done, `refusal` why nothing was."""

    name: str
    is_editor: bool
    section: str
    token: str
    other_language: str
    notice: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came in; `refusal` is a sentence where it does not come from a page of this sign-in."""

    fields: MultiDict[str, str]
    token: str
    refusal: str


class Room:
    """The stores and tools of one deployment's desk."""

    def __init__(
        self, diagnostic: Diagnostic, renderer: Renderer, tokens: FormTokens, clock: Clock, public_url: str
    ) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._tokens = tokens
        self._clock = clock
        self._public_url = public_url

    @property
    def bank(self) -> Bank:
        """The bank in use."""
        return self._diagnostic.bank

    # The stores need SQLAlchemy, and the first page of a student should not wait for it.

    @cached_property
    def desk(self) -> Desk:
        """The entries."""
        from quiz.store.desk.desk import Desk

        return Desk(self._diagnostic.store.opened())

    @cached_property
    def people(self) -> People:
        """The advisors."""
        from quiz.store.desk.people import People

        return People(self._diagnostic.store.opened())

    @cached_property
    def stock(self) -> Stock:
        """What is published, and what is missing."""
        from quiz.store.desk.stock import Stock

        return Stock(self._diagnostic.store.opened())

    @cached_property
    def publisher(self) -> Publisher:
        """What changes what is published."""
        return self._diagnostic.store.publisher()

    def moment(self) -> datetime:
        """Return the present moment."""
        return self._clock()

    def today(self) -> date:
        """Return the present day in Japan."""
        return self._clock().astimezone(JAPAN).date()

    def origin(self) -> str:
        """Return the origin at which readers find what is published."""
        return origin(self._public_url)

    def sent(self, signin: Signin) -> Sent:
        """Read the form of this request and check where it comes from."""
        guard = self._tokens.guard("desk", language(), signin.binding)
        request.max_content_length = LARGEST_FORM
        request.max_form_memory_size = LARGEST_FORM
        request.max_form_parts = 2000
        form = guarded_form()(request.form, meta={"csrf_context": guard})
        form.validate()
        return Sent(request.form, token_of(form), " ".join(map(str, form.errors.get(FIELD, ()))))

    def frame(self, signin: Signin, section: str, sent: Sent | None = None, refusal: str = "") -> Frame:
        """Return what stands around a page; after a form, with its token and why it was refused."""
        token = sent.token if sent else self._tokens.guard("desk", language(), signin.binding).token()
        return Frame(
            name=signin.name,
            is_editor=actor_of(signin).is_editor,
            section=section,
            token=token,
            other_language=_in_other_language(),
            notice=request.args.get("done", "") if sent is None else "",
            refusal=(sent.refusal if sent else "") or refusal,
        )

    def show(self, template: str, shown: Any, status: int = 200) -> AnyResponse:
        """Answer with a page."""
        text = self._renderer.render(f"desk/{template}.html", shown, language())
        return send(page(text, "no-store"), status)


def actor_of(signin: Signin) -> Actor:
    """Return who is signed in as the rules of the desk see them."""
    return Actor(signin.account, signin.name, signin.role, signin.advisor)


def go(path: str, done: str = "") -> AnyResponse:
    """Send the browser on to a page that says what was done."""
    pairs = [("done", done)] if done else []
    pairs += [("lang", "en")] if language() == "en" else []
    return redirect(f"{path}?{urlencode(pairs)}" if pairs else path, 303)


def number_of(name: str = "page") -> int:
    """Return a page's number from the address; the first where it makes no sense."""
    written = request.args.get(name, "1")
    return max(1, int(written)) if written.isascii() and written.isdecimal() and len(written) < 7 else 1


def at(moment: datetime) -> datetime:
    """Return a moment as the clock on the wall shows it."""
    return moment.astimezone(JAPAN)


def _in_other_language() -> str:
    """Return the address of this page in the other language; what was just done is not said again."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name not in ("lang", "done")]
    pairs += [] if language() == "en" else [("lang", "en")]
    return f"{request.path}?{urlencode(pairs)}" if pairs else request.path
