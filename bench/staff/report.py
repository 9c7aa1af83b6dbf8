"""The report of the staff's bench: lines for the terminal, and Markdown for a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.figures import percentile, ratio
from bench.report import grid
from bench.staff.measured import Staff
from bench.targets import Figure, number

BEGIN, END = "<!-- bench staff: begin -->", "<!-- bench staff: end -->"
QUIET = 0.05


def lines(measured: Staff, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the judged figures for a terminal."""
    for figure in figures:
        met = "met" if figure.is_met else "NOT MET"
        yield f"{figure.label}: {figure.value} ({figure.yardstick}; target {figure.target}) {met}"
    if measured.others_share > QUIET:
        yield f"! Other programs took {measured.others_share:.0%} of the processors; measure again on a quiet machine."


def save_into(page: str, measured: Staff, figures: Sequence[Figure]) -> str:
    """Return a page with the report between its two markers; a page without them stays as it is."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_markdown(measured, figures)}\n\n{END}{after}" if begin and end else page


def _markdown(measured: Staff, figures: Sequence[Figure]) -> str:
    judged = (
        (one.label, one.value, one.yardstick, one.outcome, one.target, "yes" if one.is_met else "**no**")
        for one in figures
    )
    hello = percentile(measured.hello, 0.5)
    shown = (
        (
            f"{size.made.attempts:,}",
            number(size.together),
            number(size.at(0.5)),
            number(size.at(0.95)),
            f"{number(ratio(size.at(0.5), hello))} ×",
        )
        for size in measured.sizes
    )
    made = (
        (
            f"{one.made.attempts:,}",
            f"{one.made.simulate_seconds:.1f}",
            f"{one.made.simulate_memory / 1e6:.0f}",
            f"{one.made.fold_seconds:.1f}",
            f"{one.made.release_seconds:.1f}",
            f"{one.made.database_bytes / 1e6:,.0f}",
        )
        for one in measured.sizes
    )
    dearest = sorted(measured.sizes[-1].statistics.items(), key=lambda one: -one[1])[:5]
    named = ", ".join(f"`{name}` {number(ms)} ms" for name, ms in dearest)
    said = (
        f"The dearest statistics: {named}. While attempts were made, other programs took "
        f"{measured.others_share:.0%} of the processors ({measured.machine.processor}, {measured.machine.cores} cores)."
    )
    return "\n\n".join(
        [
            grid(("figure", "measured", "beside", "outcome", "target", "met"), judged),
            grid(("attempts", "every statistic ms", "overview p50 ms", "p95 ms", "p50 beside hello"), shown),
            grid(("attempts", "simulate s", "memory MB", "fold s", "release s", "database MB"), made),
            said,
        ]
    )
