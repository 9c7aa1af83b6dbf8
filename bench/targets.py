"""The figures that are judged: each with its yardstick, its target and whether it is met. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import Middle, ratio
from bench.measured import Measured

WINDOW_BYTES = 14_600
"""What a server may send before it must wait for the first acknowledgement: ten segments of 1,460 bytes."""
MOST_REQUESTS = 5
MOST_MEMORY = 120_000_000
MEMORY_WORKERS = 2
MOST_START_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A judged figure; `judged` is what is compared with the bound."""

    key: str
    label: str
    value: str
    yardstick: str
    judged: float
    bound: float
    at_most: bool
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        """Whether the target is met."""
        return self.judged <= self.bound if self.at_most else self.judged >= self.bound

    @property
    def target(self) -> str:
        """The target in words."""
        return f"{'≤' if self.at_most else '≥'} {number(self.bound)} {self.unit}"

    @property
    def outcome(self) -> str:
        """What is compared with the target, in words."""
        return f"{number(self.judged)} {self.unit}"


def number(value: float) -> str:
    """Write a number with three significant digits or so."""
    if value == float("inf"):
        return "∞"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def judge(measured: Measured) -> list[Figure]:
    """Return every judged figure, in the order in which a visitor meets what it measures."""
    return [*_against_otree(measured), *_against_bare(measured), *_by_themselves(measured), *_stored(measured)]


def _against_otree(measured: Measured) -> Iterator[Figure]:
    if measured.otree_missing:
        return
    top = max(measured.plan.levels)
    ours, theirs = measured.loads["diagnostic"][top], measured.loads["questionnaire"][top]
    yield Figure(
        "completed-per-cpu",
        f"Completed diagnostics per CPU-second, {top} connections",
        number(ours.per_cpu_second),
        f"oTree {number(theirs.per_cpu_second)}",
        ratio(ours.per_cpu_second, theirs.per_cpu_second),
        60,
        at_most=False,
    )
    yield Figure(
        "completed-per-second",
        f"Completed diagnostics per second, {top} connections",
        number(ours.rate),
        f"oTree {number(theirs.rate)}",
        ratio(ours.rate, theirs.rate),
        40,
        at_most=False,
    )


def _against_bare(measured: Measured) -> Iterator[Figure]:
    top = max(measured.plan.levels)
    hello, submit = measured.loads["hello"], measured.loads["submit"]
    yield Figure(
        "submit-cpu",
        f"CPU of one submit, {top} connections",
        f"{submit[top].cpu_ms:.3f} ms",
        f"hello {hello[top].cpu_ms:.3f} ms",
        ratio(submit[top].cpu_ms, hello[top].cpu_ms),
        2.5,
        at_most=True,
    )
    yield _least_rate("submit-rate", "Submits per second", measured, "submit", "insert", 0.7)
    yield Figure(
        "submit-p99",
        f"p99 of a durable submit, {top} connections",
        f"{number(submit[top].latency.p99)} ms",
        f"hello {number(hello[top].latency.p99)} ms",
        ratio(submit[top].latency.p99, hello[top].latency.p99),
        1.5,
        at_most=True,
    )
    yield _least_rate("page-rate", "Quiz pages per second", measured, "page", "hello", 0.8)


def _least_rate(key: str, label: str, measured: Measured, step: str, yardstick: str, bound: float) -> Figure:
    """Compare two rates at the number of connections where the product does worst."""

    def compared(level: int) -> float:
        return ratio(measured.loads[step][level].rate, measured.loads[yardstick][level].rate)

    worst = min(measured.plan.levels, key=compared)
    rates: list[Middle] = [measured.loads[step][worst], measured.loads[yardstick][worst]]
    label = f"{label}, worst case: {worst} connection{'s' if worst > 1 else ''}"
    value, other = number(rates[0].rate), f"{yardstick} {number(rates[1].rate)}"
    return Figure(key, label, value, other, compared(worst), bound, at_most=False)


def _by_themselves(measured: Measured) -> Iterator[Figure]:
    memory, starts = measured.memory, measured.starts
    if measured.workers == MEMORY_WORKERS:
        beside = f"bare {_mb(memory['bare'])}"
        label = f"Memory of {MEMORY_WORKERS} workers after the loads (PSS)"
        value = memory["product"] / 1e6
        yield Figure("memory", label, _mb(memory["product"]), beside, value, MOST_MEMORY / 1e6, at_most=True, unit="MB")
    beside = f"bare {starts['bare'].seconds:.2f} s"
    value, shown = starts["product"].seconds, f"{starts['product'].seconds:.2f} s"
    yield Figure("start", "First page after start", shown, beside, value, MOST_START_SECONDS, at_most=True, unit="s")
    faster = ratio(value, starts["bare"].seconds)
    yield Figure("start-ratio", "First page after start, beside bare Flask", shown, beside, faster, 1.5, at_most=True)
    sent, requests = measured.wire.total_bytes / 1000, len(measured.wire.transfers)
    bodies = f"bodies alone {measured.wire.body_bytes / 1000:.2f} kB"
    label = "First click to result, compressed, with headers"
    yield Figure("wire", label, f"{sent:.2f} kB", bodies, sent, WINDOW_BYTES / 1000, at_most=True, unit="kB")
    label = "First click to result, requests"
    yield Figure("requests", label, str(requests), "–", requests, MOST_REQUESTS, at_most=True, unit="requests")


def _stored(measured: Measured) -> Iterator[Figure]:
    stored = measured.stored["submit"]
    missing = max(0, stored.acknowledged - stored.rows)
    value, beside = f"{stored.acknowledged:,}", f"rows {stored.rows:,}"
    yield Figure(
        "lost", "Acknowledged attempts that are not stored", value, beside, missing, 0, at_most=True, unit="lost"
    )


def _mb(amount: int) -> str:
    return f"{amount / 1e6:.0f} MB"
