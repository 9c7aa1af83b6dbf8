"""The loads of one run: flows and single steps, in turns, at each number of connections."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench import procfs, wrk
from bench.client import Flow, drive
from bench.figures import Load, latency_of, middle
from bench.flows import diagnostics, get, post, put, questionnaires, single
from bench.measured import Levels
from bench.plan import STEPS, Plan
from bench.servers import BenchError
from bench.yard import PAGE, Told, Yard

MOST_RESULTS = 4096
STATUS = {"submit": 303, "put": 201}
"""Of the steps that are not answered with 200."""


class Loads:
    """Puts loads on the servers of the yard and keeps what came of them."""

    def __init__(self, yard: Yard, plan: Plan, folder: Path, rng: random.Random, told: Told) -> None:
        self._yard = yard
        self._plan = plan
        self._folder = folder
        self._rng = rng
        self._told = told
        self._kept: dict[str, dict[int, list[Load]]] = defaultdict(lambda: defaultdict(list))
        self._results: list[str] = []

    def go_round(self, begin: float) -> int:
        """Load all servers in turns while time remains since `begin`; return how many rounds there were."""
        for done in range(self._plan.rounds):
            if done and time.monotonic() - begin + self._plan.round_seconds > self._plan.budget_seconds:
                return done
            for level in self._plan.levels:
                self._load_all(level)
        return self._plan.rounds

    def middles(self) -> Mapping[str, Levels]:
        """Return the medians over the rounds."""
        return {what: {level: middle(loads) for level, loads in levels.items()} for what, levels in self._kept.items()}

    def completed(self, *whats: str) -> int:
        """Return how many units of some loads were acknowledged in all."""
        return sum(load.completed for what in whats for loads in self._kept[what].values() for load in loads)

    def _load_all(self, level: int) -> None:
        plan, yard = self._plan, self._yard
        flows = diagnostics(PAGE, yard.host("product"), yard.answerer, self._results)
        self._run_flows("diagnostic", "product", flows, level, plan.flow_seconds)
        if not yard.otree_missing:
            asked = questionnaires(yard.participants, yard.host("otree"), yard.fill)
            self._run_flows("questionnaire", "otree", asked, level, plan.otree_seconds)
        for step in STEPS:
            self._run_step(step, "bare" if step in ("hello", "insert") else "product", level)

    def _run_flows(self, what: str, name: str, flows: Iterator[Flow], level: int, seconds: float) -> None:
        server = self._yard.servers[name]
        before, own = server.cpu_seconds(), procfs.own_seconds()
        driven = drive(server.address, flows, level, seconds)
        spent, client = server.cpu_seconds() - before, procfs.own_seconds() - own
        latencies = {step: latency_of(durations) for step, durations in driven.durations.items()}
        self._kept[what][level].append(Load(driven.completed, driven.seconds, spent, client, latencies))
        self._told(f"{what}, {level} connections", seconds)

    def _run_step(self, step: str, name: str, level: int) -> None:
        seconds = self._plan.step_seconds
        if not wrk.is_there():
            flows = single(step, self._request(step, name), STATUS.get(step, 200))
            self._run_flows(step, name, flows, level, seconds)
            return
        server = self._yard.servers[name]
        script = self._script(step, name)
        before, own = server.cpu_seconds(), procfs.own_seconds()
        shot = wrk.shoot(server.address, script, level, seconds)
        spent, client = server.cpu_seconds() - before, procfs.own_seconds() - own
        if shot.failed:
            raise BenchError(f"{shot.failed} of {shot.completed} requests of {step} failed at {level} connections")
        self._kept[step][level].append(Load(shot.completed, shot.seconds, spent, client, {step: shot.latency}))
        self._told(f"{step}, {level} connections", seconds)

    def _request(self, step: str, name: str) -> Callable[[], bytes]:
        host, answerer = self._yard.host(name), self._yard.answerer
        if step == "put":
            return lambda: put(host, answerer.key(), answerer.document())
        if step == "result":
            return lambda: get(self._rng.choice(self._results), host)
        if step in ("insert", "submit"):
            return lambda: post(self._target(step), host, answerer.body())
        return lambda: get(self._target(step), host)

    def _script(self, step: str, name: str) -> Path:
        host = self._yard.host(name)
        seed, form = self._rng.getrandbits(31), self._yard.answerer.form
        if step in ("insert", "submit"):
            text = wrk.submit_script(form, self._target(step), host, seed)
        elif step == "put":
            text = wrk.put_script(form, host, seed)
        else:
            results = list(dict.fromkeys(self._results))[:MOST_RESULTS]
            text = wrk.rotating_script(results if step == "result" else [self._target(step)], host)
        script = self._folder / f"{step}.lua"
        script.write_text(text)
        return script

    def _target(self, step: str) -> str:
        return {"hello": "/", "page": PAGE, "insert": "/insert"}.get(step, self._yard.answerer.form.action)
