"""The servers of one run: the product and its yardsticks, each with its own folder, port and log."""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from bench.client import fetch
from bench.flows import Answerer, get_plain
from bench.pages import quiz_form
from bench.plan import Plan
from bench.servers import HOST, BenchError, Recipe, Server, Start
from bench.yardsticks import bare, otree
from quiz.config import Settings

ROOT = Path(__file__).resolve().parents[1]
SCRATCH = ROOT / "var" / "bench"
LOCK = ROOT / "requirements" / "bench.txt"
PAGE = "/d/interview"
PARTICIPANTS_A_SECOND = 60
"""More than oTree can use up; those that are left over cost nothing."""

Told = Callable[[str, float], None]
"""Hears what was done, and how many seconds of the plan that was."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person at the terminal asked for."""

    plan: Plan
    port: int
    workers: int
    with_otree: bool = True


class Yard:
    """Starts the servers and knows what each has stored."""

    def __init__(self, options: Options, folder: Path, rng: random.Random) -> None:
        self.servers: dict[str, Server] = {}
        self.otree_missing = "" if options.with_otree else "it was left out by --no-otree"
        self._options = options
        self._folder = folder
        self._rng = rng
        # What the product takes by itself is what the yardstick is given.
        threads = Settings.from_environment({}).threads
        self._recipes = {
            "bare": bare.recipe(folder / "bare.db", options.port, options.workers, threads),
            "product": product(folder / "product", options.port + 1, options.workers),
        }

    def time_starts(self, told: Told) -> dict[str, Start]:
        """Start the servers in turns and return the medians until their first page.

        The first start of all, which makes the databases, stands for itself.
        """
        (self._folder / "product").mkdir()
        starts: dict[str, list[Start]] = defaultdict(list)
        for turn in range(self._options.plan.starts + 1):
            for name, recipe in self._recipes.items():
                with Server(recipe, self._log(name)) as server:
                    starts[name if turn else f"first {name}"].append(server.start)
                told(f"start of {recipe.name}", 1.0)
        return {
            name: Start(
                statistics.median(start.seconds for start in each),
                statistics.median(start.cpu_seconds for start in each),
            )
            for name, each in starts.items()
        }

    def open(self, running: ExitStack) -> None:
        """Start all servers, to be ended by the stack; oTree may be missing, the others may not."""
        for name, recipe in self._recipes.items():
            self.servers[name] = running.enter_context(Server(recipe, self._log(name)))
        page, _ = fetch(self.servers["product"].address, get_plain(PAGE, self.host("product")))
        self.answerer = Answerer(quiz_form(page.body.decode(), PAGE), self._rng)
        if not self.otree_missing:
            try:
                self._open_otree(running)
            except BenchError as error:
                self.otree_missing = str(error)

    def _open_otree(self, running: ExitStack) -> None:
        plan, questions = self._options.plan, self.answerer.form.questions
        options = max(len(options) for options in questions.values())
        names = otree.question_names(len(questions))
        needed = plan.rounds * (len(plan.levels) * plan.otree_seconds * PARTICIPANTS_A_SECOND + sum(plan.levels))
        project = self._folder / "otree"
        programs = otree.install(SCRATCH / "otree", LOCK)
        otree.prepare(project, programs, len(names), options, int(needed))
        self.participants: Iterator[str] = otree.participants(project)
        self.fill = lambda: urlencode({name: self._rng.randrange(options) for name in names})
        recipe = otree.recipe(project, programs, self._options.port + 2)
        self.servers["otree"] = running.enter_context(Server(recipe, self._log("otree")))

    def host(self, name: str) -> str:
        """Return host and port of a server as its requests name them."""
        return f"{HOST}:{self.servers[name].recipe.port}"

    def cpu_seconds(self) -> float:
        """Return the CPU of all servers."""
        return sum(server.cpu_seconds() for server in self.servers.values())

    def rows(self) -> dict[str, int]:
        """Count what each server has stored."""
        counted = {
            "insert": count_rows(self._folder / "bare.db"),
            "submit": count_rows(*sorted((self._folder / "product").rglob("*.db"))),
        }
        return counted if self.otree_missing else {**counted, "questionnaire": otree.stored(self._folder / "otree")}

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"


def product(folder: Path, port: int, workers: int) -> Recipe:
    """Say how the product is started: behind one proxy, as which we name the network of each visitor."""
    command = [sys.executable, "-m", "quiz", "run", "--port", str(port), "--workers", str(workers)]
    return Recipe("the product", command, port, PAGE, ROOT, {"QUIZ_VAR": str(folder), "QUIZ_TRUSTED_PROXIES": "1"})


def count_rows(*files: Path) -> int:
    """Count the rows of the table `attempt` in a database."""
    if len(files) != 1:
        raise BenchError(f"one database was expected, not {len(files)}")
    with closing(sqlite3.connect(f"{files[0].as_uri()}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM attempt").fetchone()[0])
