"""Somebody else's pages with the diagnostic in them: another port and name, so another origin and another site.

    with running_host() as host, running_site(var, QUIZ_EMBED_SITES=host.origin) as site:
        address = host.page(script(site.address), element(bank="interview", variant="card"), FILLER)
        page.goto(address)

`host.page` takes the parts of a body, and what kind of page it is:

- `path`: where it stands; without one each page gets the next free.
- `language`, `direction`: of its `<html>`; Japanese from left to right without them.
- `is_dark`: a dark page, which says so to the browser.
- `policy`: its Content-Security-Policy; `strict(product)` is the strictest one in which the element can be.
- `head`: more for its `<head>`; `style()` holds the line that reserves the element's place before its script runs.
- `headers`: more headers, with underscores in their names: `Referrer_Policy="no-referrer"`.

Parts are `script`, `element`, `frame` (a bare one, with the sandbox that is asked for) and `FILLER`, or any HTML. A
name such as `blog.localhost` leads to this machine in Chromium, so a second host can be started beside the first.
`host.server` is the server itself: what was asked for, and any other answer (`tests.web_server.Site`).
`layout_shift(page)` measures a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from playwright.sync_api import Page

from tests.web_server import Site, serving

FILLER = "<p>" + "面接の準備について、ここに記事の本文がつづきます。" * 12 + "</p>"
RESERVED = "interview-diagnostic{display:block;min-height:560px}"
_DARK = "<style>:root{color-scheme:dark;background:#111;color:#eee}</style>"
_SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) sum += hadRecentInput ? 0 : value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 100);
})"""


@dataclass
class Host:
    """A server of pages that are not ours."""

    origin: str
    server: Site
    _pages: list[str] = field(default_factory=list)

    def page(
        self,
        *parts: str,
        path: str = "",
        language: str = "ja",
        direction: str = "ltr",
        is_dark: bool = False,
        policy: str = "",
        head: str = "",
        **headers: str,
    ) -> str:
        """Put up a page and return its address."""
        path = path or f"/{len(self._pages)}"
        self._pages.append(path)
        if policy:
            headers["Content_Security_Policy"] = policy
        body = (
            f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
            "<title>掲載ページ</title>"
            '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
            f"{_DARK if is_dark else ''}{head}</head><body>{''.join(parts)}</body></html>"
        )
        self.server.put(path, body, "text/html; charset=utf-8", **headers)
        return self.origin + path


@contextmanager
def running_host(name: str = "localhost") -> Iterator[Host]:
    """Serve pages under a name of this machine until the block ends."""
    with serving() as server:
        yield Host(server.origin.replace("127.0.0.1", name), server)


def script(product: str) -> str:
    """Return the tag that loads the element."""
    return f'<script type="module" src="{product}/embed.js"></script>'


def element(link: str = "", inside: str | None = None, **attributes: str) -> str:
    """Return the element with a plain link inside, or with other content."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    content = f'<a href="{escape(link or "/d/interview")}">面接力診断をひらく</a>' if inside is None else inside
    return f"<interview-diagnostic{written}>{content}</interview-diagnostic>"


def frame(address: str, sandbox: str | None = None, height: int = 560) -> str:
    """Return a bare frame; `sandbox=""` forbids everything, None nothing."""
    held = "" if sandbox is None else f' sandbox="{sandbox}"'
    return f'<iframe src="{escape(address)}" title="面接力診断" width="100%" height="{height}"{held}></iframe>'


def strict(product: str) -> str:
    """Return a policy that allows the element and nothing else: no style, no markup made by scripts."""
    return (
        f"default-src 'none'; script-src {product}; frame-src {product}; style-src 'none'; img-src data:; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def style(rule: str = RESERVED) -> str:
    """Return a style sheet for a head."""
    return f"<style>{rule}</style>"


def layout_shift(page: Page) -> float:
    """Return the sum of the layout shifts of a page that no act of its reader caused."""
    return float(page.evaluate(_SHIFTS))
