"""The page for site owners, as it works without script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.client import Page, PageClient
from tests.pages.qa_site import Site


def build(client: PageClient, status: int = 200, /, **chosen: str) -> Page:
    return client.get(f"/embed?{urlencode(chosen)}", status)


def snippet(page: Page) -> str:
    return "".join(page.one("textarea").itertext())


def chosen(page: Page) -> dict[str, str]:
    """Return what the form would send again."""
    ticked = {e.get("name", ""): e.get("value", "") for e in page.all("input", type="radio") if "checked" in e.keys()}
    typed = {e.get("name", ""): e.get("value", "") for e in page.all("input") if e.get("type") is None}
    picked = {
        select.get("name", ""): option.get("value", "")
        for select in page.all("select")
        for option in select.iter("{http://www.w3.org/1999/xhtml}option")
        if "selected" in option.keys()
    }
    return {**ticked, **typed, **picked}


def test_it_opens_with_a_snippet_that_works(client: PageClient) -> None:
    page = client.get("/embed")
    assert '<interview-diagnostic bank="interview" language="ja" style="display: block; min-height: 560px">' in snippet(
        page
    )
    assert 'src="http://localhost/embed.js"' in snippet(page)
    assert page.one("iframe").get("src") == "/f/d/interview#popups=1"
    assert "quiz site add blog https://blog.example.jp" in page.text
    assert "http://localhost/d/interview" in page.text


def test_what_was_chosen_stays_chosen_and_makes_the_snippet(client: PageClient) -> None:
    wanted = {
        "variant": "iframe",
        "form": "full",
        "language": "en",
        "theme": "dark",
        "accent": "#a03060",
        "radius": "8",
        "campaign": "spring & co",
        "start": "research-reason",
    }
    page = build(client, **wanted)
    assert {name: value for name, value in chosen(page).items() if name != "width"} == wanted
    behind = "#campaign=spring%20%26%20co&theme=dark&accent=%23a03060&radius=8&start=research-reason&popups=1"
    assert f'src="http://localhost/f/d/interview/full?lang=en{behind.replace("&", "&amp;")}"' in snippet(page)
    assert page.one("iframe").get("src") == f"/f/d/interview/full?lang=en{behind}"


@pytest.mark.parametrize("variant", ["frame", "card", "button"])
def test_the_real_element_stands_on_the_page_for_each_of_its_variants(client: PageClient, variant: str) -> None:
    page = build(client, variant=variant, accent="#a03060", theme="light")
    element = page.one("interview-diagnostic")
    assert element.get("variant", "frame") == variant
    assert (element.get("theme"), element.get("data-accent")) == ("light", "#a03060")
    assert page.one("noscript").find("{*}iframe") is not None


def test_a_link_is_shown_as_one(client: PageClient) -> None:
    page = build(client, variant="link", campaign="mail")
    assert snippet(page) == (
        '<a href="http://localhost/d/interview#campaign=mail">面接力診断を受ける（約30秒・匿名）</a>'
    )
    assert page.all("iframe") == page.all("interview-diagnostic") == []


def test_only_this_page_shows_frames(client: PageClient) -> None:
    assert client.get("/embed").headers["Content-Security-Policy"].endswith("frame-ancestors 'none'; frame-src 'self'")
    for address in ("/d/interview", "/qa/", "/f/d/interview"):
        assert "frame-src" not in client.get(address).headers["Content-Security-Policy"]


def test_the_address_to_paste_carries_what_was_chosen(client: PageClient) -> None:
    page = build(client, form="full", language="en", accent="#a03060", campaign="wp")
    pasted = "".join(page.one("p", id="pasted").itertext())
    assert pasted == "http://localhost/d/interview/full?lang=en#campaign=wp&accent=%23a03060"
    answer = client.http.get(f"/oembed?{urlencode({'url': pasted})}").get_json()
    assert '/f/d/interview/full?lang=en#campaign=wp&amp;accent=%23a03060"' in answer["html"]


def test_a_frame_alone_is_pasted_without_the_border_that_browsers_draw(client: PageClient) -> None:
    assert 'style="border: 0"' in snippet(build(client, variant="iframe"))


def test_it_says_where_a_colour_will_not_be_used(client: PageClient) -> None:
    hard = build(client, accent="#a03060")
    assert "暗い画面では文字が読みにくい" in hard.text and "明るい画面では" not in hard.text
    assert "読みにくい" not in build(client, accent="#a03060", theme="light").text
    assert "読みにくい" not in build(client, accent="").text


def test_wrong_choices_come_back_with_what_to_do(client: PageClient) -> None:
    wrong = {"variant": "popup", "form": "long", "accent": "red", "campaign": "春" * 70, "start": "nothing"}
    page = build(client, 422, **wrong)
    assert "あと5か所" in page.text and "いま70文字" in page.text
    assert page.one("input", name="accent").get("value") == "red"
    assert page.one("input", name="campaign").get("value") == wrong["campaign"]
    assert page.all("textarea") == page.all("iframe") == []
    assert page.headers["Cache-Control"] == "no-store"


def test_it_speaks_english_and_makes_english_snippets(client: PageClient) -> None:
    page = client.get("/embed?lang=en")
    assert "Interview readiness check (about 30 seconds, anonymous)" in snippet(page)
    assert page.hidden() == {"lang": "en"}
    wrong = build(client, 422, lang="en", accent="red")
    assert "Write the colour like" in wrong.text
    assert page.one("link", rel="canonical").get("href") == "http://localhost/embed?lang=en"


def test_the_other_language_keeps_what_was_chosen(client: PageClient) -> None:
    page = build(client, variant="link", campaign="a&b")
    other = next(link.get("href", "") for link in page.all("a") if link.get("hreflang") == "en")
    assert '"http://localhost/d/interview#campaign=a%26b"' in snippet(client.get(other))


@pytest.mark.parametrize("name", ["variant", "form", "language", "theme", "accent", "radius", "campaign", "start", "x"])
@pytest.mark.parametrize(
    "value",
    [
        "\0",
        "\u202e",
        "<script>alert(1)</script>",
        "\"'><img src=x>",
        "</textarea><script>",
        "{{ 7 * 7 }}",
        "%00%ff",
        "a" * 5000,
        "\r\nSet-Cookie: a=b",
    ],
)
def test_nothing_that_is_sent_breaks_the_page(client: PageClient, name: str, value: str) -> None:
    response = client.http.get(f"/embed?{urlencode({name: value})}")
    page = build(client, response.status_code, **{name: value})
    assert page.status in (200, 422)
    assert [script.get("src", "")[:9] for script in page.all("script")] == ["/embed.js", "/static/b"]
    assert page.all("img") == []


def test_bytes_that_are_no_text_are_answered(client: PageClient) -> None:
    for query in ("campaign=%ff%fe", "campaign", "&&&=", "campaign=a&campaign=b", "%00=%00"):
        assert client.http.get(f"/embed?{query}").status_code in (200, 422)


def test_the_addresses_are_those_of_the_public_name(tmp_path: Path) -> None:
    site = Site(tmp_path / "var", QUIZ_PUBLIC_URL="https://shindan.example.jp")
    try:
        page = site.client().get("/embed")
    finally:
        site.close()
    assert 'src="https://shindan.example.jp/embed.js"' in snippet(page)
    assert 'href="https://shindan.example.jp/d/interview"' in snippet(page)
    # What is shown here is fetched from here.
    assert page.one("iframe").get("src") == "/f/d/interview#popups=1"
