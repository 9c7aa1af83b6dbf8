"""Adding, changing and removing sites, over both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from quiz.errors import SiteError, StoreError
from quiz.store.handle import StoreHandle
from quiz.store.sites import registry
from quiz.store.sites.registry import Listed
from quiz.store.tables import attempt, delivery, metadata, outbox, site
from tests.attempts import MOMENT, an_attempt
from tests.told_sites import SECRET, a_deliverer, a_site, receiving


@pytest.fixture
def store(either_store: StoreHandle) -> StoreHandle:
    return either_store


def listed(store: StoreHandle) -> list[Listed]:
    with store.opened().reading() as connection:
        return registry.listed(connection)


def change(store: StoreHandle, key: str, **changes: Any) -> str:
    with store.opened().writing() as connection:
        return registry.change(connection, key, MOMENT, **changes)


def secret_of(store: StoreHandle, key: str) -> str:
    with store.opened().reading() as connection:
        return str(connection.execute(select(site.c.webhook_secret).where(site.c.key == key)).scalar_one())


def count(store: StoreHandle, table: str) -> int:
    with store.opened().reading() as connection:
        return connection.execute(select(func.count()).select_from(metadata.tables[table])).scalar_one()


def test_sites_are_listed_as_they_were_added_and_without_their_secrets(store: StoreHandle) -> None:
    a_site(store, "zoo")
    a_site(store, "app", "", origins=(), may_ask_results=False)
    zoo, app = listed(store)
    assert zoo == Listed("zoo", ("https://zoo.example.jp",), True, "https://blog.example.jp/hooks", MOMENT)
    assert app == Listed("app", (), False, "", MOMENT)
    assert SECRET not in repr(listed(store))


def test_a_key_and_an_origin_belong_to_one_site(store: StoreHandle) -> None:
    a_site(store, "blog")
    with pytest.raises(SiteError, match="there is a site blog already; change it with: quiz site set blog"):
        a_site(store, "blog", origins=("https://new.example",))
    with pytest.raises(SiteError, match=r"https://blog\.example\.jp belongs to the site blog already"):
        a_site(store, "other", origins=("https://new.example", "https://blog.example.jp"))
    a_site(store, "other")
    with pytest.raises(SiteError, match="belongs to the site blog already"):
        change(store, "other", origins=("https://blog.example.jp",))
    assert [one.key for one in listed(store)] == ["blog", "other"]


def test_what_is_not_given_stays(store: StoreHandle) -> None:
    a_site(store, "blog")
    (before,) = listed(store)
    assert change(store, "blog") == ""
    assert listed(store) == [before]
    change(store, "blog", origins=("https://new.example",))
    change(store, "blog", may_ask_results=False)
    assert change(store, "blog", webhook_url="https://new.example/h", drawn="whsec_new") == "", "the secret is kept"
    assert listed(store) == [Listed("blog", ("https://new.example",), False, "https://new.example/h", MOMENT)]
    assert secret_of(store, "blog") == SECRET


def test_a_secret_is_drawn_with_the_first_webhook_or_when_it_is_renewed(store: StoreHandle) -> None:
    a_site(store, "blog", "")
    assert change(store, "blog", renew_secret=True, drawn="whsec_0") == "", "there is nothing to sign"
    assert change(store, "blog", webhook_url="https://blog.example.jp/h", drawn="whsec_1") == "whsec_1"
    assert change(store, "blog", renew_secret=True, drawn="whsec_2") == "whsec_2" == secret_of(store, "blog")


def test_a_site_without_a_webhook_is_told_nothing_any_more(store: StoreHandle) -> None:
    a_site(store, "blog")
    store.record(an_attempt(1, site="blog"))
    change(store, "blog", webhook_url="")
    store.record(an_attempt(2, site="blog"))
    assert secret_of(store, "blog") == ""
    assert [one.state for one in store.outbox().log()] == ["given_up"]
    change(store, "blog", webhook_url="https://blog.example.jp/h", drawn="whsec_1")
    assert not store.is_anything_due(MOMENT), "nor later, of what happened meanwhile"


def test_a_removed_site_takes_its_messages_along_and_leaves_its_attempts(store: StoreHandle) -> None:
    with receiving() as receiver:
        a_site(store, "blog", receiver.url)
        a_site(store, "other", receiver.url)
        store.record(an_attempt(1, site="blog"))
        a_deliverer(store).deliver_due()
        store.record(an_attempt(2, site="blog"))
        store.record(an_attempt(3, site="other"))
    with store.opened().writing() as connection:
        assert registry.remove(connection, "blog") == 1, "it had not arrived"
    assert [one.site for one in store.outbox().log()] == ["other"]
    assert count(store, "delivery") == 0
    with store.opened().reading() as connection:
        kept = connection.execute(select(attempt.c.site).order_by(attempt.c.id)).scalars()
        assert list(kept) == ["blog", "blog", "other"]
    a_site(store, "blog", receiver.url)
    store.record(an_attempt(1, site="blog"))
    assert [one.site for one in store.outbox().log()] == ["other"], "a replay is no news, for the new site neither"


def test_a_site_that_is_not_there_is_told(store: StoreHandle) -> None:
    with pytest.raises(SiteError, match="there is no site gone; see: quiz site list"):
        change(store, "gone")
    with pytest.raises(SiteError), store.opened().writing() as connection:
        registry.remove(connection, "gone")


def test_a_webhook_without_a_secret_is_refused_by_the_tables(store: StoreHandle) -> None:
    with pytest.raises(StoreError, match="webhook_signed"), store.opened().writing() as connection:
        registry.add(connection, "blog", (), False, ("https://blog.example.jp/h", ""), MOMENT)
    assert (count(store, outbox.name), count(store, delivery.name)) == (0, 0)
