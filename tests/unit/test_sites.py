"""Sites as values: how an origin is written, what it matches, and where an attempt was placed."""

from __future__ import annotations

import re
from string import printable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.errors import SiteError
from quiz.sites import EVERYWHERE, KEY, Site, Sites, matches, origin_of, page_of, parse_origin

BLOG = Site("blog", ("https://blog.example.jp", "https://*.good.example"), may_ask_results=True)
APP = Site("app", ())
OTHER = Site("other", ("http://localhost:8123",))
SITES = Sites((BLOG, APP, OTHER), ("https://settings.example",))

ORIGINS = {
    "https://blog.example.jp": "https://blog.example.jp",
    " HTTPS://Blog.Example.JP/ ": "https://blog.example.jp",
    "https://blog.example.jp:443": "https://blog.example.jp",
    "http://blog.example.jp:80/": "http://blog.example.jp",
    "http://blog.example.jp:443": "http://blog.example.jp:443",
    "https://blog.example.jp:8443": "https://blog.example.jp:8443",
    "http://localhost:8123": "http://localhost:8123",
    "https://*.example.jp": "https://*.example.jp",
    "https://*.example.jp:8443": "https://*.example.jp:8443",
    "https://相談.example": "https://xn--s0yo63b.example",
    "https://*.相談.example": "https://*.xn--s0yo63b.example",
    "https://ｂｌｏｇ。example": "https://blog.example",
    "http://127.0.0.1:8861": "http://127.0.0.1:8861",
    "https://[::1]:8443": "https://[::1]:8443",
    "https://[2001:DB8:0:0::1]": "https://[2001:db8::1]",
}

NO_ORIGINS = (
    *("", "*", "null", "blog.example.jp", "//blog.example.jp", "https://", "https:/blog.example.jp", "ftp://a.example"),
    *(
        "javascript:alert(1)",
        "data:text/html,x",
        "https://a.example/path",
        "https://a.example?x",
        "https://a.example#x",
    ),
    *("https://user@a.example", "https://user:pw@a.example", "https://a.example\\@evil.example"),
    *("https://a.example:0", "https://a.example:65536", "https://a.example:", "https://a.example:0443"),
    *("https://a.example:８４４３", "https://a.example:" + "9" * 5000),
    *("https://*", "https://*a.example", "https://a.*.example", "https://*.*.example", "*.a.example", "*://a.example"),
    *(
        "https://a..example",
        "https://.example",
        "https://a.example.",
        "https://-a.example",
        f"https://{'a' * 64}.example",
    ),
    *("https://[::1", "https://::1", "https://[]", "https://[....]", "https://[::zz]", "https://[fe80::1%25eth0]"),
    # What a header would take for its own end, for the next source, or for the next directive.
    *("https://a.example\r\nX-Evil: 1", "https://a.example\nX-Evil: 1", "https://a.example;script-src *"),
    *("https://a.example, https://b.example", "https://a.example https://b.example", "https://a.example\t*"),
    *(
        "https://a.example'self'",
        "https://a.example\0",
        "https://a.example\x85X",
        "https://a.example；*",
        "https://a，b",
    ),
    # What becomes a slash or an @ where a name is written in its one form.
    *("https://℀.example", "https://a／b.example", "https://user＠a.example", "https://a.example：443x"),
)


@pytest.mark.parametrize("written", ORIGINS)
def test_an_origin_has_one_spelling(written: str) -> None:
    assert parse_origin(written) == ORIGINS[written]
    assert parse_origin(ORIGINS[written]) == ORIGINS[written]


@pytest.mark.parametrize("written", NO_ORIGINS)
def test_what_is_no_origin_is_refused_and_told_in_one_line(written: str) -> None:
    with pytest.raises(SiteError, match="is no origin; write https://blog") as refusal:
        parse_origin(written)
    assert "\n" not in str(refusal.value)


@given(written=st.text(max_size=40) | st.text(printable, max_size=40).map(lambda rest: f"https://a.example{rest}"))
@example("https://a.example\n")
def test_whatever_is_written_ends_no_header_and_adds_no_directive(written: str) -> None:
    try:
        origin = parse_origin(written)
    except SiteError:
        return
    assert re.fullmatch(r"https?://[a-z0-9_.*\-\[\]:]+", origin)


@pytest.mark.parametrize("key", ["a", "1", "blog", "blog-1", "a" * 32])
def test_keys_are_short_and_plain(key: str) -> None:
    assert KEY.fullmatch(key)


@pytest.mark.parametrize("key", ["", "-a", "a-", "A", "a_b", "a b", "a\n", "相談", "a" * 33, "a/b"])
def test_other_keys_are_none(key: str) -> None:
    assert not KEY.fullmatch(key)


