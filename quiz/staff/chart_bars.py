"""Bars that lie: shares of a hundred stacked in a row, and one share a row."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.figures.table import Figure
from quiz.staff.chart_parts import (
    ACCENT,
    CARD,
    Chart,
    axis_of,
    error_bars,
    layout_of,
    numbers_of,
    percent,
    plain,
)

Row = tuple[str, tuple[tuple[str, Figure], ...]]
"""A row of stacked shares: its name, and each part with its share."""

ROW_PX = 44
AROUND_PX = 48
QUARTERS = [0, 25, 50, 75, 100]
NARROWEST_LABEL = 12
"""Percent: a label does not fit into a narrower part."""


def stacked(rows: Sequence[Row], language: str, colours: Sequence[str], on_colours: Sequence[str]) -> Chart:
    """Draw shares of a hundred, one bar a row; what is not shown stays open at the end."""
    parts = max((len(row[1]) for row in rows), default=0)
    names = [plain(name) for name, _ in rows]
    data = []
    for place in range(parts):
        shade = round(place * (len(colours) - 1) / max(parts - 1, 1))
        here = [row[1][place] if place < len(row[1]) else ("", Figure()) for row in rows]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "x": [figure.value for _, figure in here],
                "marker": {"color": colours[shade], "line": {"color": CARD, "width": 1}},
                "text": [
                    percent(figure, language) if (figure.value or 0) >= NARROWEST_LABEL else "" for _, figure in here
                ],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"color": on_colours[shade]},
                "hovertext": [f"{plain(name)}<br>{percent(figure, language)}" for name, figure in here],
                "hoverinfo": "text",
            }
        )
    layout = layout_of(ROW_PX * len(rows) + AROUND_PX, {"t": 8, "r": 24, "b": 32, "l": 8})
    layout.update(barmode="stack", bargap=0.3)
    layout["xaxis"] = axis_of(range=[0, 100], tickvals=QUARTERS, ticktext=[f"{at}%" for at in QUARTERS])
    layout["yaxis"] = axis_of(type="category", autorange="reversed", automargin=True, ticksuffix="  ", showgrid=False)
    return {"data": data, "layout": layout}


def shares(rows: Sequence[tuple[str, Figure]], language: str) -> Chart:
    """Draw one share a row, with its interval where it has one."""
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [plain(name) for name, _ in rows],
        "x": [figure.value for _, figure in rows],
        "marker": {"color": ACCENT},
        "text": [percent(figure, language) for _, figure in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{plain(name)}<br>{percent(figure, language)}" for name, figure in rows],
        "hoverinfo": "text",
    }
    if any(figure.low is not None for _, figure in rows):
        trace["error_x"] = error_bars([figure for _, figure in rows])
        trace.update(textposition="inside", insidetextanchor="start", insidetextfont={"color": "--on-accent"})
    layout = layout_of(ROW_PX * len(rows) + AROUND_PX, {"t": 8, "r": 40, "b": 32, "l": 8})
    layout["bargap"] = 0.35
    highest = max((float(n) for _, figure in rows for n in numbers_of(figure)), default=0)
    layout["xaxis"] = axis_of(range=[0, 100 if highest > 50 else max(highest * 1.2, 5)], nticks=5, ticksuffix="%")
    layout["yaxis"] = axis_of(autorange="reversed", automargin=True, ticksuffix="  ", showgrid=False, type="category")
    return {"data": [trace], "layout": layout}
