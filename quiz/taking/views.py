"""The pages of the student's way, and the submit between them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.model import Recommendation
from quiz.bank.answers import mend_code, split_code
from quiz.diagnostic import Diagnostic
from quiz.errors import CodeError, StoreError
from quiz.store.attempt import Outcome
from quiz.store.sums import Shown
from quiz.taking.pages import quiz_page
from quiz.taking.results import result_page
from quiz.taking.surface import FRAME, WINDOW, Surface
from quiz.web.bodies import form_fields, uuid_bytes
from quiz.web.budget import Budget, OverBudget
from quiz.web.counting import is_counted
from quiz.web.documents import BEST_QUALITY, Document, Ready, page, send
from quiz.web.errors import NoSuchResult
from quiz.web.language import language, suffix
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

QUIZ_CACHE = "public, max-age=300"
RESULT_CACHE = "private, max-age=300"
KEPT_PAGES = 512
"""Documents of results kept ready a process; about 4 KB each as they are kept, compressed."""
SAME_ATTEMPT_SECONDS = 600
MOST_ORIGINS = 8
"""A deployment has one or two, under which its pages say how to embed them."""
SEAM_SECONDS = 15
"""So long after the window changed, an attempt of the window before is looked for."""
_WAY_IN_FRAME = re.compile(r"/(?:[dr]/[\w/-]+)?(?:\?lang=en)?", re.ASCII)


class Taking:
    """The views, with the diagnostic and the renderer that they use."""

    def __init__(
        self, diagnostic: Diagnostic, renderer: Renderer, budget: Budget, secret: bytes, public_url: str = ""
    ) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._budget = budget
        self._secret = secret
        self._public_url = public_url
        self._origins: dict[tuple[str, str], str] = {}
        self._quiz_document = lru_cache(maxsize=32)(self._make_quiz_document)
        self._more_document = lru_cache(maxsize=KEPT_PAGES)(self._make_more_document)
        self._result_document = lru_cache(maxsize=KEPT_PAGES)(self._make_result_document)

    def blueprint(self) -> Blueprint:
        """Return the routes of this room."""
        routes = Blueprint("taking", __name__)
        for surface, before in ((WINDOW, ""), (FRAME, "framed_")):
            on, way = {"surface": surface}, surface.prefix
            entrance = self.onward if surface.is_framed else self.start
            quick, full = {**on, "form_id": "quick"}, {**on, "form_id": "full"}
            routes.add_url_rule(f"{way}/", f"{before}start", entrance, defaults=on)
            routes.add_url_rule(f"{way}/d/<bank_id>", f"{before}quiz", self.quiz, defaults=quick)
            routes.add_url_rule(f"{way}/d/<bank_id>/full", f"{before}full", self.quiz, defaults=full)
            routes.add_url_rule(f"{way}/d/<bank_id>/more/<code>", f"{before}more", self.more, defaults=on)
            routes.add_url_rule(f"{way}/d/<bank_id>", f"{before}submit", self.submit, defaults=on, methods=["POST"])
            routes.add_url_rule(f"{way}/r/<code>", f"{before}result", self.result, defaults=on)
            routes.add_url_rule(f"{way}/r/<code>/qr.svg", f"{before}qr", self.qr, defaults=on)
        return routes

    def start(self, surface: Surface) -> AnyResponse:
        """Send a visitor without a deeper address to the diagnostic."""
        return redirect(f"{surface.prefix}/d/{self._diagnostic.bank.id}{suffix(language())}")

    def onward(self, surface: Surface) -> AnyResponse:
        """Send a frame from page to page, and one without an address to the diagnostic.

        A policy of the page around may list paths, and its browser tells that page of each that is none of them: so it
        could learn which result is shown. It compares neither what stands behind a `?` nor where a redirect leads.
        """
        to = request.args.get("to", "")
        if not _WAY_IN_FRAME.fullmatch(to):
            return self.start(surface)
        return Ready(b"", 302, [("Location", surface.prefix + to), ("Cache-Control", "no-store")])

    def quiz(self, bank_id: str, form_id: str, surface: Surface) -> Response:
        """Show the items of a form: the same bytes for everybody."""
        self._known(bank_id)
        return send(self._quiz_document(form_id, language(), self._origin(), self._begun(form_id), surface))

    def more(self, bank_id: str, code: str, surface: Surface) -> AnyResponse:
        """Ask the items that a finished form left out, its answers kept."""
        self._known(bank_id)
        try:
            return send(self._more_document(code, language(), surface, self._origin_on(surface)))
        except CodeError as error:
            raise NoSuchResult(str(error)) from None

    def submit(self, bank_id: str, surface: Surface) -> AnyResponse:
        """Store an attempt and send the student to its result; show the form again where answers are missing."""
        self._known(bank_id)
        fields = form_fields()
        key = uuid_bytes(fields.get("attempt"))
        spent = self._budget.send(key)
        form_id = fields.get("form", "quick")
        if spent.is_flood:
            raise OverBudget(spent)
        if spent.wait:
            return self._ask_again(form_id, fields, surface, spent.wait)
        table = self._diagnostic.table(fields.get("version", ""), form_id)
        packed = table.pack(fields) if table else None
        if packed is None:
            return self._ask_again(form_id, fields, surface)
        # Other answers under a key that is taken are another attempt; a form cannot be told to make a new key.
        if key is None or self._diagnostic.record(key, form_id, packed) is Outcome.CONFLICT:
            self._diagnostic.record(self._key_without_script(packed.code), form_id, packed)
        location = f"{surface.prefix}/r/{packed.code}{suffix(language())}"
        return Ready(b"", 303, [("Location", location), ("Cache-Control", "no-store")])

    def result(self, code: str, surface: Surface) -> AnyResponse:
        """Show the result that an address stands for; no account, no cookie and no row is needed."""
        mended = mend_code(code)
        try:
            if mended != code:
                # What is no code even so is not sent on: it may hold what no address can.
                split_code(mended)
                return redirect(f"{surface.prefix}/r/{mended}{suffix(language())}", 301)
            asking = self._diagnostic.store.sites.now().asking if surface.is_framed else ()
            document, shown = self._result_document(
                code, language(), self._diagnostic.edition(), surface, self._origin_on(surface), asking
            )
            if shown and is_counted():
                self._diagnostic.show(shown)
            return send(document)
        except CodeError as error:
            raise NoSuchResult(str(error)) from None

    def qr(self, code: str, surface: Surface) -> Response:
        """Draw the address of a result for a counsellor's camera; it opens in a window, whatever shows it."""
        # Segno is needed by few requests, and the first page should not wait for it.
        import segno

        try:
            self._diagnostic.read(code)
        except CodeError as error:
            raise NoSuchResult(str(error)) from None
        picture = io.BytesIO()
        drawn = segno.make(f"{origin(self._public_url)}/r/{code}", error="m")
        drawn.save(picture, kind="svg", scale=6, border=4, light="#fff", xmldecl=False)
        return send(Document(picture.getvalue(), "image/svg+xml", RESULT_CACHE))

    def _known(self, bank_id: str) -> None:
        if bank_id != self._diagnostic.bank.id:
            abort(404)

    def _origin_on(self, surface: Surface) -> str:
        # Part of what is kept only where the page names its address in a window.
        return self._origin() if surface.is_framed else ""

    def _origin(self) -> str:
        """Return the origin that a page names, or nothing beyond so many.

        A request may name any port of ours, and each would be another page to make and to keep.
        """
        environ = request.environ
        asked = environ["wsgi.url_scheme"], environ.get("HTTP_HOST", "")
        named = self._origins.get(asked)
        if named is None:
            if len(self._origins) >= MOST_ORIGINS:
                return ""
            # Kept, since Werkzeug builds it anew for every request.
            named = self._origins[asked] = origin(self._public_url)
        return named

    def _begun(self, form_id: str) -> tuple[str, str] | None:
        """Return the answer to the first item that the address brings along, as a page that invites makes it."""
        bank = self._diagnostic.bank
        if not request.environ.get("QUERY_STRING") or not bank.has_form(form_id):
            return None
        item = bank.items_of(form_id)[0]
        answer = request.args.get(item.id, "")
        return (item.id, answer) if any(option.id == answer for option in item.options) else None

    def _make_quiz_document(
        self, form_id: str, language: str, origin: str, begun: tuple[str, str] | None, surface: Surface
    ) -> Document:
        if not self._diagnostic.bank.has_form(form_id):
            raise NotFound()
        given = dict([begun]) if begun else {}
        shown = quiz_page(self._diagnostic.bank, form_id, language, given=given, origin=origin, surface=surface)
        return page(self._renderer.render("taking/quiz.html", shown, language), QUIZ_CACHE, BEST_QUALITY)

    def _make_more_document(self, code: str, language: str, surface: Surface, origin: str) -> Document:
        reading = self._diagnostic.read(code)
        bank, known = reading.bank, reading.answers.keys()
        if not bank.has_form("full") or not known < {item.id for item in bank.items_of("full")}:
            raise CodeError("its form leaves nothing out")
        shown = quiz_page(bank, "full", language, known=reading.answers, origin=origin, surface=surface)
        return page(self._renderer.render("taking/quiz.html", shown, language), RESULT_CACHE)

    def _make_result_document(
        self,
        code: str,
        language: str,
        edition: tuple[int, int],
        surface: Surface,
        origin: str,
        asking: tuple[str, ...],
    ) -> tuple[Document, tuple[Shown, ...]]:
        # The edition is part of the key under which the document is kept: what is recommended, or what is known of a
        # score's error, may have changed.
        result, recommendations = self._diagnostic.result(self._diagnostic.read(code))
        shown = result_page(result, recommendations, code, language, surface=surface, origin=origin, asking=asking)
        document = page(self._renderer.render("result/page.html", shown, language), RESULT_CACHE, is_lean=True)
        return document, tuple(_places(result.bank.version, recommendations))

    def _ask_again(self, form_id: str, fields: Mapping[str, str], surface: Surface, wait: int = 0) -> Response:
        """Show a form as it was filled: answers are missing or unknown, or it may be sent again in `wait` seconds."""
        # WTForms is needed where answers are missing only, and costs the start 40 ms.
        from quiz.taking.forms import unanswered

        # In the words that were answered, where they are known: a page may be older than the bank.
        bank = self._diagnostic.bank_of(fields.get("version", "")) or self._diagnostic.bank
        form_id = form_id if bank.has_form(form_id) else bank.forms[0].id
        missing = () if wait else unanswered(bank, form_id, fields)
        given = {item.id: fields[item.id] for item in bank.items_of(form_id) if item.id in fields}
        is_renewed = not missing and not wait
        shown = quiz_page(
            bank,
            form_id,
            language(),
            given=given,
            missing=missing,
            is_renewed=is_renewed,
            is_busy=wait > 0,
            origin=self._origin_on(surface),
            surface=surface,
        )
        text = self._renderer.render("taking/quiz.html", shown, language())
        response = send(page(text, "no-store"), 429 if wait else 422)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response

    def _key_without_script(self, code: str) -> bytes:
        """Return the key of an attempt whose page could make none: one for one device, answers and ten minutes.

        It is a keyed hash under this deployment's secret, so a stored key tells nobody an address; a double tap
        or a reload makes the same one.
        """
        window, seconds = divmod(int(self._diagnostic.clock().timestamp()), SAME_ATTEMPT_SECONDS)
        if seconds < SEAM_SECONDS:
            before = self._key_of_device(code, window - 1)
            with suppress(StoreError):
                if self._diagnostic.store.has(before):
                    return before
        return self._key_of_device(code, window)

    def _key_of_device(self, code: str, window: int) -> bytes:
        environ = request.environ
        address = self._budget.clients.address(environ)
        device = f"{window}\n{code}\n{address}\n{environ.get('HTTP_USER_AGENT', '')}"
        return blake2b(device.encode("utf-8", "replace"), key=self._secret, digest_size=16).digest()


def _places(version: str, recommendations: Sequence[Recommendation]) -> Iterator[Shown]:
    """Yield where a result shows each consultation: in which area, and at which rank there."""
    ranks: Counter[str] = Counter()
    for chosen in recommendations:
        ranks[chosen.area.id] += 1
        yield Shown(version, chosen.area.id, ranks[chosen.area.id], chosen.consultation.id)
