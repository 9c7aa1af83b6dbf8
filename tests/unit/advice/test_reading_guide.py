"""The guide for those who write consultations says what the reader does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from quiz.advice import bounds
from quiz.advice.reading import KEYS, read_catalogue
from quiz.resources import shipped_consultations
from tests.factories import ROOT, shipped_bank
from tests.unit.advice.folders import RESEARCH, findings_of, folder_of

GUIDE = (ROOT / "docs" / "guide" / "consultations.md").read_text(encoding="utf-8")
TOP_OF_RESEARCH = (
    (shipped_consultations() / "research.yaml").read_text(encoding="utf-8").partition("consultations:\n")[0]
)


def test_every_key_has_a_heading() -> None:
    headings = [line for line in GUIDE.splitlines() if line.startswith("###")]
    assert [key for key in sorted(KEYS) if not any(f"`{key}`" in heading for heading in headings)] == []


def test_the_example_is_a_good_consultation(tmp_path: Path) -> None:
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
    for file in shipped_consultations().glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    ids = [one.id for one in read_catalogue(tmp_path, shipped_bank()).consultations]
    assert yaml.safe_load(example)["consultations"][0]["id"] in ids


def test_the_finding_is_worded_as_the_reader_words_it(tmp_path: Path) -> None:
    (finding,) = findings_of(folder_of(tmp_path, RESEARCH.replace("area: research", "area: reserch")))
    assert re.sub(r":\d+:", ":42:", finding) in GUIDE


@pytest.mark.parametrize("taken", sorted(bounds.RESERVED))
def test_ids_that_are_taken_are_named_where_editors_look(taken: str) -> None:
    assert f"`{taken}`" in GUIDE and taken in TOP_OF_RESEARCH


def test_bounds_are_named_where_editors_look() -> None:
    for most in (bounds.LONGEST_ID, bounds.LONGEST_TITLE, bounds.LONGEST_NAME, bounds.LONGEST_ATTRIBUTE):
        assert f"{most}文字まで" in GUIDE
    assert f"{bounds.LONGEST_ADDRESS}文字まで" in GUIDE
    assert f"{bounds.LONGEST_ID}文字まで" in TOP_OF_RESEARCH
