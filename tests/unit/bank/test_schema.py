"""The JSON Schema that editors get says the same about shape as the reader."""

from __future__ import annotations

import copy
import re
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quiz.bank.checking.subjects import SUBJECTS
from quiz.bank.findings import Finding, Notes
from quiz.bank.nodes import read_nodes
from quiz.bank.reading import examine_bytes
from quiz.bank.schema import BANK, json_schema, key_names
from quiz.bank.shapes import check_shape
from tests.factories import GOOD, ROOT, SHIPPED, a_document, as_yaml

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
VALUES = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        39,
        -1,
        101,
        1.5,
        "",
        " ",
        "x",
        "Aa",
        "quick",
        "yes",
        "39",
        [],
        {},
        [1],
        ["quick"],
        {"ja": "あ"},
    ]
)


def reader_accepts(document: Any) -> bool:
    notes = Notes()
    root, trouble = read_nodes(as_yaml(document), notes)
    assert trouble is None and root is not None
    check_shape(root, BANK, notes)
    return not notes.errors


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every (container, key or index) of a tree."""
    found: list[tuple[Any, Any]] = []
    keys = list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else []
    for key in keys:
        found.append((tree, key))
        found += places(tree[key])
    return found


@st.composite
def changed_documents(draw: st.DrawFn) -> Any:
    """Draw a good document with one to three values replaced, removed or added.

    Values are copied: a later change may go into one, and the strategy would hand it out changed.
    """
    document: Any = copy.deepcopy(a_document(areas=1))
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(document)))
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                container[key] = copy.deepcopy(draw(VALUES))
            case "remove":
                del container[key]
            case "add" if isinstance(container, dict):
                container[draw(st.sampled_from(["extra", "weight", "reverse", "id"]))] = copy.deepcopy(draw(VALUES))
    return document


@given(changed_documents())
def test_schema_and_reader_accept_the_same_shapes(document: Any) -> None:
    assert VALIDATOR.is_valid(document) == reader_accepts(document)


@pytest.mark.parametrize("file", [GOOD, SHIPPED])
def test_good_banks_fit_the_schema(file: Any) -> None:
    VALIDATOR.validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def test_the_schema_is_a_schema_in_both_languages() -> None:
    for language in ("ja", "en"):
        jsonschema.Draft202012Validator.check_schema(json_schema(language))
    assert (
        json_schema("ja")["properties"]["cut"]["description"] != json_schema("en")["properties"]["cut"]["description"]
    )


GUIDE = (ROOT / "docs" / "guide" / "bank-authors-guide.md").read_text(encoding="utf-8")


def test_every_key_has_a_heading_in_the_guide() -> None:
    headings = [line for line in GUIDE.splitlines() if line.startswith("#")]
    missing = [key for key in sorted(key_names()) if not any(f"`{key}`" in heading for heading in headings)]
    assert missing == []


def test_the_item_in_the_guide_is_a_good_item_without_a_warning() -> None:
    block = next(block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if "options:" in block)
    document = a_document()
    document["items"][0] = {**yaml.safe_load(block)[0], "area": "area1"}
    report = examine_bytes(as_yaml(document).encode(), "guide.yaml")
    assert report.error_lines() + report.warning_lines() == []


def test_the_finding_in_the_guide_is_worded_as_the_check_words_it() -> None:
    finding = Finding(236, "items/research-depth/options/page/points", "wide-digits", {"value": "１", "meant": 1})
    assert finding.text("questions.yaml") in GUIDE


def test_the_forbidden_subjects_in_the_guide_are_those_of_the_check() -> None:
    missing = [subject.name.ja for subject in SUBJECTS if subject.name.ja not in GUIDE]
    assert missing == ["容姿・結婚"]
    assert "容姿と結婚" in GUIDE
