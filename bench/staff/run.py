"""Simulate, fold and release attempts of several sizes, then time statistics and the overview, the sizes in turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path

from bench import procfs
from bench.client import drive
from bench.flows import get, single
from bench.machine import this_machine
from bench.servers import HOST, BenchError, Server, environment_for
from bench.staff.measured import Made, Size, Staff
from bench.staff.statistics import time_statistics
from bench.yard import SCRATCH, product
from bench.yardsticks import bare
from quiz.advice.workflow import Role
from quiz.cli.prepare import prepare
from quiz.clock import now
from quiz.config import Settings
from quiz.store.handle import StoreHandle
from quiz.store.staff import accounts
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.releasing import release

ASKED_EACH = 60
ROUNDS = 4
BATCH_SECONDS = 60.0
PAGE = "/staff/figures/"
BYTES_AN_ATTEMPT = 900
"""Of disk, with the log of writes: what has to be free before a run begins."""

Progress = Callable[[str, int], None]


def measure(sizes: Sequence[int], port: int, progress: Progress) -> Staff:
    """Measure everything in a scratch folder on the disk of the checkout; BenchError where that has no room."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    wanted, free = sum(sizes) * BYTES_AN_ATTEMPT, shutil.disk_usage(SCRATCH).free
    if wanted > free:
        raise BenchError(f"{SCRATCH} has {free / 1e9:.1f} GB free, and this run needs {wanted / 1e9:.1f} GB")
    with tempfile.TemporaryDirectory(prefix="staff-", dir=SCRATCH) as scratch:
        return _measure_in(Path(scratch), sorted(sizes), port, progress)


def steps(sizes: Sequence[int]) -> int:
    """Return how many steps a run reports."""
    return 3 * len(sizes) + 1 + (ROUNDS + 1) * (len(sizes) + 1)


def _measure_in(folder: Path, sizes: Sequence[int], port: int, progress: Progress) -> Staff:
    begin, busy = time.monotonic(), procfs.busy_seconds()
    settings = {str(size): _settings(folder / str(size)) for size in sizes}
    made = {}
    for size in sizes:
        made[str(size)] = _make(folder / str(size), size, settings[str(size)], progress)
    children = os.times()
    own = procfs.own_seconds() + children.children_user + children.children_system
    others = max(0.0, procfs.busy_seconds() - busy - own) / ((time.monotonic() - begin) * procfs.cores())
    statistics = time_statistics(settings, prepare(settings[str(sizes[0])]).bank)
    progress("statistics", 1)
    hello, overviews = _ask(folder, settings, port, progress)
    each = (Size(made[name], statistics[name], overviews[name]) for name in settings)
    return Staff(this_machine(folder), tuple(each), hello, others)


def _settings(var: Path) -> Settings:
    return Settings.from_environment({"QUIZ_VAR": str(var)})


def _make(var: Path, size: int, settings: Settings, progress: Progress) -> Made:
    prepare(settings)
    command = [sys.executable, "-m", "quiz", "simulate", "--attempts", str(size), "--seed", "1"]
    recipe = product(var, 0, 1)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=recipe.folder, env=environment_for(recipe), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    simulated = time.perf_counter() - begin
    if process.returncode:
        raise BenchError(f"quiz simulate ended with {process.returncode}")
    progress("simulated", 1)
    with closing(StoreHandle(settings)) as store:
        begin = time.perf_counter()
        Folding(store.opened()).fold()
        folded = time.perf_counter() - begin
        progress("folded", 1)
        begin = time.perf_counter()
        release(store.opened(), settings.smallest_group, now())
        released = time.perf_counter() - begin
        progress("released", 1)
    database = sum(file.stat().st_size for file in var.glob("quiz.db*"))
    return Made(size, simulated, 1024 * used.ru_maxrss, folded, released, database)


def _ask(
    folder: Path, settings: dict[str, Settings], port: int, progress: Progress
) -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    """Ask for the yardstick and for each size's overview in turns; return what each took, in milliseconds."""
    cookies = {name: _signed_in(one) for name, one in settings.items()}
    threads = Settings.from_environment({}).threads
    taken: dict[str, list[float]] = {"hello": [], **{name: [] for name in settings}}
    with ExitStack() as running:
        recipe = bare.recipe(folder / "bare.db", port, 1, threads)
        servers = {"hello": running.enter_context(Server(recipe, folder / "bare.log"))}
        for number, name in enumerate(settings, 1):
            recipe = product(folder / name, port + number, 1)
            servers[name] = running.enter_context(Server(recipe, folder / f"{name}.log"))
        for turn in range(ROUNDS + 1):
            for name, server in servers.items():
                raw = _request(server, cookies.get(name, ""))
                asked = islice(single(name, lambda raw=raw: raw, 200), ASKED_EACH)  # type: ignore[misc]
                durations = drive(server.address, asked, 1, BATCH_SECONDS).durations[name]
                # The first round is for warming up.
                taken[name] += [1000 * one for one in durations] if turn else []
                progress("overview", 1)
    return tuple(taken["hello"]), {name: tuple(taken[name]) for name in settings}


def _request(server: Server, token: str) -> bytes:
    host = f"{HOST}:{server.recipe.port}"
    if not token:
        return get("/", host)
    return get(PAGE, host).replace(b"\r\n\r\n", f"\r\nCookie: quiz-signin={token}\r\n\r\n".encode())


def _signed_in(settings: Settings) -> str:
    """Return the token of a viewer's sign-in: the bench is no test of passwords."""
    with closing(StoreHandle(settings)) as store, store.opened().writing() as connection:
        accounts.add(connection, "bench", "no password", Role.VIEWER, "", now())
        known = accounts.named(connection, "bench")
        assert known is not None
        token = accounts.begin(connection, known, now(), "no password")
    assert token is not None
    return token
