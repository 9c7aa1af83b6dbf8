"""`quiz reindex`: bring search and relatedness up to what is published."""

from __future__ import annotations

import click

from quiz.cli.progress import progress_bar
from quiz.cli.store import open_store


@click.command(epilog="Example: quiz reindex --all")
@click.option("--all", "everything", is_flag=True, help="Index everything anew, also what seems to be up to date.")
def reindex(everything: bool) -> None:
    """Bring search and relatedness up to what is published.

    Publishing does this by itself. This finishes what an interruption left undone, and is harmless at any time.
    """
    with open_store() as (store, _), progress_bar("Indexing") as progress:
        count = store.publisher().reindex(progress, everything)
    click.echo(f"{count} consultations indexed")
