"""What a file is: by what it holds, and where that does not tell, by its name and what its server says."""

from __future__ import annotations

import re

FORMATS = ("html", "yaml", "json", "csv", "xlsx", "feed")
SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xlsx",
    ".xml": "feed",
    ".atom": "feed",
    ".rss": "feed",
}
MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "text/csv": "csv",
    "application/yaml": "yaml",
    "application/atom+xml": "feed",
    "application/rss+xml": "feed",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_ROOT = re.compile(r"<(?:[\w.-]+:)?(html|body|head|div|script|rss|feed|RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_XML = frozenset({"rss", "feed", "rdf", "urlset", "sitemapindex"})


def format_of_bytes(data: bytes) -> str:
    """Return the format that the first bytes give away, or nothing."""
    return "xlsx" if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) else ""


def format_of_text(text: str, suffix: str, media: str) -> str:
    """Return the format of a text, or nothing where neither content, name nor server tells."""
    begin = text[:5000].lstrip("\ufeff \t\r\n")
    if begin.startswith("<"):
        found = _ROOT.search(begin)
        return "feed" if found and found[1].lower() in _XML else "html"
    named = SUFFIXES.get(suffix.lower()) or MEDIA.get(media, "")
    if begin.startswith(("{", "[")) and named != "csv":
        return "json"
    return "" if named in ("html", "feed", "xlsx", "json") else named
