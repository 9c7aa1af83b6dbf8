"""Bodies in the encoding that a browser reads."""

from __future__ import annotations

import gzip

import brotli
import pytest
from flask import Flask

from quiz.web.documents import Document, encoding_for, send


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip;q=0.000", ""),
        ("BR;Q=1.0", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("", ""),
        (";;;,,=,q=", ""),
    ],
)
def test_the_best_encoding_that_is_accepted_is_chosen(accepted: str, encoding: str) -> None:
    assert encoding_for(accepted) == encoding


@pytest.mark.parametrize("is_lean", [True, False])
@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_a_document_says_the_same_in_every_encoding(encoding: str, is_lean: bool) -> None:
    text = "面接力診断".encode() * 100
    document = Document(text, "text/html; charset=utf-8", "no-store", is_lean=is_lean)
    assert document.encoded("br") != text
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": encoding}):
        response = send(document)
    body = response.get_data()
    plain = brotli.decompress(body) if encoding == "br" else gzip.decompress(body) if encoding else body
    assert plain == text
    assert response.headers["Content-Length"] == str(len(body))
    assert response.headers.get("Content-Encoding", "") == encoding
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("known", ['"{tag}b"', 'W/"{tag}b"', '"other", "{tag}b"', "*"])
def test_a_browser_that_holds_the_document_gets_no_body(known: str) -> None:
    document = Document(b"body" * 50, "text/plain", "no-store")
    headers = {"Accept-Encoding": "br", "If-None-Match": known.format(tag=document.etag)}
    with Flask(__name__).test_request_context(headers=headers):
        assert send(document).status_code == 304
        assert send(document, 422).status_code == 422


def test_each_encoding_has_a_tag_of_its_own() -> None:
    document = Document(b"body" * 50, "text/plain", "no-store")
    tags = set()
    for accepted in ("br", "gzip", ""):
        with Flask(__name__).test_request_context(headers={"Accept-Encoding": accepted}):
            tags.add(send(document).headers["ETag"])
    assert len(tags) == 3
