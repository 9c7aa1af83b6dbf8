"""Style sheet and scripts over HTTP."""

from __future__ import annotations

import brotli

from tests.client import PageClient


def test_a_file_is_kept_for_ever_under_the_name_of_its_content(client: PageClient) -> None:
    page = client.get("/d/interview")
    for address in (page.one("link", rel="stylesheet").get("href"), page.one("script").get("src")):
        response = client.http.get(str(address), headers={"Accept-Encoding": "br, gzip"})
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["Content-Encoding"] == "br"
        assert brotli.decompress(response.data) == client.http.get(str(address)).data


def test_a_name_of_yesterday_gets_todays_content_and_is_not_kept(client: PageClient) -> None:
    response = client.http.get("/static/main.00000000.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


def test_what_is_no_file_of_ours_is_not_found(client: PageClient) -> None:
    for path in ("/static/other.00000000.css", "/static/main.css", "/static/..%2f..%2fapp.00000000.py", "/static/"):
        assert client.http.get(path).status_code == 404, path
