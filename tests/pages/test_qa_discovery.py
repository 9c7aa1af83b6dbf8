"""What machines are told of the Q&A site, held against what people see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from quiz.advice.model import Answer, Catalogue, Section
from quiz.bank.model import Bank, Text
from tests.client import ORIGIN, Page, PageClient, visible_text
from tests.pages.qa_site import NOW, Site, a_consultation

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
NOT_READ = frozenset({"@type", "@context", "url", "item", "mainEntityOfPage", "inLanguage"})
"""What a block says of addresses and of itself; everything else is text, a count or a day."""


def read_xml(client: PageClient, path: str) -> ElementTree.Element:
    response = client.http.get(path)
    assert response.status_code == 200
    assert "xml" in response.headers["Content-Type"]
    return ElementTree.fromstring(response.get_data(as_text=True))  # noqa: S314 - our own.


def addresses_of(client: PageClient) -> list[str]:
    """Return every address that the sitemaps name."""
    parts = [str(loc.text) for loc in read_xml(client, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    return [str(loc.text) for part in parts for loc in read_xml(client, part).iter(f"{SITEMAP}loc")]


def marked_up(thing: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value in a data block with its key."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from marked_up(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from marked_up(value, key)
    else:
        yield key, str(thing)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def check_marked_up(page: Page) -> int:
    """Hold every text and day of a page's blocks against what is visible; return how many there were."""
    body = page.one("body")
    visible = without_spaces(visible_text(body))
    days = {time.get("datetime") for time in page.all("time")}
    seen = 0
    for block in page.data_blocks():
        for key, value in marked_up(block):
            if key in ("datePublished", "dateCreated"):
                assert value in days, f"{key} {value} stands on no page"
            elif key not in NOT_READ and key not in ("position", "answerCount"):
                lines = value.split("\n")
                assert all(without_spaces(line) in visible for line in lines), f"{key} {value} is not visible"
            seen += key not in NOT_READ
        for thing in block["@graph"]:
            if thing["@type"] == "QAPage":
                shown = len(page.all("section", class_="card answer"))
                assert (
                    thing["mainEntity"]["answerCount"] == shown == len(thing["mainEntity"].get("suggestedAnswer", []))
                )
    return seen


