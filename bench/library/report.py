"""The report of the Q&A site's bench: a table for the terminal, and Markdown for a page. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.figures import ratio
from bench.library.measured import Library
from bench.report import grid
from bench.targets import Figure, number

BEGIN, END = "<!-- bench library: begin -->", "<!-- bench library: end -->"
QUIET = 0.05


def lines(measured: Library, figures: Sequence[Figure]) -> Iterator[str]:
    """Yield the judged figures for a terminal."""
    for figure in figures:
        met = "met" if figure.is_met else "NOT MET"
        yield f"{figure.label}: {figure.value} (target {figure.target}) {met}"
    if measured.others_share > QUIET:
        yield f"! Other programs took {measured.others_share:.0%} of the processors; measure again on a quiet machine."


def save_into(page: str, measured: Library, figures: Sequence[Figure]) -> str:
    """Return a page with the report between its two markers; a page without them stays as it is."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{_markdown(measured, figures)}\n\n{END}{after}" if begin and end else page


def _markdown(measured: Library, figures: Sequence[Figure]) -> str:
    judged = ((figure.label, figure.value, figure.target, "yes" if figure.is_met else "**no**") for figure in figures)
    hello = measured.asked["hello"].p50
    asked = (
        (kind, number(one.p50), number(one.p95), f"{number(ratio(one.p50, hello))} ×", str(len(one.milliseconds)))
        for kind, one in measured.asked.items()
    )
    said = (
        f"{measured.consultations:,} consultations were published in one transaction of "
        f"{measured.publish_seconds:.1f} s. Other programs took {measured.others_share:.0%} of the processors "
        f"({measured.machine.processor}, {measured.machine.cores} cores)."
    )
    return "\n\n".join(
        [
            grid(("figure", "measured", "target", "met"), judged),
            grid(("request", "p50 ms", "p95 ms", "p50 beside hello", "requests"), asked),
            said,
        ]
    )
