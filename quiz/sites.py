"""Sites as values: who may embed, who may ask students for their results, and where an attempt was placed.

An origin is written as in a header: `https://blog.example.jp`, with a port where it is not the usual one, or
`https://*.example.jp` for every name below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from quiz.errors import SiteError

EVERYWHERE = "*"
"""Written in the settings, and nowhere else, where any page of the web may embed."""
LONGEST_SITE, LONGEST_PAGE = 64, 200
"""So much is kept of where an attempt was placed: of the key that it claims, and of origin and path of its page."""
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_HOST = r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*"
_NAME = re.compile(_HOST)
_PATTERN = re.compile(rf"https?://(?:(?:\*\.)?{_HOST}|\[[0-9a-f:.]{{2,45}}\])(?::[1-9][0-9]{{0,4}})?")
_USUAL_PORT = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class Site:
    """A host that may embed. `key` is what an attempt's placement keeps of it; `origins` may hold patterns.

    With `may_ask_results` the frame offers students to tell this site their result; it never does so by itself.
    """

    key: str
    origins: tuple[str, ...]
    may_ask_results: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an attempt started: the site's key, origin and path of the page, campaign; each may be empty."""

    site: str = ""
    page: str = ""
    campaign: str = ""

    @classmethod
    def claimed(cls, site: str, page: str) -> Placement:
        """Return the place that a note claims, as far as it is kept; what is not plain text is no page."""
        return cls(site[:LONGEST_SITE], page_of(page)[:LONGEST_PAGE] if page.isprintable() else "")


NOWHERE = Placement()


@dataclass(frozen=True)
class Sites:
    """All that may embed: the sites of the table, and the patterns that the settings name."""

    sites: tuple[Site, ...] = ()
    patterns: tuple[str, ...] = ()

    @cached_property
    def frame_ancestors(self) -> str:
        """What may stand around a frame, as the header says it; our own pages show previews."""
        if EVERYWHERE in self.patterns:
            return EVERYWHERE
        return " ".join(["'self'", *dict.fromkeys([*self.patterns, *_origins(self.sites)])])

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """The origins of the sites that may ask for results, patterns among them."""
        return tuple(dict.fromkeys(_origins(site for site in self.sites if site.may_ask_results)))

    def allows(self, origin: str) -> bool:
        """Say whether a page of this origin may embed and use the API."""
        if EVERYWHERE in self.patterns:
            return True
        return any(matches(pattern, origin) for pattern in [*self.patterns, *_origins(self.sites)])

    def key_of(self, claimed: str, page: str) -> str:
        """Return the key of the site that a placement stands for: that of its page, or a known one that it names.

        Of several sites it is the one that names the page's origin most closely: a blog is not told to whoever has a
        star above it. Nothing for a site that nobody added; what a stranger invents would fill the lists of the staff.
        """
        origin = origin_of(page)
        closest, key = "", ""
        for site in self.sites:
            for pattern in site.origins:
                if pattern == origin:
                    return site.key
                if len(pattern) > len(closest) and matches(pattern, origin):
                    closest, key = pattern, site.key
        return key or (claimed if any(site.key == claimed for site in self.sites) else "")


def parse_origin(written: str) -> str:
    """Return an origin or a pattern in its one spelling; SiteError where it is neither."""
    text = written.strip().lower().rstrip("/")
    scheme, separator, rest = text.partition("://")
    host, colon, port = rest.rpartition(":") if re.search(r":[0-9]*$", rest) else (rest, "", "")
    try:
        text = f"{scheme}{separator}{_host(host)}{colon}{port}".removesuffix(_USUAL_PORT.get(scheme, ""))
    except ValueError:  # Of a name that cannot be one, or of an address in brackets that is none.
        text = ""
    if not _PATTERN.fullmatch(text) or (port and int(port) > 65_535):
        raise SiteError(f"{written!r} is no origin; write https://blog.example.jp or https://*.example.jp, and no path")
    return text


def matches(pattern: str, origin: str) -> bool:
    """Say whether an origin is the one written, or below the name behind a star."""
    head, star, tail = pattern.partition("*")
    if not star:
        return pattern == origin
    below = origin.removeprefix(head).removesuffix(tail)
    # What a star stands for is a name: anything else would let `https://a.example/#.b.example` pass as below b.example.
    return f"{head}{below}{tail}" == origin and _NAME.fullmatch(below) is not None


def origin_of(page: str) -> str:
    """Return the origin of a page's address as browsers write it, or nothing where it has none."""
    try:
        parts = urlsplit(page)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in _USUAL_PORT or "*" in host or "\\" in parts.netloc:
        return ""
    named = f"[{host}]" if ":" in host else host
    try:
        return parse_origin(f"{parts.scheme}://{named}{f':{port}' if port is not None else ''}")
    except SiteError:
        return ""


def page_of(address: str) -> str:
    """Return what is kept of the address of a page: origin and path, never what a query or a name before @ tells."""
    rest = address.partition("?")[0].partition("#")[0]
    origin = origin_of(rest)
    if origin:
        return origin + urlsplit(rest).path
    # An app names its screens as it likes, but not so that a list which links them would run something.
    is_run = rest.lstrip().lower().startswith(("javascript:", "data:", "vbscript:"))
    return rest if rest.isprintable() and "@" not in rest and not is_run else ""


def _host(written: str) -> str:
    """Return a host as it travels; ValueError where it can be none."""
    if written.startswith("["):
        return f"[{IPv6Address(written[1:].removesuffix(']'))}]"
    host = written if written.isascii() else written.encode("idna").decode("ascii")
    if ":" in host:
        raise ValueError("a wide colon begins no port")
    return host


def _origins(sites: Iterable[Site]) -> Sequence[str]:
    return [origin for site in sites for origin in site.origins]
