"""The command `python -m bench.library`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from bench.library.measured import judge
from bench.library.report import lines, save_into
from bench.library.run import ROUNDS, measure
from bench.servers import BenchError

EPILOG = """\b
Examples:
  python -m bench.library
  python -m bench.library --consultations 500 --save docs/reference/performance.md
"""
KINDS = 5
FILE_THERE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(epilog=EPILOG)
@click.option("--consultations", default=5000, show_default=True, type=click.IntRange(100, 100_000), help="How many.")
@click.option("--port", default=8270, show_default=True, type=click.IntRange(1024, 65000), help="First of two ports.")
@click.option("--save", "pages", type=FILE_THERE, multiple=True, help="Fill the figures of a page; may be repeated.")
def main(*, consultations: int, port: int, pages: tuple[Path, ...]) -> None:
    """Measure a large Q&A site: its pages, its search, and how long it takes to index everything anew."""
    # Being told to end must end the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with click.progressbar(length=2 + KINDS * (ROUNDS + 1), label="Measuring", file=sys.stderr) as bar:

            def progress(done: str, steps: int) -> None:
                bar.label = f"{done:<20}"
                bar.update(steps)

            measured = measure(consultations, port, progress)
    except BenchError as error:
        sys.exit(f"bench: {error}")
    figures = judge(measured)
    for line in lines(measured, figures):
        click.echo(line)
    for page in pages:
        page.write_text(save_into(page.read_text(encoding="utf-8"), measured, figures), encoding="utf-8")
        click.echo(f"The figures stand in {page}.")
