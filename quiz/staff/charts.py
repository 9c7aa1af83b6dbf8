"""Charts for plotly.js, made from what a sheet shows and nothing else.

A chart is a plain dictionary in the form that plotly's own `Figure` checks (a test does): building it takes a
tenth of a millisecond, where importing plotly takes a fifth of a second and 34 MB of every process.

    {"data": [...], "layout": {...}}           colours are names of tokens, such as `--accent`

The browser puts the colours of its scheme in place of the names, and those of paper when it prints. Texts are
escaped, since plotly reads a few tags in them, and none is bold: a style attribute is what the policy of these pages
refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from quiz.bank.model import Text
from quiz.figures.sheet import AreaLine, Bar, CohortLine, ContentLine, Retakes, RungShare, Week
from quiz.figures.table import Figure
from quiz.staff.chart_words import (
    ABOVE,
    AT_LEAST,
    BEFORE,
    CHANGE,
    CUT,
    FAIR,
    FLAGGED,
    GREY,
    MEAN,
    NOTICEABLE,
    POINTS,
    ROOM,
    STRENGTH,
    THIS_YEAR,
)

Chart = dict[str, Any]
Row = tuple[str, tuple[tuple[str, Figure], ...]]
"""A row of stacked shares: its name, and each part with its share."""

INK, SOFT, LINE, CARD = "--ink", "--soft", "--line", "--card"
ACCENT, WARM, ZONE = "--accent", "--warm", "--zone"
STACK = ("--rung-1", "--rung-2", "--rung-3", "--rung-4")
ON_STACK = ("--on-rung-1", "--on-rung-2", "--on-rung-3", "--on-rung-4")
"""One hue from pale to deep, and what is legible on each."""
FAMILY = "--family"
NOTHING = "rgba(0,0,0,0)"
ROW_PX = 44
AROUND_PX = 48
QUARTERS = [0, 25, 50, 75, 100]
NARROWEST_LABEL = 12
"""Percent: a label does not fit into a narrower part."""


def distribution(bars: Sequence[Bar], cut: int, grey: tuple[int, int], language: str) -> Chart:
    """Draw the shares of students by score, with the cut score and the grey zone."""
    told = [bar for bar in bars if bar.share.is_shown]
    trace = {
        "type": "bar",
        "x": [(bar.first + bar.last) / 2 for bar in told],
        "y": [bar.share.value for bar in told],
        "width": [bar.last - bar.first + 0.6 for bar in told],
        "marker": {"color": [WARM if bar.is_flagged else ACCENT for bar in told]},
        "text": [_percent(bar.share, language) for bar in told],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{_scores(bar, language)}<br>{_percent(bar.share, language)}" for bar in told],
        "hoverinfo": "text",
    }
    layout = _layout(320, {"t": 56, "r": 8, "b": 40, "l": 8})
    layout["xaxis"] = _axis(range=[-1, 101], tickvals=[0, 20, 40, 60, 80, 100])
    highest = max((bar.share.value or 0 for bar in told), default=0)
    layout["yaxis"] = _axis(visible=False, range=[0, highest * 1.15])
    layout["shapes"] = [_band("x", grey[0] - 0.5, grey[1] + 0.5, ZONE), _stroke("x", cut + 0.5, WARM)]
    layout["annotations"] = [
        _note(cut + 0.5, CUT[language].format(cut=cut), WARM, yshift=20),
        _note((grey[0] + grey[1]) / 2, GREY[language], SOFT, yshift=2),
    ]
    return {"data": [trace], "layout": layout}


def areas(lines: Sequence[AreaLine], language: str) -> Chart:
    """Draw each area's levels as one bar of three parts."""
    names = (ROOM[language], FAIR[language], STRENGTH[language])
    rows = [
        (line.short[language], tuple(zip(names, (line.room, line.fair, line.strength), strict=True))) for line in lines
    ]
    chart = stacked(rows, language, STACK[0:1] + STACK[1:2] + STACK[3:4], ON_STACK[0:1] + ON_STACK[1:2] + ON_STACK[3:4])
    chart["layout"]["margin"]["t"] = 32
    chart["layout"]["height"] += 24
    chart["layout"]["annotations"] = [
        _corner(0.0, "left", names[0]),
        _corner(0.5, "center", names[1]),
        _corner(1.0, "right", names[2]),
    ]
    return chart


