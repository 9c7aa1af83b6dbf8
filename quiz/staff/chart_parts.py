"""What charts are made of: layouts, axes, dots with intervals, bands and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quiz.figures.table import Figure
from quiz.staff.chart_words import AT_LEAST

Chart = dict[str, Any]

INK, SOFT, LINE, CARD = "--ink", "--soft", "--line", "--card"
ACCENT, WARM, ZONE = "--accent", "--warm", "--zone"
FAMILY = "--family"
NOTHING = "rgba(0,0,0,0)"


def line_of(
    days: list[str], figures: Sequence[Figure], axis: str, name: str, colour: str, dash: str, unit: str
) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": days,
        "y": [figure.value for figure in figures],
        "xaxis": "x",
        "yaxis": axis,
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"size": 5, "color": colour},
        "hovertemplate": f"{name}<br>%{{x|%Y-%m-%d}}<br>%{{y}}{unit}<extra></extra>",
    }


def label_at_end(
    days: list[str], figures: Sequence[Figure], axis: str, name: str, colour: str, *, is_above: bool
) -> list[Chart]:
    """Return the name of a line beside its last point."""
    shown = [(day, figure.value) for day, figure in zip(days, figures, strict=True) if figure.is_shown]
    if not shown:
        return []
    place = {"x": shown[-1][0], "y": shown[-1][1], "xref": "x", "yref": axis, "xanchor": "left", "xshift": 6}
    anchor = "bottom" if is_above else "top"
    return [{**place, "yanchor": anchor, "text": name, "showarrow": False, "font": {"color": colour, "size": 13}}]


def last_of(figures: Sequence[Figure]) -> float:
    return next((figure.value for figure in reversed(figures) if figure.value is not None), 0)


def dots_of(names: list[str], figures: list[Figure], axis: str, colour: str, unit: str, language: str) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": [figure.value for figure in figures],
        "xaxis": axis,
        "error_x": error_bars(figures, colour),
        "marker": {"size": 11, "color": colour},
        "hovertext": [
            f"{plain(name)}<br>{with_interval(figure, unit, language)}"
            for name, figure in zip(names, figures, strict=True)
        ],
        "hoverinfo": "text",
    }


def error_bars(figures: Sequence[Figure], colour: str = INK) -> Chart:
    """Return the intervals as error bars: how far they reach up and down from the values."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [_reach(figure.high, figure.value) for figure in figures],
        "arrayminus": [_reach(figure.value, figure.low) for figure in figures],
        "color": colour,
        "thickness": 2,
        "width": 5,
    }


def _reach(high: float | None, low: float | None) -> float:
    return 0 if high is None or low is None else max(high - low, 0)


def around(figures: Sequence[Figure]) -> list[float]:
    """Return the tens around figures and their intervals: dots, unlike bars, need no zero."""
    numbers = [number for figure in figures for number in numbers_of(figure)] or [0, 100]
    return [max(min(numbers) // 10 * 10 - 2, -2), min(-(-max(numbers) // 10) * 10 + 2, 102)]


def numbers_of(figure: Figure) -> list[float]:
    return [number for number in (figure.low, figure.value, figure.high) if number is not None]


def percent(figure: Figure, language: str) -> str:
    if figure.value is None:
        return "–"
    told = f"{figure.value:g}%"
    return AT_LEAST[language].format(value=told) if figure.is_at_least else told


def with_interval(figure: Figure, unit: str, language: str) -> str:
    if figure.value is None:
        return "–"
    told = f"{figure.value:g}{unit}"
    if figure.is_at_least:
        return AT_LEAST[language].format(value=told)
    return f"{told} ({figure.low:g}–{figure.high:g})" if figure.has_range else told


def plain(text: str) -> str:
    """Return a text in which plotly finds no tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def layout_of(height: int, margin: dict[str, int]) -> Chart:
    return {
        "height": height,
        "margin": margin,
        "autosize": True,
        "font": {"family": FAMILY, "size": 13, "color": INK},
        "paper_bgcolor": NOTHING,
        "plot_bgcolor": NOTHING,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": CARD,
            "bordercolor": SOFT,
            "font": {"color": INK, "size": 14, "family": FAMILY},
            "align": "left",
        },
    }


def axis_of(**more: Any) -> Chart:
    return {
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": LINE,
        "linecolor": LINE,
        "tickfont": {"color": SOFT},
        **more,
    }


def band(axis: str, low: float, high: float, colour: str) -> Chart:
    """Return a strip over the whole height behind everything."""
    return {
        "type": "rect",
        "xref": axis,
        "yref": "paper",
        "x0": low,
        "x1": high,
        "y0": 0,
        "y1": 1,
        "fillcolor": colour,
        "opacity": 0.55,
        "line": {"width": 0},
        "layer": "below",
    }


def stroke(axis: str, at: float, colour: str, dash: str = "solid") -> Chart:
    return {
        "type": "line",
        "xref": axis,
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": 2, "dash": dash},
    }


def foot(x: float, text: str, colour: str) -> Chart:
    """Return a text at the foot of the plot, beside a place of its axis, on the side away from zero."""
    side, shift = ("left", 4) if x > 0 else ("right", -4)
    place = {"x": x, "y": 0.0, "xref": "x", "yref": "paper", "xanchor": side, "xshift": shift, "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "font": {"color": colour, "size": 13}}


def note(x: float, text: str, colour: str, yshift: int) -> Chart:
    """Return a text above the plot, over a place of its axis."""
    place = {"x": x, "y": 1.0, "xref": "x", "yref": "paper", "yshift": yshift, "xanchor": "center", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "font": {"color": colour, "size": 13}}


def corner(x: float, anchor: str, text: str) -> Chart:
    place = {"x": x, "y": 1.0, "xref": "paper", "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "yshift": 4}
    return {**place, "text": text, "showarrow": False, "font": {"color": SOFT, "size": 13}}


def heading(axis: str, text: str) -> Chart:
    place = {"x": 0, "y": 1.0, "xref": "paper", "yref": f"{axis} domain", "xanchor": "left", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "yshift": 6, "font": {"color": INK, "size": 14}}
