"""Advisors with what qualifies them, articles, and what a consultation may say about its own day and place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.advice.bounds import LONGEST_ID, RESERVED, is_address, is_id
from quiz.advice.model import Article, Qualification
from quiz.advice.reading import read_catalogue
from tests.unit.advice.folders import ADVISORS, BANK, RESEARCH, findings_of, folder_of

PROFILED = """\
advisors:
  - id: sample-a
    name: サンプル相談員A
    title: キャリアアドバイザー
    affiliation: サンプル・キャリアセンター
    profile: |
      一つめの
      段落。

      二つめの段落。
    qualifications:
      - name: 相談士（見本）
        verified_on: 2025-04-01
        expires_on: 2026-03-31
      - name: 研修（見本）
"""
ARTICLES = """\
articles:
  - {id: hello-work, title: 窓口を探す, url: "https://example.org/"}
  - {id: job-card, title: 経験を書き出す, url: "http://example.net/a?b=c#d"}
"""


def test_an_advisor_has_a_profile_in_paragraphs_and_qualifications_with_their_days(tmp_path: Path) -> None:
    (advisor,) = read_catalogue(folder_of(tmp_path, advisors=PROFILED), BANK).advisors
    assert advisor.profile == ("一つめの段落。", "二つめの段落。")
    certified, trained = advisor.qualifications
    assert certified == Qualification("相談士（見本）", date(2025, 4, 1), date(2026, 3, 31))
    assert trained == Qualification("研修（見本）")
    assert certified.holds_on(date(2026, 3, 31)) and not certified.holds_on(date(2026, 4, 1))
    assert not trained.holds_on(date(2026, 4, 1)), "what nobody verified does not count"


def test_advisors_who_have_not_answered_yet_belong_to_the_catalogue_too(tmp_path: Path) -> None:
    assert [one.id for one in read_catalogue(folder_of(tmp_path), BANK).advisors] == ["sample-a", "sample-b"]


def test_qualifications_without_a_name_are_each_named_by_their_place(tmp_path: Path) -> None:
    advisors = PROFILED.replace("name: 相談士（見本）", "note: x").replace("name: 研修（見本）", "note: x")
    findings = findings_of(folder_of(tmp_path, advisors=advisors))
    assert [finding.count("「name」がありません") for finding in findings].count(1) == 2


def test_articles_are_read_where_there_are_any(tmp_path: Path) -> None:
    assert read_catalogue(folder_of(tmp_path), BANK).articles == ()
    assert read_catalogue(folder_of(tmp_path, articles=ARTICLES), BANK).articles == (
        Article("hello-work", "窓口を探す", "https://example.org/"),
        Article("job-card", "経験を書き出す", "http://example.net/a?b=c#d"),
    )


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("profile: |", "profil: |", "「profile」の間違いですか"),
        ("      二つめの段落。", "      - 二つめの段落。", "紹介文に箇条書きがあります"),
        ("verified_on: 2025-04-01", "verified_on: 2025/04/01", "「2025/04/01」は日付として読めません"),
        ("expires_on: 2026-03-31", "expires_on: 2024-03-31", "確かめた日（verified_on）より前の日です"),
        ("name: 研修（見本）", "name: 相談士（見本）", "「相談士（見本）」が2回あります"),
        ("      - name: 研修（見本）", "      - verified_on: 2025-04-01", "「name」がありません"),
        ("name: 研修（見本）", f"name: {'研' * 101}", "101文字あります; 100文字までにしてください"),
        ("title: キャリアアドバイザー", f"title: {'長' * 101}", "101文字あります; 100文字までにしてください"),
        ("id: sample-a", "id: 'sample a'", "「sample a」は id に使えません"),
    ],
)
def test_a_slip_about_an_advisor_is_named(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert PROFILED.count(written) == 1
    findings = findings_of(folder_of(tmp_path, advisors=PROFILED.replace(written, instead)))
    assert any(finding.startswith("advisors.yaml:") and said in finding for finding in findings), findings


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("id: job-card", "id: hello-work", "id「hello-work」は articles.yaml:2 にもあります"),
        ("title: 窓口を探す, ", "", "「title」がありません"),
        ("https://example.org/", "ftp://example.org/", "「ftp://example.org/」はページのアドレスとして使えません"),
        ("https://example.org/", "https://example.org/" + "a" * 2000, "2000文字までにしてください"),
    ],
)
def test_a_slip_about_an_article_is_named(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert ARTICLES.count(written) == 1
    (finding,) = findings_of(folder_of(tmp_path, articles=ARTICLES.replace(written, instead)))
    assert finding.startswith("articles.yaml:") and said in finding


def test_an_answer_keeps_title_affiliation_and_day_and_a_consultation_its_page(tmp_path: Path) -> None:
    text = RESEARCH.replace("    source:", "    url: https://example.org/qa/1\n    source:").replace(
        "        sections:",
        "        title: 相談員\n        affiliation: 前の所属\n        answered_on: 2025-04-20\n        sections:",
    )
    (one,) = read_catalogue(folder_of(tmp_path, text), BANK).consultations
    assert one.url == one.listing().url == "https://example.org/qa/1"
    (answer,) = one.answers
    assert (answer.title, answer.affiliation, answer.answered_on) == ("相談員", "前の所属", date(2025, 4, 20))


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("source: counselling", "source: counselling\n    url: example.org/1", "アドレスとして使えません"),
        ("grade: 学部3年", f"grade: {'年' * 41}", "41文字あります; 40文字までにしてください"),
        ("志望動機が同じになります。", "志" * 300, "300文字までにしてください"),
        ("id: same-reason", "id: " + "a" * 65, "64文字までにしてください"),
        ("heading: 1文だけ変えます", f"heading: {'文' * 301}", "300文字までにしてください"),
    ],
)
def test_what_no_column_holds_is_refused_with_its_bound(tmp_path: Path, written: str, instead: str, said: str) -> None:
    assert RESEARCH.count(written) == 1
    (finding,) = findings_of(folder_of(tmp_path, RESEARCH.replace(written, instead)))
    assert said in finding


@pytest.mark.parametrize("taken", sorted(RESERVED))
def test_the_address_of_another_page_is_no_id(tmp_path: Path, taken: str) -> None:
    (finding,) = findings_of(folder_of(tmp_path, RESEARCH.replace("same-reason", taken)))
    assert f"「{taken}」は別のページの住所（/qa/{taken}）です" in finding


def test_an_advisor_may_be_called_like_a_page_since_theirs_is_one_step_below(tmp_path: Path) -> None:
    advisors = ADVISORS.replace("sample-a", "search")
    catalogue = read_catalogue(folder_of(tmp_path, RESEARCH.replace("sample-a", "search"), advisors), BANK)
    assert [one.id for one in catalogue.advisors] == ["search", "sample-b"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//example.org/",
        "https:///path",
        "https://name:word@example.org/",
        "https://example.org:99999/",
        "https://example.org/a b",
        'https://example.org/"onclick=',
        "https://[::1/",
        "https://example.org/\u202e",
    ],
)
def test_what_a_browser_would_not_open_as_a_page_is_no_address(address: str) -> None:
    assert not is_address(address)


def test_addresses_in_japanese_and_with_a_port_are_addresses() -> None:
    assert is_address("https://例え.example/就活?質問=1") and is_address("http://example.org:8080/")


@given(st.text(max_size=LONGEST_ID + 4))
def test_an_id_never_needs_to_be_escaped(written: str) -> None:
    if is_id(written):
        assert written.isascii() and written.replace("-", "").isalnum() and len(written) <= LONGEST_ID