def rungs(rows: Iterable[tuple[Text, Sequence[RungShare]]], language: str) -> Chart:
    """Draw the shares of an item's rungs, one bar a group, from the lowest rung on."""
    return stacked(
        [
            (title[language], tuple((rung.text[language], rung.share) for rung in rungs_of_row))
            for title, rungs_of_row in rows
        ],
        language,
        STACK,
        ON_STACK,
    )


def stacked(rows: Sequence[Row], language: str, colours: Sequence[str], on_colours: Sequence[str]) -> Chart:
    """Draw shares of a hundred, one bar a row; what is not shown stays open at the end."""
    parts = max((len(row[1]) for row in rows), default=0)
    names = [_plain(name) for name, _ in rows]
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
                    _percent(figure, language) if (figure.value or 0) >= NARROWEST_LABEL else "" for _, figure in here
                ],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "insidetextfont": {"color": on_colours[shade]},
                "hovertext": [f"{_plain(name)}<br>{_percent(figure, language)}" for name, figure in here],
                "hoverinfo": "text",
            }
        )
    layout = _layout(ROW_PX * len(rows) + AROUND_PX, {"t": 8, "r": 12, "b": 32, "l": 8})
    layout.update(barmode="stack", bargap=0.3)
    layout["xaxis"] = _axis(range=[0, 100], tickvals=QUARTERS, ticktext=[f"{at}%" for at in QUARTERS])
    layout["yaxis"] = _axis(autorange="reversed", automargin=True, ticksuffix="  ", showgrid=False)
    return {"data": data, "layout": layout}


def trend(weeks: Sequence[Week], language: str) -> Chart:
    """Draw mean and flagged share by week, each beside the year before."""
    days = [week.first_day for week in weeks]
    data: list[Chart] = []
    annotations: list[Chart] = []
    for axis, title, now, before, colour, unit in (
        ("y", MEAN, [week.mean for week in weeks], [week.mean_before for week in weeks], ACCENT, POINTS[language]),
        ("y2", FLAGGED, [week.flagged for week in weeks], [week.flagged_before for week in weeks], WARM, "%"),
    ):
        data.append(_line(days, before, axis, BEFORE[language], SOFT, "dot", unit))
        data.append(_line(days, now, axis, THIS_YEAR[language], colour, "solid", unit))
        # The higher label stands above its line and the lower below: the two would meet where the years do.
        is_higher = _last(now) >= _last(before)
        annotations += _label_at_end(days, before, axis, BEFORE[language], SOFT, is_above=not is_higher)
        annotations += _label_at_end(days, now, axis, THIS_YEAR[language], colour, is_above=is_higher)
        annotations.append(_heading(axis, title[language]))
    layout = _layout(400, {"t": 32, "r": 64, "b": 32, "l": 36})
    layout["xaxis"] = _axis(
        type="date",
        anchor="y2",
        showgrid=False,
        range=[days[0], days[-1]],
        tickformat="%-m/%-d" if language == "ja" else "%-d %b",
        nticks=7,
    )
    layout["yaxis"] = _axis(domain=[0.58, 1.0], nticks=4)
    layout["yaxis2"] = _axis(domain=[0.0, 0.42], nticks=4, rangemode="tozero", ticksuffix="%")
    layout["annotations"] = annotations
    return {"data": data, "layout": layout}


