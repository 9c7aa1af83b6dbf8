"""The report: a table for the terminal, Markdown for a page, and figures inside the sentences of a page. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bench.measured import Levels, Measured
from bench.targets import Figure, number

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
INLINE = re.compile(r"<!-- figure ([a-z0-9-]+) -->.*?<!-- / -->", re.DOTALL)
HEAD = ("figure", "measured", "yardstick", "outcome", "target", "")
NAMES = {
    "hello": "bare Flask `hello`",
    "page": "quiz page",
    "insert": "bare Flask, one insert",
    "submit": "submit",
    "put": "submit by script (`PUT`, JSON)",
    "result": "result page",
    "diagnostic": "diagnostic (3 requests)",
    "questionnaire": "oTree questionnaire (4 requests)",
}


def table(measured: Measured, figures: Sequence[Figure]) -> str:
    """Return the judged figures for a terminal."""
    rows = [HEAD, *_rows(figures)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * length for length in widths).rstrip())
    return "\n".join([*lines, "", *(f"! {remark}" for remark in remarks(measured))]).rstrip()


def _rows(figures: Sequence[Figure]) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        met = "met" if figure.is_met else "NOT MET"
        yield figure.label, figure.value, figure.yardstick, figure.outcome, figure.target, met


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def remarks(measured: Measured) -> list[str]:
    """Return what must be known to judge the numbers."""
    said = []
    if measured.others_share > 0.05:
        said.append(
            f"Other programs took {measured.others_share:.0%} of the processors; measure again on a quiet machine."
        )
    if measured.rounds < measured.plan.rounds:
        said.append(f"Only {measured.rounds} of {measured.plan.rounds} rounds fitted into the time.")
    if measured.client != "wrk":
        said.append("wrk is not installed: single steps were driven by Python, which brings rates closer together.")
    if measured.otree_missing:
        said.append(f"oTree was not measured: {measured.otree_missing}")
    return said


def markdown(measured: Measured, figures: Sequence[Figure]) -> str:
    """Return the whole report as Markdown."""
    parts = [
        grid((*HEAD[:-1], "met"), ((*row[:-1], "yes" if row[-1] == "met" else "**no**") for row in _rows(figures))),
        *(f"- {remark}" for remark in remarks(measured)),
        "### Every load",
        grid(
            ("load", "connections", "per second", "server CPU ms each", "client CPU ms each", "p50 ms", "p99 ms"),
            _load_rows(measured),
        ),
        "### Each step inside whole flows",
        grid(("flow", "step", "connections", "p50 ms", "p99 ms"), _step_rows(measured)),
        "### On the wire",
        grid(("answer", "compressed bytes", "header bytes"), _wire_rows(measured)),
        "### Memory, starts, what was stored",
        grid(("what", "measured"), _other_rows(measured)),
        "### Machine and versions",
        grid(("fact", "value"), _fact_rows(measured)),
    ]
    return "\n\n".join(parts)


def grid(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _levels(measured: Measured, *whats: str) -> Iterator[tuple[str, Levels]]:
    for what in whats:
        if what in measured.loads:
            yield what, measured.loads[what]


def _load_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    for what, levels in _levels(measured, *NAMES):
        for level, load in levels.items():
            single = [load.latency.p50, load.latency.p99] if len(load.latencies) == 1 else []
            shown = [number(value) for value in single] or ["–", "–"]
            cpu = f"{load.cpu_ms:.3f}", f"{load.client_ms:.3f}"
            yield NAMES[what], str(level), number(load.rate), *cpu, *shown


def _step_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    for what, levels in _levels(measured, "diagnostic", "questionnaire"):
        for step in next(iter(levels.values())).latencies:
            for level, load in levels.items():
                latency = load.latencies[step]
                yield NAMES[what].partition(" (")[0], step, str(level), number(latency.p50), number(latency.p99)


def _wire_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    for transfer in measured.wire.transfers:
        yield transfer.kind, f"{transfer.body:,}", f"{transfer.head:,}"
    yield "all", f"{measured.wire.body_bytes:,}", f"{measured.wire.total_bytes - measured.wire.body_bytes:,}"


def _other_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    for name, amount in measured.memory.items():
        yield f"memory of {name} after the loads", f"{amount / 1e6:.0f} MB"
    for name, start in measured.starts.items():
        yield f"start of {name} until the first page", f"{start.seconds:.3f} s, {start.cpu_seconds:.2f} s of CPU"
    for name, stored in measured.stored.items():
        yield f"{name}: acknowledged, and rows afterwards", f"{stored.acknowledged:,}, {stored.rows:,}"


def _fact_rows(measured: Measured) -> Iterator[tuple[str, ...]]:
    machine, plan = measured.machine, measured.plan
    yield "processor", f"{machine.processor}, {machine.cores} cores"
    yield "memory, file system", f"{machine.memory_gib} GiB, {machine.filesystem}"
    yield "kernel", machine.kernel
    yield "Python, SQLite", f"{machine.python}, {machine.sqlite}"
    yield "packages", ", ".join(f"{name} {known}" for name, known in machine.packages.items())
    yield "rounds, seconds a step", f"{measured.rounds}, {plan.step_seconds}"
    yield "single steps driven by", measured.client
    yield "processors taken by other programs", f"{measured.others_share:.0%}"


def save_into(page: str, measured: Measured, figures: Sequence[Figure]) -> str:
    """Return a page with the report between its two markers, and with the figures that its sentences name.

    A sentence names one as `<!-- figure KEY --><!-- / -->`; a page may have either, both or none.
    """
    outcomes = {figure.key: figure.outcome for figure in figures}
    values = {f"{figure.key}-value": figure.value for figure in figures}
    known = {**outcomes, **values}

    def filled(found: re.Match[str]) -> str:
        key = found.group(1)
        return f"<!-- figure {key} -->{known[key]}<!-- / -->" if key in known else found.group(0)

    page = INLINE.sub(filled, page)
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return page
    return f"{before}{BEGIN}\n\n{markdown(measured, figures)}\n\n{END}{after}"
