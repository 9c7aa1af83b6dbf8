"""A client that hands out a page only after checking it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask

XHTML = "{http://www.w3.org/1999/xhtml}"
ORIGIN = "http://localhost"
DATA = ("application/ld+json", "application/json")
NOT_WANTED = re.compile(r"\b(?:on[a-z]+|style)\b")


@dataclass(frozen=True)
class Page:
    """A parsed page with its status, headers and visible text."""

    status: int
    headers: dict[str, str]
    root: Element
    text: str

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of a tag with these attributes (`class_` for class), in document order."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.root.iter(XHTML + tag) if all(e.get(n) == v for n, v in wanted.items())]

    def data_blocks(self) -> list[Any]:
        """Return what the JSON-LD blocks of the page say."""
        return [json.loads(block.text or "") for block in self.all("script", type="application/ld+json")]

    def hidden(self) -> dict[str, str]:
        """Return the hidden fields of the page's forms: what a browser sends along."""
        return {field.get("name", ""): field.get("value", "") for field in self.all("input", type="hidden")}

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only such element."""
        (element,) = self.all(tag, **attributes)
        return element


def visible_text(root: Element) -> str:
    """Return the text of a page without what its scripts and data blocks hold."""
    own = "" if root.tag == XHTML + "script" else root.text or ""
    return own + "".join(visible_text(child) + (child.tail or "") for child in root)


class PageClient:
    """Requests through the app, as a browser without script would make them.

    It refuses to be given a cookie; one that may be signed in keeps those of the places that need a sign-in.
    """

    def __init__(self, app: Flask, *, follow_links: bool = True, may_sign_in: bool = False) -> None:
        self.http = app.test_client(use_cookies=may_sign_in)
        self._may_sign_in = may_sign_in
        self._follow_links = follow_links
        self._alive: set[str] = set()

    def get(self, address: str, status: int = 200, **options: Any) -> Page:
        """Fetch a page, check it and return it."""
        return self._checked(self.http.get(address, **options), status)

    def post(self, address: str, fields: dict[str, str], status: int = 303, **options: Any) -> Page | str:
        """Send a form; return the address of a redirect, or the checked page."""
        response = self.http.post(address, data=fields, **options)
        self._check_cookies(response)
        if 300 <= status < 400:
            assert response.status_code == status, response.get_data(as_text=True)[:500]
            return str(response.headers["Location"])
        return self._checked(response, status)

    def _checked(self, response: Any, status: int) -> Page:
        assert response.status_code == status, (response.status_code, response.get_data(as_text=True)[:500])
        self._check_cookies(response)
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        assert response.headers["Referrer-Policy"] == "no-referrer"
        parser = html5lib.HTMLParser(strict=True)
        root = parser.parse(response.get_data(as_text=True))
        page = Page(status, dict(response.headers), root, " ".join(visible_text(root).split()))
        check_markup(page)
        if self._follow_links:
            self._check_links(page)
        return page

    def _check_cookies(self, response: Any) -> None:
        for cookie in response.headers.getlist("Set-Cookie"):
            assert self._may_sign_in and response.request.path.startswith("/staff/"), cookie
            assert re.search(r"; Path=/(desk|staff|staff/sso/back); HttpOnly; SameSite=Lax\b", cookie), cookie

    def _check_links(self, page: Page) -> None:
        targets = [e.get("href") for tag in ("a", "link") for e in page.all(tag)]
        targets += [e.get("src") for tag in ("script", "img") for e in page.all(tag)]
        ids = {element.get("id") for element in page.root.iter() if element.get("id")}
        # Canonical and alternate addresses are absolute; on this host they have to lead somewhere too.
        for target in (target.removeprefix(ORIGIN) for target in targets if target):
            if target.startswith("#"):
                assert target[1:] in ids, f"{target} names nothing on this page"
            elif target.startswith("/") and target not in self._alive:
                response = self.http.get(target.partition("#")[0])
                assert response.status_code < 400, f"dead link {target}"
                self._alive.add(target)
            else:
                assert target.startswith(("/", "https://", "data:", "tel:")), target


def check_markup(page: Page) -> None:
    """Hold what every page promises: a title, a language, one h1, unique ids, labelled fields, no inline code."""
    assert page.one("html").get("lang") in ("ja", "en")
    assert "".join(page.one("title").itertext()).strip()
    assert len(page.all("h1")) == 1, "a page has one h1"
    ids = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"an id stands twice: {ids}"
    labelled = {label.get("for") for label in page.all("label")}
    wrapped = {field for label in page.all("label") for field in label.iter(XHTML + "input")}
    for field in page.all("input"):
        if field.get("type") not in ("hidden", "submit"):
            assert field in wrapped or field.get("id") in labelled or field.get("aria-label"), "a field has no label"
    for element in page.root.iter():
        assert not any(NOT_WANTED.fullmatch(name) for name in element.keys()), "code or style stands in an attribute"
    for script in page.all("script"):
        if script.get("type") in DATA:
            # Data, which no browser runs; it has to be what it says it is.
            assert set(script.keys()) <= {"type", "id"} and isinstance(json.loads(script.text or ""), dict | list)
        else:
            assert script.get("src") and not (script.text or "").strip(), "a script stands inside the page"
    assert not page.all("style")