STRANGERS = (
    *(
        "https://good.example.evil.example",
        "https://blog.example.jp.evil.example",
        "https://evil.example#.good.example",
    ),
    *("https://evil.example/.good.example", "https://evil.example?.good.example", "https://e.example:1.good.example"),
    *("https://evil@a.good.example", "https://evil.example\\.good.example", "https://evil.example .good.example"),
    *("https://evilgood.example", "https://.good.example", "https://good.example", "http://a.good.example"),
    *("https://a.good.example:8443", "https://a..good.example", "https://*.good.example", "null", "", "*"),
    *("http://blog.example.jp", "https://blog.example.jp:444", "https://BLOG.example.jp", "http://localhost:8124"),
)


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_stranger_that_looks_like_a_known_site_is_not_allowed(origin: str) -> None:
    assert not SITES.allows(origin)
    assert Sites(patterns=(EVERYWHERE,)).allows(origin), "unless everybody is"


@pytest.mark.parametrize(
    "origin",
    [
        "https://blog.example.jp",
        "https://a.good.example",
        "https://a.b.good.example",
        "http://localhost:8123",
        "https://settings.example",
    ],
)
def test_the_sites_and_the_patterns_of_the_settings_are_allowed(origin: str) -> None:
    assert SITES.allows(origin)
    assert not Sites().allows(origin)


def test_a_star_with_a_port_matches_that_port() -> None:
    assert matches("https://*.a.example:8443", "https://b.a.example:8443")
    assert not matches("https://*.a.example:8443", "https://b.a.example")
    assert not matches("https://*.a.example:8443", "https://b.a.example:84433")


def test_what_may_stand_around_a_frame_is_said_once_each() -> None:
    twice = Sites((BLOG, Site("again", BLOG.origins[:1])), ("https://settings.example",))
    expected = "'self' https://settings.example https://blog.example.jp https://*.good.example"
    assert twice.frame_ancestors == expected
    assert Sites().frame_ancestors == "'self'"
    assert Sites((BLOG,), (EVERYWHERE,)).frame_ancestors == "*"


def test_only_the_sites_that_may_ask_are_asking() -> None:
    assert SITES.asking == BLOG.origins
    assert Sites((APP, OTHER), (EVERYWHERE,)).asking == ()


@pytest.mark.parametrize(
    ("claimed", "page", "key"),
    [
        ("", "https://blog.example.jp/a?b#c", "blog"),
        ("app", "https://blog.example.jp/a", "blog"),
        ("blog", "http://localhost:8123/", "other"),
        ("app", "", "app"),
        ("blog", "https://unknown.example/", "blog"),
        ("invented", "", ""),
        ("", "https://unknown.example/", ""),
        ("", "https://evil.example#.good.example", ""),
        ("", "https://blog.example.jp@evil.example/", ""),
        ("", "https://evil.example\\@blog.example.jp/", ""),
        ("", "", ""),
    ],
)
def test_an_attempt_belongs_to_the_site_of_its_page_else_to_a_known_one_that_it_names(
    claimed: str, page: str, key: str
) -> None:
    assert SITES.key_of(claimed, page) == key


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_an_attempt_belongs_to_the_site_that_names_its_origin_most_closely(order: tuple[int, ...]) -> None:
    near = (
        Site("all", ("https://*.example.jp",)),
        Site("clubs", ("https://*.clubs.example.jp",)),
        Site("go", ("https://go.clubs.example.jp",)),
    )
    sites = Sites(tuple(near[place] for place in order))
    assert sites.key_of("", "https://go.clubs.example.jp/a") == "go"
    assert sites.key_of("", "https://chess.clubs.example.jp/a") == "clubs"
    assert sites.key_of("", "https://blog.example.jp/a") == "all"


@pytest.mark.parametrize(
    ("address", "origin", "kept"),
    [
        ("https://a.example/b/c?q=secret#f", "https://a.example", "https://a.example/b/c"),
        ("HTTPS://User:Pw@A.Example:443/b", "https://a.example", "https://a.example/b"),
        ("http://a.example:8080", "http://a.example:8080", "http://a.example:8080"),
        ("https://相談.example/記事", "https://xn--s0yo63b.example", "https://xn--s0yo63b.example/記事"),
        ("https://[::1]:8443/a", "https://[::1]:8443", "https://[::1]:8443/a"),
        ("https://a.example/@name", "https://a.example", "https://a.example/@name"),
        ("app:home?user=1", "", "app:home"),
        ("about:srcdoc", "", "about:srcdoc"),
        ("https://user:pw@[bad/x", "", ""),
        ("https://user:pw@a b/x", "", ""),
        ("mailto:somebody@a.example", "", ""),
        ("app:\x00", "", ""),
        (" JavaScript://a.example/%0aalert(1)", "", ""),
        ("data:text/html,x", "", ""),
        ("", "", ""),
    ],
)
def test_of_a_pages_address_origin_and_path_are_kept_and_never_what_tells_of_a_person(
    address: str, origin: str, kept: str
) -> None:
    assert (origin_of(address), page_of(address)) == (origin, kept)


@given(address=st.text(max_size=60) | st.text(printable, max_size=60).map(lambda rest: f"https://{rest}"))
def test_whatever_a_page_claims_gives_an_origin_in_its_one_spelling_or_none(address: str) -> None:
    origin = origin_of(address)
    assert not origin or parse_origin(origin) == origin
    kept = page_of(address)
    assert kept.startswith(origin) and "?" not in kept and "#" not in kept
