"""Commands for the people who write the questionnaire: `quiz check`, `quiz schema` and `quiz explain`.

YAML and the checks are imported where they are used, since `quiz run` loads this module too and must start quickly.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quiz import config, resources
from quiz.bank.model import Text
from quiz.errors import CatalogueError, QuizError

if TYPE_CHECKING:
    from quiz.bank.findings import Finding, Report

LANGUAGE = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default="ja", show_default=True, help="Language of the output."
)

UNPLACED = Text(
    "consultations/{id}: 領域（area）がないので、どの結果からもすすめられません; 領域のidを1つ書いてください",
    "consultations/{id}: has no area, so no result recommends it; write the id of one as area",
)


@click.command(epilog="Example: quiz check questions.yaml --lang en")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@LANGUAGE
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="text or json.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--consultations",
    type=click.Path(path_type=Path),
    help="Folder of consultations, to find areas without one; the shipped folder where the shipped bank is checked.",
)
def check(file: Path | None, lang: str, form: str, strict: bool, consultations: Path | None) -> None:
    """Check a bank: every error and warning with its line, key and what to write instead.

    FILE is the bank in use where it is left out. The exit status is 1 where there is an error.
    """
    report, catalogue_lines, unplaced = _examine(file, lang, consultations)
    errors = [*report.error_lines(lang), *catalogue_lines]
    warnings = [*report.warning_lines(lang), *unplaced]
    if form == "json":
        click.echo(json.dumps(_as_json(report, lang, [*catalogue_lines, *unplaced]), ensure_ascii=False, indent=2))
    else:
        from quiz.cli.summary import verdict

        for line in errors:
            click.echo(line)
        for line in warnings:
            click.echo(line.replace(": ", ": 注意: " if lang == "ja" else ": warning: ", 1))
        for line in verdict(report, len(errors), len(warnings), lang):
            click.echo(line)
    if errors or (strict and warnings):
        sys.exit(1)


@click.command(epilog="Example: quiz schema > questions.schema.json")
@LANGUAGE
def schema(lang: str) -> None:
    """Print the JSON Schema of a bank, from which editors complete keys and show what they are for.

    In VS Code with the YAML extension, the first line of the bank is then
    `# yaml-language-server: $schema=questions.schema.json`.
    """
    from quiz.bank.schema import json_schema

    click.echo(json.dumps(json_schema(lang), ensure_ascii=False, indent=2))


@click.command(epilog="Examples: quiz explain 210312 · quiz explain 8dpt3vn4-2k7q1x · quiz explain item=option …")
@click.argument("answers", nargs=-1, required=True)
@LANGUAGE
@click.option("--bank", "file", type=click.Path(path_type=Path), help="The bank; the one in use where left out.")
@click.option("--form", "form_id", help="The form, where the answers do not tell.")
def explain(answers: tuple[str, ...], lang: str, file: Path | None, form_id: str | None) -> None:
    """Show how a score arises: every answer, its points, the sum, rounding, band, flag and the best changes.

    ANSWERS are the code at the end of a result's address, or one digit for each item in the order of the form
    (0 is the first option), or item=option pairs.
    """
    from quiz.bank.reading import read_bank
    from quiz.cli.explaining import explanation, read_answers
    from quiz.scoring import score

    bank = read_bank(file or _shown(_default_bank()), lang)
    form, chosen = read_answers(bank, answers, form_id, lang)
    for line in explanation(score(bank, form, chosen), lang):
        click.echo(line)


def _default_bank() -> Path:
    return config.from_process().bank or resources.shipped_bank()


def _examine(file: Path | None, lang: str, consultations: Path | None) -> tuple[Report, list[str], list[str]]:
    """Return the report of a bank, what is wrong with the consultations that belong to it, and which have no area."""
    from quiz.advice.reading import read_catalogue
    from quiz.bank.reading import examine

    path = file or _shown(_default_bank())
    report = examine(path)
    if consultations is None and _is_shipped(path):
        consultations = resources.shipped_consultations()
    if report.bank is None or consultations is None:
        return report, [], []
    try:
        catalogue = read_catalogue(consultations, report.bank, lang)
    except CatalogueError as refusal:
        return report, list(refusal.findings), []
    unplaced = [UNPLACED[lang].format(id=one.id) for one in catalogue.consultations if not one.area]
    return examine(path, frozenset(one.area for one in catalogue.consultations)), [], unplaced


def _is_shipped(path: Path) -> bool:
    try:
        return path.samefile(resources.shipped_bank())
    except (OSError, ValueError, QuizError):
        return False


def _shown(path: Path) -> Path:
    """Return a path as short as it can be written from here."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _as_json(report: Report, lang: str, catalogue_lines: list[str]) -> dict[str, Any]:
    def listed(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
        return [{"line": one.line, "key": one.key, "code": one.code, "message": one.message(lang)} for one in findings]

    return {
        "file": report.file,
        "version": report.bank.version if report.bank else None,
        "errors": listed(report.errors),
        "warnings": listed(report.warnings),
        "consultations": catalogue_lines,
    }


commands: list[click.Command] = [check, schema, explain]
