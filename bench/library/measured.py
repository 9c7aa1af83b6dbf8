"""What a run of this bench has measured, and how it is judged. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.figures import percentile, ratio
from bench.machine import Machine
from bench.targets import Figure, number

PAGE_MS = 20.0
SEARCH_MS = 30.0
REINDEX_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The durations of one kind of request, in milliseconds, one connection at a time."""

    milliseconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return percentile(self.milliseconds, 0.5)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return percentile(self.milliseconds, 0.95)


@dataclass(frozen=True, slots=True)
class Library:
    """The figures of one run."""

    machine: Machine
    consultations: int
    publish_seconds: float
    """How long the transaction was that published everything: so long a submit may have waited."""
    reindex_seconds: float
    asked: Mapping[str, Asked]
    """Kinds of requests; `hello` is the yardstick."""
    others_share: float


def judge(measured: Library) -> list[Figure]:
    """Return the judged figures."""
    hello = measured.asked["hello"].p50
    beside = f"hello {number(hello)} ms"

    def figure(key: str, label: str, value: float, bound: float) -> Figure:
        times = f"{number(value)} ms, {number(ratio(value, hello))} × hello"
        return Figure(key, label, times, beside, value, bound, at_most=True, unit="ms")

    pages = measured.asked["consultation"]
    seconds = measured.reindex_seconds
    return [
        figure("qa-page", "A consultation's page, not kept ready, p95", pages.p95, PAGE_MS),
        figure("qa-advisor", "A page of the advisor with most answers, p95", measured.asked["advisor"].p95, PAGE_MS),
        figure("qa-search", "A search, p95", measured.asked["search"].p95, SEARCH_MS),
        Figure(
            "qa-reindex",
            f"Index and relatedness of all {measured.consultations:,} anew",
            f"{seconds:.1f} s",
            "–",
            seconds,
            REINDEX_SECONDS,
            at_most=True,
            unit="s",
        ),
    ]
