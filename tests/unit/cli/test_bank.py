"""The commands for authors: what they print, and how they end."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import jsonschema
import pytest
from click.testing import CliRunner, Result

from quiz.bank.answers import encode
from quiz.cli.bank import commands
from quiz.cli.explaining import exact_text
from quiz.cli.main import main
from quiz.resources import shipped_consultations
from tests.factories import GOOD, SHIPPED, shipped_bank, some_answers

GOOD_TEXT = GOOD.read_text(encoding="utf-8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    file = tmp_path / "spoilt.yaml"
    file.write_text(GOOD_TEXT.replace("cut: 39", "cut: ３９").replace("seconds: 30", "seconds: 3"), encoding="utf-8")
    return file


def test_a_good_bank_passes_and_is_summed_up() -> None:
    done = run("check", GOOD, "--lang", "en")
    assert done.exit_code == 0
    assert "no errors (0 warnings)" in done.output
    assert "reachable scores near the cut 0, 25, 50, 75" in done.output


def test_the_shipped_bank_passes_together_with_its_consultations() -> None:
    for arguments in ((), (SHIPPED,), (SHIPPED, "--strict")):
        done = run("check", *arguments)
        assert (done.exit_code, "エラーはありません（注意 0 件）" in done.output) == (0, True), done.output


def test_errors_and_warnings_are_printed_and_errors_fail(spoilt: Path) -> None:
    done = run("check", spoilt)
    assert done.exit_code == 1
    assert f"{spoilt}:5: cut: 「３９」は全角数字です; 半角で 39 と書いてください\n" in done.output
    assert f"{spoilt}:10: 注意: forms/quick/seconds: " in done.output
    assert done.output.endswith("エラー 1 件、注意 1 件。直してからもう一度確かめてください\n")


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(GOOD_TEXT.replace("seconds: 30", "seconds: 3"), encoding="utf-8")
    assert run("check", file).exit_code == 0
    assert run("check", file, "--strict").exit_code == 1


def test_findings_are_printed_as_json(spoilt: Path) -> None:
    done = run("check", spoilt, "--format", "json", "--lang", "en")
    report = json.loads(done.output)
    assert done.exit_code == 1
    assert (report["file"], report["version"]) == (str(spoilt), None)
    assert [(one["line"], one["key"], one["code"]) for one in report["errors"]] == [(5, "cut", "wide-digits")]
    assert [one["code"] for one in report["warnings"]] == ["reading-time"]


def test_areas_without_a_consultation_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "advisors.yaml").write_text("advisors: []\n", encoding="utf-8")
    done = run("check", GOOD, "--consultations", tmp_path, "--lang", "en")
    assert "areas/practice: there is no consultation" in done.output or done.exit_code == 1


def test_a_consultation_without_an_area_is_warned_of(tmp_path: Path) -> None:
    folder = Path(copytree(shipped_consultations(), tmp_path / "consultations"))
    file = folder / "research.yaml"
    file.write_text(file.read_text("utf-8").replace("    area: research\n", "", 1), "utf-8")
    done = run("check", SHIPPED, "--consultations", folder)
    assert done.exit_code == 0
    assert "consultations/same-reason: 注意: 領域（area）がない" in done.output
    assert "注意 1 件" in done.output
    assert run("check", SHIPPED, "--consultations", folder, "--strict").exit_code == 1


def test_a_missing_file_is_one_clear_line() -> None:
    done = run("check", "nothing.yaml", "--lang", "en")
    assert done.exit_code == 1
    assert done.output.startswith("nothing.yaml:1: whole file: there is no such file; check its name and folder\n")


def test_the_schema_is_printed_and_fits_the_shipped_bank() -> None:
    printed = json.loads(run("schema").output)
    jsonschema.Draft202012Validator.check_schema(printed)
    assert printed["properties"]["cut"]["maximum"] == 100


def test_every_point_of_a_score_is_explained() -> None:
    output = run("explain", "210312").output
    assert "9 / 18 点" in output
    assert "100 × 9 / 18 = 50、四捨五入して 50 点" in output
    assert output.count("/ 3 点") == 12
    assert "要注意: いいえ（39 点より上）" in output


def test_rounding_is_shown_at_the_line() -> None:
    output = run("explain", "211111", "--lang", "en").output
    assert "100 × 7 / 18 = 350/9 (38.89), rounded half up to 39" in output
    assert "flagged: yes (39 or below)" in output
    assert "near the line: yes" in output


def test_a_code_digits_and_pairs_give_the_same_explanation() -> None:
    bank = shipped_bank()
    for form in ("quick", "full"):
        answers = some_answers(bank, form, seed=3)
        code = encode(bank, form, answers)
        places = [[option.id for option in item.options].index(answers[item.id]) for item in bank.items_of(form)]
        written = [
            (code,),
            (f"https://shindan.example.jp/r/{code.upper()}",),
            ("".join(map(str, places)),),
            tuple(f"{item}={option}" for item, option in answers.items()),
        ]
        outputs = {run("explain", *arguments).output for arguments in written}
        assert len(outputs) == 1 and bank.version in outputs.pop()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("12",), "there are 2 digits"),
        (("999999",), "has no option 9"),
        (("abc",), "cannot be read as a code"),
        (("00000000-01",), "cannot be read as a code"),
        (("research-depth=page",), "no answer to self-stories"),
        (("research-depth=x", "--form", "quick"), "research-depth has no option x"),
        (("a=b", "c"), "not of the form item=option"),
        (("210312", "--form", "long"), "there is no form long"),
        (("210312", "--bank", "nothing.yaml"), "there is no such file"),
    ],
)
def test_answers_that_make_no_sense_are_one_clear_message(arguments: tuple[str, ...], says: str) -> None:
    done = run("explain", *arguments, "--lang", "en")
    assert done.exit_code == 1
    assert says in done.output and "Traceback" not in done.output


def test_a_code_of_another_bank_names_both_versions() -> None:
    bank = shipped_bank()
    code = encode(bank, "quick", some_answers(bank, "quick"))
    done = run("explain", code, "--bank", GOOD, "--lang", "en")
    assert done.exit_code == 1
    assert f"belongs to version {bank.version}, but the bank is version" in done.output


@pytest.mark.parametrize("name", [command.name for command in commands])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    output = run(name, "--help").output
    assert "Example" in output and f"quiz {name}" in output


def test_exact_numbers_are_shown_as_fraction_and_decimals() -> None:
    assert [exact_text(Fraction(*pair)) for pair in ((50, 1), (350, 9), (1, 200))] == [
        "50",
        "350/9 (38.89)",
        "1/200 (0.01)",
    ]
