"""What others need to embed the diagnostic when somebody pastes its address (oembed.com, version 1.0)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from flask import Response, request
from werkzeug import exceptions

from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.embed.forms import filled
from quiz.embed.place import Place, place_of
from quiz.embed.snippets import HEIGHT, behind
from quiz.embed.wanted import Wanted
from quiz.web.documents import Document, send
from quiz.web.errors import problem
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

FORMATS = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
CACHE_SECONDS = 3600
CACHE = f"public, max-age={CACHE_SECONDS}"
WIDTH = 600
"""Pixels of the frame where nobody asks for less."""
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of another site's page: what it shows, as absolute address, and its size in CSS pixels.

    `link` is the page that a reader may open where the frame stays empty.
    """

    src: str
    link: str
    title: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RichEmbed:
    """An answer of type `rich`; `html` is what the other site puts into its page."""

    title: str
    provider: str
    provider_url: str
    html: str
    width: int
    height: int
    cache_age: int


class OEmbed:
    """The view. Anybody may ask from anywhere: an answer is the same for everybody and names nobody."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings) -> None:
        self._bank: Bank = diagnostic.bank
        self._renderer = renderer
        self._settings = settings

    def embed(self) -> Response:
        """Say how to embed an address of the diagnostic, in JSON or XML."""
        try:
            response = self._answer()
        except exceptions.HTTPException as error:
            response = problem(error)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def _answer(self) -> Response:
        kind = request.args.get("format", "json")
        if kind not in FORMATS:
            raise exceptions.NotImplemented("The formats are json and xml.")
        if "url" not in request.args:
            raise exceptions.BadRequest("Name the address to embed: ?url=…")
        shown = place_of(request.args["url"], self._bank, self._settings.trusted_hosts)
        if shown is None:
            raise exceptions.NotFound("This address is no page of the diagnostic.")
        told = behind(self._told(request.args["url"], shown))
        embed = self._embed(shown, told, _size("maxwidth", WIDTH), _size("maxheight", HEIGHT))
        text = in_json(embed) if kind == "json" else self._renderer.render("embed/oembed.xml", embed, shown.language)
        return send(Document(text.encode("utf-8"), FORMATS[kind], CACHE))

    def _told(self, address: str, shown: Place) -> Wanted:
        """Return what stands behind an address, as site owners copy it; what is wrong there is left out."""
        given = dict(parse_qsl(urlsplit(address).fragment))
        wanted, errors = filled({**given, "form": shown.form}, self._bank, shown.language)
        return replace(wanted, **dict.fromkeys(errors, ""))

    def _embed(self, shown: Place, told: str, width: int, height: int) -> RichEmbed:
        here, language = origin(self._settings.public_url), shown.language
        name = self._bank.title[language]
        title = name if shown.is_first else f"{name} – {self._bank.form(shown.form).title[language]}"
        frame = Frame(here + shown.framed + told, here + shown.path, title, width, height)
        html = self._renderer.render("embed/oembed.html", frame, language)
        return RichEmbed(title, name, f"{here}/", html.strip(), width, height, CACHE_SECONDS)


def in_json(embed: RichEmbed) -> str:
    """Return an answer as JSON."""
    members = {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": embed.provider,
        "provider_url": embed.provider_url,
        "html": embed.html,
        "width": embed.width,
        "height": embed.height,
        "cache_age": embed.cache_age,
    }
    return json.dumps(members, ensure_ascii=False)


def _size(name: str, most: int) -> int:
    """Return the pixels that a parameter leaves: `most`, or less where it asks for less. BadRequest for no number."""
    written = request.args.get(name, "")
    if name not in request.args:
        return most
    if not (written.isascii() and written.isdecimal() and len(written) <= MOST_DIGITS and int(written)):
        raise exceptions.BadRequest(f"{name} has to be a whole number of pixels, 1 or more.")
    return min(most, int(written))
