"""`quiz simulate`: fill the database with synthetic attempts of known truth, and tell that truth.

What needs numpy or SQLAlchemy is imported where it is used, so that `--help` is quick.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli.progress import progress_bar
from quiz.clock import day_of, now
from quiz.config import Settings, from_process
from quiz.errors import SimulationError
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.simulation.making import Day, Simulation
    from quiz.store.simulated import Simulated

ATTEMPTS_A_WRITE = 20_000
"""In one transaction: about a third of a second, in which no student's attempt can be stored."""


@click.command(epilog="Example: quiz simulate --attempts 20000 --seed 7 --truth truth.json")
@click.option("--attempts", default=20_000, show_default=True, type=click.IntRange(1, 100_000_000), help="How many.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Another gives another truth.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day. [default: yesterday]")
@click.option("--clean", "is_clean", is_flag=True, help="Plant no faulty items.")
@click.option(
    "--truth", "file", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write it as JSON."
)
@click.option("--among-real", is_flag=True, help="Even where the database holds attempts that are not simulated.")
def simulate(
    *, attempts: int, seed: int, until: date | None, is_clean: bool, file: Path | None, among_real: bool
) -> None:
    """Fill the database with synthetic attempts of known truth: for a trial, a demonstration or a test.

    About thirteen months of them, with cohorts, sites, seasons, retakes and hasty answers; one item is bad and one is
    biased, and what is told at the end says which. Every page of the staff then says that its figures are synthetic.
    """
    simulation = fill(from_process(), attempts, seed, until, is_clean, among_real)
    _tell(simulation, file)


def fill(
    settings: Settings,
    attempts: int,
    seed: int,
    until: date | None = None,
    is_clean: bool = False,
    among_real: bool = False,
) -> Simulation:
    """Simulate into the database of some settings, and return what was simulated; SimulationError where it may not."""
    # It reads the bank where it changed, and loads SQLAlchemy and numpy, which `--help` does not need.
    from quiz.cli.prepare import prepare
    from quiz.simulation.drawing import draw_truth
    from quiz.simulation.making import Simulation
    from quiz.simulation.seasons import days_until
    from quiz.simulation.truth import CAMPAIGN
    from quiz.store.simulated import Simulated

    prepared = prepare(settings)
    listings: dict[str, list[str]] = {}
    for one in prepared.shelf.listings:
        listings.setdefault(one.area, []).append(one.id)
    truth = draw_truth(prepared.bank, seed, is_clean)
    simulation = Simulation(prepared.bank, truth, attempts, days_until(_last_day(until)), listings)
    with closing(StoreHandle(settings)) as store:
        simulated = Simulated(store.opened())
        if not among_real:
            simulated.refuse_real(CAMPAIGN)
        _write(simulation, simulated)
    return simulation


def _last_day(until: date | None) -> date:
    """Return the last day; SimulationError where it is not over yet."""
    today = date.fromisoformat(day_of(now()))
    last = today - timedelta(days=1) if until is None else date(until.year, until.month, until.day)
    if last >= today:
        raise SimulationError(f"{last} is not over yet in Japan, and no attempt can come from the future")
    return last


def _write(simulation: Simulation, simulated: Simulated) -> None:
    waiting: list[Day] = []
    done = 0
    with progress_bar("Simulating") as progress:
        for day in simulation.made():
            waiting.append(day)
            number = sum(len(one.rows.attempts) for one in waiting)
            if number >= ATTEMPTS_A_WRITE or day.day == simulation.days[-1]:
                write_days(simulated, waiting)
                done += number
                waiting.clear()
                progress(done, simulation.attempts)


def write_days(simulated: Simulated, days: Sequence[Day]) -> None:
    """Write everything that was made of some days."""
    simulated.write(
        [row for day in days for row in day.rows.attempts],
        [row for day in days for row in day.rows.cohorts],
        {
            "passage": [row for day in days for row in day.counts.passages],
            "click": [row for day in days for row in day.counts.clicks],
            "placement_click": [row for day in days for row in day.counts.placement_clicks],
        },
    )


def _tell(simulation: Simulation, file: Path | None) -> None:
    from quiz.simulation.implied import implied
    from quiz.simulation.seasons import weights_of
    from quiz.simulation.telling import document, lines

    weights = weights_of(simulation.days)
    figures = [implied(simulation.bank, simulation.truth, form.id, weights) for form in simulation.bank.forms]
    for line in lines(simulation.truth, figures):
        click.echo(line)
    if file is not None:
        told = json.dumps(document(simulation.truth, figures), ensure_ascii=False, indent=1)
        file.write_text(told + "\n", encoding="utf-8")
