"""Embedding by pasting an address, as other programs go about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import html5lib
import pytest
from werkzeug.test import TestResponse

from tests.client import PageClient
from tests.pages.qa_site import Site

QUICK = "http://localhost/d/interview"
XHTML = "{http://www.w3.org/1999/xhtml}"


def ask(client: PageClient, status: int = 200, /, **parameters: str) -> TestResponse:
    response = client.http.get(f"/oembed?{urlencode(parameters)}")
    assert response.status_code == status, response.get_data(as_text=True)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    return response


def frame_in(html: str) -> dict[str, str]:
    """Return the attributes of the one frame that an answer holds, behind a hidden link to the same page."""
    quotation, frame = html5lib.HTMLParser(strict=True).parseFragment(html)
    assert (quotation.tag, frame.tag) == (XHTML + "blockquote", XHTML + "iframe")
    (link,) = quotation
    assert dict(quotation.attrib) == {"hidden": ""}
    assert link.get("href") == frame.get("src").replace("/f/d/", "/d/").partition("#")[0]
    return dict(frame.attrib)


def test_an_address_of_the_diagnostic_becomes_a_frame(reader: PageClient) -> None:
    response = ask(reader, url=QUICK)
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    answer = response.get_json()
    frame = frame_in(answer.pop("html"))
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "面接力診断",
        "provider_name": "面接力診断",
        "provider_url": "http://localhost/",
        "width": 600,
        "height": 560,
        "cache_age": 3600,
    }
    assert frame["src"] == "http://localhost/f/d/interview"
    assert (frame["title"], frame["width"], frame["height"], frame["loading"]) == ("面接力診断", "600", "560", "lazy")
    assert {"allow-scripts", "allow-forms", "allow-popups"} <= set(frame["sandbox"].split())
    assert not any(name.startswith(("on", "style")) for name in frame)


def test_xml_says_the_same_as_json(reader: PageClient) -> None:
    address = f"{QUICK}/full?lang=en"
    answer = ask(reader, url=address).get_json()
    response = ask(reader, url=address, format="xml")
    assert response.headers["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.data)  # noqa: S314 - our own.
    assert root.tag == "oembed"
    assert {child.tag: child.text for child in root} == {name: str(value) for name, value in answer.items()}
    assert answer["title"] == "Interview readiness check – Full version"
    assert frame_in(answer["html"])["src"] == "http://localhost/f/d/interview/full?lang=en"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"maxwidth": "320"}, (320, 560)),
        ({"maxheight": "200"}, (600, 200)),
        ({"maxwidth": "5000", "maxheight": "5000"}, (600, 560)),
        ({"maxwidth": "1", "maxheight": "1"}, (1, 1)),
    ],
)
def test_no_frame_is_larger_than_asked_for(reader: PageClient, asked: dict[str, str], given: tuple[int, int]) -> None:
    answer = ask(reader, url=QUICK, **asked).get_json()
    frame = frame_in(answer["html"])
    assert (answer["width"], answer["height"]) == given
    assert (int(frame["width"]), int(frame["height"])) == given


@pytest.mark.parametrize("size", ["", "0", "-1", "1.5", "wide", "１００", "9" * 5000, "\0", "100px"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_what_is_no_size_is_a_bad_request(reader: PageClient, name: str, size: str) -> None:
    answer = ask(reader, 400, url=QUICK, **{name: size})
    assert name in answer.get_json(force=True)["detail"]


def test_what_stands_behind_an_address_goes_along(reader: PageClient) -> None:
    told = "campaign=a%26b&theme=dark&accent=%23a03060&radius=8&start=self-stories"
    answer = ask(reader, url=f"{QUICK}?utm_source=mail#{told}&popups=1&host=http://evil.example").get_json()
    assert frame_in(answer["html"])["src"] == f"http://localhost/f/d/interview#{told}"
    wrong = "campaign=%E6%98%A5&theme=loud&accent=red&radius=-1&start=nothing&variant=x&language=en&form=full"
    answer = ask(reader, url=f"{QUICK}#{wrong}").get_json()
    assert frame_in(answer["html"])["src"] == "http://localhost/f/d/interview"


def test_an_address_has_to_be_named(reader: PageClient) -> None:
    ask(reader, 400)


@pytest.mark.parametrize(
    "address",
    ["", "http://evil.example/d/interview", "http://localhost/qa/", "http://localhost/d/other", "\0", "http://["],
)
def test_other_addresses_are_not_ours_to_embed(reader: PageClient, address: str) -> None:
    ask(reader, 404, url=address)


def test_a_result_is_not_embedded(reader: PageClient, shipped: Site) -> None:
    bank = shipped.prepared.bank
    fields = {item.id: item.options[0].id for item in bank.items_of("quick")}
    location = reader.post("/d/interview", {"form": "quick", "version": bank.version, "attempt": "", **fields})
    assert isinstance(location, str) and location.startswith("/r/")
    ask(reader, 404, url=f"http://localhost{location}")


@pytest.mark.parametrize("kind", ["yaml", "", "JSON", "json\0"])
def test_other_formats_are_not_implemented(reader: PageClient, kind: str) -> None:
    ask(reader, 501, url=QUICK, format=kind)


def test_who_is_known_under_another_name_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path / "var", QUIZ_PUBLIC_URL="https://shindan.example.jp")
    try:
        client = site.client()
        answer = ask(client, url="http://shindan.example.jp/").get_json()
        assert frame_in(answer["html"])["src"] == "https://shindan.example.jp/f/d/interview"
        assert links(client, "/d/interview?lang=en") == {
            "application/json+oembed": "https://shindan.example.jp/oembed"
            "?url=https://shindan.example.jp/d/interview%3Flang%3Den",
            "text/xml+oembed": "https://shindan.example.jp/oembed"
            "?url=https://shindan.example.jp/d/interview%3Flang%3Den&format=xml",
        }
    finally:
        site.close()


def links(client: PageClient, address: str) -> dict[str, str]:
    page = client.get(address)
    return {
        link.get("type", ""): link.get("href", "")
        for link in page.all("link", rel="alternate")
        if link.get("type", "").endswith("+oembed")
    }


@pytest.mark.parametrize("address", ["/d/interview", "/d/interview?lang=en", "/d/interview/full"])
def test_the_page_itself_says_where_to_ask(reader: PageClient, address: str) -> None:
    found = links(reader, address)
    assert all(href.startswith("http://localhost/oembed?") for href in found.values())
    in_json = reader.http.get(found["application/json+oembed"]).get_json()
    in_xml = ElementTree.fromstring(reader.http.get(found["text/xml+oembed"]).data)  # noqa: S314 - our own.
    assert frame_in(in_json["html"])["src"] == f"http://localhost/f{address}"
    assert in_xml.findtext("html") == in_json["html"]


def test_wordpress_adds_its_own_parameters(reader: PageClient) -> None:
    # As it does: its parameters take the place of those of the link, and it tells how it wants the answer.
    answer = ask(reader, maxwidth="645", maxheight="968", url=QUICK, dnt="1", format="json")
    assert json.loads(answer.data)["width"] == 600


def test_an_answer_is_not_sent_twice(reader: PageClient) -> None:
    first: Any = ask(reader, url=QUICK)
    again = reader.http.get(f"/oembed?{urlencode({'url': QUICK})}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Access-Control-Allow-Origin"] == "*"
