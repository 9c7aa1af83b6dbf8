"""Lists of consultations and the search over HTTP."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from quiz.advice.model import Catalogue
from quiz.bank.model import Bank
from tests.client import XHTML, PageClient
from tests.pages.qa_site import texts


@pytest.mark.parametrize("language", ["", "?lang=en"])
def test_every_list_has_a_page_and_leads_to_the_next(reader: PageClient, bank: Bank, language: str) -> None:
    paths = ["/qa/", "/qa/advisors/", *(f"/qa/area/{area.id}" for area in bank.areas)]
    for path in (*paths, *(f"/qa/topic/{topic.id}" for topic in bank.topics)):
        assert reader.get(path + language).one("h1") is not None


def test_the_pages_of_the_list_show_everything_once(reader: PageClient, catalogue: Catalogue) -> None:
    seen: list[str] = []
    address = "/qa/"
    while address:
        page = reader.get(address)
        current = page.one("nav", class_="pages")
        assert len([link for link in current.iter(XHTML + "a") if link.get("aria-current") == "page"]) == 1
        for item in page.one("ol", class_="teasers"):
            (link,) = item.iter(XHTML + "a")
            seen.append(str(link.get("href")))
        address = str(next((link.get("href") for link in page.all("a", rel="next")), ""))
    assert sorted(seen) == sorted(f"/qa/{consultation.id}" for consultation in catalogue.consultations)


@pytest.mark.parametrize("path", ["/qa/", "/qa/area/research", "/qa/topic/nerves", "/qa/advisors/sample-a"])
@pytest.mark.parametrize("number", ["0", "-1", "x", "999", "１", "1" * 5000, "%00", "01"])
def test_a_page_of_a_list_that_is_not_there_is_told_plainly(reader: PageClient, path: str, number: str) -> None:
    assert "ページが見つかりません" in reader.get(f"{path}?page={number}", status=404).text


def test_a_search_finds_shows_where_and_keeps_what_was_typed(reader: PageClient) -> None:
    page = reader.get("/qa/search?q=" + quote("逆質問"))
    assert page.one("input", type="search").get("value") == "逆質問"
    assert set(texts(page.all("mark"))) == {"逆質問"}
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert not page.all("link", rel="canonical")
    assert page.headers["Cache-Control"].startswith("private")


def test_a_search_that_finds_only_some_words_says_so(reader: PageClient) -> None:
    page = reader.get("/qa/search?q=" + quote("逆質問 ぬぬぬぬ"))
    assert "いずれかをふくむ相談を表示しています" in page.text and page.one("ol", class_="teasers")[0] is not None
    assert "いずれかをふくむ" not in reader.get("/qa/search?q=" + quote("逆質問")).text


def test_a_search_that_finds_nothing_says_what_to_do_next(reader: PageClient) -> None:
    page = reader.get("/qa/search?q=zzzzzz")
    assert "見つかりませんでした" in page.text and "別の言い方" in page.text
    hrefs = [link.get("href") for link in page.all("a")]
    assert "/qa/ask" in hrefs and any(str(href).startswith("/qa/topic/") for href in hrefs)


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%E3%80%80", "?q=%00", "?lang=en"])
def test_an_empty_search_offers_the_ways_in(reader: PageClient, query: str) -> None:
    page = reader.get(f"/qa/search{query}")
    assert page.one("input", type="search").get("value") == ""
    assert len(page.all("ul", class_="subjects")) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 60_000,
        "\x00逆\x00質問",
        "%ED%A0%80",
        "\u202e逆質問\u2066",
        "😀👨\u200d👩",
        "ｷﾞｬｸｼﾂﾓﾝ",
        "<script>alert(1)</script>",
        '" OR NEAR(a b) * -',
        "'; DROP TABLE consultation; --",
        "=cmd()",
        "%",
        "逆質問" * 400,
    ],
)
def test_whatever_is_searched_is_a_page(reader: PageClient, typed: str) -> None:
    encoded = typed if typed.startswith("%ED") else quote(typed)
    page = reader.get(f"/qa/search?q={encoded}")
    assert len(str(page.one("input", type="search").get("value"))) <= 100
