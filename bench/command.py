"""The command `python -m bench`."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

import click

from bench.measured import Measured
from bench.plan import FULL, QUICK
from bench.report import save_into, table
from bench.run import measure
from bench.servers import BenchError
from bench.targets import judge
from bench.yard import Options

EPILOG = """\b
Examples:
  python -m bench
  python -m bench --quick --no-otree
  python -m bench --save docs/reference/performance.md --json var/bench/last.json
"""
FILE_THERE = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command(epilog=EPILOG)
@click.option("--quick", is_flag=True, help="Measure one short round: at most 90 seconds, and coarse.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 16), help="Worker processes of each.")
@click.option("--port", default=8260, show_default=True, type=click.IntRange(1024, 65000), help="First of three ports.")
@click.option(
    "--otree/--no-otree", "with_otree", default=True, help="Measure beside oTree (installed when first used)."
)
@click.option("--save", "pages", type=FILE_THERE, multiple=True, help="Fill the figures of a page; may be repeated.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write every figure as JSON."
)
def main(
    *, quick: bool, workers: int, port: int, with_otree: bool, pages: tuple[Path, ...], json_file: Path | None
) -> None:
    """Measure the diagnostic beside yardsticks that are started here: bare Flask and oTree.

    All run on this machine in the same minutes, so that ratios hold where absolute numbers do not.
    """
    # Being told to end must end the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    plan = QUICK if quick else FULL
    try:
        measured = _measure(Options(plan, port, workers, with_otree))
    except BenchError as error:
        sys.exit(f"bench: {error}")
    figures = judge(measured)
    click.echo(table(measured, figures))
    if json_file:
        json_file.write_text(json.dumps(asdict(measured), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for page in pages:
        page.write_text(save_into(page.read_text(encoding="utf-8"), measured, figures), encoding="utf-8")
        click.echo(f"The figures stand in {page}.")


def _measure(options: Options) -> Measured:
    with click.progressbar(length=int(options.plan.expected_seconds), label="Measuring", file=sys.stderr) as bar:

        def told(done: str, seconds: float) -> None:
            bar.label = f"{done:<32}"
            bar.update(int(seconds))

        return measure(options, told)