@pytest.fixture(scope="module", params=["article", "qapage"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("var"), QUIZ_STRUCTURED_DATA=request.param)
    yield site
    site.close()


def test_every_page_tells_machines_only_what_people_see(site: Site) -> None:
    client = site.client()
    seen = 0
    for address in addresses_of(client):
        for suffix in ("", "?lang=en"):
            seen += check_marked_up(client.get(address.removeprefix(ORIGIN) + suffix))
    assert seen > 1000


def test_pages_that_were_changed_by_hand_are_told_as_they_are_now(site: Site, catalogue: Catalogue) -> None:
    text = "</script><!-- <b>「引用」 & \"'\u2028末尾"
    answer = Answer(catalogue.advisors[0], (Section(text, ((text,), (text, "二つめ"))),), answered_on=NOW.date())
    odd = a_consultation(catalogue, title=Text(text, text), body=(text, "次"), grade="学部2年", answers=(answer,))
    bare = a_consultation(catalogue, "test-bare", body=("段落です。",), answers=())
    site.publish(odd, bare, advisors=catalogue.advisors)
    client = site.client()
    for path in ("/qa/test-one", "/qa/test-bare", f"/qa/advisors/{catalogue.advisors[0].id}"):
        assert check_marked_up(client.get(path)) > 3


def test_a_text_that_only_machines_are_told_is_found_out(reader: PageClient) -> None:
    page = reader.get("/qa/same-reason")
    check_marked_up(page)
    (paragraph, *_) = [p for p in page.all("p") if "食品業界" in (p.text or "")]
    paragraph.text = ""
    with pytest.raises(AssertionError, match="is not visible"):
        check_marked_up(page)


def test_every_kind_of_page_has_one_address_and_says_which(reader: PageClient, bank: Bank) -> None:
    for path, kind in {
        "/qa/": "website",
        "/qa/?page=2": "website",
        f"/qa/area/{bank.areas[0].id}": "website",
        "/qa/topic/nerves": "website",
        "/qa/advisors/": "website",
        "/qa/advisors/sample-a": "profile",
        "/qa/same-reason": "article",
    }.items():
        english = path + ("&" if "?" in path else "?") + "lang=en"
        for address, locale in ((path, "ja_JP"), (english, "en_GB")):
            page = reader.get(address)
            assert page.one("link", rel="canonical").get("href") == ORIGIN + address
            alternates = {link.get("hreflang"): link.get("href") for link in page.all("link", rel="alternate")}
            assert alternates["ja"] == alternates["x-default"] == ORIGIN + path
            assert alternates["en"] == ORIGIN + english
            assert alternates[None] == f"{ORIGIN}/qa/feed.atom"
            graph = {meta.get("property"): meta.get("content") for meta in page.all("meta") if meta.get("property")}
            assert (graph["og:url"], graph["og:type"], graph["og:locale"]) == (ORIGIN + address, kind, locale)
            assert graph["og:title"] and "".join(page.one("title").itertext()).startswith(str(graph["og:title"]))
            assert graph["og:description"] == page.one("meta", name="description").get("content") != ""
            assert graph["og:site_name"]


def test_the_first_page_of_a_list_has_no_number_and_the_others_lead_both_ways(reader: PageClient) -> None:
    assert reader.get("/qa/?page=1").one("link", rel="canonical").get("href") == f"{ORIGIN}/qa/"
    first, second = reader.get("/qa/"), reader.get("/qa/?page=2")
    assert not first.all("link", rel="prev") and first.one("link", rel="next").get("href") == f"{ORIGIN}/qa/?page=2"
    assert second.one("link", rel="prev").get("href") == f"{ORIGIN}/qa/"


def test_the_public_origin_is_named_where_it_is_set(tmp_path: Path) -> None:
    site = Site(tmp_path / "var", QUIZ_PUBLIC_URL="https://qa.example.jp")
    client = PageClient(site.client().http.application, follow_links=False)
    assert client.get("/qa/").one("link", rel="canonical").get("href") == "https://qa.example.jp/qa/"
    for path in ("/robots.txt", "/sitemap.xml", "/sitemap-qa-1.xml", "/qa/feed.atom"):
        text = client.http.get(path).get_data(as_text=True)
        assert "https://qa.example.jp/" in text and "localhost" not in text
    site.close()


def test_robots_find_every_page_through_the_sitemap(reader: PageClient, catalogue: Catalogue, bank: Bank) -> None:
    robots = reader.http.get("/robots.txt")
    assert robots.headers["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in robots.get_data(as_text=True).splitlines()
    addresses = addresses_of(reader)
    assert len(addresses) == len(set(addresses))
    wanted = [f"/qa/{one.id}" for one in catalogue.consultations]
    wanted += [f"/qa/advisors/{person}" for one in catalogue.consultations for person in one.listing().advisors]
    wanted += ["/qa/", *(f"/qa/area/{area.id}" for area in bank.areas)]
    assert {ORIGIN + path for path in wanted} <= set(addresses)


def test_a_change_is_told_with_its_day_and_a_withdrawn_page_no_longer(own: Site, catalogue: Catalogue) -> None:
    own.publish(a_consultation(catalogue), advisors=catalogue.advisors)
    changed = {
        str(url.findtext(f"{SITEMAP}loc")): url.findtext(f"{SITEMAP}lastmod")
        for url in read_xml(own.client(), "/sitemap-qa-1.xml")
    }
    assert changed[f"{ORIGIN}/qa/test-one"] == "2100-05-01T03:00:00Z"
    assert changed[f"{ORIGIN}/qa/same-reason"] != changed[f"{ORIGIN}/qa/test-one"]
    assert (
        read_xml(own.client(), "/sitemap.xml").findtext(f"{SITEMAP}sitemap/{SITEMAP}lastmod") == "2100-05-01T03:00:00Z"
    )
    own.store.publisher().withdraw("test-one", moment=NOW)
    assert f"{ORIGIN}/qa/test-one" not in addresses_of(own.client())


def test_the_feed_has_the_newest_and_says_whose_it_is(own: Site, catalogue: Catalogue) -> None:
    own.publish(a_consultation(catalogue), advisors=catalogue.advisors)
    client = own.client()
    feed = read_xml(client, "/qa/feed.atom")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 30
    assert entries[0].findtext(f"{ATOM}id") == f"{ORIGIN}/qa/test-one"
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2100-05-01T03:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") and feed.findtext(f"{ATOM}id")
    for entry in entries:
        assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}summary")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.http.get(str(link.get("href"))).status_code == 200
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 30


def test_a_data_block_is_the_only_thing_that_stands_inside_a_page(reader: PageClient) -> None:
    page = reader.get("/qa/same-reason")
    inline = [script for script in page.all("script") if not script.get("src")]
    assert [script.get("type") for script in inline] == ["application/ld+json"]
