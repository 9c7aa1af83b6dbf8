"""Feeds and sitemaps, and XML that wants to do harm."""

from __future__ import annotations

from datetime import date

import pytest

from quiz.advice.model import Section
from quiz.importing.feeds import read_feed, read_sitemap
from quiz.importing.findings import Findings
from tests.qa_sources import ATOM, RSS


def test_an_rss_item_is_a_question_with_its_answer() -> None:
    findings = Findings()
    (draft,) = read_feed(RSS, "feed.xml", findings)
    assert len(findings) == 0
    assert (draft.key, draft.url, draft.asked_on) == ("abc-1", "https://qa.example.jp/1", date(2025, 4, 18))
    assert draft.title.replace("\xa0", " ") == "緊張します どうすれば？"
    assert draft.replies[0].author.name == "サンプル相談員A"
    assert draft.replies[0].sections == (Section("息を吐く", (("ゆっくり。",),)),)
    assert draft.topics == ("緊張",)


def test_an_atom_entry_is_too() -> None:
    (draft,) = read_feed(ATOM, "feed.xml", Findings())
    assert (draft.key, draft.url) == ("tag:qa.example.jp,2025:1", "https://qa.example.jp/1")
    assert draft.replies[0].sections == (Section("", (("息を吐く。",),)),)


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><item>&b;</item></rss>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><title>&x;</title></item></rss>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, BOMB.replace("<!ENTITY a", "<!ENTITY % a")])
def test_declared_entities_are_refused(text: str) -> None:
    findings = Findings()
    assert read_feed(text, "feed.xml", findings) == []
    assert [finding.text("en") for finding in findings] == [
        "feed.xml:1: declares entities and is not read; make XML without such declarations"
    ]


@pytest.mark.parametrize("text", ["", "<rss>", "<rss><item></rss>", "あ", "<a/>", "<rss>" + "<a>" * 100_000])
def test_what_is_no_feed_is_one_finding(text: str) -> None:
    findings = Findings()
    assert read_feed(text, "feed.xml", findings) == []
    assert len(findings) == 1


def test_a_sitemap_lists_addresses_of_the_web_only() -> None:
    listed = ["https://a.example/1", " https://a.example/2\n", "file:///etc/hostname", "https://a.example/1"]
    text = "<urlset>" + "".join(f"<url><loc>{one}</loc></url>" for one in listed) + "</urlset>"
    assert read_sitemap(text, "s.xml", Findings()) == (["https://a.example/1", "https://a.example/2"], False)
    assert read_sitemap(text.replace("urlset", "sitemapindex").replace("url>", "sitemap>"), "s", Findings())[1]
