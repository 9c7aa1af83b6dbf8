"""Cards: where they may lead, and what is said where they lead to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.advice.model import Card, CardKind
from quiz.advice.reading import read_catalogue
from tests.unit.advice.folders import BANK, RESEARCH, findings_of, folder_of, line_of

ARTICLES = """\
articles:
  - {id: hello-work, title: 窓口を探す, url: "https://example.org/"}
"""
OTHER = RESEARCH.replace("same-reason", "no-partner").replace("area: research", "area: practice")
CARDS = """\
            cards:
              - lead: 練習のしかたはこちらです。
                consultation: no-partner
              - {lead: 窓口はこちらです。, article: hello-work}
"""
LINKED = RESEARCH + CARDS


def broken(written: str, instead: str) -> str:
    assert LINKED.count(written) == 1
    return LINKED.replace(written, instead)


def test_cards_lead_to_consultations_of_any_file_and_to_articles(tmp_path: Path) -> None:
    catalogue = read_catalogue(folder_of(tmp_path, LINKED, practice=OTHER, articles=ARTICLES), BANK)
    assert catalogue.consultations[0].answers[0].sections[0].cards == (
        Card("練習のしかたはこちらです。", CardKind.CONSULTATION, "no-partner"),
        Card("窓口はこちらです。", CardKind.ARTICLE, "hello-work"),
    )


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("consultation: no-partner", "consultation: no-partners", "相談Q&Aはありません; 「no-partner」の間違いですか"),
        ("consultation: no-partner", "consultation: same-reason", "この相談Q&A自身へのリンクです"),
        ("consultation: no-partner", "consultation:", "何も書かれていません"),
        ("article: hello-work", "article: helo-work", "記事はありません; 「hello-work」の間違いですか"),
        ("article: hello-work", "article: hello-work, consultation: no-partner", "リンク先を1つだけ書きます"),
        (", article: hello-work", "", "リンク先を1つだけ書きます"),
        (", article: hello-work", ", artikle: hello-work", "「article」の間違いですか"),
        (", article: hello-work", ", consultation: no-partner", "「no-partner」が2回あります"),
        ("lead: 窓口はこちらです。, ", "", "「lead」がありません"),
        ("lead: 窓口はこちらです。", f"lead: {'あ' * 301}", "301文字あります; 300文字までにしてください"),
        ("            cards:\n", "            cards: []\n            cardss:\n", "「cards」の間違いですか"),
    ],
)
def test_a_slip_in_a_card_is_named_with_what_to_write(tmp_path: Path, written: str, instead: str, said: str) -> None:
    findings = findings_of(folder_of(tmp_path, broken(written, instead), practice=OTHER, articles=ARTICLES))
    assert any(said in finding for finding in findings), findings
    assert all(finding.startswith("research.yaml:") for finding in findings)


def test_a_card_that_leads_to_nothing_is_found_on_its_line(tmp_path: Path) -> None:
    text = broken("consultation: no-partner", "consultation: nowhere-at-all")
    (finding,) = findings_of(folder_of(tmp_path, text, practice=OTHER, articles=ARTICLES))
    assert finding.startswith(f"research.yaml:{line_of(text, 'nowhere-at-all')}: consultations/same-reason/answers/")


def test_a_card_to_an_article_asks_for_the_file_where_there_is_none(tmp_path: Path) -> None:
    (finding,) = findings_of(folder_of(tmp_path, LINKED, practice=OTHER))
    assert "「hello-work」という記事はまだありません; articles.yaml に" in finding
    (finding,) = findings_of(folder_of(tmp_path, LINKED, practice=OTHER), "en")
    assert 'there is no article "hello-work" yet; add its id, title and url to articles.yaml' in finding


def test_a_card_into_a_file_that_cannot_be_read_is_no_finding_of_its_own(tmp_path: Path) -> None:
    findings = findings_of(folder_of(tmp_path, LINKED, practice=OTHER.replace("body: |", "body: ["), articles=ARTICLES))
    assert {finding.partition(":")[0] for finding in findings} == {"practice.yaml"}


def test_a_card_to_a_consultation_with_findings_of_its_own_leads_somewhere(tmp_path: Path) -> None:
    other = OTHER.replace("area: practice", "area: practise")
    (finding,) = findings_of(folder_of(tmp_path, LINKED, practice=other, articles=ARTICLES))
    assert "「practice」の間違いですか" in finding


def test_two_answers_may_lead_to_the_same_place(tmp_path: Path) -> None:
    answer = LINKED.partition("    answers:\n")[2].replace("sample-a", "sample-b")
    folder = folder_of(tmp_path, LINKED + answer, practice=OTHER, articles=ARTICLES)
    first, second = read_catalogue(folder, BANK).consultations[0].answers
    assert first.sections[0].cards == second.sections[0].cards
