"""Golden scenarios: answers that a student could give, and what the result must say.

Each file in tests/scenarios/ has a comment saying what it is about, the form, the answers (item: rung), and what is
expected. `strengths` names each area with the answer that shows it, `improvements` each area with the rung to reach
next, both as `area: {item: rung}` and in the order shown. `consultations` lists the Q&As that the result links to, in
their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quiz.advice.choosing import choose
from quiz.advice.reading import read_catalogue
from quiz.resources import shipped_consultations
from quiz.scoring import Result, score
from tests.factories import ROOT, shipped_bank

FILES = sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))
CATALOGUE = read_catalogue(shipped_consultations(), shipped_bank())
Rows = list[tuple[str, str, str]]


def strengths(result: Result) -> Rows:
    return [(one.area.id, one.shown_by.item.id, one.shown_by.option.id) for one in result.strengths]


def improvements(result: Result) -> Rows:
    return [(one.area.id, one.answer.item.id, one.next_rung.id) for one in result.improvements]


def rows(written: dict[str, dict[str, str]]) -> Rows:
    """Return `area: {item: rung}` as rows, in order."""
    return [(area, item, rung) for area, shown in written.items() for item, rung in shown.items()]


PLAIN: dict[str, Callable[[Result], Any]] = {
    "score": lambda result: result.score,
    "band": lambda result: result.band.id,
    "flagged": lambda result: result.is_flagged,
    "borderline": lambda result: result.is_borderline,
}


def consultations(result: Result) -> list[str]:
    return [chosen.consultation.id for chosen in choose(result, CATALOGUE)]


LISTED: dict[str, Callable[[Result], Rows]] = {"strengths": strengths, "improvements": improvements}


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_scenario_ends_as_its_author_says(file: Path) -> None:
    scenario = yaml.safe_load(file.read_text(encoding="utf-8"))
    result = score(shipped_bank(), scenario["form"], scenario["answers"])
    expected = scenario["expect"]
    assert {key: PLAIN[key](result) for key in PLAIN} == {key: expected[key] for key in PLAIN}
    assert {key: LISTED[key](result) for key in LISTED} == {key: rows(expected[key]) for key in LISTED}
    assert consultations(result) == expected["consultations"]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_scenario_says_what_it_is_about_and_answers_the_whole_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    scenario = yaml.safe_load(text)
    assert text.startswith("# ")
    assert list(scenario["answers"]) == ids(shipped_bank().items_of(scenario["form"]))
    assert set(PLAIN) | set(LISTED) | {"consultations"} == set(scenario["expect"])


def test_scenarios_cover_both_forms_every_band_and_both_sides_of_the_line() -> None:
    scenarios = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES]
    bank = shipped_bank()
    assert len(scenarios) >= 12
    assert {scenario["form"] for scenario in scenarios} == set(ids(bank.forms))
    assert {scenario["expect"]["band"] for scenario in scenarios} == set(ids(bank.bands))
    sides = {(scenario["expect"]["flagged"], scenario["expect"]["borderline"]) for scenario in scenarios}
    assert sides == {(True, True), (True, False), (False, True), (False, False)}


def ids(parts: Iterable[Any]) -> list[str]:
    """Return the ids of parts of a bank."""
    return [part.id for part in parts]
