"""A small folder of consultations, and the bank that it belongs to, for tests to break in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.advice.reading import read_catalogue
from quiz.bank.model import Area, Band, Bank, Form, Item, Option, PlaceToTalk, Text, Topic
from quiz.errors import CatalogueError

ADVISORS = """\
advisors:
  - id: sample-a
    name: サンプル相談員A
    title: キャリアアドバイザー
    affiliation: サンプル・キャリアセンター
  - {id: sample-b, name: サンプル相談員B, title: 元採用担当, affiliation: サンプル採用研究室}
"""
RESEARCH = """\
consultations:
  - id: same-reason
    title:
      ja: 志望動機が同じになります。どうすればいいですか？
      en: My reasons sound the same. What can I do?
    area: research
    topics: [motivation]
    helps:
      depth: [none, page]
    grade: 学部3年
    gender: ""
    asked_on: 2025-04-18
    source: counselling
    body: |
      一つめの段落。

      二つめの段落。
    answers:
      - advisor: sample-a
        sections:
          - heading: 1文だけ変えます
            text: |
              次の2つです。

              - 事実
              - つながり
"""


def both(text: str) -> Text:
    return Text(text, text)


TEXT = both("文")
BANK = Bank(
    id="small",
    version="00000000",
    scale="00000000",
    title=TEXT,
    lead=TEXT,
    cut=39,
    forms=(Form("full", TEXT, 60, 8),),
    bands=(Band("all", 0, 100, TEXT, TEXT),),
    topics=(Topic("motivation", TEXT), Topic("review", TEXT)),
    areas=(
        Area("research", TEXT, TEXT, TEXT, TEXT, TEXT, ("motivation",)),
        Area("practice", TEXT, TEXT, TEXT, TEXT, TEXT, ("review",)),
    ),
    items=(
        Item(
            "depth",
            "research",
            ("full",),
            1,
            False,
            TEXT,
            tuple(Option(option, points, TEXT, TEXT) for points, option in enumerate(("none", "page", "people"))),
        ),
    ),
    place_to_talk=PlaceToTalk(TEXT, TEXT, ""),
)


def folder_of(tmp_path: Path, research: str = RESEARCH, advisors: str = ADVISORS, **others: str) -> Path:
    (tmp_path / "advisors.yaml").write_text(advisors, encoding="utf-8")
    (tmp_path / "research.yaml").write_text(research, encoding="utf-8")
    for name, text in others.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def findings_of(folder: Path, language: str = "ja") -> tuple[str, ...]:
    with pytest.raises(CatalogueError) as refusal:
        read_catalogue(folder, BANK, language)
    return refusal.value.findings


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)
