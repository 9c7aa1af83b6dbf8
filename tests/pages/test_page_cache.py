"""A page cache before the site: what is fetched once serves a whole class, and each of them is counted."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import html5lib
import httpx
import pytest

from tests.browser.site import Site, running_site
from tests.client import XHTML
from tests.deployments import ready
from tests.page_cache import PageCache, caching

STUDENTS = 25
PAGES = ["/d/interview", "/f/d/interview"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(ready(tmp_path_factory.mktemp("cached") / "var")) as running:
        yield running


@pytest.fixture
def cache(site: Site) -> Iterator[PageCache]:
    with caching(site.address) as running:
        yield running


@pytest.fixture
def phone(cache: PageCache) -> Iterator[httpx.Client]:
    """Return a phone; the next student has the same make, and nothing that it sends tells them apart."""
    with httpx.Client(base_url=cache.address) as client:
        yield client


def form_of(answer: httpx.Response) -> tuple[str, dict[str, str]]:
    """Return where the form of a page is sent, and what it sends unasked."""
    assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
    root = html5lib.parse(answer.text)
    form = next(one for one in root.iter(f"{XHTML}form") if one.get("method") == "post")
    hidden = [field for field in form.iter(f"{XHTML}input") if field.get("type") == "hidden"]
    return form.get("action", ""), {field.get("name", ""): field.get("value", "") for field in hidden}


@pytest.mark.parametrize("path", PAGES)
def test_one_copy_serves_a_class_whose_phones_send_by_script(
    site: Site, cache: PageCache, phone: httpx.Client, path: str
) -> None:
    before = site.store.count_attempts()
    same = {item.id: item.options[1].id for item in site.bank.items_of("quick")}
    for _ in range(STUDENTS):
        _, hidden = form_of(phone.get(path))
        body = {"bank": site.bank.id, "version": hidden["version"], "form": hidden["form"], "answers": same}
        # A page that came with a key would give all of them the same one.
        key = hidden["attempt"] or uuid4()
        assert phone.put(f"/api/v1/attempts/{key}", json=body).status_code == 201
    assert site.store.count_attempts() - before == STUDENTS
    assert (cache.fetches_of(path), cache.served[path]) == (1, STUDENTS)


@pytest.mark.parametrize("path", PAGES)
def test_one_copy_serves_a_class_without_script(site: Site, cache: PageCache, phone: httpx.Client, path: str) -> None:
    before = site.store.count_attempts()
    items = site.bank.items_of("quick")
    for number in range(STUDENTS):
        # One room, one make of phone: they are told apart by what they answer.
        chosen = {item.id: item.options[number // 4**n % 4].id for n, item in enumerate(items)}
        action, hidden = form_of(phone.get(path))
        answer = phone.post(action, data={**hidden, **chosen}, headers={"User-Agent": f"the phones before {path}"})
        assert answer.status_code == 303
        assert phone.get(answer.headers["Location"]).status_code == 200
    assert site.store.count_attempts() - before == STUDENTS
    assert (cache.fetches_of(path), cache.served[path]) == (1, STUDENTS)
    assert sum(method == "POST" for method, _ in cache.fetched) == STUDENTS


def test_no_result_is_kept_for_another_reader(site: Site, cache: PageCache, phone: httpx.Client) -> None:
    path = f"/r/{site.code('quick', 1)}"
    for _ in range(2):
        assert phone.get(path).status_code == 200
    assert cache.fetches_of(path) == 2
