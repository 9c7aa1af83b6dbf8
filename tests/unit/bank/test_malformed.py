"""Every malformed bank is refused, with one finding at the right line that says what to write instead."""

from __future__ import annotations

import pytest

from quiz.bank.messages import MESSAGES, advice
from quiz.bank.reading import examine, examine_bytes
from tests.banks.malformed import CASES, Malformed
from tests.factories import GOOD

NAMES = [case.name for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_malformed_bank_is_refused_at_its_line_with_its_key_and_cause(case: Malformed) -> None:
    report = examine_bytes(case.data, "bank.yaml")
    found = [(finding.line, finding.key) for finding in report.errors if case.says in finding.message()]
    assert report.bank is None
    assert (case.line, case.key) in found, "\n".join(report.error_lines())


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_one_cause_gives_one_finding(case: Malformed) -> None:
    lines = examine_bytes(case.data, "bank.yaml").error_lines("en")
    assert len(lines) == 1 + case.more, "\n".join(lines)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_finding_is_one_line_with_both_halves(language: str) -> None:
    for case in CASES:
        for line in examine_bytes(case.data, "bank.yaml").error_lines(language):
            place, _, words = line.partition(": ")
            assert place.startswith("bank.yaml:")
            assert "; " in words
            assert line.isprintable()


def test_the_good_bank_has_no_finding() -> None:
    report = examine(GOOD)
    assert report.bank is not None
    assert report.errors == report.warnings == ()


def test_names_of_cases_are_told_apart() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_every_error_message_is_reached_by_a_case() -> None:
    reached = {finding.code for case in CASES for finding in examine_bytes(case.data, "x").errors}
    of_paths = {"file-missing", "file-folder", "file-special", "file-unreadable"}
    of_size = {"too-many-values", "form-long", "more-findings"}
    assert set(MESSAGES) - set(advice.MESSAGES) - of_paths - of_size - {"syntax-other"} == reached
