"""What a site owner copies: correct HTML, whatever was chosen."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.embed.forms import filled
from quiz.embed.snippets import RESERVED, snippet
from quiz.embed.wanted import CAMPAIGN_MOST, WITH_ELEMENT, Wanted
from quiz.resources import static_folder
from quiz.web.assets import Assets
from quiz.web.rendering import Renderer
from tests.factories import shipped_bank

ORIGIN = "https://shindan.example.jp"
PLUGIN = Path(__file__).resolve().parents[3] / "integrations/wordpress/interview-diagnostic.php"
XHTML = "{http://www.w3.org/1999/xhtml}"
VARIANTS = ["frame", "card", "button", "iframe", "link"]
campaigns = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=CAMPAIGN_MOST).map(
    lambda text: " ".join(text.split())
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(Assets(static_folder()))


def copied(renderer: Renderer, **given: str) -> list[Element]:
    """Return the elements that a browser makes of the snippet."""
    wanted, errors = filled(given, shipped_bank(), "ja")
    assert not errors
    made = renderer.render("embed/snippet.html", snippet(wanted, shipped_bank(), ORIGIN), wanted.language)
    root = html5lib.HTMLParser(strict=True).parseFragment(made)
    return [element for element in root.iter() if isinstance(element.tag, str) and element.tag.startswith(XHTML)]


def test_nothing_chosen_makes_two_lines_with_a_link_inside(renderer: Renderer) -> None:
    script, element, link = copied(renderer)
    assert script.attrib == {"type": "module", "src": f"{ORIGIN}/embed.js"}
    reserved = {"style": "display: block; min-height: 560px"}
    assert element.tag == XHTML + "interview-diagnostic"
    assert element.attrib == {"bank": "interview", "language": "ja", **reserved}
    assert link.get("href") == f"{ORIGIN}/d/interview"
    assert link.text == "面接力診断を受ける（約30秒・匿名）"


def test_everything_chosen_stands_in_the_element(renderer: Renderer) -> None:
    chosen = {
        "variant": "card",
        "form": "full",
        "language": "en",
        "theme": "dark",
        "campaign": "spring-2027",
        "start": "research-reason",
    }
    _, element, link = copied(renderer, **chosen, accent="#a03060", radius="8")
    look = {"style": "display: block; min-height: 240px; --diagnostic-accent: #a03060; --diagnostic-radius: 8px"}
    assert element.attrib == {"bank": "interview", **chosen, **look}
    assert link.get("href") == f"{ORIGIN}/d/interview/full?lang=en#campaign=spring-2027"


def test_a_plain_frame_carries_what_it_should_know_behind_its_address(renderer: Renderer) -> None:
    (frame,) = copied(renderer, variant="iframe", accent="#a03060", radius="0", campaign="a&b", start="self-stories")
    address = urlsplit(frame.get("src") or "")
    assert address.path == "/f/d/interview" and not address.query
    assert {name: values[0] for name, values in parse_qs(address.fragment).items()} == {
        "campaign": "a&b",
        "accent": "#a03060",
        "radius": "0",
        "start": "self-stories",
        "popups": "1",
    }
    assert "allow-popups" in (frame.get("sandbox") or "")
    assert frame.get("title") == "面接力診断"


def test_the_plugin_keeps_as_much_room_as_the_snippet() -> None:
    (kept,) = re.findall(r"^const HEIGHTS = \[(.*)\];$", PLUGIN.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(pixels) for name, pixels in re.findall(r"'(\w+)' => (\d+)", kept)} == RESERVED


@given(campaign=campaigns, variant=st.sampled_from(VARIANTS))
def test_no_campaign_breaks_out_of_the_snippet(renderer: Renderer, campaign: str, variant: str) -> None:
    elements = copied(renderer, campaign=campaign, variant=variant)
    tags = [element.tag.removeprefix(XHTML) for element in elements]
    assert tags == {"iframe": ["iframe"], "link": ["a"]}.get(variant, ["script", "interview-diagnostic", "a"])
    if variant in WITH_ELEMENT:
        assert elements[1].get("campaign", "") == campaign
    address = urlsplit(elements[-1].get("src") or elements[-1].get("href") or "")
    assert parse_qs(address.fragment).get("campaign", [""])[0] == campaign


@given(st.dictionaries(st.sampled_from(list(Wanted.__dataclass_fields__)), st.text(max_size=80)))
def test_whatever_is_sent_is_either_well_or_said_to_be_wrong(given: dict[str, str]) -> None:
    wanted, errors = filled(given, shipped_bank(), "en")
    assert errors.keys() <= Wanted.__dataclass_fields__.keys()
    if not errors:
        assert snippet(wanted, shipped_bank(), ORIGIN).link.isascii()
