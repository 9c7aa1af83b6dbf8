"""Whatever is broken in a folder of consultations, the reader says so; it never stumbles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.advice.reading import read_catalogue
from quiz.errors import CatalogueError
from tests.unit.advice.folders import BANK, RESEARCH
from tests.unit.advice.test_reading_cards import ARTICLES, LINKED, OTHER
from tests.unit.advice.test_reading_references import PROFILED

SOURCES = {"advisors.yaml": PROFILED, "articles.yaml": ARTICLES, "practice.yaml": OTHER, "research.yaml": LINKED}
FINDING = re.compile(r"(advisors|articles|practice|research)\.yaml:\d+: .+; .+", re.DOTALL)
GONE = object()
INSTEAD: tuple[Any, ...] = (
    GONE,
    None,
    "",
    "x",
    "same-reason",
    7,
    [],
    {},
    ["x", "x"],
    {"ja": "x"},
    [[]],
    [{}, {}],
    "あ" * 400,
)


def places_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a document with each key of it."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places_of(value[key])


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """Draw the texts of a folder in which one to three things were replaced or left out."""
    documents = {name: yaml.safe_load(text) for name, text in SOURCES.items()}
    for _ in range(draw(st.integers(1, 3))):
        places = list(places_of(documents[draw(st.sampled_from(sorted(documents)))]))
        if places:
            container, key = draw(st.sampled_from(places))
            instead = draw(st.sampled_from(INSTEAD))
            if instead is GONE:
                del container[key]
            else:
                container[key] = deepcopy(instead)
    return {name: yaml.safe_dump(document, allow_unicode=True) for name, document in documents.items()}


def what_is_wrong(folder: Path, language: str) -> tuple[str, ...]:
    try:
        read_catalogue(folder, BANK, language)
    except CatalogueError as refusal:
        return refusal.findings or ("refused without a word",)
    return ()


@given(folder=folders())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_broken_folder_is_read_or_refused_with_lines_and_words(tmp_path: Path, folder: dict[str, str]) -> None:
    for name, text in folder.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for language in ("ja", "en"):
        assert [finding for finding in what_is_wrong(tmp_path, language) if not FINDING.fullmatch(finding)] == []


def test_the_folder_that_is_broken_is_a_good_one(tmp_path: Path) -> None:
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(read_catalogue(tmp_path, BANK).consultations) == 2
    assert RESEARCH in LINKED
