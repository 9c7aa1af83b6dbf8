"""`quiz reindex`: bring search and relatedness up to what is published."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from quiz.cli.prepare import prepare
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
    with closing(StoreHandle(settings)) as store:
        # Told to a person who waits; a log has no use for it.
        hidden = not sys.stderr.isatty()
        with click.progressbar(length=1, label="Indexing", file=sys.stderr, hidden=hidden) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = total
                bar.update(done - bar.pos)

            count = store.publisher().reindex(progress, everything)
    click.echo(f"{count} consultations indexed")