def cohorts(lines: Sequence[CohortLine], language: str) -> Chart:
    """Draw the mean of each group with its interval, beside the flagged share with its own."""
    names = [_plain(line.title[language]) for line in lines]
    data = [
        _dots(names, [line.mean for line in lines], "x", ACCENT, POINTS[language], language),
        _dots(names, [line.flagged for line in lines], "x2", WARM, "%", language),
    ]
    layout = _layout(ROW_PX * len(lines) + 88, {"t": 36, "r": 16, "b": 36, "l": 8})
    means, flagged = [line.mean for line in lines], [line.flagged for line in lines]
    layout["xaxis"] = _axis(domain=[0, 0.47], range=_around(means), nticks=5)
    layout["xaxis2"] = _axis(domain=[0.53, 1.0], range=_around(flagged), nticks=5, ticksuffix="%")
    layout["yaxis"] = _axis(autorange="reversed", automargin=True, ticksuffix="  ", type="category")
    layout["annotations"] = [
        _corner(0.0, "left", MEAN[language]),
        _corner(0.53, "left", FLAGGED[language]),
    ]
    return {"data": data, "layout": layout}


def change(retakes: Retakes, language: str) -> Chart:
    """Draw the mean change of matched retakes over the corridor within which nothing can be said."""
    corridor = float(retakes.corridor.value or 0)
    reach = max([corridor, *(abs(float(n)) for n in _numbers(retakes.change))]) * 1.25
    layout = _layout(128, {"t": 36, "r": 16, "b": 36, "l": 16})
    layout["xaxis"] = _axis(range=[-reach, reach], nticks=7)
    layout["yaxis"] = _axis(visible=False, range=[-1, 1])
    layout["shapes"] = [_band("x", -corridor, corridor, LINE), _stroke("x", 0, SOFT)]
    layout["annotations"] = [_note(0, NOTICEABLE[language], SOFT, yshift=4)]
    dots = _dots([""], [retakes.change], "x", ACCENT, POINTS[language], language)
    dots["y"] = [0]
    dots["hovertext"] = [f"{CHANGE[language]}<br>{dots['hovertext'][0]}"]
    return {"data": [dots], "layout": layout}


def rates(lines: Sequence[ContentLine], language: str) -> Chart:
    """Draw how often what was shown was followed, a bar a line."""
    return shares([(line.title[language], line.rate) for line in lines], language)


def shares(rows: Sequence[tuple[str, Figure]], language: str) -> Chart:
    """Draw one share a row, with its interval where it has one."""
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [_plain(name) for name, _ in rows],
        "x": [figure.value for _, figure in rows],
        "marker": {"color": ACCENT},
        "text": [_percent(figure, language) for _, figure in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [f"{_plain(name)}<br>{_percent(figure, language)}" for name, figure in rows],
        "hoverinfo": "text",
    }
    if any(figure.low is not None for _, figure in rows):
        trace["error_x"] = _error([figure for _, figure in rows])
        trace.update(textposition="inside", insidetextanchor="start", insidetextfont={"color": "--on-accent"})
    layout = _layout(ROW_PX * len(rows) + AROUND_PX, {"t": 8, "r": 40, "b": 32, "l": 8})
    layout["bargap"] = 0.35
    highest = max((float(n) for _, figure in rows for n in _numbers(figure)), default=0)
    layout["xaxis"] = _axis(range=[0, 100 if highest > 50 else max(highest * 1.2, 5)], nticks=5, ticksuffix="%")
    layout["yaxis"] = _axis(autorange="reversed", automargin=True, ticksuffix="  ", showgrid=False, type="category")
    return {"data": [trace], "layout": layout}


def _line(days: list[str], figures: Sequence[Figure], axis: str, name: str, colour: str, dash: str, unit: str) -> Chart:
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


