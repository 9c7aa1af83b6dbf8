"""The command `python -m bench.staff`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from bench.servers import BenchError
from bench.staff.measured import judge
from bench.staff.report import lines, save_into
from bench.staff.run import measure, steps

EPILOG = """\b
Examples:
  python -m bench.staff
  python -m bench.staff --ten-million --save docs/reference/performance.md
"""
SIZES = (10_000, 1_000_000)
LARGEST = 10_000_000
FILE_THERE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(epilog=EPILOG)
@click.option("--attempts", "sizes", multiple=True, type=click.IntRange(1000), help="Measure other sizes than these.")
@click.option("--ten-million", is_flag=True, help="Measure ten million too: many minutes, and nine gigabytes of disk.")
@click.option("--port", default=8280, show_default=True, type=click.IntRange(1024, 65000), help="First of four ports.")
@click.option("--save", "pages", type=FILE_THERE, multiple=True, help="Fill the figures of a page; may be repeated.")
def main(*, sizes: tuple[int, ...], ten_million: bool, port: int, pages: tuple[Path, ...]) -> None:
    """Measure what staff wait for: statistics and the overview, at ten thousand attempts and at a million."""
    # Being told to end must end the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    wanted = sizes or (*SIZES, LARGEST)[: 3 if ten_million else 2]
    try:
        with click.progressbar(length=steps(wanted), label="Measuring", file=sys.stderr) as bar:

            def progress(done: str, number: int) -> None:
                bar.label = f"{done:<12}"
                bar.update(number)

            measured = measure(wanted, port, progress)
    except BenchError as error:
        sys.exit(f"bench: {error}")
    figures = judge(measured)
    for line in lines(measured, figures):
        click.echo(line)
    for page in pages:
        page.write_text(save_into(page.read_text(encoding="utf-8"), measured, figures), encoding="utf-8")
        click.echo(f"The figures stand in {page}.")
