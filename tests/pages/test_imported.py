"""Pages of what a publisher's source said little of: no body, no area, no headings, no title of the advisor."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from quiz.advice.model import Section
from quiz.clock import now
from quiz.importing.drafts import Author, Draft, Reply
from quiz.store.handle import StoreHandle
from tests.client import PageClient
from tests.qa_sources import built_from


def publish(store: StoreHandle, *drafts: Draft, is_external: bool = False) -> list[str]:
    built, said = built_from(drafts, is_external=is_external)
    assert said == []
    publisher = store.publisher()
    publisher.apply(publisher.compare("qa", built.records, built.advisors, is_external=is_external), now())
    publisher.reindex()
    return [record.consultation.id for record in built.records]


BARE = Draft("x:1", "1", "緊張します。どうすれば？", replies=(Reply(Author(), (Section("", (("息を吐きます。",),)),)),))


def test_a_bare_consultation_has_a_whole_page(client: PageClient, store: StoreHandle) -> None:
    (consultation_id,) = publish(store, BARE)
    for language in ("", "?lang=en"):
        page = client.get(f"/qa/{consultation_id}{language}")
        assert "息を吐きます。" in page.text
    assert "緊張します" in client.get("/qa/").text


def test_lists_and_search_show_it_and_lead_to_the_publisher_where_it_is_external(
    client: PageClient, store: StoreHandle
) -> None:
    publish(store, replace(BARE, url="https://qa.example.jp/1"), is_external=True)
    for address in ("/qa/", "/qa/search?q=緊張"):
        assert len(client.get(address).all("a", href="https://qa.example.jp/1")) == 1


def test_what_nobody_classified_is_not_recommended(app: Flask, store: StoreHandle) -> None:
    named = replace(BARE, key="2", title="服装は？", area="impression")
    proposed, confirmed = publish(store, BARE, named)
    shelf = store.shelf()
    assert shelf is not None
    listed = {listing.id for listing in shelf.listings}
    assert (proposed in listed, confirmed in listed) == (False, True)