def _label_at_end(
    days: list[str], figures: Sequence[Figure], axis: str, name: str, colour: str, *, is_above: bool
) -> list[Chart]:
    """Return the name of a line beside its last point."""
    shown = [(day, figure.value) for day, figure in zip(days, figures, strict=True) if figure.is_shown]
    if not shown:
        return []
    place = {"x": shown[-1][0], "y": shown[-1][1], "xref": "x", "yref": axis, "xanchor": "left", "xshift": 6}
    anchor = "bottom" if is_above else "top"
    return [{**place, "yanchor": anchor, "text": name, "showarrow": False, "font": {"color": colour, "size": 13}}]


def _last(figures: Sequence[Figure]) -> float:
    return next((figure.value for figure in reversed(figures) if figure.value is not None), 0)


def _dots(names: list[str], figures: list[Figure], axis: str, colour: str, unit: str, language: str) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": names,
        "x": [figure.value for figure in figures],
        "xaxis": axis,
        "error_x": _error(figures, colour),
        "marker": {"size": 11, "color": colour},
        "hovertext": [
            f"{_plain(name)}<br>{_with_interval(figure, unit, language)}"
            for name, figure in zip(names, figures, strict=True)
        ],
        "hoverinfo": "text",
    }


def _error(figures: Sequence[Figure], colour: str = INK) -> Chart:
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


def _around(figures: Sequence[Figure]) -> list[float]:
    """Return the tens around figures and their intervals: dots, unlike bars, need no zero."""
    numbers = [number for figure in figures for number in _numbers(figure)] or [0, 100]
    return [max(min(numbers) // 10 * 10 - 2, -2), min(-(-max(numbers) // 10) * 10 + 2, 102)]


def _numbers(figure: Figure) -> list[float]:
    return [number for number in (figure.low, figure.value, figure.high) if number is not None]


def _percent(figure: Figure, language: str) -> str:
    if figure.value is None:
        return "–"
    told = f"{figure.value:g}%"
    return AT_LEAST[language].format(value=told) if figure.is_at_least else told


def _with_interval(figure: Figure, unit: str, language: str) -> str:
    if figure.value is None:
        return "–"
    told = f"{figure.value:g}{unit}"
    if figure.is_at_least:
        return AT_LEAST[language].format(value=told)
    return told if figure.low is None or figure.high is None else f"{told} ({figure.low:g}–{figure.high:g})"


def _scores(bar: Bar, language: str) -> str:
    words = f"{bar.first}" if bar.first == bar.last else f"{bar.first}–{bar.last}"
    return f"{words}{POINTS[language]}" + (f" · {(FLAGGED if bar.is_flagged else ABOVE)[language]}")


def _plain(text: str) -> str:
    """Return a text in which plotly finds no tag."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(height: int, margin: dict[str, int]) -> Chart:
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


def _axis(**more: Any) -> Chart:
    return {
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": LINE,
        "linecolor": LINE,
        "tickfont": {"color": SOFT},
        **more,
    }


def _band(axis: str, low: float, high: float, colour: str) -> Chart:
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


def _stroke(axis: str, at: float, colour: str) -> Chart:
    return {
        "type": "line",
        "xref": axis,
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
        "line": {"color": colour, "width": 2},
    }


def _note(x: float, text: str, colour: str, yshift: int) -> Chart:
    """Return a text above the plot, over a place of its axis."""
    place = {"x": x, "y": 1.0, "xref": "x", "yref": "paper", "yshift": yshift, "xanchor": "center", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "font": {"color": colour, "size": 13}}


def _corner(x: float, anchor: str, text: str) -> Chart:
    place = {"x": x, "y": 1.0, "xref": "paper", "yref": "paper", "xanchor": anchor, "yanchor": "bottom", "yshift": 4}
    return {**place, "text": text, "showarrow": False, "font": {"color": SOFT, "size": 13}}


def _heading(axis: str, text: str) -> Chart:
    place = {"x": 0, "y": 1.0, "xref": "paper", "yref": f"{axis} domain", "xanchor": "left", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "yshift": 6, "font": {"color": INK, "size": 14}}
