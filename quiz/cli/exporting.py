"""`quiz export-qa`: everything that is published, out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quiz.cli import imported
from quiz.cli.bank import LANGUAGE
from quiz.cli.store import open_store
from quiz.errors import QuizError


@click.command("export-qa", epilog="Example: quiz export-qa backup/consultations")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("consultations-export"))
@click.option("--name", help="Only what was imported under this name; everything that is published where left out.")
@LANGUAGE
def export_qa(folder: Path, name: str | None, lang: str) -> None:
    """Write everything that is published as a folder that `quiz import-qa` and QUIZ_CONSULTATIONS read.

    FOLDER is `consultations-export` where left out. It holds advisors.yaml, articles.yaml and one file an area.
    """
    from quiz.importing.writing import files_of, write_catalogue

    with open_store() as (store, _):
        catalogue = store.publisher().catalogue(name)
    if not catalogue.consultations:
        click.echo(imported.EMPTY[lang], err=True)
        sys.exit(1)
    strange = sorted({path.name for path in folder.glob("*.yaml")} - set(files_of(catalogue)))
    if strange:
        # They would be read together with the export.
        raise QuizError(imported.NOT_EMPTY[lang].format(folder=folder, names=", ".join(strange[:5])))
    try:
        write_catalogue(catalogue, folder)
    except OSError as error:
        raise QuizError(
            f"{folder} cannot be written ({error.strerror}); name a folder where this user may write"
        ) from None
    click.echo(imported.EXPORTED[lang].format(count=len(catalogue.consultations), folder=folder))
