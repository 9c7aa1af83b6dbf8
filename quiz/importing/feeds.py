"""Atom and RSS feeds whose entries are a question with its answer, and sitemaps, which list pages."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.importing.dates import read_day
from quiz.importing.drafts import Author, Draft, Reply
from quiz.importing.elements import BadXml, Element, read_elements
from quiz.importing.findings import Findings
from quiz.importing.markup import line_of, sections_of
from quiz.outward.addresses import web_address

SITEMAPS = ("urlset", "sitemapindex")
FEEDS = ("feed", "rss", "RDF")


def read_feed(text: str, place: str, findings: Findings) -> list[Draft]:
    """Return the entries of a feed: the title is the question, the content the answer, the author who answers."""
    root = _root_of(text, place, findings)
    if root is None:
        return []
    if root.name not in FEEDS:
        findings.add(place, "", "not-feed")
        return []
    return [_draft(entry, place, findings) for entry in _entries(root)]


def read_sitemap(text: str, place: str, findings: Findings) -> tuple[list[str], bool]:
    """Return the addresses that a sitemap lists, and whether they are sitemaps themselves."""
    root = _root_of(text, place, findings)
    if root is None or root.name not in SITEMAPS:
        return [], False
    listed = [location.text for entry in root.named("url", "sitemap") for location in entry.named("loc")]
    return list(dict.fromkeys(filter(None, map(web_address, listed)))), root.name == "sitemapindex"


def _root_of(text: str, place: str, findings: Findings) -> Element | None:
    try:
        return read_elements(text.lstrip("\ufeff \t\r\n"))
    except BadXml as bad:
        findings.add(f"{place}:{bad.line}", "", bad.code, line=bad.line, problem=bad.problem)
        return None


def _entries(root: Element) -> Iterator[Element]:
    for holder in (root, *root.named("channel")):
        yield from holder.named("entry", "item")


def _draft(entry: Element, place: str, findings: Findings) -> Draft:
    where = f"{place}:{entry.line}"
    url = _address_of(entry)
    written = _first(entry, "published", "pubDate", "date", "issued", "updated")
    day = read_day(written) if written else None
    if written and day is None:
        findings.add(where, "asked_on", "bad-date", written=written)
    sections = sections_of(_content_of(entry))
    return Draft(
        place=where,
        key=_first(entry, "id", "guid") or url,
        title=line_of(_first(entry, "title")),
        replies=(Reply(_author_of(entry), sections, day),) if sections else (),
        topics=tuple(filter(None, map(_category_of, entry.named("category", "subject")))),
        asked_on=day,
        url=url,
    )


def _first(entry: Element, *names: str) -> str:
    return next((text for element in entry.named(*names) if (text := element.text)), "")


def _content_of(entry: Element) -> str:
    for element in entry.named("encoded", "content", "description", "summary"):
        found = element.markup() if element.attributes.get("type") == "xhtml" else element.text
        if found.strip():
            return found
    return ""


def _address_of(entry: Element) -> str:
    for link in entry.named("link"):
        if link.attributes.get("rel", "alternate") == "alternate":
            address = web_address(link.attributes.get("href") or link.text)
            if address:
                return address
    guid = next(iter(entry.named("guid")), None)
    return web_address(guid.text) if guid is not None and guid.attributes.get("isPermaLink") != "false" else ""


def _author_of(entry: Element) -> Author:
    for element in entry.named("creator", "author"):
        name = _first(element, "name") or element.text
        if name:
            return Author(line_of(name))
    return Author()


def _category_of(category: Element) -> str:
    return line_of(category.attributes.get("term") or category.text)
