"""The command `python -m bench.embed`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click

from bench.embed.host import PAGES
from bench.embed.measured import judge
from bench.embed.report import lines, save_into
from bench.embed.run import ROUNDS, measure
from bench.servers import BenchError

EPILOG = """\b
Examples:
  python -m bench.embed
  python -m bench.embed --save docs/reference/performance.md
"""
FILE_THERE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(epilog=EPILOG)
@click.option("--port", default=8280, show_default=True, type=click.IntRange(1024, 65000), help="First of two ports.")
@click.option("--save", "pages", type=FILE_THERE, multiple=True, help="Fill the figures of a page; may be repeated.")
def main(*, port: int, pages: tuple[Path, ...]) -> None:
    """Measure what a reader of another site's page pays for the diagnostic in it: bytes, requests and time."""
    # Being told to end must end the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    steps = len(PAGES) - 1 + len(PAGES) * (ROUNDS + 1)
    try:
        with click.progressbar(length=steps, label="Measuring", file=sys.stderr) as bar:

            def progress(done: str, count: int) -> None:
                bar.label = f"{done:<10}"
                bar.update(count)

            measured = measure(port, dict(os.environ), progress)
    except BenchError as error:
        sys.exit(f"bench: {error}")
    figures = judge(measured)
    for line in lines(figures):
        click.echo(line)
    for page in pages:
        page.write_text(save_into(page.read_text(encoding="utf-8"), measured, figures), encoding="utf-8")
        click.echo(f"The figures stand in {page}.")
