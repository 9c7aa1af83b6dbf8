"""Publish a large Q&A site, index it, serve it beside bare Flask, and ask for its pages in turns."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from bench import procfs
from bench.client import drive
from bench.flows import get, single
from bench.library.content import Content
from bench.library.measured import Asked, Library
from bench.machine import this_machine
from bench.servers import HOST, Server
from bench.yard import SCRATCH, product
from bench.yardsticks import bare
from quiz.cli.prepare import prepare
from quiz.clock import now
from quiz.config import Settings
from quiz.store.handle import StoreHandle

SEED = 39
ASKED_EACH = 300
ROUNDS = 3
BATCH_SECONDS = 60.0

Progress = Callable[[str, int], None]


def measure(consultations: int, port: int, progress: Progress) -> Library:
    """Measure everything in a scratch folder on the disk of the checkout."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="library-", dir=SCRATCH) as scratch:
        return _measure_in(Path(scratch), consultations, port, progress)


def _measure_in(folder: Path, consultations: int, port: int, progress: Progress) -> Library:
    settings = Settings.from_environment({"QUIZ_VAR": str(folder / "product"), "QUIZ_CONSULTATIONS": "none"})
    content = Content(prepare(settings).bank, random.Random(SEED))
    progress("writing texts", 0)
    with closing(StoreHandle(settings)) as store:
        publish_seconds = _publish(store, content, consultations)
        progress("published", 1)
        begin = time.perf_counter()
        store.publisher().reindex(everything=True)
        reindex_seconds = time.perf_counter() - begin
    progress("indexed", 1)
    asked, others = _ask(folder, content, consultations, port, progress)
    machine = this_machine(folder)
    return Library(machine, consultations, publish_seconds, reindex_seconds, asked, others)


def _publish(store: StoreHandle, content: Content, consultations: int) -> float:
    publisher = store.publisher()
    changes = publisher.compare("bench", list(content.records(consultations)), content.advisors)
    begin = time.perf_counter()
    publisher.apply(changes, now())
    return time.perf_counter() - begin


def _ask(
    folder: Path, content: Content, consultations: int, port: int, progress: Progress
) -> tuple[dict[str, Asked], float]:
    plain = product(folder / "product", port + 1, 1)
    recipe = replace(plain, environment={**plain.environment, "QUIZ_CONSULTATIONS": "none"})
    threads = Settings.from_environment({}).threads
    with ExitStack() as running:
        bare_server = Server(bare.recipe(folder / "bare.db", port, 1, threads), folder / "bare.log")
        running.enter_context(bare_server)
        server = running.enter_context(Server(recipe, folder / "product.log"))
        kinds = _kinds(content, consultations)
        kept: dict[str, list[float]] = {"hello": [], **{kind: [] for kind in kinds}}
        begin, busy = time.monotonic(), procfs.busy_seconds() - _cpu(bare_server, server)
        for turn in range(ROUNDS + 1):
            for kind in kept:
                which = bare_server if kind == "hello" else server
                paths = iter(["/"] * ASKED_EACH) if kind == "hello" else kinds[kind]
                durations = _durations(which, kind, paths)
                # The first round is for warming up.
                kept[kind] += durations if turn else []
                progress(kind, 1)
        spent = procfs.busy_seconds() - _cpu(bare_server, server) - busy
        share = max(0.0, spent) / ((time.monotonic() - begin) * procfs.cores())
    return {kind: Asked(tuple(1000 * one for one in durations)) for kind, durations in kept.items()}, share


def _cpu(*servers: Server) -> float:
    return sum(server.cpu_seconds() for server in servers) + procfs.own_seconds()


def _kinds(content: Content, consultations: int) -> dict[str, Iterator[str]]:
    """Return what is asked for: no page twice before all were, so that none is kept ready."""

    def in_turn(paths: list[str]) -> Iterator[str]:
        while True:
            yield from paths

    pages = consultations // 10
    busiest = consultations * 344 // 1000 // 10
    return {
        "consultation": in_turn([f"/qa/q{number * 7 % consultations}" for number in range(consultations)]),
        "newest": in_turn([f"/qa/?page={page}" for page in range(1, pages + 1)]),
        "advisor": in_turn([f"/qa/advisors/advisor-0?page={page}" for page in range(1, busiest + 1)]),
        "search": (f"/qa/search?q={quote(content.query())}" for _ in iter(int, 1)),
    }


def _durations(server: Server, kind: str, paths: Iterator[str]) -> list[float]:
    host = f"{HOST}:{server.recipe.port}"
    asked = islice(single(kind, lambda: get(next(paths), host), 200), ASKED_EACH)
    return drive(server.address, asked, 1, BATCH_SECONDS).durations[kind]
