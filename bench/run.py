"""One run: start the product and its yardsticks, load them in turns, count what they stored, and end them."""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import procfs, wire, wrk
from bench.loads import Loads
from bench.machine import this_machine
from bench.measured import Measured, Stored
from bench.yard import PAGE, SCRATCH, Options, Told, Yard

SEED = 39


def measure(options: Options, told: Told) -> Measured:
    """Measure everything within the bounds of the plan, in a scratch folder on the disk of the checkout."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=SCRATCH) as scratch:
        return _measure_in(Path(scratch), options, told)


def _measure_in(folder: Path, options: Options, told: Told) -> Measured:
    begin = time.monotonic()
    machine = this_machine(folder)
    rng = random.Random(SEED)
    yard = Yard(options, folder, rng)
    starts = yard.time_starts(told)
    with ExitStack() as running:
        yard.open(running)
        walked = wire.measure(yard.servers["product"].address, PAGE, yard.answerer)
        loads = Loads(yard, options.plan, folder, rng, told)
        others = OthersWatch(yard)
        rounds = loads.go_round(begin)
        others_share = others.share()
        memory = {name: server.pss_bytes() for name, server in yard.servers.items()}
        rows = yard.rows()
    # The walk along the wire stored one attempt before the loads did.
    rows["submit"] -= 1
    acknowledged = {
        "insert": loads.completed("insert"),
        "submit": loads.completed("submit", "put", "diagnostic"),
        "questionnaire": loads.completed("questionnaire"),
    }
    return Measured(
        machine=machine,
        plan=options.plan,
        rounds=rounds,
        workers=options.workers,
        client="wrk" if wrk.is_there() else "the bench's own client",
        loads=loads.middles(),
        memory=memory,
        starts=starts,
        wire=walked,
        stored={name: Stored(acknowledged[name], count) for name, count in rows.items()},
        others_share=others_share,
        otree_missing=yard.otree_missing,
    )


class OthersWatch:
    """Watches how much of the machine programs take that are no part of this run."""

    def __init__(self, yard: Yard) -> None:
        self._yard = yard
        self._begin = time.monotonic()
        self._busy = self._others_cpu()

    def _others_cpu(self) -> float:
        return procfs.busy_seconds() - self._yard.cpu_seconds() - procfs.own_seconds()

    def share(self) -> float:
        """Return their share of all processors since the watch began."""
        spent = self._others_cpu() - self._busy
        return max(0.0, spent) / ((time.monotonic() - self._begin) * procfs.cores())
