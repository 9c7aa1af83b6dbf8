"""`quiz reindex`: bring search and relatedness up to what is published."""

from __future__ import annotations

from contextlib import closing

import click

from quiz.cli.prepare import prepare
from quiz.cli.progress import progress_bar
from quiz.config import from_process
from quiz.store.handle import StoreHandle


@click.command(epilog="Example: quiz reindex --all")
@click.option("--all", "everything", is_flag=True, help="Index everything anew, also what seems to be up to date.")
def reindex(everything: bool) -> None:
    """Bring search and relatedness up to what is published.

    Publishing does this by itself. This finishes what an interruption left undone, and is harmless at any time.
    """
    settings = from_process()
    prepare(settings)
    with closing(StoreHandle(settings)) as store, progress_bar("Indexing") as progress:
        count = store.publisher().reindex(progress, everything)
    click.echo(f"{count} consultations indexed")
