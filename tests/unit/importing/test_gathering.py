"""Whole sources: folders, addresses, and sitemaps that go round in circles."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.importing.fetching import Fetcher
from quiz.importing.findings import Findings
from quiz.importing.gathering import Gathered, Gatherer
from quiz.resources import shipped_consultations
from tests.factories import shipped_bank
from tests.qa_sources import ATOM, RSS, a_csv, a_page, a_question, a_workbook
from tests.web_server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def gather(source: object, form: str = "", limit: int = 1000) -> tuple[Gathered, list[str]]:
    findings = Findings()
    gatherer = Gatherer(shipped_bank(), Fetcher(allow_private=True, pause=0.0), findings, "en", form, limit)
    return gatherer.gather(str(source)), [finding.text("en") for finding in findings]


def sitemap_of(*addresses: str, index: bool = False) -> str:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    listed = "".join(f"<{inner}><loc>{address}</loc></{inner}>" for address in addresses)
    return f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{outer}>'


def test_a_page_and_a_feed_are_read_from_their_addresses(site: Site) -> None:
    for body in (a_page(a_question()), RSS, ATOM):
        gathered, said = gather(site.put("/x", body))
        assert (len(gathered.drafts), gathered.pages, said) == (1, 1, [])


def test_sitemaps_of_sitemaps_are_followed_and_circles_end(site: Site) -> None:
    pages = [site.put(f"/{n}", a_page(a_question(name=f"質問{n}"))) for n in range(3)]
    empty = site.put("/empty", "<html></html>")
    inner = site.put("/inner.xml.gz", gzip.compress(sitemap_of(*pages, pages[0], empty).encode()), "application/gzip")
    top = site.put("/top.xml", "", "application/xml")
    site.put("/top.xml", sitemap_of(inner, top, index=True), "application/xml")
    gathered, said = gather(top)
    assert said == []
    assert (len(gathered.drafts), gathered.pages, gathered.skipped) == (3, 4, 1)
    assert site.paths == ["/top.xml", "/inner.xml.gz", "/0", "/1", "/2", "/empty"]


def test_no_more_pages_are_read_than_the_limit_and_that_is_told(site: Site) -> None:
    pages = [site.put(f"/{n}", a_page(a_question(name=f"質問{n}"))) for n in range(5)]
    gathered, said = gather(site.put("/s.xml", sitemap_of(*pages), "text/xml"), limit=2)
    assert (len(gathered.drafts), gathered.is_cut) == (2, True)
    assert said == [f"{pages[2]}: 2 pages were read; raise --limit to read on"]


def test_a_source_that_takes_too_long_ends_with_what_was_read(site: Site) -> None:
    pages = [site.put(f"/{n}", a_page(a_question(name=f"質問{n}"))) for n in range(9)]
    moments = iter(range(1000))
    findings = Findings()
    slow = Fetcher(allow_private=True, pause=0.0, seconds=20.0, clock=lambda: float(next(moments)))
    gathered = Gatherer(shipped_bank(), slow, findings).gather(site.put("/s.xml", sitemap_of(*pages), "text/xml"))
    assert 0 < len(gathered.drafts) < 9 and gathered.is_cut
    assert len([finding.text("en") for finding in findings if "takes too long" in finding.text("en")]) == 1


def test_a_page_that_fails_is_told_and_the_others_are_read(site: Site) -> None:
    good = site.put("/good", a_page(a_question()))
    gathered, said = gather(site.put("/s.xml", sitemap_of(f"{site.origin}/gone", "http://[::1", good), "text/xml"))
    assert len(gathered.drafts) == 1
    assert said == [f"{site.origin}/gone: the server answers 404; check whether a browser opens it"]


def test_a_folder_is_read_whatever_its_files_are(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.html").write_text(a_page(a_question()), encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(a_csv().encode("cp932"))
    (tmp_path / "c.xlsx").write_bytes(a_workbook())
    (tmp_path / "d.xml").write_text(RSS, encoding="utf-8")
    (tmp_path / "e.htm").write_text("<html></html>", encoding="utf-8")
    (tmp_path / ".hidden.html").write_text("x", encoding="utf-8")
    (tmp_path / "~$c.xlsx").write_text("x", encoding="utf-8")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    gathered, said = gather(tmp_path)
    assert said == []
    assert (len(gathered.drafts), gathered.pages, gathered.skipped) == (4, 5, 1)


def test_the_folder_of_this_project_is_recognised() -> None:
    gathered, said = gather(shipped_consultations())
    assert said == [] and len(gathered.documents[0].catalogue.consultations) >= 6


def test_slips_in_such_a_folder_leave_out_only_what_has_them(tmp_path: Path) -> None:
    for path in shipped_consultations().iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace("source: sample", "source: smaple", 1), encoding="utf-8")
    whole = gather(shipped_consultations())[0].documents[0].catalogue.consultations
    gathered, said = gather(tmp_path)
    slips = len([line for line in said if "smaple" in line])
    assert slips == 6
    assert len(gathered.documents[0].catalogue.consultations) == len(whole) - slips
    assert all(line.startswith(f"{tmp_path}/") for line in said)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.csv", b"\xff\xfe\xfa\x80\x81", "its encoding is not clear"),
        ("x.csv", b"%PDF-1.7", "is no text file"),
        ("x.bin", b"abc", "its format is not clear"),
        ("x.xlsx", b"abc", "cannot be read as a workbook"),
        ("x.json", b"{", "cannot be read as JSON (line 1"),
        ("x.json", b"[" * 100_000, "is nested too deeply"),
        ("x.html", b"<html>", "has no QAPage or FAQPage"),
        ("x.xml", b"<other/>", "has no QAPage or FAQPage"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_finding(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    gathered, said = gather(tmp_path / name)
    assert gathered.drafts == [] and len(said) == 1
    assert said[0].startswith(f"{tmp_path / name}") and says in said[0]


def test_missing_sources_and_empty_folders_are_told(tmp_path: Path) -> None:
    assert "there is no such file or folder" in gather(tmp_path / "none")[1][0]
    assert "holds no file that can be read" in gather(tmp_path)[1][0]
    assert "cannot be read as an address" in gather("ftp://a.example/x")[1][0]
