"""The recipe for AMP, as far as it can be tried where AMP's own servers are out of reach.

AMP's runtime and the rules of its validator are on its servers only. The frame is made by the component of amp-iframe
that AMP has published as a package, in a page whose runtime does nothing but show it; the document is held to those
rules of AMP that concern it, which are written down here.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.browser.hosts import FILLER, Host
from tests.browser.site import Site
from tests.integrations.conftest import Placed, Visit
from tests.integrations.recipes import PRODUCT, a_recipe, bundled

RECIPE = a_recipe("amp/index.html", PRODUCT)
RUNTIME = "https://cdn.ampproject.org"
SHOW = "document.head.insertAdjacentHTML('beforeend', '<style>body { animation: none !important }</style>')"
ALLOWED = {"src", "sandbox", "title", "layout", "height", "frameborder", "resizable", "scrolling", "referrerpolicy"}
HEAD_NEEDS = {
    "meta[charset=utf-8]",
    "link[rel=canonical]",
    "meta[name=viewport]",
    "style[amp-boilerplate=]",
    f"script[src={RUNTIME}/v0.js]",
    f"script[src={RUNTIME}/v0/amp-iframe-0.1.js]",
}


def faults(document: str) -> set[str]:
    """Return what AMP would say against a document, of the rules that concern the recipe."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(document)
    head, body = page.find("head"), page.find("body")
    held = {f"{part.tag}[{name}={value}]" for part in head for name, value in part.attrib.items()}
    found = {f"the head has no {need}" for need in HEAD_NEEDS - held}
    if "amp" not in page.attrib:
        found.add("html is no amp")
    if head[0].attrib != {"charset": "utf-8"}:
        found.add("charset is not first")
    found |= {f"{part.tag} is not allowed" for part in body.iter() if part.tag in ("script", "iframe", "style", "img")}
    return found.union(*(faults_of_frame(frame) for frame in body.iter("amp-iframe")))


def faults_of_frame(frame: Element) -> set[str]:
    found = {f"{name} is not allowed" for name in set(frame.attrib) - ALLOWED}
    if not frame.get("src", "").startswith("https://"):
        found.add("src is not https")
    if "amp=1" not in frame.get("src", "").partition("#")[2].split("&"):
        # AMP adds it to addresses without a fragment only.
        found.add("src does not say amp=1")
    inside = {name for child in frame for name in child.attrib}
    if "resizable" in frame.attrib and "overflow" not in inside:
        found.add("resizable without overflow")
    if "placeholder" not in inside:
        found.add("without placeholder it has to stand 600 pixels below the top")
    return found


def test_the_recipe_keeps_the_rules_of_amp() -> None:
    assert faults(RECIPE) == set()


@pytest.mark.parametrize(
    ("written", "instead", "fault"),
    [
        ("<html amp", "<html", "html is no amp"),
        ('<meta charset="utf-8">\n', "", "charset is not first"),
        ('src="https://shindan', 'src="http://shindan', "src is not https"),
        ("amp=1&amp;", "", "src does not say amp=1"),
        ("<button overflow>", "<button>", "resizable without overflow"),
        ("<p placeholder>", "<p>", "without placeholder it has to stand 600 pixels below the top"),
        ("<h1>", "<script></script><h1>", "script is not allowed"),
    ],
)
def test_each_rule_of_amp_can_be_broken(written: str, instead: str, fault: str) -> None:
    assert written in RECIPE
    assert fault in faults(RECIPE.replace(written, instead))


def test_the_frame_of_amp_shows_the_diagnostic_and_takes_its_height(
    host: Host, product: Site, visit: Visit, placed: Placed, tmp_path: Path
) -> None:
    document = a_recipe("amp/index.html", product.address).replace(RUNTIME, host.origin)
    host.server.put("/amp", document.replace("</body>", f"{FILLER * 20}</body>"), "text/html; charset=utf-8")
    host.server.put("/v0.js", SHOW, "text/javascript")
    host.server.put("/v0/amp-iframe-0.1.js", bundled("amp.jsx", tmp_path), "text/javascript")
    host.server.put("/favicon.ico", b"", "image/x-icon")
    reader = visit(host.origin + "/amp")
    frame = reader.page.locator("amp-iframe iframe")
    assert frame.get_attribute("sandbox") == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    reader.tap_all(reader.frame, 1, 2)
    assert frame.evaluate("frame => frame.offsetHeight") == 560
    # It grows where nobody sees it grow.
    reader.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    wanted = reader.frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    reader.page.wait_for_function(
        "height => document.querySelector('amp-iframe iframe').offsetHeight >= height", arg=wanted
    )
    assert wanted > 1_000
    assert placed() == [("https://blog.example.jp/articles/42", "amp")]
