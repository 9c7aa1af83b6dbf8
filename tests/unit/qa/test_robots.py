"""The feed and the sitemaps."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given

from quiz.bank.model import Text
from quiz.qa.robots import Address, SitemapPage, feed_page, moment, speakable
from quiz.resources import static_folder
from quiz.web.assets import Assets
from quiz.web.rendering import Renderer
from tests.factories import shipped_bank
from tests.unit.qa.values import HOSTILE, MOMENT, a_teaser, read_xml

ATOM = "{http://www.w3.org/2005/Atom}"
RENDERER = Renderer(Assets(static_folder()))


@given(HOSTILE, HOSTILE)
def test_a_feed_is_well_formed_whatever_it_says(title: str, excerpt: str) -> None:
    teaser = a_teaser(title=Text(title, ""), excerpt=excerpt)
    page = feed_page([teaser], shipped_bank(), "https://qa.example.jp", MOMENT)
    root = read_xml(RENDERER.render("qa/feed.xml", page, "ja"))
    (entry,) = root.iter(f"{ATOM}entry")
    # XML knows one line break only.
    assert as_read(entry.findtext(f"{ATOM}title")) == as_read(speakable(title))
    assert as_read(entry.findtext(f"{ATOM}summary")) == as_read(speakable(excerpt))
    assert entry.findtext(f"{ATOM}id") == "https://qa.example.jp/qa/one"


def as_read(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")


def test_a_feed_changed_when_its_newest_change_was_made() -> None:
    later = MOMENT + timedelta(hours=5)
    page = feed_page([a_teaser(), a_teaser("two", changed_at=later)], shipped_bank(), "https://a.example", MOMENT)
    assert page.updated == moment(later)
    assert feed_page([], shipped_bank(), "https://a.example", MOMENT).updated == moment(MOMENT)


def test_a_consultation_elsewhere_is_linked_there_and_keeps_its_id() -> None:
    page = feed_page([a_teaser(url="https://b.example/9")], shipped_bank(), "https://a.example", MOMENT)
    assert (page.entries[0].url, page.entries[0].identity) == ("https://b.example/9", "https://a.example/qa/one")


def test_a_moment_is_written_in_utc() -> None:
    assert moment(datetime(2026, 5, 1, 12, 0, 0, tzinfo=timezone(timedelta(hours=9)))) == "2026-05-01T03:00:00Z"


@pytest.mark.parametrize("template", ["qa/sitemap.xml", "qa/sitemap_index.xml"])
def test_a_sitemap_says_when_only_where_that_is_known(template: str) -> None:
    page = SitemapPage((Address("https://a.example/?a&b", ""), Address("https://a.example/c", "2026-05-01T03:00:00Z")))
    first, second = read_xml(RENDERER.render(template, page, "ja"))
    assert [child.text for child in first] == ["https://a.example/?a&b"]
    assert [child.text for child in second] == ["https://a.example/c", "2026-05-01T03:00:00Z"]
