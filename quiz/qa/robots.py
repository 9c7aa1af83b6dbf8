"""What programs that read the Q&A site get: robots.txt, the sitemaps and the feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import Response
from werkzeug.exceptions import NotFound

from quiz.advice.published import Teaser
from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.diagnostic import Diagnostic
from quiz.qa.edition import Edition
from quiz.qa.frame import FEED
from quiz.qa.pages import area_name
from quiz.qa.words import HOME
from quiz.web.documents import Document, send
from quiz.web.origin import origin
from quiz.web.rendering import Renderer

CACHE = "public, max-age=3600"
XML = "application/xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
MOST_ADDRESSES = 5_000
"""Addresses in one sitemap; the format allows 50,000, and this many are made in some 30 ms."""
FEED_PAGES = 3


@dataclass(frozen=True, slots=True)
class Address:
    """A page as a sitemap names it; `changed` is empty where nobody knows when that was."""

    url: str
    changed: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A consultation in the feed."""

    url: str
    identity: str
    title: str
    updated: str
    area: str
    summary: str


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """One sitemap, or the index of all of them."""

    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The newest consultations as a feed."""

    site: str
    home: str
    url: str
    updated: str
    entries: tuple[Entry, ...]


class Robots:
    """The views; each document is kept under the revision of what is published."""

    def __init__(self, diagnostic: Diagnostic, renderer: Renderer, settings: Settings) -> None:
        self._diagnostic = diagnostic
        self._renderer = renderer
        self._public_url = settings.public_url
        self._kept = lru_cache(maxsize=16)(self._make)

    def robots(self) -> Response:
        """Say where the sitemap is; results and searches say themselves that they are not to be kept."""
        lines = ("User-agent: *", "Disallow: /api/", "Disallow: /go/", f"Sitemap: {self._origin()}/sitemap.xml", "")
        return send(Document("\n".join(lines).encode(), "text/plain; charset=utf-8", CACHE))

    def index(self) -> Response:
        """Name every sitemap."""
        return self._answer(self._make_index)

    def sitemap(self, number: int) -> Response:
        """Name the pages of one sitemap, counted from 1."""
        return self._answer(self._make_sitemap, number)

    def feed(self) -> Response:
        """Show the newest consultations to feed readers."""
        return self._answer(self._make_feed)

    def _answer(self, make: Callable[..., Document], *key: int) -> Response:
        return send(self._kept(make, self._diagnostic.revision(), self._origin(), *key))

    def _make(self, make: Callable[..., Document], revision: int, origin: str, *key: int) -> Document:
        return make(origin, *key)

    def _origin(self) -> str:
        return origin(self._public_url)

    def _make_index(self, origin: str) -> Document:
        parts = self._parts(origin)
        shown = SitemapPage(
            tuple(
                Address(f"{origin}/sitemap-qa-{number}.xml", max(address.changed for address in part))
                for number, part in enumerate(parts, 1)
            )
        )
        return Document(self._renderer.render("qa/sitemap_index.xml", shown, "ja").encode(), XML, CACHE)

    def _make_sitemap(self, origin: str, number: int) -> Document:
        parts = self._parts(origin)
        if not 1 <= number <= len(parts):
            raise NotFound()
        shown = SitemapPage(parts[number - 1])
        return Document(self._renderer.render("qa/sitemap.xml", shown, "ja").encode(), XML, CACHE)

    def _parts(self, origin: str) -> list[tuple[Address, ...]]:
        library, bank = self._diagnostic.store.library(), self._diagnostic.bank
        places = library.whereabouts()
        areas, topics = library.counts()
        lists = ["/qa/", "/qa/advisors/", *(f"/qa/area/{area.id}" for area in bank.areas if area.id in areas)]
        lists += [f"/qa/topic/{topic.id}" for topic in bank.topics if topic.id in topics]
        # When a list last changed is not kept, and a date that is not true is worth less than none.
        addresses = [Address(origin + path, "") for path in lists]
        addresses += [Address(origin + place.path, moment(place.changed_at)) for place in places]
        return [tuple(addresses[start : start + MOST_ADDRESSES]) for start in range(0, len(addresses), MOST_ADDRESSES)]

    def _make_feed(self, origin: str) -> Document:
        library = self._diagnostic.store.library()
        teasers = [teaser for number in range(1, FEED_PAGES + 1) for teaser in library.newest(number).teasers]
        shown = feed_page(teasers, self._diagnostic.bank, origin, self._diagnostic.clock())
        return Document(self._renderer.render("qa/feed.xml", shown, "ja").encode(), ATOM, CACHE)


def feed_page(teasers: Iterable[Teaser], bank: Bank, origin: str, now: datetime) -> FeedPage:
    """Build the feed; one without entries changed now."""
    edition = Edition("ja", origin)
    entries = tuple(
        Entry(
            url=speakable(teaser.url) or f"{origin}/qa/{teaser.id}",
            identity=f"{origin}/qa/{teaser.id}",
            title=speakable(teaser.title.ja),
            updated=moment(teaser.changed_at),
            area=speakable(area_name(bank, teaser.area, edition)),
            summary=speakable(teaser.excerpt),
        )
        for teaser in teasers
    )
    updated = max((entry.updated for entry in entries), default=moment(now))
    return FeedPage(edition.text(HOME), f"{origin}/qa/", origin + FEED, updated, entries)


def moment(value: datetime) -> str:
    """Return a moment as sitemaps and feeds write it."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def speakable(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot hold in any form."""
    return "".join(character for character in text if _is_speakable(ord(character)))


def _is_speakable(code: int) -> bool:
    return code in (0x9, 0xA, 0xD) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
