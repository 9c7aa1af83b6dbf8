"""Articles of a host with the diagnostic in their midst, under the strictest policy that can still show it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from tests.browser.hosts import RESERVED, Host, strict
from tests.browser.hosts import frame as bare_frame

ABOVE = (
    "<main><h1>面接の前の日にすること</h1>"
    "<p>面接の前の日は、だれでも落ちつきません。まず、準備がどこまで進んだかを確かめましょう。</p>"
)
BELOW = (
    "<p id='below'>準備が分かったら、次は逆質問です。会社ごとに3つ書き出しておくと、当日に迷いません。</p>"
    f"<p>{'早めに休み、持ち物は寝る前にそろえます。' * 40}</p></main>"
)
STYLE = f"""
body {{ margin: 0; font: 16px/1.7 sans-serif }}
main {{ max-width: 680px; margin: 0 auto; padding: 16px }}
iframe {{ border: 0; width: 100%; height: 560px; display: block }}
{RESERVED}
interview-diagnostic[variant=card] {{ min-height: 240px }}
interview-diagnostic[variant=button] {{ min-height: 48px }}
"""
PAGE = "/blog/interview"


def article(host: Host, product: str, *parts: str, path: str = "", query: str = "", **options: Any) -> str:
    """Publish an article that holds these parts, with a style sheet of its own; return its address."""
    host.server.put("/host.css", STYLE, "text/css")
    # A frame is no matter of the element, and a host without the element needs no script at all.
    policy = strict(product).replace("style-src 'none'", "style-src 'self'") + "; base-uri 'none'; form-action 'none'"
    head = '<link rel="stylesheet" href="/host.css">' + options.pop("head", "")
    address = host.page(ABOVE, *parts, BELOW, path=path, head=head, **{"policy": policy, **options})
    place = address.removeprefix(host.origin)
    host.server.pages[place + query] = host.server.pages[place]
    return address + query


def frame(product: str, sandbox: str | None = None, query: str = "", **said: str) -> str:
    """Return a bare frame that says this behind the #."""
    fragment = f"#{urlencode(said, quote_via=quote)}" if said else ""
    return bare_frame(f"{product}/f/d/interview{query}{fragment}", sandbox)
